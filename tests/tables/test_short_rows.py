"""Rows with fewer figures than columns, as crawlers leave them: placed only where the rest of the table tells how."""

from __future__ import annotations

from drawings import REQUEST_COLUMNS, codes, figures, read_drawn, read_lines, request

ITEMS = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"


def test_a_short_row_is_a_warning_and_no_value() -> None:
    reading = read_lines(f"""三、收到和处理政府信息公开申请情况
申请人情况 | {REQUEST_COLUMNS} |||
一、本年新收政府信息公开申请数量 | 6 | 1 | 7 |||||
（一）予以公开 | 6 | 0 | 0 | 0 | 0 | 1 | 7 |||""")
    assert request(reading, "requests.received") == []
    assert request(reading, "requests.granted") == [6, 0, 0, 0, 0, 1, 7]
    (warning,) = reading.warnings
    assert (warning.code, warning.cells) == ("unplaced", ["6", "1", "7"])


def test_two_values_and_bars_may_stand_for_any_of_the_columns() -> None:
    reading = read_lines(f"""三、收到和处理政府信息公开申请情况
申请人情况 | {REQUEST_COLUMNS} |
一、本年新收政府信息公开申请数量 | 7 | 7 | | | | | | |
（一）予以公开 | 7 | 0 | 0 | 0 | 0 | 0 | 7 | |""")
    assert request(reading, "requests.received") == []
    assert codes(reading) == ["unplaced"]


def test_a_row_that_publishes_more_than_was_made_has_lost_another_column() -> None:
    reading = read_lines(f"{ITEMS} |\n规章 | 0 | 0 | | |\n规范性文件 | 15 | 90 | | |")
    assert reading.values == []
    assert codes(reading) == ["unplaced", "unplaced"]


def test_all_rows_equally_short_have_lost_the_last_column() -> None:
    reading = read_lines(f"""第二十条第（一）项 | | | |
{ITEMS} |
规章 | 0 | 0 | |
规范性文件 | 15 | 14 | |
第二十条第（九）项 | | | |
信息内容 | 采购项目数量 | 采购总金额 | |
政府集中采购 | 3 | 52.5 | |""")
    found = figures(reading)
    assert [found[f"normative_documents.{name}"] for name in ("issued", "published", "public_total")] == [15, 14, None]
    assert codes(reading) == ["short_row", "short_row"]
    lost = next(value for value in reading.values if value.indicator == "normative_documents.public_total")
    assert (lost.raw, lost.start, lost.end) == ("", None, None)


def test_a_single_row_tells_nothing_about_its_table() -> None:
    reading = read_lines(f"{ITEMS} |\n规范性文件 | 15 | 14 | | |")
    assert (reading.values, codes(reading)) == ([], ["unplaced"])


def test_one_short_row_alone_is_not_taken_for_a_lost_column() -> None:
    reading = read_lines(f"{ITEMS} |\n规章 | 0 | 0 | | |\n规范性文件 | 15 | 14 | 20 | |")
    assert "rules.issued" not in figures(reading)
    assert codes(reading) == ["unplaced"]


def test_a_grid_tells_which_cells_are_blank() -> None:
    reading = read_drawn(
        "三、收到和处理政府信息公开申请情况",
        f"申请人情况 | {REQUEST_COLUMNS}\n"
        "一、本年新收政府信息公开申请数量 | 7 | | | | | | 7\n（一）予以公开 | | | | | | |",
    )
    assert request(reading, "requests.received") == [7, None, None, None, None, None, 7]
    assert request(reading, "requests.granted") == [None] * 7
    assert reading.warnings == []
