"""A table printed more than once: which printing is the report's, and what becomes of the others."""

from __future__ import annotations

import pytest
from drawings import REQUEST_COLUMNS, codes, drawn, figures, read_drawn, request

from gongkai.tables import read_tables

TITLE = "政府信息公开情况统计表"


def statistics(received: int) -> str:
    return f"统计指标 | 单位 | 统计数\n收到申请数 | 件 | {received}\n当面申请数 | 件 | 1"


@pytest.mark.parametrize(
    ("first", "second", "year", "received"),
    [
        (TITLE, TITLE, None, 3),
        (TITLE, TITLE, 2017, 3),
        (f"2016年{TITLE}", f"2017年{TITLE}", 2017, 4),
        (f"2016年{TITLE}", f"2017年{TITLE}", 2016, 3),
        (f"2016年{TITLE}", f"2017年{TITLE}", None, 3),
        (f"2016年{TITLE}", f"2017年{TITLE}", 2018, 3),
        (f"2016年{TITLE}", TITLE, 2017, 4),
        (f"{TITLE}（市本级）", f"{TITLE}（全市）", 2017, 4),
        (f"{TITLE}（全市）", f"{TITLE}（市本级）", 2017, 3),
        (f"{TITLE}（县本级）", TITLE, 2017, 4),
        (f"全县汇总{TITLE}", TITLE, 2017, 3),
        # the year before the area
        (f"2016年全市{TITLE}", f"2017年市本级{TITLE}", 2017, 4),
    ],
)
def test_the_printing_of_the_year_then_of_the_whole_area_then_the_first(
    first: str, second: str, year: int | None, received: int
) -> None:
    reading = read_drawn(first, statistics(3), second, statistics(4), year=year)
    assert figures(reading) == {"requests.received": received, "requests.in_person": 1}


def test_the_other_printing_is_a_warning_with_its_values() -> None:
    reading = read_drawn(TITLE, statistics(3), f"附：上年的{TITLE}", statistics(4))
    (warning,) = reading.warnings
    assert warning.code == "further_table"
    assert warning.cells == {"requests.received": "4", "requests.in_person": "1"}
    assert f"附：上年的{TITLE}" in warning.message


def test_applicants_in_the_warning() -> None:
    table = f"申请人情况 | {REQUEST_COLUMNS}\n予以公开 | 8 | 1 | 0 | 0 | 0 | 2 | {{}}"
    title = "三、收到和处理政府信息公开申请情况"
    reading = read_drawn(title, table.format(11), title, table.format(12))
    assert request(reading, "requests.granted")[-1] == 11
    (warning,) = reading.warnings
    assert isinstance(warning.cells, dict)
    assert warning.cells["requests.granted@total"] == "12"


def test_a_table_cut_in_two_is_one_table() -> None:
    """As at the end of a page: the header again, then other rows."""
    header = f"申请人情况 | {REQUEST_COLUMNS}"
    reading = read_drawn(
        "三、收到和处理政府信息公开申请情况",
        f"{header}\n予以公开 | 8 | 1 | 0 | 0 | 0 | 2 | 11",
        f"{header}\n部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    )
    assert request(reading, "requests.granted") == [8, 1, 0, 0, 0, 2, 11]
    assert request(reading, "requests.partially_granted") == [1, 0, 0, 0, 0, 0, 1]
    assert codes(reading) == []


def test_a_blank_cell_does_not_make_a_second_printing() -> None:
    reading = read_drawn(
        TITLE, "统计指标 | 单位 | 统计数\n收到申请数 | 件 | \n收到申请数 | 件 | 3\n当面申请数 | 件 | 1"
    )
    assert figures(reading) == {"requests.received": 3, "requests.in_person": 1}
    assert "further_table" not in codes(reading)


def test_tables_of_a_reading_are_numbered_by_their_place() -> None:
    """A printing that is passed over leaves no hole in the numbers."""
    reading = read_drawn(
        f"2016年{TITLE}",
        statistics(3),
        f"2017年{TITLE}",
        statistics(4),
        "信息内容 | 本年处理决定数量\n行政处罚 | 4",
        year=2017,
    )
    assert [value.table for value in reading.values] == [0, 0, 1]


def test_captions_are_what_stands_above_each_table() -> None:
    printed = read_tables(drawn("某市某局", f"2016年{TITLE}", statistics(3), f"2017年{TITLE}", statistics(4)))
    assert printed.captions == [f"某市某局 2016年{TITLE}", f"2017年{TITLE}"]
