"""Many patterns in one pass find what each finds by itself."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from marked_sentences import CASES

from gongkai.data import read_data
from gongkai.labelling.passages import load_passages
from gongkai.narrative.rules.cues import cue_scanner, topic_scanner
from gongkai.narrative.rules.none import noun_scanner
from gongkai.narrative.rules.scanning import Scanner, find_openings
from gongkai.narrative.rules.text import mend

OPENINGS = [
    ("公开", {"公开"}),
    ("网", {"网"}),
    ("(?:主动|全文)?公开", {"主动", "全文", "公开"}),
    ("[县市]?网", {"县网", "市网", "网"}),
    ("[县市]*网", {"县县", "县市", "县网", "市县", "市市", "市网", "网"}),
    ("(?:县|市)+网", {"县县", "县市", "县网", "市县", "市市", "市网"}),
    (r"结转|(?<!一)共(?!同)|废(?=\s*\d)", {"结转", "共", "废"}),
    (r"自20\d\d年", {"自2"}),
    (r"专\(兼\)职", {"专"}),
    ("其他(?:(?:方|形)式)?", {"其他"}),
    ("(?:a?b?)*c", {"aa", "ab", "ac", "bb", "ba", "bc", "c"}),
    ("咨.{0,3}询", {"咨"}),
    ("甲{0,2}乙", {"甲甲", "甲乙", "乙"}),
    (r"\d年|去年", set()),
    ("[一-鿿]类", set()),
    ("[^各]类", set()),
    (".类", set()),
    ("(?:年初)?", set()),
]


@pytest.mark.parametrize(("pattern", "expected"), OPENINGS)
def test_openings(pattern: str, expected: set[str]) -> None:
    assert find_openings(pattern) == expected


def test_a_bracket_that_is_not_closed() -> None:
    with pytest.raises(ValueError, match="not closed"):
        find_openings("(?:主动")


def one_by_one(patterns: Sequence[re.Pattern[str]], text: str) -> list[tuple[int, int, int]]:
    found = [(*match.span(), number) for number, pattern in enumerate(patterns) for match in pattern.finditer(text)]
    return sorted(found, key=lambda item: (item[0], -item[1], item[2]))


FOUND = [
    (["公开", "公开信息", "信息"], "公开信息"),
    (["(?:公开)+", "开公"], "公开公开公"),
    (["网(?!络)", r"网(?=\s*\d)"], "网络网 3网"),
    ([r"\d+年", "年"], "2018年年"),
    (["甲"], ""),
    ([], "公开"),
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_a_scanner_finds_what_its_patterns_find(words: list[str], text: str) -> None:
    patterns = [re.compile(word) for word in words]

    found = Scanner(patterns).find(text)

    assert [(*match.span(), number) for number, match in found] == one_by_one(patterns, text)


def test_a_scanner_keeps_to_its_stretch() -> None:
    scanner = Scanner([re.compile("公开(?!信息)"), re.compile("公开信息")])

    assert [(number, match.span()) for number, match in scanner.find("公开信息公开信息", 4, 6)] == [(0, (4, 6))]


def words_in_any_order() -> str:
    words = re.findall("[一-鿿]+|[,。(]", read_data("data/rules.yaml"))
    return "".join(random.Random(7).choices([*words, "12", "0件", "2018"], k=8000))


@pytest.fixture(scope="session")
def texts(root: Path) -> list[str]:
    """The marked sentences, the annotated passages, and the words of the rules in any order."""
    passages = load_passages([root / "annotations" / "dev.json"])
    return [mend(text).text for text in [*CASES, *(passage.text for passage in passages), words_in_any_order()]]


@pytest.mark.parametrize("scanner_of", [cue_scanner, topic_scanner, noun_scanner])
def test_the_words_of_the_rules_are_found(
    scanner_of: Callable[[], tuple[Scanner, Sequence[object]]], texts: list[str]
) -> None:
    scanner, _ = scanner_of()

    for text in texts:
        found = [(*match.span(), number) for number, match in scanner.find(text)]
        assert found == one_by_one(scanner.patterns, text)
