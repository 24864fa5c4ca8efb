"""Claims of the free text against the cells of their indicator."""

from __future__ import annotations

import pytest
from making import cells, outcomes, reconciled, request_table, said

from gongkai.report import Form, TableValue

REQUESTS = request_table(
    {
        "requests.received": [38, 3, 0, 0, 1, 0, 42],
        "requests.carried_in": [3, 0, 0, 0, 0, 0, 3],
        "requests.granted": [11, 0, 0, 0, 0, 0, 11],
        "requests.denied.third_party_rights": [2, 0, 0, 0, 0, 0, 2],
        "requests.denied.process_information": [1, 0, 0, 0, 0, 0, 1],
        "requests.unavailable.not_held": [19, 0, 0, 0, 0, 0, 19],
        "requests.unavailable.needs_creation": [3, 0, 0, 0, 0, 0, 3],
    }
)
DISPUTES = cells(
    {"litigation.direct.total": 3, "litigation.after_reconsideration.total": 1, "reconsideration.total": 5}
)
STATISTICS = cells(
    {
        "disclosed.total": 1623,
        "disclosed.website": 900,
        "disclosed.wechat": 400,
        "requests.received": 9,
        "requests.concluded": 9,
        "requests.replied": 8,
        "requests.nonexistent": 2,
        "requests.not_this_agency": 3,
        "requests.denied": 1,
        "fees.requests": "0.02",
        "training.sessions": 3,
        "funding.total": "3275.8",
    }
)
TABLES: dict[str, tuple[Form, list[TableValue]]] = {
    "2014": ("2014", STATISTICS),
    "2019": ("2019", [*REQUESTS, *DISPUTES, *cells({"normative_documents.published": 6}, table=2)]),
}
AGREES = ("agrees", None)

# Each: form, text, outcome and reason of each claim.
COMPARED = [
    ("2019", "收到申请[[42件|requests.received]]。", [AGREES]),
    ("2019", "收到申请[[46件|requests.received]]。", [("conflicts", None)]),
    # two cells for one figure, one cell in several parts
    ("2019", "共受理申请[[45件|requests.received]]（含上年结转[[3件|requests.carried_in]]）。", [AGREES, AGREES]),
    ("2019", "行政诉讼[[4件|litigation.total]]。", [AGREES]),
    ("2019", "自然人[[38件|requests.natural_person]]，法人或其他组织[[4件|requests.organization]]。", [AGREES, AGREES]),
    ("2019", "不予公开[[3件|requests.denied]]，无法提供[[22件|requests.unavailable]]。", [AGREES, AGREES]),
    ("2019", "公开规范性文件[[6件|disclosed.normative_documents]]。", [AGREES]),
    # a kind of 无法提供, an organisation of one kind: the text may mean one row, one column
    ("2019", "本机关不掌握[[19件|requests.unavailable]]。", [AGREES]),
    ("2019", "企业[[3件|requests.organization]]。", [AGREES]),
    ("2019", "因涉及第三方[[2件|requests.denied;scope=part]]。", [AGREES]),
    ("2019", "因系过程性信息[[4件|requests.denied;scope=part]]。", [("conflicts", None)]),
    ("2019", "其中一类[[1件|requests.denied;scope=part]]。", [("uncompared", "part")]),
    ("2019", "无法提供[[19件|requests.unavailable]]。", [("conflicts", None)]),
    ("2019", "无法提供[[25件|requests.unavailable]]。", [("uncompared", "missing_cell")]),  # a row of it was lost
    # side by side they come to the sum, which is one comparison
    ("2019", "企业[[3件|requests.organization]]，律师事务所[[1件|requests.organization;scope=part]]。", [AGREES]),
    ("2019", "企业[[3件|requests.organization]]，律师事务所[[1件|requests.organization]]。", [AGREES]),
    (
        "2019",
        "法律服务机构[[2件|requests.organization;scope=part]]，社团[[2件|requests.organization;scope=part]]。",
        [AGREES],
    ),
    # other periods, parts
    ("2019", "上年收到[[30件|requests.received;period=last_year]]。", [("uncompared", "other_period")]),
    ("2019", "历年累计收到[[300件|requests.received;period=cumulative]]。", [("uncompared", "other_period")]),
    ("2019", "2017年收到[[30件|requests.received;period=2017]]。", [("uncompared", "other_period")]),
    ("2019", "其中本级[[17件|requests.received;scope=part]]。", [("uncompared", "part")]),
    ("2019", "收到本级[[43件|requests.received;scope=part]]。", [("conflicts", None)]),
    # each office one: the figure counts for several
    ("2019", "企业和其他组织各[[9件|requests.organization]]。", [("uncompared", "each")]),
    # nothing there
    ("2019", "公开信息[[318条|disclosed.total]]。", [("uncompared", "no_counterpart")]),
    ("2019", "不予处理[[1件|requests.not_processed]]。", [("uncompared", "missing_cell")]),
    ("2019", "财政类[[12条|disclosed.category]]。", [("uncompared", "no_counterpart")]),
    # 2014: 答复 and 办结 are one label, 不存在 and 不属于本机关 too
    ("2014", "答复[[8件|requests.concluded]]。", [AGREES]),
    ("2014", "办结[[8件|requests.concluded]]。", [("conflicts", None)]),
    ("2014", "信息不存在[[2件|requests.unavailable]]。", [AGREES]),
    ("2014", "不存在或不属于本机关[[5件|requests.unavailable]]。", [AGREES]),
    ("2014", "收取复印费[[164元|fees.requests=0.0164]]。", [AGREES]),
    ("2014", "经费[[3276万元|funding.total]]。", [AGREES]),
    ("2014", "公开信息[[1600余条|disclosed.total=1600]]。", [AGREES]),
    ("2014", "公开信息[[约1.6万条|disclosed.total=16000]]。", [("conflicts", None)]),
    # one site among others, unless the total stands beside it
    ("2014", "在市工商局网站发布[[15条|disclosed.website]]。", [("uncompared", "may_be_part")]),
    ("2014", "共公开信息[[1623条|disclosed.total]]，网站[[15条|disclosed.website]]。", [AGREES, ("conflicts", None)]),
    ("2014", "网站公开[[950条|disclosed.website]]。", [("conflicts", None)]),
    ("2014", "头条号推送[[15条|disclosed.new_media]]。", [("uncompared", "no_counterpart")]),
    # a second figure is of something else, unless it looks like the first mistyped
    (
        "2014",
        "收到申请[[9件|requests.received]]。\n另有信访件[[57件|requests.received]]。",
        [AGREES, ("uncompared", "other_figure")],
    ),
    ("2014", "共公开[[1623条|disclosed.total]]。\n上网[[1632条|disclosed.total]]。", [AGREES, ("conflicts", None)]),
    (
        "2014",
        "收到申请[[9件|requests.received]]。\n共收到申请[[57件|requests.received]]。",
        [AGREES, ("conflicts", None)],
    ),
]


@pytest.mark.parametrize(("form", "marked", "expected"), COMPARED)
def test_every_claim_is_compared_or_there_is_a_reason(
    form: str, marked: str, expected: list[tuple[str, str | None]]
) -> None:
    name, values = TABLES[form]
    assert outcomes(reconciled(marked, values, form=name)) == expected


# Each: form, text, severity.
GRADED = [
    ("2019", "收到申请[[46件|requests.received]]。", "conflict"),
    ("2019", "未收到政府信息公开[[申请|requests.received=0]]。", "conflict"),
    ("2019", "未发生[[行政复议|reconsideration.total=0]]。", "conflict"),
    # nothing beside the figure says what it is
    ("2019", "三者分别为[[46件|requests.received]]。", "doubt"),
    # perhaps another year's, or one office's
    ("2019", "2018年以来收到申请[[46件|requests.received]]。", "doubt"),
    ("2019", "2017年收到申请[[46件|requests.received]]。", "doubt"),
    ("2019", "市本级收到申请[[12件|requests.received]]。", "doubt"),
    ("2019", "2019年收到申请[[46件|requests.received]]。", "conflict"),
    # the text may count otherwise
    ("2019", "查无此件[[5件|requests.unavailable]]。", "doubt"),
    ("2014", "答复[[7件|requests.concluded]]。", "doubt"),
    ("2014", "举办培训班[[5期|training.sessions=5]]。", "doubt"),
    # an estimate that is off, a bound that is far exceeded
    ("2014", "公开信息[[约1900条|disclosed.total=1900]]。", "doubt"),
    ("2014", "公开信息[[1200余条|disclosed.total=1200]]。", "doubt"),
    ("2014", "公开信息[[1700余条|disclosed.total=1700]]。", "conflict"),
    # received and carried in together, but nobody says so
    ("2019", "共受理申请[[45件|requests.received]]。", "doubt"),
    # one of two different figures in one paragraph
    ("2019", "收到申请[[46件|requests.received]]，又收到[[50件|requests.received]]。", "doubt"),
    ("2019", "收到申请[[43件|requests.received;scope=part]]。", "conflict"),
    ("2014", "县局网站[[950条|disclosed.website;scope=part]]。", "doubt"),  # one item may stand on two sites
    # the words name the row, whatever the scope
    ("2019", "过程性信息[[4件|requests.denied;scope=part]]。", "doubt"),
]


@pytest.mark.parametrize(("form", "marked", "severity"), GRADED)
def test_a_conflict_is_what_leaves_no_way_out(form: str, marked: str, severity: str) -> None:
    name, values = TABLES[form]
    findings = [f for f in reconciled(marked, values, form=name).findings if f.kind == "text_vs_table"]
    assert {f.severity for f in findings} == {severity}


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (0.98, [("text_vs_table", "conflict", 46, 42)]),
        (0.75, [("text_vs_table", "conflict", 46, 42)]),
        (0.74, [("text_vs_table", "doubt", 46, 42)]),
        (0.6, [("text_vs_table", "doubt", 46, 42)]),
        (0.5, [("text_vs_table", "doubt", 46, 42)]),  # for 收到 beside it
        (0.49, []),
    ],
)
def test_what_the_model_is_not_sure_of_is_no_conflict(confidence: float, expected: list[object]) -> None:
    result = reconciled("收到申请[[46件|requests.received]]。", REQUESTS, confidence=confidence)
    assert said(result.findings) == expected


def test_what_the_model_is_not_sure_of_may_still_agree() -> None:
    assert outcomes(reconciled("收到申请[[42件|requests.received]]。", REQUESTS, confidence=0.2)) == [AGREES]


def test_both_sides_are_named() -> None:
    marked = "（二）依申请公开情况。全市行政机关共登记公开申请[[46件|requests.received]]，均已答复。"
    [finding] = reconciled(marked, REQUESTS, section="一（二）").findings
    assert finding.message == (
        "正文“一（二）”部分称“全市行政机关共登记公开申请46件”，表格“本年新收政府信息公开申请数量·总计”为42，相差4"
    )
    assert said([finding]) == [("text_vs_table", "conflict", 46, 42)]
    assert finding.delta == 4
    assert (finding.left_evidence.claims, finding.right_evidence.values) == ([0], [6])
    assert (finding.claims, finding.values) == ([0], [6])


def test_the_cells_of_a_sum_are_named() -> None:
    [finding] = reconciled("行政诉讼[[6件|litigation.total]]。", DISPUTES).findings
    assert finding.message == ("正文称“行政诉讼6件”，表格“未经复议直接起诉总计”3＋“复议后起诉总计”1，合计4，相差2")
    assert finding.values == [0, 1]


def test_a_figure_that_opens_its_clause_is_quoted_with_what_follows() -> None:
    values = request_table({"requests.carried_out": [1, 0, 0, 0, 0, 0, 1]})
    [finding] = reconciled("无法提供若干，[[2件|requests.carried_out]]结转下年度办理。", values).findings
    assert "称“2件结转下年度办理”" in finding.message


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        ("512.6", "元", ("conflicts", "doubt")),
        ("5126000", "元", ("agrees", None)),
        ("512.6", None, ("agrees", None)),  # the form does not print the unit
        ("5126000.00", None, ("agrees", None)),
        ("8040", None, ("conflicts", "doubt")),
    ],
)
def test_amounts_of_money(raw: str, unit: str | None, expected: tuple[str, str | None]) -> None:
    result = reconciled(
        "政府集中采购[[512.6万元|procurement.amount=5126000]]。", cells({"procurement.amount": raw}, unit=unit)
    )
    [comparison] = [c for c in result.comparisons if c.rule == "text_vs_table"]
    assert (comparison.outcome, result.findings[0].severity if result.findings else None) == expected


@pytest.mark.parametrize(
    ("raw", "marked", "outcome", "findings"),
    [
        ("", "未收取[[费用|fees.requests=0]]。", ("uncompared", "blank_cell"), [("blank_cell", "note", None, None)]),
        ("/", "未收取[[费用|fees.requests=0]]。", AGREES, []),
        (
            "",
            "收取费用[[3万元|fees.requests]]。",
            ("uncompared", "blank_cell"),
            [("blank_cell", "doubt", 3, None)],
        ),
        (
            "—",
            "收取费用[[3万元|fees.requests]]。",
            ("uncompared", "struck_cell"),
            [("blank_cell", "doubt", 3, None)],
        ),
    ],
)
def test_a_cell_without_figure(raw: str, marked: str, outcome: tuple[str, str | None], findings: list[object]) -> None:
    result = reconciled(marked, cells({"fees.requests": raw}), form="2014")
    assert outcomes(result) == [outcome]
    assert said(result.findings) == findings


def test_a_blank_total_is_made_up_from_its_columns() -> None:
    values = request_table({"requests.granted": [127, 5, 1, 2, 2, 2, ""]})
    assert outcomes(reconciled("予以公开[[139件|requests.granted]]。", values)) == [AGREES]
    [finding] = [
        f for f in reconciled("予以公开[[140件|requests.granted]]。", values).findings if f.kind != "blank_cell"
    ]
    assert said([finding]) == [("text_vs_table", "conflict", 140, 139)]


def test_of_two_printings_the_claim_may_mean_either() -> None:
    own, area = ({"requests.received": [n, 0, 0, 0, 0, 0, n]} for n in (17, 45))
    values = [*request_table(own), *request_table(area, table=1)]
    assert outcomes(reconciled("收到申请[[45件|requests.received]]。", values)) == [AGREES]
    assert outcomes(reconciled("收到申请[[46件|requests.received]]。", values)) == [("conflicts", None)]


def test_without_tables_no_claim_has_a_counterpart() -> None:
    result = reconciled("收到申请[[46件|requests.received]]。", form=None)
    assert outcomes(result) == [("uncompared", "no_counterpart")]


@pytest.mark.parametrize("raw", ["", "/", "7"])
def test_every_claim_is_in_a_comparison_with_the_tables(raw: str) -> None:
    this_year = "公开[[1条|disclosed.total]]、[[2条|disclosed.total;scope=part]]，没有[[费用|fees.requests=0]]"
    marked = f"{this_year}，上年[[3条|disclosed.total;period=last_year]]。"
    result = reconciled(marked, cells({"disclosed.total": raw}), form="2014")
    compared = {p for c in result.comparisons if c.rule == "text_vs_table" for p in c.left_evidence.claims}
    assert compared == {0, 1, 2, 3}
