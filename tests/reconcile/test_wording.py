"""How far a figure reaches by its wording, and what a cell's printing allows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from making import cells, marked_claims

from gongkai.reconcile.intervals import INFINITE, Verdict, exactly, judge
from gongkai.reconcile.wording import stated_cell, stated_claim

# (marked figure, what it surely covers: from, to)
CLAIMS = [
    ("共公开[[45条|disclosed.total]]", 45, 45),
    ("共公开[[２，３１６条|disclosed.total=2316]]", 2316, 2316),
    ("共公开[[三千二百条|disclosed.total=3200]]", 3200, 3200),
    # in 万 and 亿: to the last stated digit
    ("共公开[[2.3万条|disclosed.total=23000]]", 22500, 23500),
    ("共公开[[1.80万条|disclosed.total=18000]]", 17950, 18050),
    ("共公开[[16万条|disclosed.total=160000]]", 155000, 165000),
    ("共公开[[2万条|disclosed.total=20000]]", 18000, 22000),  # a tenth at most
    ("共公开[[一点八万条|disclosed.total=18000]]", 17500, 18500),
    # about
    ("共公开[[约2.3万条|disclosed.total=23000]]", 22500, 23500),
    ("共公开[[约90篇|disclosed.total=90]]", 85, 95),
    ("共公开[[约45条|disclosed.total=45]]", 42.75, 47.25),
    ("共公开[[近百条|disclosed.total=100]]", 90, 110),
    # at least, up to the next round figure
    ("共公开[[1600余条|disclosed.total=1600]]", 1600, 1700),
    ("共公开[[百余条|disclosed.total=100]]", 100, 200),
    ("共公开[[10.6万余条|disclosed.total=106000]]", 106000, 107000),
    ("共公开[[10万余条|disclosed.total=100000]]", 100000, 110000),
    ("共公开[[30余万条|disclosed.total=300000]]", 300000, 400000),
    ("超过[[1620条|disclosed.total=1620]]", 1620, 1630),
    ("超过[[1623条|disclosed.total=1623]]", 1623, 1704.15),
    # ranges
    ("开会[[两三次|meetings.total=2]]", 2, 3),
    ("共公开[[3—5万条|disclosed.total=30000]]", 30000, 50000),
    # money: as far as it was written
    ("经费[[1.8亿元|funding.total=18000]]", 17500, 18500),
    ("经费[[412.6万元|funding.total]]", 412.55, 412.65),
    ("收费[[164元|fees.requests=0.0164]]", 0.01635, 0.01645),
]


@pytest.mark.parametrize(("marked", "low", "high"), CLAIMS)
def test_what_a_claim_surely_covers(marked: str, low: float, high: float) -> None:
    _, [claim] = marked_claims(marked)
    sure = stated_claim(claim).sure
    assert (float(sure.low), float(sure.high)) == pytest.approx((low, high))


@pytest.mark.parametrize(("marked", "low", "high"), CLAIMS)
def test_the_figure_itself_is_covered_and_what_is_sure_is_possible(marked: str, low: float, high: float) -> None:
    _, [claim] = marked_claims(marked)
    stated = stated_claim(claim)
    assert stated.possible.low <= stated.sure.low <= stated.value <= stated.sure.high <= stated.possible.high


# (marked figure, cell, how they compare)
COMPARED = [
    ("[[1600余条|disclosed.total=1600]]", 1623, Verdict.AGREES),
    ("[[1600余条|disclosed.total=1600]]", 1599, Verdict.CONFLICTS),
    ("[[1600余条|disclosed.total=1600]]", 9000, Verdict.DOUBTFUL),
    ("[[约45条|disclosed.total=45]]", 46, Verdict.AGREES),
    ("[[约45条|disclosed.total=45]]", 60, Verdict.DOUBTFUL),
    ("[[约45条|disclosed.total=45]]", 90, Verdict.CONFLICTS),
    ("[[2.3万条|disclosed.total=23000]]", 23412, Verdict.AGREES),
    ("[[2.3万条|disclosed.total=23000]]", 23900, Verdict.DOUBTFUL),  # cut off, not rounded
    ("[[2.3万条|disclosed.total=23000]]", 32400, Verdict.CONFLICTS),
    ("[[23000条|disclosed.total]]", 23412, Verdict.CONFLICTS),
]


@pytest.mark.parametrize(("marked", "figure", "verdict"), COMPARED)
def test_a_rounded_figure_beside_an_exact_one(marked: str, figure: int, verdict: Verdict) -> None:
    _, [claim] = marked_claims(marked)
    assert judge(stated_claim(claim), exactly(Decimal(figure))) is verdict


def test_a_bound_has_no_upper_end_that_is_impossible() -> None:
    _, [claim] = marked_claims("[[1600余条|disclosed.total=1600]]")
    assert stated_claim(claim).possible.high == INFINITE


def test_a_count_in_a_cell_is_exact() -> None:
    [count] = cells({"requests.received@total": 42})
    [reading] = stated_cell(count)
    assert reading.is_exact
    assert reading.value == 42


def test_an_amount_in_a_cell_is_rounded_to_its_last_digit() -> None:
    [amount] = cells({"administrative_fees.amount": "360.5"})
    [reading] = stated_cell(amount)
    assert (reading.sure.low, reading.sure.high) == (Decimal("360.45"), Decimal("360.55"))


@pytest.mark.parametrize(
    ("indicator", "raw", "readings"),
    [
        ("procurement.amount", "52.15", ["52.15", "521500"]),  # its unit is 元
        ("administrative_fees.amount", "8040", ["8040", "0.804"]),  # 万元
        ("procurement.amount", "0", ["0"]),
    ],
)
def test_an_amount_without_unit_has_two_readings(indicator: str, raw: str, readings: list[str]) -> None:
    [amount] = cells({indicator: raw}, unit=None)
    assert [reading.value for reading in stated_cell(amount)] == [Decimal(reading) for reading in readings]
