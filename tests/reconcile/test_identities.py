"""What must hold inside the tables, and what a blank, struck or lost cell does to it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import LOST, Row, cells, reconciled, request_table, said

from gongkai.reconcile import Reconciliation
from gongkai.report import Comparison, Form

RECEIVED: Row = [10, 2, 0, 0, 0, 0, 12]
NOTHING: Row = [0] * 7
# A request table in which everything holds: 12 received, 1 carried in, 11 concluded, 2 carried out.
SOUND: dict[str, Row] = {
    "requests.received": RECEIVED,
    "requests.carried_in": [1, 0, 0, 0, 0, 0, 1],
    "requests.granted": [5, 1, 0, 0, 0, 0, 6],
    "requests.partially_granted": NOTHING,
    **{
        f"requests.denied.{reason}": NOTHING
        for reason in (
            "state_secret",
            "forbidden_by_law",
            "security_stability",
            "third_party_rights",
            "process_information",
            "enforcement_file",
            "administrative_query",
        )
    },
    "requests.denied.internal_affairs": [1, 0, 0, 0, 0, 0, 1],
    "requests.unavailable.not_held": [3, 1, 0, 0, 0, 0, 4],
    "requests.unavailable.needs_creation": NOTHING,
    "requests.unavailable.still_unclear": NOTHING,
    **{
        f"requests.not_processed.{reason}": NOTHING
        for reason in ("petition", "duplicate", "publication", "excessive", "reconfirmation")
    },
    "requests.other": NOTHING,
    "requests.concluded": [9, 2, 0, 0, 0, 0, 11],
    "requests.carried_out": [2, 0, 0, 0, 0, 0, 2],
}


def identities(result: Reconciliation, rule: str, applicant: str | None = None) -> list[Comparison]:
    return [c for c in result.comparisons if c.rule == rule and applicant in (None, c.applicant)]


def changed(**rows: Row) -> Reconciliation:
    """The sound table with some rows replaced; `_` stands for the dot of `requests.`."""
    return reconciled(values=request_table({**SOUND, **{f"requests.{name}": row for name, row in rows.items()}}))


def test_a_sound_table_agrees_in_every_identity() -> None:
    result = reconciled(values=request_table(SOUND))
    assert result.findings == []
    assert {c.outcome for c in result.comparisons} == {"agrees"}
    assert len(identities(result, "requests.balance")) == 7
    assert len(identities(result, "requests.outcomes")) == 7
    assert len(identities(result, "requests.columns")) == len(SOUND)


def test_a_wrong_total_is_found_in_its_row_and_in_its_column() -> None:
    result = changed(carried_out=[2, 0, 0, 0, 0, 0, 3])
    assert said(result.findings) == [("identity", "conflict", 13, 14), ("identity", "conflict", 3, 2)]
    balance, columns = result.findings
    assert balance.message == (
        "表格“本年新收政府信息公开申请数量·总计”12＋“上年结转政府信息公开申请数量·总计”1，合计13；"
        "“申请办结数（本年度办理结果总计）·总计”11＋“结转下年度继续办理·总计”3，合计14。两者应当相等，相差1"
    )
    assert columns.message == (
        "表格“结转下年度继续办理·总计”为3；“结转下年度继续办理·自然人”2（其余为0），合计2。两者应当相等，相差1"
    )
    assert columns.delta == 1


def test_a_group_stands_in_the_message_as_one_figure() -> None:
    result = changed(granted=[5, 1, 0, 0, 0, 0, 8])
    outcomes = next(f for f in result.findings if f.indicator == "requests.concluded")
    assert "“予以公开·总计”8＋“不予公开·总计”1＋“无法提供·总计”4，合计13" in outcomes.message


@pytest.mark.parametrize("applicant", ["natural_person", "business", "total"])
def test_identities_hold_column_by_column(applicant: str) -> None:
    place = ["natural_person", "business", "", "", "", "", "total"].index(applicant)
    row = [9, 2, 0, 0, 0, 0, 11]
    row[place] += 5
    broken = [c for c in changed(concluded=row).comparisons if c.outcome == "conflicts"]
    assert {c.rule for c in broken if c.applicant == applicant} >= {"requests.balance", "requests.outcomes"}
    assert {c.applicant for c in broken if c.rule != "requests.columns"} == {applicant}


@pytest.mark.parametrize(
    ("row", "outcome", "reason"),
    [
        ([2, 0, 0, 0, 0, 0, ""], "uncompared", "blank_cell"),  # the total may be 2
        (["", 0, 0, 0, 0, 0, 2], "uncompared", "blank_cell"),  # so may the part
        ([2, "", 0, 0, 0, 0, 2], "agrees", None),  # only 0 is left for the blank
        ([2, "/", "—", 0, 0, 0, 2], "agrees", None),
        ([2, LOST, 0, 0, 0, 0, 2], "agrees", None),
        (["/", 0, 0, 0, 0, 0, 2], "uncompared", "struck_cell"),
        ([LOST, 0, 0, 0, 0, 0, 2], "uncompared", "missing_cell"),
        ([3, "", 0, 0, 0, 0, 2], "conflicts", None),  # no figure for the blank could mend it
        (["/", "", 0, 0, 0, 0, 2], "uncompared", "blank_cell"),
        (["", "", "", "", "", "", ""], "uncompared", "blank_cell"),
    ],
)
def test_cells_without_figure(row: Row, outcome: str, reason: str | None) -> None:
    result = reconciled(values=request_table({"requests.carried_out": row}))
    [columns] = identities(result, "requests.columns")
    assert (columns.outcome, columns.reason) == (outcome, reason)


def test_a_sum_with_a_gap_has_no_figure() -> None:
    result = reconciled(values=request_table({"requests.carried_out": ["", 0, 0, 0, 0, 0, 2]}))
    [columns] = identities(result, "requests.columns")
    assert columns.left == 2
    assert columns.right is None
    assert len(columns.right_evidence.values) == 6


def test_the_gap_is_named_in_the_message() -> None:
    result = reconciled(values=request_table({"requests.carried_out": [3, "", 0, 0, 0, 0, 2]}))
    assert "（没有数字的单元格未计入）" in result.findings[0].message


def test_nothing_is_said_of_tables_that_are_not_there() -> None:
    result = reconciled(values=cells({"rules.issued": 1}))
    assert result.comparisons == []


def test_rows_that_the_printing_leaves_out_are_0_where_the_rest_comes_out() -> None:
    rows = {name: row for name, row in SOUND.items() if row is not NOTHING}
    result = reconciled("不予公开[[1件|requests.denied]]。", request_table(rows))
    assert {c.outcome for c in result.comparisons} == {"agrees"}


@pytest.mark.parametrize(
    ("printed", "left", "right"),
    [
        ({"reconsideration.total": 5, **dict.fromkeys(("upheld", "corrected", "other", "pending"), 1)}, 5, 4),
        ({"litigation.direct.total": 3, **dict.fromkeys(("upheld", "corrected", "other", "pending"), 1)}, 3, 4),
    ],
)
def test_disputes(printed: dict[str, int], left: int, right: int) -> None:
    group = next(iter(printed)).rpartition(".")[0]
    result = reconciled(values=cells({name if "." in name else f"{group}.{name}": n for name, n in printed.items()}))
    assert said(result.findings) == [("identity", "conflict", left, right)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"staff.total": 9, "staff.full_time": 2, "staff.part_time": 7}, []),
        ({"staff.total": 9, "staff.full_time": 2, "staff.part_time": 6}, [("identity", "conflict", 9, 8)]),
        ({"disclosed.normative_documents": 12, "disclosed.total": 318}, []),
        ({"disclosed.normative_documents": 319, "disclosed.total": 318}, [("identity", "conflict", 319, 318)]),
        ({"requests.concluded": 5, "requests.on_time": 4, "requests.extended": ""}, []),
        # channels may count one item twice: no identity
        ({"disclosed.total": 10, "disclosed.website": 8, "disclosed.wechat": 7}, []),
    ],
)
def test_the_form_of_2014(printed: dict[str, str | int], expected: list[object]) -> None:
    result = reconciled(values=cells(printed), form="2014")
    assert [one for one in said(result.findings) if one[0] == "identity"] == expected


@pytest.mark.parametrize("form", ["2014", None])
def test_an_identity_of_another_form_is_not_asked(form: Form | None) -> None:
    values = cells({"reconsideration.total": 5, "reconsideration.upheld": 1, "reconsideration.pending": 1})
    result = reconciled(values=values, form=form)
    assert [c.rule for c in result.comparisons if c.rule == "reconsideration.sum"] == []


def test_two_printings_are_checked_each_by_itself() -> None:
    sound = {"requests.carried_out": [2, 0, 0, 0, 0, 0, 2]}
    wrong = {"requests.carried_out": [2, 0, 0, 0, 0, 0, 5]}
    result = reconciled(values=[*request_table(sound), *request_table(wrong, table=1)])
    assert [c.outcome for c in identities(result, "requests.columns")] == ["agrees", "conflicts"]
    assert result.findings[0].values == list(range(7, 14))


parts = st.lists(st.integers(0, 500), min_size=6, max_size=6)


@given(parts)
def test_a_row_that_adds_up_agrees(row: list[int]) -> None:
    result = reconciled(values=request_table({"requests.received": [*row, sum(row)]}))
    assert [c.outcome for c in identities(result, "requests.columns")] == ["agrees"]


@given(parts, st.integers(1, 10**6), st.booleans())
def test_a_row_that_does_not_add_up_conflicts_by_the_difference(row: list[int], off: int, is_more: bool) -> None:
    total = sum(row) + off if is_more else sum(row) - off
    result = reconciled(values=request_table({"requests.received": [*row, total]}))
    [finding] = result.findings
    assert finding.severity == "conflict"
    assert finding.delta == Decimal(off if is_more else -off)


@given(parts, st.sets(st.integers(0, 6), min_size=1), st.sampled_from(["", "/", LOST]))
def test_a_sound_row_never_conflicts_whatever_cells_it_lacks(row: list[int], lacking: set[int], gap: str) -> None:
    printed: list[str | int] = [*row, sum(row)]
    for place in lacking:
        printed[place] = gap
    result = reconciled(values=request_table({"requests.received": printed}))
    assert [f for f in result.findings if f.kind == "identity"] == []
