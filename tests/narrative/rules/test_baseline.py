"""Claims by the rules alone: each case is a sentence with the claims that it holds."""

from __future__ import annotations

import pytest
from marked_sentences import CASES

from gongkai.labelling.inline import parse_inline
from gongkai.narrative.rules.baseline import find_claims_by_rule

YEAR = 2018


@pytest.mark.parametrize("marked", CASES)
def test_claims_of_a_sentence(marked: str) -> None:
    text, marks = parse_inline(marked)

    [claims] = find_claims_by_rule([text], [YEAR])

    found = [(c.text, c.indicator, c.value, c.period, c.scope) for c in claims]
    assert found == [(text[m.start : m.end], m.indicator, m.value, m.period, m.scope) for m in marks]


def test_spans_are_honest_in_torn_text() -> None:
    texts = ["收 到 申 请 1 2 6 件 ，\n办结\n12 0 件。", "２０１８年收到申請十二宗。", ""]

    for text, claims in zip(texts, find_claims_by_rule(texts), strict=True):
        assert all(text[claim.start : claim.end] == claim.text for claim in claims)
        assert all(claim.confidence == 1 for claim in claims)


@pytest.mark.parametrize(("written", "precision"), [("50余件", "at_least"), ("约50件", "about"), ("50件", "exact")])
def test_precision_of_a_figure(written: str, precision: str) -> None:
    [[claim]] = find_claims_by_rule([f"全年收到申请{written}。"])

    assert (claim.text, claim.precision) == (written, precision)


def test_without_the_report_year_a_named_year_is_its_own() -> None:
    [[claim]] = find_claims_by_rule(["2017年收到申请41件。"])

    assert claim.period == "this_year"


def test_years_are_given_for_each_text() -> None:
    with pytest.raises(ValueError, match="argument"):
        find_claims_by_rule(["一", "二"], [2018])
