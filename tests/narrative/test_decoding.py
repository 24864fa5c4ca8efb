"""Scores to claims, with scores made by hand: no model is needed to test what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from gongkai.narrative.decoding import Span, decode
from gongkai.narrative.labels import N_ATTRIBUTES, PERIODS, SCOPES, tags

INDICATORS = ["requests.received", "litigation.total", "disclosed.total"]
TAGS = tags(INDICATORS)
SURE = 9.0


def scores(text: str, tagged: Sequence[tuple[str, str]]) -> np.ndarray[Any, Any]:
    """Logits that tag the given stretches of `text`, each found once, with indicators."""
    logits = np.zeros((len(text), len(TAGS)), dtype=np.float32)
    logits[:, 0] = SURE
    for stretch, indicator in tagged:
        start = text.index(stretch)
        for place in range(start, start + len(stretch)):
            logits[place] = 0
            logits[place, TAGS.index(f"{'B' if place == start else 'I'}-{indicator}")] = SURE
    return logits


def spans(text: str, *tagged: tuple[str, str]) -> list[Span]:
    return decode(text, scores(text, tagged), np.zeros((len(text), N_ATTRIBUTES)), INDICATORS)


CASES = [
    # the tag covers the quantity, a part of it, or more than it
    ("收到申请45件。", [("45件", "requests.received")], [("45件", "requests.received", "45")]),
    ("收到申请45件。", [("45", "requests.received")], [("45件", "requests.received", "45")]),
    ("收到申请45件。", [("请45件。", "requests.received")], [("45件", "requests.received", "45")]),
    # two quantities under one tag
    (
        "收到3件、5件",
        [("3件、5件", "requests.received")],
        [("3件", "requests.received", "3"), ("5件", "requests.received", "5")],
    ),
    # a number torn apart by spaces
    ("公开信息1 2 6 条", [("1 2 6 条", "disclosed.total")], [("1 2 6 条", "disclosed.total", "126")]),
    # a statement of none needs a negation in its sentence
    ("未发生行政诉讼。", [("行政诉讼", "litigation.total")], [("行政诉讼", "litigation.total", None)]),
    ("依法办理行政诉讼。没有其他。", [("行政诉讼", "litigation.total")], []),
    # nothing tagged
    ("电话0578-3150000", [], []),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), CASES)
def test_tags_are_joined_to_quantities(
    text: str, tagged: list[tuple[str, str]], expected: list[tuple[str, str, str | None]]
) -> None:
    found = [
        (text[s.start : s.end], s.indicator, str(s.quantity.value) if s.quantity else None)
        for s in spans(text, *tagged)
    ]
    assert found == expected


def test_period_and_scope_come_from_the_attributes() -> None:
    text = "上年收到申请45件"
    attributes = np.zeros((len(text), N_ATTRIBUTES))
    attributes[:, PERIODS.index("last_year")] = 1
    attributes[:, len(PERIODS) + SCOPES.index("part")] = 1
    [span] = decode(text, scores(text, [("45件", "requests.received")]), attributes, INDICATORS)
    assert (span.period, span.scope) == ("last_year", "part")


def test_the_probability_is_that_of_the_chosen_indicator() -> None:
    [span] = spans("收到申请45件", ("45件", "requests.received"))
    assert 0.99 < span.probability <= 1
    assert span.quantity is not None
    assert span.quantity.value == Decimal(45)
