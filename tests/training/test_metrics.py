"""The measures, on gold and claims made by hand: both are written in inline marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gongkai.labelling.inline import parse_inline
from gongkai.labelling.matching import Score, match
from gongkai.labelling.passages import Passage
from gongkai.report import Claim
from gongkai.training.metrics import calibration_error, measure, strict_span_f1


def passage(marked: str) -> Passage:
    text, marks = parse_inline(marked)
    return Passage("p", text, marks, None, 2019)


def claims(marked: str, confidence: float = 0.9) -> list[Claim]:
    """What a model would have found, were these its marks."""
    text, marks = parse_inline(marked)
    return [
        Claim(
            indicator=mark.indicator,
            value=mark.value,
            unit=None,
            text=text[mark.start : mark.end],
            start=mark.start,
            end=mark.end,
            period=mark.period,
            scope=mark.scope,
            confidence=confidence,
        )
        for mark in marks
    ]


RECEIVED = "收到[[45件|requests.received]]，办结[[40件|requests.concluded]]"
MATCHES = [
    # gold, found, right, invented, missed
    (RECEIVED, RECEIVED, 2, 0, 0),
    (RECEIVED, "收到45件，办结40件", 0, 0, 2),
    ("收到45件，办结40件", RECEIVED, 0, 2, 0),
    ("收到45件", "收到45件", 0, 0, 0),
    # another indicator, another value, no overlap
    (RECEIVED, "收到[[45件|requests.concluded]]，办结40件", 0, 1, 2),
    (RECEIVED, "收到[[45件|requests.received=44]]，办结[[40件|requests.concluded]]", 1, 1, 1),
    ("[[3件|requests.fax]]和3件", "3件和[[3件|requests.fax]]", 0, 1, 1),
    # an overlap is enough, one character of it
    ("收到[[45件|requests.received]]", "收到[[45|requests.received]]件", 1, 0, 0),
    ("收到[[约45件|requests.received]]", "[[收到约|requests.received=45]]45件", 1, 0, 0),
    # one to one
    ("[[45件|requests.received]]", "[[4|requests.received=45]][[5件|requests.received=45]]", 1, 1, 0),
    ("[[4|requests.received=45]][[5件|requests.received=45]]", "[[45件|requests.received]]", 1, 0, 1),
    ("[[3件|requests.fax]]、[[3件|requests.fax]]", "[[3件|requests.fax]]、[[3件|requests.fax]]", 2, 0, 0),
    # period and scope do not matter here
    ("上年[[45件|requests.received;period=last_year;scope=part]]", "上年[[45件|requests.received]]", 1, 0, 0),
]


@pytest.mark.parametrize(("gold", "found", "right", "invented", "missed"), MATCHES)
def test_claims_match_marks_one_to_one(gold: str, found: str, right: int, invented: int, missed: int) -> None:
    measured = measure([passage(gold)], [claims(found)])
    assert measured.claims == Score(right, invented, missed)


def test_the_widest_overlap_is_matched() -> None:
    gold = passage("[[共45件|requests.received=45]]")
    narrow, wide = claims("[[共|requests.received=45]][[45件|requests.received]]")
    [pair, left] = match(gold, [narrow, wide])
    assert (pair.claim, left.claim) == (wide, narrow)
    assert (pair.is_right, left.is_right) == (True, False)


SCORES = [
    (Score(), 1, 1, 1),
    (Score(2, 0, 0), 1, 1, 1),
    (Score(0, 3, 0), 0, 1, 0),
    (Score(0, 0, 3), 1, 0, 0),
    (Score(6, 2, 4), 0.75, 0.6, 2 / 3),
    (Score(2, 1, 4) + Score(4, 1, 0), 0.75, 0.6, 2 / 3),
]


@pytest.mark.parametrize(("score", "precision", "recall", "f1"), SCORES)
def test_scores(score: Score, precision: float, recall: float, f1: float) -> None:
    assert (score.precision, score.recall, score.f1) == pytest.approx((precision, recall, f1))


STRICT = [
    (RECEIVED, RECEIVED, 1),
    (RECEIVED, "收到45件，办结40件", 0),
    ("收到45件", "收到45件", 1),
    ("收到45件", "收到[[45件|requests.received]]", 0),
    # one right, one with another label: precision, recall and F1 are a half
    (RECEIVED, "收到[[45件|requests.received]]，办结[[40件|requests.granted]]", 0.5),
    # one right, one whose end, or beginning, is off by one
    (RECEIVED, "收到[[45件|requests.received]]，办结[[40|requests.concluded]]件", 0.5),
    (RECEIVED, "收到[[45件|requests.received]]，办[[结40件|requests.concluded=40]]", 0.5),
    # one right, one not found: precision 1, recall a half
    (RECEIVED, "收到[[45件|requests.received]]，办结40件", 2 / 3),
    # side by side, and taken for one
    ("[[45件|requests.received]][[6件|requests.received]]", "[[45件|requests.received]][[6件|requests.received]]", 1),
    ("[[45件|requests.received]][[6件|requests.received]]", "[[45件6件|requests.received=45]]", 0),
    # the value does not matter here
    (RECEIVED, RECEIVED.replace("received", "received=44"), 1),
]


@pytest.mark.parametrize(("gold", "found", "expected"), STRICT)
def test_strict_spans_need_label_and_both_ends(gold: str, found: str, expected: float) -> None:
    assert strict_span_f1([passage(gold)], [claims(found)]) == pytest.approx(expected)


def test_strict_spans_are_counted_over_all_passages() -> None:
    gold = [passage(RECEIVED), passage("无"), passage("[[3件|requests.fax]]")]
    found = [claims(RECEIVED), claims("无"), claims("3件")]
    assert strict_span_f1(gold, found) == pytest.approx(2 * 2 / (2 * 2 + 1))


DISTRACTING = "2019年5月在42个窗口收到[[45件|requests.received]]"  # three numbers besides the claim
FALSE = [
    (DISTRACTING, DISTRACTING, 0),
    (DISTRACTING, "2019年5月在[[42个|platforms.columns]]窗口收到[[45件|requests.received]]", 1000 / 3),
    (DISTRACTING, "[[2019|requests.fax]]年[[5|requests.fax]]月在[[42个|requests.fax]]窗口收到45件", 1000),
    # a wrong claim on a mark is an error of another kind
    (DISTRACTING, "2019年5月在42个窗口收到[[45件|requests.fax]]", 0),
    ("收到[[45件|requests.received]]", "[[收|requests.fax=0]]到[[45件|requests.received]]", 1000),
]


@pytest.mark.parametrize(("gold", "found", "expected"), FALSE)
def test_false_claims_are_counted_against_distracting_numbers(gold: str, found: str, expected: float) -> None:
    assert measure([passage(gold)], [claims(found)]).false_per_thousand == pytest.approx(expected)


CALIBRATION: list[tuple[list[tuple[float, bool]], float]] = [
    ([], 0),
    ([(1.0, True)] * 5, 0),
    ([(1.0, False)] * 5, 1),
    ([(0.0, True)], 1),
    ([(0.75, True)] * 3 + [(0.75, False)], 0),
    ([(0.9, True)] * 4 + [(0.9, False)], 0.1),
    # two bins: a quarter of the claims is off by 0.2, three quarters by 0.05
    ([(0.2, False)] + [(0.95, True)] * 3, 0.25 * 0.2 + 0.75 * 0.05),
    # too sure and too unsure do not make up for each other, unless they share a bin
    ([(0.25, True), (0.75, False)], 0.75),
    ([(0.91, True), (0.99, False)], 0.45),
]


@pytest.mark.parametrize(("confidences", "expected"), CALIBRATION)
def test_calibration_error(confidences: Sequence[tuple[float, bool]], expected: float) -> None:
    assert calibration_error(confidences) == pytest.approx(expected)


def test_every_claim_counts_in_the_calibration_error_and_no_miss_does() -> None:
    found = claims("收到[[45件|requests.received]]，办结[[40件|requests.granted]]", confidence=0.8)
    assert measure([passage(RECEIVED)], [found]).calibration_error == pytest.approx(0.3)


def test_periods_and_scopes_are_counted_where_the_claim_is_right() -> None:
    gold = (
        "[[3件|requests.fax;period=last_year]]，[[5件|requests.letter;scope=part]]，[[9件|requests.online;period=2016]]"
    )
    found = "[[3件|requests.fax;scope=part]]，[[5件|requests.letter;scope=part]]，[[9件|requests.received]]"
    measured = measure([passage(gold)], [claims(found)])
    assert (measured.period_accuracy, measured.scope_accuracy) == (0.5, 0.5)


def test_labels_have_their_own_scores_and_sum_up() -> None:
    gold = [passage(RECEIVED), passage("[[3件|requests.received]]")]
    found = [claims("收到[[45件|requests.received]]，办结[[40件|requests.granted]]"), claims("3件")]
    measured = measure(gold, found)
    assert measured.labels == {
        "requests.concluded": Score(0, 0, 1),
        "requests.granted": Score(0, 1, 0),
        "requests.received": Score(1, 0, 1),
    }
    assert measured.claims == Score(1, 1, 2)


def test_the_summary_holds_the_main_figures_rounded() -> None:
    gold = [passage(f"2019年，{RECEIVED}"), passage("[[3件|requests.fax;scope=part]]，[[5件|requests.letter]]")]
    found = [claims(f"[[2019年|requests.fax=0]]，{RECEIVED}"), claims("[[3件|requests.fax]]，5件")]
    assert measure(gold, found).summary() == {
        "claim_f1": 0.75,
        "precision": 0.75,
        "recall": 0.75,
        "strict_span_f1": 0.75,
        "period_accuracy": 1.0,
        "scope_accuracy": 0.6667,
        "false_per_thousand": 1000.0,
        "calibration_error": 0.15,
    }


def test_nothing_to_measure_is_no_error() -> None:
    assert measure([], []).summary()["claim_f1"] == 1
    assert set(measure([passage("无")], [[]]).summary().values()) == {0, 1}


def test_a_list_of_claims_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        measure([passage("无"), replace(passage("无"), id="q")], [[]])
