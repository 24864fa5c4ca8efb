"""The tagger's spans next to the rules' opinions."""

from __future__ import annotations

import pytest

from gongkai.narrative.calibration import Calibration
from gongkai.narrative.decoding import Span
from gongkai.narrative.rules import Opinion
from gongkai.narrative.second_opinion import Standing, Weighing, compare, weigh

RECEIVED, FAX, TOTAL = "requests.received", "requests.fax", "disclosed.total"
SURE, UNSURE = 0.95, 0.55


def span(start: int, end: int, indicator: str = RECEIVED, probability: float = UNSURE) -> Span:
    return Span(start, end, indicator, None, "this_year", "whole", probability)


STANDINGS: list[tuple[list[Opinion], Standing, str | None]] = [
    ([], "alone", None),
    ([Opinion(0, 10, FAX), Opinion(13, 20, FAX)], "alone", None),  # touching is not overlapping
    ([Opinion(10, 13, RECEIVED)], "agreed", None),
    ([Opinion(12, 30, RECEIVED)], "agreed", None),
    ([Opinion(9, 11, FAX)], "opposed", FAX),
    ([Opinion(9, 11, FAX), Opinion(11, 13, RECEIVED)], "agreed", None),
    ([Opinion(9, 11, FAX), Opinion(11, 13, TOTAL)], "opposed", FAX),
]


@pytest.mark.parametrize(("opinions", "standing", "other"), STANDINGS)
def test_the_standing_of_a_span(opinions: list[Opinion], standing: Standing, other: str | None) -> None:
    given = span(10, 13)
    assert list(compare([given], opinions)) == [(given, standing, other)]


def test_each_span_meets_the_opinions_at_its_own_place() -> None:
    spans = [span(0, 3), span(5, 8), span(8, 9), span(20, 22)]
    opinions = [Opinion(0, 3, RECEIVED), Opinion(6, 9, FAX), Opinion(30, 33, RECEIVED)]
    assert [standing for _, standing, _ in compare(spans, opinions)] == ["agreed", "opposed", "opposed", "alone"]


WEIGHING = Weighing(
    agreed=Calibration(intercept=2.0),
    opposed=Calibration(intercept=-2.0),
    instead=Calibration(slope=-1.0, intercept=0.5),
    least=0.4,
)


@pytest.mark.parametrize(
    ("probability", "opinions", "expected"),
    [
        (UNSURE, [Opinion(0, 3, FAX)], FAX),
        (SURE, [Opinion(0, 3, FAX)], RECEIVED),
        (UNSURE, [Opinion(0, 3, RECEIVED)], RECEIVED),
        (UNSURE, [], RECEIVED),
        (0.3, [], None),
        (0.3, [Opinion(0, 3, RECEIVED)], RECEIVED),
    ],
)
def test_the_surer_opinion_stands(probability: float, opinions: list[Opinion], expected: str | None) -> None:
    found = list(weigh([span(0, 3, probability=probability)], opinions, WEIGHING))
    assert [kept.indicator for kept, _ in found] == ([expected] if expected else [])
    assert all(WEIGHING.least <= confidence <= 1 for _, confidence in found)


def test_agreement_makes_surer_and_silence_leaves_as_it_is() -> None:
    [(_, agreed)] = weigh([span(0, 3)], [Opinion(0, 3, RECEIVED)], WEIGHING)
    [(_, alone)] = weigh([span(0, 3)], [], WEIGHING)
    assert agreed > alone == pytest.approx(UNSURE)


def test_by_default_the_tagger_stands_alone() -> None:
    for opinions in ([], [Opinion(0, 3, FAX)], [Opinion(0, 3, RECEIVED)]):
        [(kept, confidence)] = weigh([span(0, 3)], opinions, Weighing())
        assert kept == span(0, 3)
        assert confidence == pytest.approx(UNSURE)
