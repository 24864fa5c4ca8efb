"""Where each value stands: table, row, column, and the characters of the text."""

from __future__ import annotations

import pytest
from drawings import DISPUTES, REQUEST_HEADER, REQUESTS, STATISTICS, drawn, indicators, read_drawn, read_lines

from gongkai.tables import read_tables


def test_every_value_knows_its_cell() -> None:
    """Table, row and column count from 0; columns are those of the grid, merged cells and all."""
    reading = read_drawn(
        "第二十条第（六）项",
        "信息内容 | 本年处理决定数量\n行政处罚 | 4",
        REQUESTS,
        f"说明 | < | {REQUEST_HEADER}\n三、本年度办理结果 | （一）予以公开 | < | 8 | 1 | 0 | 0 | 0 | 2 | 11",
    )
    places = {(v.indicator, v.applicant): (v.table, v.row, v.column) for v in reading.values}
    assert places["penalties.decisions", None] == (0, 1, 1)
    assert places["requests.granted", "natural_person"] == (1, 1, 3)
    assert places["requests.granted", "total"] == (1, 1, 9)


def test_a_turned_table_keeps_its_printed_rows_and_columns() -> None:
    reading = read_drawn(
        DISPUTES, "结果 | 行政复议 | 未经复议直接起诉\n结果维持 | 1 | 4\n结果纠正 | 0 | 5\n总计 | 1 | 9"
    )
    places = {v.indicator: (v.row, v.column) for v in reading.values}
    assert places["reconsideration.total"] == (3, 1)
    assert places["litigation.direct.corrected"] == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "信息内容 | 本年处理决定数量 |\n行政处罚 |  1,234 |\n行政强制 | / |",
        "信息内容\n本年处理决定数量\n行政处罚\n 1 234\n行政强制\n—",
        "\t信息内容\n\t本年处理决定数量\n\t行政处罚\n\t１２３４\n\t行政强制\n\t0件",
        "信息内容\t本年处理决定数量\n行政处罚\t1234\n行政强制\t\n行政许可\t5",
        "信息内容 本年处理决定数量\n行政处罚1234\n行政强制：5",
        f"{REQUEST_HEADER.replace(' |', '')}\n予以公开 382000242",
    ],
)
def test_offsets_are_those_of_the_printed_cell(text: str) -> None:
    document = f"前言：信息公开。\n\n第二十条第（六）项\n{text}\n"
    values = read_lines(document).values
    assert values
    assert [(v.start, v.end) for v in values if document[v.start : v.end] != v.raw] == []


def test_offsets_in_a_grid() -> None:
    document = drawn("甲", "信息内容 | 本年处理决定数量\n行政处罚 | 1,234\n行政强制 | ", "乙")
    values = read_tables(document).of_year(None).values
    assert [document.text[v.start : v.end] for v in values] == ["1,234", ""]


def test_every_value_is_named_by_the_vocabulary() -> None:
    reading = read_drawn(
        STATISTICS, "统计指标 | 单位 | 统计数\n一、主动公开情况 | | \n申诉数 | 件 | 3\n收到申请数 | 件 | 4"
    )
    assert {value.indicator for value in reading.values} <= indicators()


def test_spans_of_the_tables() -> None:
    text = "一、概述。\n信息内容\n本年处理决定数量\n行政处罚\n4\n本年度没有其他事项。\n"
    ((start, end),) = read_lines(text).spans
    assert text[start:end].split("\n")[0] in ("信息内容", "本年处理决定数量")
    assert text[start:end].split("\n")[-1] == "4"
