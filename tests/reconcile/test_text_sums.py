"""Sums that a paragraph, or a section, of the free text states."""

from __future__ import annotations

import pytest
from making import cells, outcomes, reconciled, request_table, said

from gongkai.report import TableValue

AGREES = ("agrees", None)
SHORT = ("uncompared", "not_exhaustive")

# Each: rule, text, outcome and reason.
STATED = [
    # outcomes of what was concluded
    (
        "requests.outcomes",
        "办结[[64件|requests.concluded]]，予以公开[[24件|requests.granted]]，部分公开[[7件|requests.partially_granted]]，"
        "不予公开[[9件|requests.denied]]，无法提供[[24件|requests.unavailable]]。",
        AGREES,
    ),
    ("requests.outcomes", "办结[[64件|requests.concluded]]，其中予以公开[[24件|requests.granted]]。", SHORT),
    (
        "requests.outcomes",  # two kinds of 无法提供, no figure for both
        "办结[[9件|requests.concluded]]，公开[[2件|requests.granted]]，不存在[[5件|requests.unavailable;scope=part]]，"
        "不属于本机关[[2件|requests.unavailable;scope=part]]。",
        AGREES,
    ),
    (
        "requests.outcomes",  # the parts stand beside their whole
        "办结[[9件|requests.concluded]]，公开[[2件|requests.granted]]，无法提供[[7件|requests.unavailable]]"
        "（不存在[[5件|requests.unavailable;scope=part]]）。",
        AGREES,
    ),
    # outcomes of what was received, those left over included
    (
        "requests.outcomes_of_received",
        "收到[[45件|requests.received]]，予以公开[[11件|requests.granted]]，部分公开[[6件|requests.partially_granted]]，"
        "不予公开[[4件|requests.denied]]，查无此件[[21件|requests.unavailable]]，结转[[3件|requests.carried_out]]。",
        AGREES,
    ),
    (
        "requests.outcomes_of_received",  # some may be pending
        "收到[[45件|requests.received]]，予以公开[[11件|requests.granted]]，部分公开[[6件|requests.partially_granted]]，"
        "不予公开[[3件|requests.denied]]，无法提供[[22件|requests.unavailable]]。",
        SHORT,
    ),
    (
        "requests.outcomes_of_received",  # some may be last year's
        "收到[[20件|requests.received]]，予以公开[[11件|requests.granted]]，无法提供[[12件|requests.unavailable]]。",
        SHORT,
    ),
    # the balance
    (
        "requests.balance",
        "新收[[320件|requests.received]]，结转[[12件|requests.carried_in]]，办结[[313件|requests.concluded]]，"
        "结转下年[[19件|requests.carried_out]]。",
        AGREES,
    ),
    ("requests.balance", "收到[[45件|requests.received]]，办结[[42件|requests.concluded]]。", SHORT),
    # kinds of applicant, channels
    (
        "requests.applicants",
        "收到[[17件|requests.received]]，公民[[16件|requests.natural_person]]，企业[[1件|requests.organization]]。",
        AGREES,
    ),
    (
        "requests.applicants",  # two kinds of organisation, each taken for a whole
        "收到[[51件|requests.received]]，公民[[47件|requests.natural_person]]，企业[[3件|requests.organization]]，"
        "律所[[1件|requests.organization]]。",
        AGREES,
    ),
    (
        "requests.applicants",
        "收到[[51件|requests.received]]，公民[[47件|requests.natural_person]]，企业[[3件|requests.organization]]，"
        "律所[[2件|requests.organization]]。",
        ("uncompared", "ambiguous"),
    ),
    (
        "requests.applicants",
        "收到[[18件|requests.received]]，公民[[16件|requests.natural_person]]，企业和社会组织各[[1件|requests.organization]]。",
        ("uncompared", "ambiguous"),
    ),
    (
        "requests.applicants",
        "收到[[94件|requests.received]]，公民[[87件|requests.natural_person]]，法人[[6件|requests.organization]]，另有1件不明。",
        SHORT,
    ),
    (
        "requests.applicants",  # a figure that nobody has marked
        "收到[[94件|requests.received]]，公民[[87件|requests.natural_person]]，法人[[6件|requests.organization]]，外国人1件。",
        SHORT,
    ),
    (
        "requests.applicants",  # of one level only
        "全省收到[[900件|requests.received]]，省厅[[17件|requests.received;scope=part]]，公民[[16件|requests.natural_person]]，"
        "企业[[1件|requests.organization]]。",
        ("uncompared", "part"),
    ),
    (
        "requests.channels",
        "收到[[9件|requests.received]]，网上[[9件|requests.online]]，无[[传真|requests.fax=0]]。",
        AGREES,
    ),
    # disputes, staff
    (
        "reconsideration.sum",
        "复议[[31件|reconsideration.total]]，维持[[19件|reconsideration.upheld]]、纠正[[5件|reconsideration.corrected]]。",
        SHORT,
    ),
    ("staff.sum", "人员[[9名|staff.total]]，专职[[2名|staff.full_time]]、兼职[[7名|staff.part_time]]。", AGREES),
    ("staff.sum", "人员[[9名|staff.total]]，专职[[2名|staff.full_time]]。", SHORT),
    # rounded figures
    (
        "requests.channels",
        "收到[[1.9万件|requests.received=19000]]，网上[[9206件|requests.online]]，信函[[9804件|requests.letter]]。",
        AGREES,
    ),
]


@pytest.mark.parametrize(("rule", "marked", "expected"), STATED)
def test_a_sum_that_comes_out_or_cannot_be_told(rule: str, marked: str, expected: tuple[str, str | None]) -> None:
    result = reconciled(marked, form=None)
    assert outcomes(result, rule) == [expected]
    assert result.findings == []


# Each: text, severity, left and right.
WRONG = [
    # more than the whole
    (
        "办结[[9件|requests.concluded]]，予以公开[[8件|requests.granted]]，不予公开[[3件|requests.denied]]。",
        "conflict",
        9,
        11,
    ),
    ("人员[[3名|staff.total]]，专职[[2名|staff.full_time]]、兼职[[46名|staff.part_time]]。", "doubt", 3, 48),
    ("诉讼[[2件|litigation.total]]，驳回[[2件|litigation.upheld]]，撤诉[[1件|litigation.other]]。", "doubt", 2, 3),
    # less, and everything is stated
    (
        "收到[[18件|requests.received]]，公民[[16件|requests.natural_person]]，社会组织[[1件|requests.organization]]。",
        "conflict",
        18,
        17,
    ),
    (
        "新收申请[[18件|requests.received]]，上年结转[[1件|requests.carried_in]]，办结[[18件|requests.concluded]]，"
        "没有[[结转下年|requests.carried_out=0]]的。",
        "conflict",
        19,
        18,
    ),
    # less, and enough is stated
    (
        "复议[[9件|reconsideration.total]]，维持[[5件|reconsideration.upheld]]，纠正[[1件|reconsideration.corrected]]，"
        "其他[[2件|reconsideration.other]]。",
        "doubt",
        9,
        8,
    ),
    ("收到[[9件|requests.received]]，网上[[5件|requests.online]]，信函[[2件|requests.letter]]。", "doubt", 9, 7),
    # 答复 is not 办结
    ("答复[[9件|requests.concluded]]，按时[[6件|requests.on_time]]，延期[[2件|requests.extended]]。", "doubt", 9, 8),
]


@pytest.mark.parametrize(("marked", "severity", "left", "right"), WRONG)
def test_a_sum_that_does_not_come_out(marked: str, severity: str, left: int, right: int) -> None:
    assert said(reconciled(marked, form=None).findings) == [("text_sum", severity, left, right)]


OUTCOMES = (
    "收到申请[[12件|requests.received]]，予以公开[[5件|requests.granted]]，部分公开[[1件|requests.partially_granted]]，"
    "无法提供[[3件|requests.unavailable]]，不予处理[[1件|requests.not_processed]]，其他处理[[1件|requests.other]]。"
)


def table(carried_out: int = 0, denied: int = 0) -> list[TableValue]:
    rows = {"requests.carried_in": 0, "requests.carried_out": carried_out, "requests.denied.enforcement_file": denied}
    reasons = ("state_secret", "forbidden_by_law", "security_stability", "third_party_rights", "internal_affairs")
    rows |= {f"requests.denied.{reason}": 0 for reason in (*reasons, "process_information", "administrative_query")}
    return request_table({name: [figure, 0, 0, 0, 0, 0, figure] for name, figure in rows.items()})


def test_the_tables_tell_which_terms_are_nothing() -> None:
    assert said(reconciled(OUTCOMES, table()).findings) == [("text_sum", "conflict", 12, 11)]


@pytest.mark.parametrize(
    "values",
    [[], table(carried_out=1), table(denied=1), cells({"rules.issued": 0})],
    ids=["none", "left", "denied", "other"],
)
def test_a_term_that_may_be_something_leaves_the_sum_open(values: list[TableValue]) -> None:
    findings = [f for f in reconciled(OUTCOMES, values).findings if f.kind == "text_sum"]
    assert [f.severity for f in findings] in ([], ["doubt"])


def test_the_message_names_the_parts() -> None:
    [finding] = reconciled(OUTCOMES, table(), section="一（二）").findings
    assert finding.message == (
        "正文“一（二）”部分称“收到申请12件”，而“予以公开”5＋“部分公开”1＋“无法提供”3＋“不予处理”1＋“其他处理”1，合计11，相差1"
    )
    assert (finding.left_evidence.claims, finding.right_evidence.claims) == ([0], [1, 2, 3, 4, 5])


def test_two_figures_on_each_side_are_both_added_up() -> None:
    [finding] = reconciled(WRONG[4][0], form=None).findings
    assert finding.message == (
        "正文“本年新收政府信息公开申请数量”18＋“上年结转政府信息公开申请数量”1，合计19；"
        "“申请办结数（本年度办理结果总计）”18（其余为0），合计18。两者应当相等，相差1"
    )


@pytest.mark.parametrize(("confidence", "n_findings"), [(0.9, 1), (0.7, 0)])
def test_claims_that_the_model_is_not_sure_of_are_not_added_up_to_a_finding(confidence: float, n_findings: int) -> None:
    marked = (
        "收到[[18件|requests.received]]，公民[[6件|requests.natural_person]]，社会组织[[1件|requests.organization]]。"
    )
    assert len(reconciled(marked, form=None, confidence=confidence).findings) == n_findings


LINES = (
    "收到申请[[12件|requests.received]]。\n"
    "1.自然人[[9件|requests.natural_person]]；\n2.法人[[2件|requests.organization]]。"
)


def test_a_list_in_lines_is_one_paragraph_until_it_ends() -> None:
    marked = LINES.replace("。\n1", "：\n1")
    assert said(reconciled(marked, form=None).findings) == [("text_sum", "conflict", 12, 11)]


def test_what_stands_in_two_paragraphs_of_a_section_is_a_doubt() -> None:
    assert said(reconciled(LINES, form=None, section="一（二）").findings) == [("text_sum", "doubt", 12, 11)]
    assert reconciled(LINES, form=None, section=None).findings == []


def test_other_years_are_not_added_up() -> None:
    marked = "收到[[18件|requests.received]]，上年公民[[16件|requests.natural_person;period=last_year]]。"
    assert outcomes(reconciled(marked, form=None), "requests.applicants") == []
