"""Tables in PDF files: how their lines are drawn, and how their texts are set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from pdf_samples import Draw, Pen, chinese_font, drawn, outline

from gongkai.readers.pdf import read_pdf

XS, YS = (80.0, 260.0, 380.0, 500.0), (200.0, 224.0, 248.0, 272.0)
ROWS = [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "3", "28"], ["行政规范性文件", "22", ""]]
SHOWN = ["| 信息内容 | 本年制发件数 | 现行有效件数", "| 规章 | 3 | 28", "| 行政规范性文件 | 22 | "]


def read(data: bytes) -> list[str]:
    return outline(read_pdf(data, "report.pdf"))


def whole_lines(pen: Pen) -> None:
    pen.ruled(XS, YS)


def segments(pen: Pen) -> None:
    """Each side of each cell by itself, ends and places off by a point."""
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            pen.rule(left + 1, top + 0.7, right - 1, top)
            pen.rule(left, bottom, right, bottom - 0.7)
            pen.rule(left, top + 1, left + 0.8, bottom - 1)
            pen.rule(right, top, right, bottom)


def thin_rectangles(pen: Pen) -> None:
    for x in XS:
        pen.box(x, YS[0], x + 0.75, YS[-1], fill=0, stroke=False)
    for y in YS:
        pen.box(XS[0], y, XS[-1], y + 0.75, fill=0, stroke=False)


def framed_cells(pen: Pen) -> None:
    """A frame around cells that are set apart, as browsers draw tables without collapsed borders."""
    pen.box(XS[0] - 2, YS[0] - 2, XS[-1] + 2, YS[-1] + 2)
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            pen.box(left + 1, top + 1, right - 1, bottom - 1)


def double_lines(pen: Pen) -> None:
    pen.ruled(XS, YS)
    pen.ruled([x + 2.5 for x in XS], [y + 2.5 for y in YS])


def dotted_lines(pen: Pen) -> None:
    for y in YS:
        for x in range(int(XS[0]), int(XS[-1]), 2):
            pen.box(x, y, x + 1, y + 1, fill=0, stroke=False)
    for x in map(int, XS):
        for step in range(int(YS[0]), int(YS[-1]), 2):
            pen.box(x, step, x + 1, step + 1, fill=0, stroke=False)


def filled_cells(pen: Pen) -> None:
    pen.box(XS[0] - 1, YS[0] - 1, XS[-1] + 1, YS[-1] + 1, fill=0.2, stroke=False)
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            pen.box(left, top, right - 1, bottom - 1, fill=0.95, stroke=False)


def shaded_rows(pen: Pen) -> None:
    pen.box(XS[0], YS[0], XS[-1], YS[1], fill=0.8, stroke=False)
    pen.box(120, 230, 160, 242, fill=0.9, stroke=False)  # a marker behind one word
    pen.ruled(XS, YS)


def open_sides(pen: Pen) -> None:
    for x in XS[1:-1]:
        pen.rule(x, YS[0], x, YS[-1])
    for y in YS:
        pen.rule(XS[0], y, XS[-1], y)


def open_top_and_bottom(pen: Pen) -> None:
    for x in XS:
        pen.rule(x, YS[0], x, YS[-1])
    for y in YS[1:-1]:
        pen.rule(XS[0], y, XS[-1], y)


def with_underlined_text(pen: Pen) -> None:
    pen.ruled(XS, YS)
    pen.rule(310, 243, 330, 243)


def with_diagonal(pen: Pen) -> None:
    pen.ruled(XS, YS)
    pen.rule(XS[0], YS[0], XS[1], YS[1])


DRAWINGS: Sequence[Draw] = (
    whole_lines,
    segments,
    thin_rectangles,
    framed_cells,
    double_lines,
    dotted_lines,
    filled_cells,
    shaded_rows,
    open_sides,
    open_top_and_bottom,
    with_underlined_text,
    with_diagonal,
)


@pytest.mark.parametrize("lines", DRAWINGS, ids=lambda lines: lines.__name__)
def test_ways_to_draw_a_table(lines: Draw) -> None:
    def draw(pen: Pen) -> None:
        pen.text(80, 180, "二、主动公开政府信息情况")
        lines(pen)
        pen.grid(ROWS, XS, YS)
        pen.text(80, 320, "三、收到和处理申请情况")

    assert read(drawn(draw)) == ["二、主动公开政府信息情况", *SHOWN, "三、收到和处理申请情况"]


def test_merged_cells() -> None:
    xs, ys = (80, 180, 280, 340, 400, 460), (200, 220, 240, 260, 280, 300)

    def draw(pen: Pen) -> None:
        for y in (200, 300):
            pen.rule(80, y, 460, y)
        for x in (80, 280, 460):
            pen.rule(x, 200, x, 300)
        pen.rule(280, 220, 460, 220)
        pen.rule(80, 240, 460, 240)
        for x in (340, 400):
            pen.rule(x, 220, x, 300)
        pen.rule(180, 240, 180, 300)
        pen.rule(180, 260, 460, 260)
        pen.rule(180, 280, 460, 280)
        pen.cell_text("勾稽关系", 80, 200, 280, 240)
        pen.cell_text("申请人情况", 280, 200, 460, 220)
        pen.grid([["自然人", "企业", "总计"]], xs[2:], ys[1:])
        pen.cell_text("不予公开", 80, 240, 180, 300)
        pen.grid([["国家秘密", "1", "0", "1"], ["法律禁止", "0", "2", "2"], ["执法案卷", "", "/", "0"]], xs[1:], ys[2:])

    assert read(drawn(draw)) == [
        "| 勾稽关系 [2x2] | 申请人情况 [1x3]",
        "| 自然人 | 企业 | 总计",
        "| 不予公开 [3x1] | 国家秘密 | 1 | 0 | 1",
        "| 法律禁止 | 0 | 2 | 2",
        "| 执法案卷 |  | / | 0",
    ]


LABEL = "三、本年度办理结果"


def one_under_the_other(pen: Pen) -> None:
    for index, character in enumerate(LABEL):
        pen.text(85, 216 + 15 * index, character, 10)


def set_vertically(pen: Pen) -> None:
    for index, character in enumerate(LABEL):
        pen.text(95, 220 + 10 * index, character, 10)


def in_two_vertical_lines(pen: Pen) -> None:
    for index, character in enumerate(LABEL[:6]):
        pen.text(97, 220 + 10 * index, character, 10)
    for index, character in enumerate(LABEL[6:]):
        pen.text(83, 235 + 10 * index, character, 10)


def turned(angle: int, x: float, y: float) -> Draw:
    def draw(pen: Pen) -> None:
        pen.canvas.saveState()
        pen.canvas.translate(x, pen.height - y)
        pen.canvas.rotate(angle)
        pen.canvas.setFont(chinese_font(), 10)
        pen.canvas.drawString(0, 0, LABEL)
        pen.canvas.restoreState()

    draw.__name__ = f"turned_by_{angle}"
    return draw


@pytest.mark.parametrize(
    "label",
    [one_under_the_other, set_vertically, in_two_vertical_lines, turned(90, 100, 340), turned(270, 92, 220)],
    ids=lambda label: label.__name__,
)
def test_vertical_labels(label: Draw) -> None:
    ys = [200 + 50 * row for row in range(4)]

    def draw(pen: Pen) -> None:
        pen.ruled((80, 110), (200, 350))
        pen.ruled((110, 260, 320), ys)
        label(pen)
        pen.grid([["予以公开", "5"], ["部分公开", "2"], ["总计", "7"]], (110, 260, 320), ys)

    assert read(drawn(draw)) == [f"| {LABEL} [3x1] | 予以公开 | 5", "| 部分公开 | 2", "| 总计 | 7"]


def test_columns_of_single_characters_are_no_labels() -> None:
    """A table with no rules between its rows: figures and units keep their lines."""

    def draw(pen: Pen) -> None:
        pen.ruled((80, 260, 330, 400), (200, 260))
        pen.grid([["甲项\n乙项\n丙项", "条\n条\n次", "0\n1\n2"]], (80, 260, 330, 400), (200, 260))

    assert read(drawn(draw)) == ["| 甲项⏎乙项⏎丙项 | 条⏎条⏎次 | 0⏎1⏎2"]


def test_close_lines_in_a_narrow_header_are_not_mixed_up() -> None:
    def draw(pen: Pen) -> None:
        pen.ruled((80, 120, 200), (200, 230, 250))
        for y, text in ((211, "商业"), (216, "企业"), (221, "数量")):
            pen.text(88, y, text, 10)
        pen.grid([["总计"], ["7"]], (120, 200), (200, 230, 250))
        pen.cell_text("3", 80, 230, 120, 250)

    assert read(drawn(draw)) == ["| 商业⏎企业⏎数量 | 总计", "| 3 | 7"]


def test_landscape_table_on_an_upright_page() -> None:
    def draw(pen: Pen) -> None:
        pen.canvas.translate(595, 0)
        pen.canvas.rotate(90)
        sideways = Pen(pen.canvas, 595)
        sideways.ruled(XS, YS)
        sideways.grid(ROWS, XS, YS)

    assert read(drawn(draw)) == SHOWN


def test_frames_are_no_tables() -> None:
    def draw(pen: Pen) -> None:
        pen.box(40, 40, 555, 800)
        pen.rule(80, 130, 520, 130)
        pen.text(200, 110, "青岚区人民政府文件", 20)
        pen.box(80, 400, 500, 470)
        pen.text(100, 430, "如有疑问请与办公室联系。")
        pen.ruled(XS, YS)
        pen.grid(ROWS, XS, YS)

    assert read(drawn(draw)) == ["青岚区人民政府文件", *SHOWN, "如有疑问请与办公室联系。"]


def test_box_to_tick_inside_a_table() -> None:
    def draw(pen: Pen) -> None:
        whole_lines(pen)
        pen.box(272, 206, 282, 216)
        pen.grid(ROWS, XS, YS)

    assert read(drawn(draw)) == SHOWN


def test_tables_inside_of_a_table_that_lays_out_the_page() -> None:
    def draw(pen: Pen) -> None:
        pen.ruled((50, 540), (60, 120, 700, 760))
        pen.text(80, 90, "青岚区政府信息公开年度报告")
        whole_lines(pen)
        pen.grid(ROWS, XS, YS)
        pen.text(80, 740, "主办：青岚区人民政府办公室")

    assert read(drawn(draw)) == ["青岚区政府信息公开年度报告", *SHOWN, "主办：青岚区人民政府办公室"]
