"""The words of the rules: the file fits the vocabulary, and none of its patterns can take forever."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.data import load_yaml, read_data
from gongkai.errors import FormError
from gongkai.forms import vocabulary
from gongkai.narrative.rules.none import NEGATION
from gongkai.narrative.rules.words import rule_words

NARRATIVE = [indicator.id for indicator in vocabulary().indicators.values() if indicator.narrative]


def test_every_narrative_indicator_has_words() -> None:
    words = rule_words()

    assert list(words.indicators) == sorted(words.indicators, key=NARRATIVE.index)
    assert all(given.cues or given.hints for given in words.indicators.values())


def test_a_file_without_an_indicator_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = load_yaml("data/rules.yaml")
    del data["indicators"]["meetings.total"]
    monkeypatch.setattr("gongkai.narrative.rules.words.load_yaml", lambda path: data)

    with pytest.raises(FormError, match=r"data/rules\.yaml: lacks or invents meetings\.total"):
        rule_words.__wrapped__()


def test_lists_name_indicators_and_topics_that_exist() -> None:
    words = rule_words()

    assert words.divisible | words.stocks | words.not_parts <= set(NARRATIVE)
    assert {topic for given in words.indicators.values() for topic in given.topic} <= set(words.topics)


def test_every_word_is_a_pattern_of_at_least_one_character() -> None:
    for words in rule_words().indicators.values():
        assert not any(re.compile(word).fullmatch("") for word in (*words.cues, *words.hints, *words.nouns))


def repeated_groups() -> Iterator[list[str]]:
    for group in re.findall(r"\(\?:([^()]*)\)[*+]", read_data("data/rules.yaml")):
        yield group.split("|")


def test_no_repeated_group_has_a_word_that_others_make_up() -> None:
    """(公开|工作|公开工作)+ would read a text of n such words in 2^n ways before it gives up."""
    groups = list(repeated_groups())

    for group in groups:
        for word in group:
            others = "|".join(other for other in group if other != word)
            assert not others or not re.fullmatch(f"(?:{others})+", re.sub(r"\W", "", word)), group
    assert len(groups) > 50


DENIALS = [word for part in ("before", "behind", "noughts") for word in getattr(rule_words().none, part)]


@pytest.mark.parametrize("word", DENIALS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_denial_has_a_negation(word: str, data: st.DataObject) -> None:
    denial = re.search(word, data.draw(st.from_regex(word)))

    assert denial
    assert NEGATION.search(denial[0])
