"""Deviations of the tables under article 20 and of the dispute table; amounts and their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from drawings import (
    DISPUTES,
    REQUEST_HEADER,
    REQUESTS,
    RESULT_COLUMNS,
    STATISTICS,
    codes,
    dispute,
    figures,
    read_drawn,
    read_lines,
    request,
    row,
)


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("采购总金额（万元）", "477.35", "4773500", "元"),
        ("采购总金额（单位：元）", "251000", "251000", "元"),
        ("采购总金额", "6187.4万元", "61874000", "元"),
        ("采购总金额（万元）", "251000元", "251000", "元"),  # the cell is nearer than the heading
        ("采购总金额", "78955503.00", "78955503.00", None),
        ("采购总金额", "0", "0", None),
    ],
)
def test_the_unit_of_an_amount(header: str, cell: str, value: str, unit: str | None) -> None:
    reading = read_drawn("第二十条第（九）项", f"信息内容 | 采购项目数量 | {header}\n政府集中采购 | 3 | {cell}")
    amount = next(value for value in reading.values if value.indicator == "procurement.amount")
    assert (amount.value, amount.unit, amount.raw) == (Decimal(value), unit, cell)


@pytest.mark.parametrize(
    ("printed", "change"), [("增1423", 1423), ("减38", -38), ("+123", 123), ("-15", -15), ("－15", -15), ("8", 8)]
)
@pytest.mark.parametrize("heading", ["本年增/减", "本年增/", "本年增减"])
def test_the_change_of_items(printed: str, change: int, heading: str) -> None:
    lines = f"信息内容\n上一年项目数量\n{heading}\n处理决定数量\n行政处罚\n141\n{printed}\n1660"
    assert list(figures(read_lines(f"第二十条第（六）项\n{lines}")).values()) == [141, change, 1660]


def test_a_row_with_instructions_of_the_office_in_its_label() -> None:
    reading = read_lines("""第二十条第（五）项
信息内容 | 上一年项目数量 (填2019年末的项数) | 本年增/减 (比上年多或少几项,少的写成负数,例如-6) | 处理决定数量 |
行政许可 | 26 | -3 | 4211 |
其他对外管理服务事项（指行政许可以外的，含行政处罚、行政强制） | 7 | 1 | 90 |""")
    assert list(figures(reading).values()) == [26, -3, 4211, 7, 1, 90]
    assert {name.partition(".")[0] for name in figures(reading)} == {"licensing", "other_services"}


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            [
                "行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <\n"
                f"{RESULT_COLUMNS} | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n"
                f"^ | ^ | ^ | ^ | ^ | {RESULT_COLUMNS} | {RESULT_COLUMNS}\n"
                "1 | 0 | 0 | 2 | 3 | 4 | 0 | 0 | 0 | 4 | 0 | 5 | 0 | 0 | 5"
            ],
            id="official",
        ),
        pytest.param(
            [
                f"类别 | {RESULT_COLUMNS}\n行政复议 | 1 | 0 | 0 | 2 | 3\n"
                "未经复议直接起诉 | 4 | 0 | 0 | 0 | 4\n复议后起诉 | 0 | 5 | 0 | 0 | 5"
            ],
            id="kinds as rows",
        ),
        pytest.param(
            [
                "结果 | 行政复议 | 未经复议直接起诉 | 复议后起诉\n结果维持 | 1 | 4 | 0\n结果纠正 | 0 | 0 | 5\n"
                "其他结果 | 0 | 0 | 0\n尚未审结 | 2 | 0 | 0\n总计 | 3 | 4 | 5"
            ],
            id="results as rows",
        ),
        pytest.param(
            [
                "行政复议",
                f"{RESULT_COLUMNS}\n1 | 0 | 0 | 2 | 3",
                "行政诉讼",
                "未经复议直接起诉",
                f"{RESULT_COLUMNS}\n4 | 0 | 0 | 0 | 4",
                "复议后起诉",
                f"{RESULT_COLUMNS}\n0 | 5 | 0 | 0 | 5",
            ],
            id="a table for each kind",
        ),
        pytest.param(
            [
                "行政复议",
                f"{RESULT_COLUMNS}\n1 | 0 | 0 | 2 | 3",
                "行政诉讼（未经复议直接起诉）",
                f"{RESULT_COLUMNS}\n4 | 0 | 0 | 0 | 4",
                "行政诉讼（复议后起诉）",
                f"{RESULT_COLUMNS}\n0 | 5 | 0 | 0 | 5",
            ],
            id="a table for each kind, the kind in brackets",
        ),
        pytest.param(
            [
                "复议后起诉 | < | < | < | < | 未经复议直接起诉 | < | < | < | < | 行政复议 | < | < | < | <\n"
                f"{RESULT_COLUMNS} | {RESULT_COLUMNS} | {RESULT_COLUMNS}\n"
                "0 | 5 | 0 | 0 | 5 | 4 | 0 | 0 | 0 | 4 | 1 | 0 | 0 | 2 | 3"
            ],
            id="another order",
        ),
    ],
)
def test_dispute_tables(blocks: list[str]) -> None:
    reading = read_drawn(DISPUTES, *blocks)
    assert dispute(reading, "reconsideration") == [1, 0, 0, 2, 3]
    assert dispute(reading, "litigation.direct") == [4, 0, 0, 0, 4]
    assert dispute(reading, "litigation.after_reconsideration") == [0, 5, 0, 0, 5]
    assert (len(reading.values), reading.warnings) == (15, [])


def test_a_short_line_of_disputes_is_not_placed() -> None:
    reading = read_lines(
        f"{DISPUTES}\n行政复议 | 未经复议直接起诉 | 复议后起诉 |\n"
        f"{RESULT_COLUMNS} | {RESULT_COLUMNS} | {RESULT_COLUMNS} |\n0 | 0 | 3 | 3 |||||||||||"
    )
    assert (reading.values, codes(reading)) == ([], ["unplaced"])


def test_fifteen_digits_in_one_word() -> None:
    header = " ".join([RESULT_COLUMNS] * 3).replace(" | ", " ")
    reading = read_lines(f"{DISPUTES}\n行政复议 未经复议直接起诉 复议后起诉\n{header}\n100234000405005")
    assert dispute(reading, "reconsideration") == [1, 0, 0, 2, 3]
    assert dispute(reading, "litigation.after_reconsideration") == [0, 5, 0, 0, 5]


def test_cells_that_cannot_be_read_are_null_with_a_warning() -> None:
    reading = read_drawn(
        REQUESTS, f"{REQUEST_HEADER}\n{row('予以公开', '约8', 1, '/', 0, '12（含网上5）', 2, '1' * 20)}"
    )
    assert request(reading, "requests.granted") == [None, 1, None, 0, 12, 2, None]
    assert [value.raw for value in reading.values][::3] == ["约8", "0", "1" * 20]
    assert [(warning.code, warning.applicant) for warning in reading.warnings] == [
        ("unreadable_number", "natural_person"),
        ("annotated_number", "legal_service"),
        ("unreadable_number", "total"),
    ]


def test_amount_of_a_row_in_the_unit_printed_beside_it() -> None:
    reading = read_lines(f"{STATISTICS}\n依申请公开信息收取的费用 | 元 | 251000 |\n政府信息公开专项经费 | 万元 | 3.5 |")
    assert figures(reading) == {"fees.requests": Decimal("25.1"), "funding.total": Decimal("3.5")}
