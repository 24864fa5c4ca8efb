"""How many of a report's claims agree."""

from __future__ import annotations

from making import marked_claims, request_table

from gongkai.reconcile import reconcile
from gongkai.reconcile.tally import Tally, tally

TABLE = request_table({"requests.received": [42, 0, 0, 0, 0, 0, 42], "requests.granted": [11, 0, 0, 0, 0, 0, 11]})


def tallied(marked: str) -> Tally:
    text, claims = marked_claims(marked)
    result = reconcile(TABLE, claims, text=text, form="2019", table_spans=[], year=2019)
    return tally(claims, result.comparisons)


def test_each_claim_counts_once() -> None:
    found = tallied(
        "公开信息[[318条|disclosed.total]]。收到申请[[45件|requests.received]]，上年[[30件|requests.received;period=last_year]]，"
        "其中本级[[17件|requests.received;scope=part]]。予以公开[[11件|requests.granted]]。[[费用|fees.requests=0]]没有。"
    )
    assert (found.agrees, found.conflicts, found.comparable) == (1, 1, 2)
    assert found.uncompared == {"no_counterpart": 2, "other_period": 1, "part": 1}
    assert found.without_counterpart == 2


def test_a_claim_that_agrees_here_and_conflicts_there_conflicts() -> None:
    found = tallied(
        "收到申请[[42件|requests.received]]，公民[[30件|requests.natural_person]]，法人[[11件|requests.organization]]。"
    )
    assert (found.agrees, found.conflicts) == (0, 3)


def test_nothing_to_count() -> None:
    assert tally([], []) == Tally(0, 0, {})
