"""How far the tagger is trusted, fitted on passages: where the rules agree, disagree, or say nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fake_tagger import FakeTagger

from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Passage
from gongkai.narrative.calibration import Calibration
from gongkai.narrative.second_opinion import Weighing
from gongkai.training.weighing import FEWEST, LEAST_CONFIDENCE, fit_calibration, fit_weighing

CURVES: list[tuple[list[tuple[float, bool]], bool]] = [
    ([], False),
    ([(4.0, True)] * 100, False),  # nothing to tell right from wrong
    ([(4.0, True), (1.0, False)] * (FEWEST - 1), False),
    ([(4.0, True), (1.0, False)] * FEWEST, True),
    ([(13.0, True), (-13.0, False)] * FEWEST, True),
]


@pytest.mark.parametrize(("cases", "is_fitted"), CURVES)
def test_a_curve_is_fitted_where_there_is_enough_to_fit(cases: Sequence[tuple[float, bool]], is_fitted: bool) -> None:
    fitted = fit_calibration(cases)
    assert (fitted is not None) is is_fitted
    if fitted:
        assert 0 <= fitted.confidence(0.0) < fitted.confidence(0.5) < fitted.confidence(1.0) <= 1


def test_a_curve_passes_through_the_share_that_is_right() -> None:
    fitted = fit_calibration([(0.0, True), (0.0, True), (0.0, True), (0.0, False)] * 30)
    assert fitted
    assert fitted.confidence(0.5) == pytest.approx(0.75, abs=0.01)


def passages(marked: str, n: int) -> list[Passage]:
    return [Passage(f"{marked}{number}", *parse_inline(marked)) for number in range(n)]


RIGHT = "收到政府信息公开申请[[45件|requests.received]]。"
OPPOSED = "行政复议[[45件|reconsideration.total]]。"
MISLED = "行政复议案件之外，另收到[[45件|requests.received]]。"


def test_the_rules_are_trusted_where_they_were_right() -> None:
    """The model made by hand takes every 件 for requests received, always equally sure."""
    fitted = fit_weighing(FakeTagger(), passages(RIGHT, 30) + passages(OPPOSED, 40) + passages(MISLED, FEWEST))
    assert fitted.instead
    assert fitted.least == LEAST_CONFIDENCE
    assert fitted.instead.confidence(0.9) > 0.5 > fitted.opposed.confidence(0.9)


def test_where_the_rules_never_differ_they_are_not_asked() -> None:
    assert fit_weighing(FakeTagger(), passages(RIGHT, 30)) == Weighing()
    assert Weighing().confidence("agreed", 0.7) == pytest.approx(0.7) == Calibration().confidence(0.7)
