"""The labels above the figures -> the columns from left to right."""

from __future__ import annotations

import pytest
from drawings import APPLICANTS, RESULT_COLUMNS, RESULTS, drawn, rows_in

from gongkai.document import Document
from gongkai.tables.headers import Leaf, default_columns

REQUESTS = "三、收到和处理政府信息公开申请情况"
SEVEN = "一、本年新收政府信息公开申请数量\n6\n0\n0\n0\n0\n1\n7"
RESULTS_BELOW = RESULT_COLUMNS.replace(" | ", "\n")


def columns(source: Document | str) -> list[str | None]:
    """The columns of the first row of figures, `role` in place of the name where they hold no values."""
    return [leaf.id if leaf.role == "value" else leaf.role for leaf in leaves(source)]


def leaves(source: Document | str) -> tuple[Leaf, ...]:
    return next(row.leaves for row in rows_in(source) if row.run)


def header(drawing: str, n: int) -> Document:
    """A grid of these header rows over one row of n figures."""
    return drawn(REQUESTS, f"{drawing}\n予以公开 | " + " | ".join("0" * n))


GROUPED = "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        pytest.param(
            f"申请人情况 | 自然人 | 法人或其他组织 | < | < | < | < | 总计\n^ | ^ | {GROUPED} | ^",
            APPLICANTS,
            id="official",
        ),
        pytest.param(
            f"申请人情况 | 自然人 {'| 法人或其他组织 ' * 5}| 总计\n申请人情况 | 自然人 | {GROUPED} | 总计",
            APPLICANTS,
            id="merged labels written out in each cell",
        ),
        pytest.param(f"| 自然人 | {GROUPED} | 总计", APPLICANTS, id="one level"),
        pytest.param(
            f"| 总计 | {GROUPED} | 自然人", [APPLICANTS[6], *APPLICANTS[1:6], APPLICANTS[0]], id="other order"
        ),
        pytest.param(
            "| 自然人 | 法人或其他组织 | 总计", ["natural_person", "total"], id="organisations not told apart"
        ),
        pytest.param(
            f"| 自然人 | 法人或其他组织 | < | < | < | < | < | 总计\n| ^ | {GROUPED} | 小计 | ^",
            [*APPLICANTS[:6], "subtotal", "total"],
            id="a subtotal in the group",
        ),
        pytest.param(
            f"| 自然人 | {GROUPED} | 合计 | 总计",
            [*APPLICANTS[:6], "subtotal", "total"],
            id="合计 and 总计: a subtotal",
        ),
        pytest.param(f"| 自然人 | {GROUPED} | 合计", APPLICANTS, id="合计 alone: the total"),
        pytest.param(
            f"| 自然人 | {GROUPED} | 外国人 | 总计", [*APPLICANTS[:6], "unknown", "total"], id="a column of no form"
        ),
    ],
)
def test_request_table_in_a_grid(drawing: str, expected: list[str]) -> None:
    assert columns(header(drawing, len(drawing.split("\n")[0].split("|")) - 1)) == expected


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(["自然人", "法人或其他组织", "总计", *GROUPED.split(" | ")], id="in the order of rows"),
        pytest.param(["自然人", "法人或其他组织", *GROUPED.split(" | "), "总计"], id="in the order of columns"),
        pytest.param(["申请人情况", "自然人", "商业", "企业", *GROUPED.split(" | ")[1:], "总计"], id="a broken label"),
        pytest.param(
            ["自然人", "总计", "自然人", *GROUPED.split(" | "), "总计"], id="labels of the first row come again"
        ),
    ],
)
def test_request_table_in_flattened_text(labels: list[str]) -> None:
    assert columns("\n".join([REQUESTS, *labels, SEVEN])) == APPLICANTS


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本年新 | 本年新 | 对外公开总数量", ["made", "published", "public_total"]),
        ("本年新制作数量 | 本年新 | 对外公开总数量", ["made", "published", "public_total"]),
        ("本年新 | 本年新 | 对外公开", ["made", "published", "public_total"]),
        ("上一年项目数量 | 本年增/ | 处理决定数量", ["items_last_year", "items_change", "decisions"]),
        ("本年项目数量 | 处理决定数量", ["items", "decisions"]),
        ("处理决定数量 | 上一年项目数量 | 本年增/减", ["decisions", "items_last_year", "items_change"]),
        ("本年制发件数 | 本年废止件数 | 现行有效件", ["issued", "repealed", "in_force"]),
    ],
)
@pytest.mark.parametrize("blank", ["", " |"])
def test_item_tables(line: str, expected: list[str], blank: str) -> None:
    """Labels that lost their second line are told by their place in a complete header."""
    figures = " | ".join("0" * len(expected))
    assert columns(f"第二十条第（一）项 |\n信息内容 | {line} |{blank}\n规章 | {figures} |{blank}") == expected


@pytest.mark.parametrize("line", ["本年新 | 本年新 | 处理决定数量", "对外公开总数量 | 本年新 | 本年新"])
def test_damaged_labels_among_others_stay_unknown(line: str) -> None:
    assert "unknown" in columns(f"第二十条第（一）项 |\n信息内容 | {line} |\n规章 | 0 | 0 | 0 |")


def test_units_of_money_in_the_header() -> None:
    (projects, amount) = leaves("信息内容 | 采购项目数量 | 采购总金额（万元） |\n政府集中采购 | 3 | 52.5 |")
    assert (projects.unit, amount.unit) == (None, "万元")


REVIEW = "行政复议 | < | < | < | <"
DIRECT = "未经复议直接起诉 | < | < | < | <"
AFTER = "复议后起诉 | < | < | < | <"
FIFTEEN = " | ".join(str(figure) for figure in range(15))


@pytest.mark.parametrize(
    ("drawing", "groups"),
    [
        pytest.param(
            f"{REVIEW} | 行政诉讼 | < | < | < | < | < | < | < | < | <\n{RESULT_COLUMNS} | {DIRECT} | {AFTER}\n"
            f"^ | ^ | ^ | ^ | ^ | {RESULT_COLUMNS} | {RESULT_COLUMNS}\n{FIFTEEN}",
            ["reconsideration", "direct", "after_reconsideration"],
            id="official",
        ),
        pytest.param(
            f"{DIRECT} | {AFTER} | {REVIEW}\n{RESULT_COLUMNS} | {RESULT_COLUMNS} | {RESULT_COLUMNS}\n{FIFTEEN}",
            ["direct", "after_reconsideration", "reconsideration"],
            id="another order of kinds",
        ),
        pytest.param(
            f"{REVIEW} | 行政诉讼 | < | < | < | <\n{RESULT_COLUMNS} | {RESULT_COLUMNS}\n"
            + " | ".join(str(figure) for figure in range(10)),
            ["reconsideration", "litigation"],
            id="litigation as a whole",
        ),
    ],
)
def test_dispute_table_in_a_grid(drawing: str, groups: list[str]) -> None:
    found = leaves(drawn("四、政府信息公开行政复议、行政诉讼情况", drawing))
    assert [(leaf.group, leaf.id) for leaf in found] == [(group, result) for group in groups for result in RESULTS]


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        pytest.param(
            ["行政复议", "行政诉讼", RESULTS_BELOW, "未经复议直接起诉", "复议后起诉", RESULTS_BELOW, RESULTS_BELOW],
            ["reconsideration", "direct", "after_reconsideration"],
            id="in the order of rows",
        ),
        pytest.param(
            [
                "行政复议",
                RESULTS_BELOW,
                "行政诉讼",
                "未经复议直接起诉",
                RESULTS_BELOW,
                "复议后起诉",
                RESULTS_BELOW,
            ],
            ["reconsideration", "direct", "after_reconsideration"],
            id="in the order of columns",
        ),
        pytest.param(
            ["行政诉讼", "未经复议直接起诉", RESULTS_BELOW, "复议后起诉", RESULTS_BELOW, "行政复议", RESULTS_BELOW],
            ["direct", "after_reconsideration", "reconsideration"],
            id="in the order of columns, litigation first",
        ),
    ],
)
def test_dispute_table_in_flattened_text(lines: list[str], groups: list[str]) -> None:
    found = leaves("\n".join(["四、政府信息公开行政复议、行政诉讼情况", *lines, FIFTEEN.replace(" | ", "\n")]))
    assert [(leaf.group, leaf.id) for leaf in found] == [(group, result) for group in groups for result in RESULTS]


def test_results_and_kinds_that_do_not_fit_are_no_header() -> None:
    """Two kinds over three runs of results: which run belongs to which cannot be told."""
    drawing = f"{DIRECT} | {REVIEW} | | | | |\n{RESULT_COLUMNS} | {RESULT_COLUMNS} | {RESULT_COLUMNS}\n{FIFTEEN}"
    assert leaves(drawn("四、政府信息公开行政复议、行政诉讼情况", drawing)) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("指标名称 | 单位 | 2009年度 | 历年累计", ["unit", "2009", "other"]),
        ("指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计", ["unit", "code", "value", "other"]),
        ("统计指标 | 单位 | 2014年 | 2015年", ["unit", "other", "2015"]),
        ("统计指标 | 单位 | 统计数 | 上年数", ["unit", "value", "other"]),
        ("统计指标 | 单位 | 市本级 | 全市合计", ["unit", "other", "value"]),
        ("统计指标 | 单位 | 统计数 | 备注", ["unit", "value", "other"]),
    ],
)
def test_columns_of_the_statistics_table(line: str, expected: list[str]) -> None:
    """The year's figures are told from those of other years, levels and uses."""
    cells = " | ".join("7" for _ in expected)
    assert columns(drawn("政府信息公开情况统计表", f"{line}\n主动公开政府信息数 | {cells}")) == expected


def test_official_columns_of_a_request_table_without_a_header() -> None:
    """They are only assumed: what becomes of the row depends on its sum."""
    (row,) = [row for row in rows_in("一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6") if row.run]
    assert row.assumed
    assert row.leaves == default_columns("requests", row.run[0])
    assert [leaf.id for leaf in row.leaves] == APPLICANTS
