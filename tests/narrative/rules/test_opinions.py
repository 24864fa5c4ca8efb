"""Second opinions: the stretches that the rules would claim, of any text, in time that grows with its length."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_sentences import CASES

from gongkai.labelling.inline import parse_inline
from gongkai.narrative.rules import find_opinions
from gongkai.narrative.rules.baseline import find_claims_by_rule

WORDS = [
    "申请",
    "网站",
    "公开",
    "其中",
    "分别为",
    "未发生",
    "诉讼",
    "、",
    "，",
    "。",
    "\n",
    " ",
    "5件",
    "０",
    "三次",
    "万元",
]
ODD = [
    "",
    " \n\t\u3000",
    "\ud800",
    "收到45件，\ud800办结6件\udfff",
    "\x00诉讼\u200b没有",
    "😀申请𠮷45件",
    "9" * 5000 + "件",
    "((((",
    "\r\n5",
]


def stretches(text: str) -> list[tuple[int, int, str]]:
    return [(opinion.start, opinion.end, opinion.indicator) for opinion in find_opinions(text)]


def check(text: str) -> None:
    """What holds for the opinions on any text."""
    found = stretches(text)
    [claims] = find_claims_by_rule([text])
    assert found == [(claim.start, claim.end, claim.indicator) for claim in claims]
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


@pytest.mark.parametrize("marked", CASES)
def test_opinions_on_a_sentence(marked: str) -> None:
    text, marks = parse_inline(marked)

    assert stretches(text) == [(mark.start, mark.end, mark.indicator) for mark in marks]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_no_trouble(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
def test_any_text_is_no_trouble(text: str) -> None:
    check(text)


@given(st.text(st.characters(categories=["Cs", "Nd", "Zs", "Po"]), max_size=200))
def test_halves_of_characters_are_no_trouble(text: str) -> None:
    check(f"收到申请{text}45件")


@given(st.lists(st.sampled_from(WORDS), max_size=150).map("".join))
def test_words_in_any_order_are_no_trouble(text: str) -> None:
    check(text)


def test_opinions_on_a_long_text_stand_where_they_are_stated() -> None:
    sentence = "全年 收到申请45件，\n未发生行政诉讼。\n"

    found = stretches(sentence * 400)

    assert found == [
        (start + shift, end + shift, indicator)
        for shift in range(0, 400 * len(sentence), len(sentence))
        for start, end, indicator in stretches(sentence)
    ]
    assert len(found) == 800


GROWING = {
    "figures": "收到申请45件，办结3件，",
    "numbers": "1 ",
    "digits": "7",
    "counted digits": "1件",
    "blanks": " ",
    "nouns": "诉讼、",
    "denied nouns": "无诉讼、",
    "joints": "诉讼、没有、没有",
    "cues": "公开",
    "halves of cues": "公开工作",
    "channels": "网站微信微博",
    "parts": "公开信息5条其中1条2条",
    "brackets": "公开9条局(",
}


@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_time_grows_with_the_length(unit: str) -> None:
    """Without a line break; 5 figures in each piece, so that its cues are looked for."""
    short, long = (
        seconds_for("".join((unit * 300)[:280] + "5件" for _ in range(n_characters // 280)))
        for n_characters in (4_000, 24_000)
    )
    assert long < 6 * 2.5 * short + 0.2


def seconds_for(text: str) -> float:
    """Of the processor, the best of three: a busy machine slows down some."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        find_opinions(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def test_a_megabyte_of_digits_is_done_at_once() -> None:
    begun = time.process_time()

    assert find_opinions("7" * 1_000_000) == []
    assert time.process_time() - begun < 5


def test_the_rules_load_nothing_of_the_training() -> None:
    code = "import sys, gongkai.narrative.rules.baseline; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "gongkai.narrative.rules" in done.stdout.splitlines()
    assert not {"torch", "gongkai.training", "gongkai.labelling", "transformers"}.intersection(done.stdout.splitlines())
