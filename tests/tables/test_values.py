"""One cell: which texts are numbers, which are blank or struck, and which are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.tables.values import Kind, parse_cell, to_unit

FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("42", "42"),
        (" 42\n", "42"),
        ("042", "42"),
        ("52.15", "52.15"),
        ("78955503.00", "78955503.00"),
        ("360.54242", "360.54242"),
        ("0.50", "0.50"),
        # signs
        ("-15", "-15"),
        ("－15", "-15"),
        ("−15", "-15"),
        ("—15", "-15"),
        ("+123", "123"),
        ("＋4", "4"),
        ("增1423", "1423"),
        ("减38", "-38"),
        ("增加5", "5"),
        ("减少 3", "-3"),
        ("上升2", "2"),
        ("下降7", "-7"),
        ("減38", "-38"),
        # separators and widths
        ("1,234", "1234"),
        ("12,345,678.9", "12345678.9"),
        ("1，234", "1234"),
        ("１２３", "123"),
        ("１，２３４．５", "1234.5"),
        # slips of white space
        ("1 234", "1234"),
        ("1 2", "12"),
        ("5\n6", "56"),
        ("增 5", "5"),
        # words
        ("零", "0"),
        ("〇", "0"),
        ("○", "0"),
        ("2万", "20000"),
        ("16.4亿", "1640000000.0"),
        # remarks
        ("18（其中修订7件）", "18"),
        ("31 （含到期的 4 件）", "31"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    cell = parse_cell(text)
    assert (cell.kind, cell.value, cell.unit) == (Kind.NUMBER, Decimal(value), None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("42件", "42", "件"),
        ("0 条", "0", "条"),
        ("5人次", "5", "人次"),
        ("-5件", "-5", "件"),
        ("6187.4万元", "6187.4", "万元"),
        ("6 187.4 万元", "6187.4", "万元"),
        ("251000元", "251000", "元"),
        ("1，000.5萬元", "1000.5", "万元"),
        ("3千元", "3", "千元"),
        ("1.5亿元", "1.5", "亿元"),
        ("12（万元）", "12", "万元"),
    ],
)
def test_units_in_the_cell(text: str, value: str, unit: str) -> None:
    cell = parse_cell(text)
    assert (cell.kind, cell.value, cell.unit) == (Kind.NUMBER, Decimal(value), unit)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000", "\u00a0"])
def test_blank_cells(text: str) -> None:
    assert parse_cell(text).kind is Kind.BLANK


@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "--", "无", "無", "空", "*", "×", "不适用", " / "])
def test_struck_cells_are_not_zero(text: str) -> None:
    cell = parse_cell(text)
    assert (cell.kind, cell.value) == (Kind.STRUCK, None)


@pytest.mark.parametrize(
    "text",
    [
        "约200",
        "200余",
        "近百",
        "3-5",
        "1/2",
        "12%",
        "42件人",
        "2019年",
        "一",
        "十二",
        "行政许可",
        "1,23",
        "12,34",
        "1,2345",
        "1.2.3",
        "5.",
        ".5",
        "1e5",
        "nan",
        "+",
        "增",
        "第3项",
        "12345678901234567890",  # rows that ran together
        "1.12345678901",
    ],
)
def test_what_is_not_a_number(text: str) -> None:
    cell = parse_cell(text)
    assert (cell.kind, cell.value) == (Kind.NOT_A_NUMBER, None)


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("1 234", "1234", ["1", "234"]),
        ("3 0", "30", ["3", "0"]),
        ("0 5", None, ["0", "5"]),  # no number begins with a nought
        ("/ 5", None, [None, "5"]),
        ("0 0 0", None, ["0", "0", "0"]),
        ("6 187.4 万元", "6187.4", []),  # 万元 is no cell of its own
    ],
)
def test_spaces_are_a_slip_or_a_separator(text: str, whole: str | None, parts: list[str | None]) -> None:
    """Both readings are kept; the row that the cell stands in decides."""
    cell = parse_cell(text)
    assert cell.value == (Decimal(whole) if whole else None)
    assert [part.value for part in cell.parts] == [Decimal(part) if part else None for part in parts]


@given(st.integers(0, 10**15 - 1), st.sampled_from(["", "件", "万元"]), st.booleans(), st.booleans())
def test_every_whole_number_is_read_as_printed(number: int, unit: str, separated: bool, wide: bool) -> None:
    printed = f"{number:,}" if separated else str(number)
    cell = parse_cell((printed.translate(FULL_WIDTH) if wide else printed) + unit)
    assert (cell.value, cell.unit) == (Decimal(number), unit or None)


@pytest.mark.parametrize(
    ("value", "printed", "canonical", "amount", "unit"),
    [
        ("6187.4", "万元", "元", "61874000", "元"),
        ("2601.953875", "万元", "元", "26019538.75", "元"),
        ("251000", "元", "万元", "25.1", "万元"),
        ("70487", "元", "万元", "7.0487", "万元"),
        ("1.5", "亿元", "万元", "15000", "万元"),
        ("3", "千元", "元", "3000", "元"),
        ("360.54242", "万元", "万元", "360.54242", "万元"),
        ("0", "元", "万元", "0", "万元"),
        ("78955503.00", None, "元", "78955503.00", None),  # no unit in sight: the amount stays as printed
        ("5", "件", "万元", "5", None),
        ("5", None, "件", "5", "件"),
        ("5", "件", "条", "5", "条"),  # the measure word of a count is a matter of taste
    ],
)
def test_amounts_in_the_unit_of_the_indicator(
    value: str, printed: str | None, canonical: str, amount: str, unit: str | None
) -> None:
    found, found_unit = to_unit(Decimal(value), printed, canonical)
    assert (str(found), found_unit) == (amount, unit)
