"""Tables in PDF files that a page cuts: which parts are one table, and what becomes of the cells at the cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from pdf_samples import Draw, Pen, drawn, outline, table_report

from gongkai.readers.pdf import read_pdf

XS = (80.0, 260.0, 380.0, 500.0)


def read(data: bytes) -> list[str]:
    return outline(read_pdf(data, "report.pdf"))


LONG = [
    ["统计指标", "单位", "统计数"],
    *([f"{number}．第{number}项信息公开数", "条", str(number * 7)] for number in range(1, 70)),
]
WIDTHS = (240, 60, 90)


@pytest.mark.parametrize("repeat", [0, 1])
def test_table_over_pages(repeat: int) -> None:
    data = table_report(LONG, widths=WIDTHS, before=["情况如下。"], after=["特此报告。"], repeat=repeat)
    document = read_pdf(data, "report.pdf")
    assert outline(document) == ["情况如下。", *("| " + " | ".join(row) for row in LONG), "特此报告。"]
    assert [table.page for table in document.tables] == [1]


def test_merged_label_goes_on_over_the_page() -> None:
    rows = [["办理结果", f"{number}．第{number}种情形", str(number)] for number in range(1, 60)]
    # reportlab cannot break merged cells, so that each page gets its own
    first, second = rows[:30], rows[30:]

    def part(rows: Sequence[Sequence[str]], label: str, bottom: float) -> Draw:
        ys = [bottom - 22 * (len(rows) - index) for index in range(len(rows) + 1)]

        def draw(pen: Pen) -> None:
            pen.ruled((80, 160), (ys[0], ys[-1]))
            pen.ruled((160, 400, 480), ys)
            pen.cell_text(label, 80, ys[0], 160, ys[-1])
            pen.grid([row[1:] for row in rows], (160, 400, 480), ys)

        return draw

    lines = read(drawn(part(first, "办理结果", 780), part(second, "", 720)))
    assert lines == [
        f"| 办理结果 [59x1] | {rows[0][1]} | 1",
        *(f"| {label} | {figure}" for _, label, figure in rows[1:]),
    ]


Part = tuple[Sequence[Sequence[str]], float]  # rows, and the y of their upper edge


def parts(*pages: Part, xs: Sequence[float] = (80, 185, 380, 500)) -> bytes:
    """A ruled table on each page, rows 30 points high; a text goes to the upper left of its cell."""

    def page(rows: Sequence[Sequence[str]], top: float) -> Draw:
        def draw(pen: Pen) -> None:
            ys = [top + 30 * index for index in range(len(rows) + 1)]
            pen.ruled(xs[: len(rows[0]) + 1], ys)
            for row, y in zip(rows, ys, strict=False):
                for x, text in zip(xs, row, strict=False):
                    pen.text(x + 5, y + 16, text)

        return draw

    return drawn(*(page(*part) for part in pages))


DATA = [["行政许可", "3", "12"], ["行政处罚", "5", "40"]]
HEAD = [["事项", "上年数量", "本年数量"]]


@pytest.mark.parametrize(
    ("last", "first", "row"),
    [
        (["其他对外管理服", "3", "12"], ["务事项", "", ""], "| 其他对外管理服⏎务事项 | 3 | 12"),
        (["其他对外管理服", "", ""], ["务事项", "3", "12"], "| 其他对外管理服⏎务事项 | 3 | 12"),
        (["收费（含减免", "3", "12"], ["和缓征）", "", ""], "| 收费（含减免⏎和缓征） | 3 | 12"),
        (["", "", ""], ["行政强制", "3", "12"], "| 行政强制 | 3 | 12"),
        (["行政强制", "3", "12"], ["", "", ""], "| 行政强制 | 3 | 12"),
    ],
    ids=["label-goes-on", "figures-below", "bracket", "blank-above", "blank-below"],
)
def test_row_cut_by_the_page_is_whole_again(last: list[str], first: list[str], row: str) -> None:
    data = parts(([*HEAD, *DATA, last], 660), ([first, *DATA], 80))
    assert read(data)[3:4] == [row]
    assert len(read(data)) == 6


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (["行政强制", "3", "12"], ["行政征收", "", ""]),
        (["其他对外管理服", "3", "12"], ["一、收费", "", ""]),
        (["其他对外管理服", "3", "12"], ["务事项", "4", "13"]),
        (["行政强制", "3", "12"], ["", "4", "13"]),
    ],
    ids=["short-label", "enumeration", "figures-on-both-sides", "blank-label"],
)
def test_rows_on_both_sides_of_the_page_stay_two(last: list[str], first: list[str]) -> None:
    data = parts(([*HEAD, *DATA, last], 660), ([first, *DATA], 80))
    assert len(read(data)) == 7
    assert read(data)[0] == "| 事项 | 上年数量 | 本年数量"


def test_blank_rows_are_usual_so_a_full_label_proves_nothing() -> None:
    upper = [*HEAD, ["规章", "", ""], ["其他对外管理服", "3", "12"]]
    assert len(read(parts((upper, 660), ([["务事项", "", ""], *DATA], 80)))) == 6


def n_tables(data: bytes) -> int:
    return len(read_pdf(data, "report.pdf").tables)


OTHER = [["部门", "人数", "说明"], ["区政府办", "3", "无"]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (parts(([*HEAD, *DATA], 690), (DATA, 80)), 1),
        (parts(([*HEAD, *DATA], 690), ([*HEAD, *DATA[::-1]], 80)), 1),
        (parts(([*HEAD, *DATA], 690), (OTHER, 80)), 2),
        (parts(([*HEAD, *DATA], 690), ([*HEAD, *DATA], 80)), 2),
        (parts(([*HEAD, *DATA], 300), (DATA, 80)), 2),
        (parts(([*HEAD, *DATA], 690), ([row[:2] for row in DATA], 80)), 2),
    ],
    ids=["continued", "header-again", "another-header", "form-begins-again", "room-was-left", "other-columns"],
)
def test_what_is_one_table(data: bytes, expected: int) -> None:
    assert n_tables(data) == expected


@pytest.mark.parametrize(("line", "expected"), [("续表", 1), ("（接上页）", 1), ("四、行政复议情况", 2)])
def test_line_above_the_second_part(line: str, expected: int) -> None:
    def page(rows: Sequence[Sequence[str]], top: float, above: str = "") -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            pen.text(80, 70, above)
            ys = [top + 24 * index for index in range(len(rows) + 1)]
            pen.ruled(XS, ys)
            pen.grid(rows, XS, ys)

        return draw

    assert n_tables(drawn(page([*HEAD, *DATA], 700), page(DATA, 80, line))) == expected
