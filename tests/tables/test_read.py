"""How real tables deviate from the forms: each deviation as a small table, which comes out right or as a warning.

All figures are invented. The stages in between have tests of their own.
"""

from __future__ import annotations

import pytest
from drawings import REQUEST_HEADER, REQUESTS, STATISTICS, codes, figures, read_drawn, read_lines, request, row

# -- rows ---------------------------------------------------------------------------------------------------------


def test_rows_missing_and_in_another_order() -> None:
    reading = read_drawn(
        REQUESTS,
        "\n".join(
            [
                REQUEST_HEADER,
                row("四、结转下年度继续办理", 1, 0, 0, 0, 0, 0, 1),
                row("（七）总计", 8, 1, 0, 0, 0, 0, 9),
                row("1.信访举报投诉类申请", 2, 0, 0, 0, 0, 0, 2),
                row("一、本年新收政府信息公开申请数量", 9, 1, 0, 0, 0, 0, 10),
            ]
        ),
    )
    assert request(reading, "requests.carried_out") == [1, 0, 0, 0, 0, 0, 1]
    assert request(reading, "requests.concluded") == [8, 1, 0, 0, 0, 0, 9]
    assert request(reading, "requests.not_processed.petition") == [2, 0, 0, 0, 0, 0, 2]
    assert request(reading, "requests.received") == [9, 1, 0, 0, 0, 0, 10]
    assert len(reading.values) == 4 * 7
    assert reading.warnings == []


def test_subtotal_rows_beside_their_parts_are_no_indicators() -> None:
    reading = read_drawn(
        REQUESTS,
        "\n".join(
            [
                REQUEST_HEADER,
                row("（三）不予公开", 3, 0, 0, 0, 0, 0, 3),
                row("1.属于国家秘密", 1, 0, 0, 0, 0, 0, 1),
                row("8.属于行政查询事项", 2, 0, 0, 0, 0, 0, 2),
                row("（四）无法提供", "", "", "", "", "", "", ""),
                row("1.本机关不掌握相关政府信息", 5, 0, 0, 0, 0, 0, 5),
                row("小计", 5, 0, 0, 0, 0, 0, 5),
                row("（七）总计", 8, 0, 0, 0, 0, 0, 8),
            ]
        ),
    )
    assert request(reading, "requests.denied") == []
    assert request(reading, "requests.unavailable") == []
    assert request(reading, "requests.denied.administrative_query") == [2, 0, 0, 0, 0, 0, 2]
    assert request(reading, "requests.concluded") == [8, 0, 0, 0, 0, 0, 8]


def test_a_heading_with_figures_and_no_parts_states_them() -> None:
    reading = read_drawn(REQUESTS, f"{REQUEST_HEADER}\n{row('（三）不予公开', 3, 0, 0, 0, 0, 0, 3)}")
    assert request(reading, "requests.denied") == [3, 0, 0, 0, 0, 0, 3]


def test_an_unknown_row_with_figures_is_a_warning() -> None:
    reading = read_drawn(
        REQUESTS,
        "\n".join([REQUEST_HEADER, row("予以公开", 1, 0, 0, 0, 0, 0, 1), row("热线转办类申请", 4, 0, 0, 0, 0, 0, 4)]),
    )
    assert request(reading, "requests.granted") == [1, 0, 0, 0, 0, 0, 1]
    (warning,) = reading.warnings
    assert warning.code == "unplaced"
    assert "热线转办类申请" in warning.message
    assert warning.cells == ["4", "0", "0", "0", "0", "0", "4"]


def test_a_local_row_has_no_indicator() -> None:
    reading = read_drawn(
        "第二十条第（一）项",
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
        "规章 | 0 | 0 | 0\n其他主动公开文件 | 12 | 11 | 40",
    )
    assert {name for name in figures(reading) if not name.startswith("rules")} == set()
    assert codes(reading) == ["no_indicator"]


def test_unlabelled_figures_are_a_warning() -> None:
    reading = read_drawn(
        REQUESTS, f"{REQUEST_HEADER}\n{row('予以公开', 1, 0, 0, 0, 0, 0, 1)}\n{row('', 2, 0, 0, 0, 0, 0, 2)}"
    )
    assert len(reading.values) == 7
    assert codes(reading) == ["unplaced"]


# -- columns ------------------------------------------------------------------------------------------------------


def test_columns_in_another_order() -> None:
    header = "申请人情况 | 总计 | 其他 | 法律服务机构 | 社会公益组织 | 科研机构 | 商业企业 | 自然人"
    reading = read_drawn(REQUESTS, f"{header}\n{row('予以公开', 28, 6, 5, 4, 3, 2, 8)}")
    assert request(reading, "requests.granted") == [8, 2, 3, 4, 5, 6, 28]


def test_a_blank_total_column_is_not_zero() -> None:
    """As an office leaves it on the rows of outcomes."""
    reading = read_drawn(REQUESTS, f"{REQUEST_HEADER}\n{row('予以公开', 8, 1, 0, 0, 0, 0, '')}")
    assert request(reading, "requests.granted") == [8, 1, 0, 0, 0, 0, None]
    (total,) = [value for value in reading.values if value.applicant == "total"]
    assert (total.raw, total.value) == ("", None)


@pytest.mark.parametrize("column", ["小计", "法人小计", "合计", "法人或其他组织小计"])
def test_subtotal_columns_are_kept_apart(column: str) -> None:
    header = REQUEST_HEADER.replace("| 总计", f"| {column} | 总计")
    reading = read_drawn(REQUESTS, f"{header}\n{row('予以公开', 8, 1, 0, 0, 0, 2, 3, 11)}")
    assert request(reading, "requests.granted") == [8, 1, 0, 0, 0, 2, 11]
    (warning,) = reading.warnings
    assert (warning.code, warning.cells) == ("subtotal", {"予以公开": "3"})


def test_a_column_of_no_form_is_a_warning() -> None:
    reading = read_drawn(
        "第二十条第（六）项", "信息内容 | 本年处理决定数量 | 罚没总额\n行政处罚 | 4 | 50\n行政强制 | 1 | 0"
    )
    assert figures(reading) == {"penalties.decisions": 4, "coercion.decisions": 1}
    assert [warning.cells for warning in reading.warnings] == [["50"], ["0"]]


@pytest.mark.parametrize(
    ("columns", "cells", "apart"),
    [
        ("统计数 | 上年数", "30 | 20", "20"),
        ("2009年度 | 历年累计", "30 | 400", "400"),
        ("本期实际 | 本年累计", "30 | 400", "400"),
        ("2014年 | 2015年", "20 | 30", "20"),
        ("全市合计 | 市本级", "30 | 12", "12"),
        ("市本级 | 全市合计", "12 | 30", "12"),
    ],
)
def test_figures_of_other_years_and_levels_are_kept_apart(columns: str, cells: str, apart: str) -> None:
    reading = read_drawn(STATISTICS, f"统计指标 | 单位 | {columns}\n主动公开政府信息数 | 条 | {cells}")
    assert figures(reading) == {"disclosed.total": 30}
    (warning,) = reading.warnings
    assert (warning.code, warning.cells) == ("other_column", {"主动公开政府信息数": apart})


def test_three_levels_without_a_total_are_not_added_up() -> None:
    reading = read_drawn(
        STATISTICS,
        "统计指标 | 单位 | 区政府统计数 | 区直单位统计数 | 街道统计数\n主动公开政府信息数 | 条 | 30 | 20 | 10",
    )
    assert reading.values == []
    assert reading.warnings[0].cells == ["30", "20", "10"]


# -- flattened request tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("予以公开 8 1 0 0 0 2 11", [8, 1, 0, 0, 0, 2, 11]),
        ("（一）予以公开8 1 0 0 0 2 11", [8, 1, 0, 0, 0, 2, 11]),
        ("予以公开 0000000", [0] * 7),
        ("予以公开 382000242", [38, 2, 0, 0, 0, 2, 42]),
        ("予以公开 3820002 42", []),
        ("予以公开 100001112", []),
        ("予以公开 8 1 0 0 2 11", []),
        ("予以公开 8 1 0 0 0 2 11 11", []),
    ],
)
def test_rows_of_figures_with_spaces_or_nothing_between(line: str, expected: list[object]) -> None:
    reading = read_lines(f"{REQUESTS}\n{REQUEST_HEADER.replace(' |', '')}\n{line}")
    assert request(reading, "requests.granted") == expected
    assert codes(reading) == ([] if expected else ["unplaced"])


@pytest.mark.parametrize(("total", "expected"), [(11, [8, 1, 0, 0, 0, 2, 11]), (12, [])])
def test_without_a_header_the_official_columns_must_add_up(total: int, expected: list[object]) -> None:
    reading = read_lines(f"{REQUESTS}\n予以公开\n8\n1\n0\n0\n0\n2\n{total}")
    assert request(reading, "requests.granted") == expected
    assert codes(reading) == (["assumed_columns"] if expected else ["unplaced"])
