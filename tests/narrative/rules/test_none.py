"""Statements of none: which nouns a negation reaches, and how far the statement goes."""

from __future__ import annotations

import pytest

from gongkai.narrative.rules.none import find_denied

DENIED = [
    ("行政诉讼没有", ["行政诉讼"]),
    ("未发生行政复议、行政诉讼", ["行政复议", "行政诉讼"]),
    ("行政复议、行政诉讼、举报均为零", ["行政复议", "行政诉讼", "举报"]),
    ("行政诉讼案件,全年均未发生", ["行政诉讼"]),
    ("举报均为零", []),
    ("未发生行政复议;行政诉讼2件", ["行政复议"]),
    ("行政复议20件", []),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_denied_nouns(text: str, expected: list[str]) -> None:
    assert [text[noun.start : noun.end] for noun in find_denied(text, [])] == expected


def test_a_denial_reaches_to_the_end_of_its_statement() -> None:
    [noun] = find_denied("行政诉讼没有", [])

    assert (noun.start, noun.end, noun.reach) == (0, 4, 6)


def test_a_figure_takes_the_negation_for_itself() -> None:
    text = "未收到2件诉讼"

    assert [noun.indicator for noun in find_denied(text, [])] == ["litigation.total"]
    assert find_denied(text, [(3, 5)]) == []
