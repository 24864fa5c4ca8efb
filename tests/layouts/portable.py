"""PDF: tables with rulings, broken over pages with and without their header, and without any ruling."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from .layout import Blanks, Layout
from .printed import Heading, PrintedCell, PrintedReport, PrintedTable

FONT = "STSong-Light"
MARGIN = 40
PADDING = 3
SHORTEST_BROKEN = 8  # rows; shorter tables stay whole
# Widths of the columns in points, by the number of columns; the request table has its three columns of labels first.
RULED_WIDTHS = {10: (32, 62, 135, *[40] * 7), 11: (32, 62, 135, *[36] * 8), 15: (34,) * 15, 3: (330, 60, 90)}
OPEN_WIDTHS = {10: (62, 50, 230, *[55] * 7), 11: (62, 50, 230, *[50] * 8), 15: (50,) * 15, 3: (330, 60, 90)}


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are drawn; `wraps` breaks text at the width of its cell."""

    page: tuple[float, float]
    font_size: int
    widths: dict[int, tuple[int, ...]]
    is_ruled: bool
    wraps: bool


RULED = Style(A4, 8, RULED_WIDTHS, is_ruled=True, wraps=True)
OPEN = Style(landscape(A4), 6, OPEN_WIDTHS, is_ruled=False, wraps=False)


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


def _widths(style: Style, n_columns: int) -> Sequence[int]:
    usable = int(style.page[0]) - 2 * MARGIN
    return style.widths.get(n_columns, (usable // n_columns,) * n_columns)


def _wrapped(text: str, width: float, style: Style) -> str:
    """The text with line breaks where a cell of this width breaks it; Chinese breaks anywhere."""
    if not style.wraps:
        return text
    length = max(1, int((width - 2 * PADDING) // style.font_size))
    lines = []
    for line in text.split("\n"):
        step = length if not line.isascii() else max(1, 2 * length)
        lines += [line[start : start + step] for start in range(0, len(line), step)] or [""]
    return "\n".join(lines)


def _flowable(table: PrintedTable, style: Style) -> Table:
    widths = _widths(style, table.n_columns)
    data = [[""] * table.n_columns for _ in range(table.n_rows)]
    commands: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), _font(), style.font_size, style.font_size + 2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if style.is_ruled else "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    commands += [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if style.is_ruled else []
    for cell in table.cells:
        data[cell.row][cell.column] = _wrapped(cell.text, _width_of(cell, widths), style)
        last = (cell.column + cell.colspan - 1, cell.row + cell.rowspan - 1)
        commands.append(("SPAN", (cell.column, cell.row), last))
    return Table(data, colWidths=widths, rowHeights=_heights(table, data, style), style=commands)


def _width_of(cell: PrintedCell, widths: Sequence[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.colspan])


def _heights(table: PrintedTable, data: list[list[str]], style: Style) -> list[float]:
    """Row heights in which every cell fits: one row for most, their last row grown for cells over several."""
    heights = [0.0] * table.n_rows
    for cell in sorted(table.cells, key=lambda cell: cell.rowspan):
        needed = (data[cell.row][cell.column].count("\n") + 1) * (style.font_size + 2) + 2 * PADDING
        covered = slice(cell.row, cell.row + cell.rowspan)
        heights[cell.row + cell.rowspan - 1] += max(0.0, needed - sum(heights[covered]))
    return heights


def broken_table(table: PrintedTable, *, repeat_header: bool) -> list[PrintedTable]:
    """A long table in two parts, as it is cut at the end of a page; a merged cell goes on without its text. A header is
    repeated where the table has but one."""
    cut = table.n_rows // 2
    header_rows = [place for place, row in enumerate(table.rows()) if row and all(cell.is_header for cell in row)]
    header = len(header_rows)
    if table.n_rows < SHORTEST_BROKEN or header >= cut:
        return [table]
    is_on_top = header_rows == list(range(header))
    return [_part(table, 0, cut), _part(table, cut, table.n_rows, header if repeat_header and is_on_top else 0)]


def _part(table: PrintedTable, begin: int, end: int, header: int = 0) -> PrintedTable:
    cells = [cell for cell in table.cells if cell.row < header]
    for cell in table.cells:
        first, last = max(cell.row, begin), min(cell.row + cell.rowspan, end)
        if first < last:
            text = cell.text if cell.row >= begin else ""
            cells.append(replace(cell, text=text, row=first - begin + header, rowspan=last - first))
    return PrintedTable(tuple(cells))


def _story(
    report: PrintedReport, style: Style, break_up: Callable[[PrintedTable], list[PrintedTable]]
) -> Iterator[Flowable]:
    body = ParagraphStyle("body", fontName=_font(), fontSize=10.5, leading=16, wordWrap="CJK", firstLineIndent=21)
    heading = ParagraphStyle("heading", parent=body, fontSize=12, leading=20, firstLineIndent=0)
    title = ParagraphStyle("title", parent=heading, fontSize=16, leading=30, alignment=TA_CENTER)
    yield Paragraph(report.title, title)
    for block in report.blocks:
        if isinstance(block, PrintedTable):
            for place, part in enumerate(break_up(block)):
                yield PageBreak() if place else Spacer(1, 4)
                yield _flowable(part, style)
            yield Spacer(1, 8)
        else:
            yield Paragraph(block.text, heading if isinstance(block, Heading) else body)


def pdf(style: Style, break_up: Callable[[PrintedTable], list[PrintedTable]]) -> Callable[[PrintedReport], bytes]:
    def write(report: PrintedReport) -> bytes:
        buffer = io.BytesIO()
        frame = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
        SimpleDocTemplate(buffer, pagesize=style.page, title=report.title, **frame).build(
            list(_story(report, style, break_up))
        )
        return buffer.getvalue()

    return write


def _whole(table: PrintedTable) -> list[PrintedTable]:
    return [table]


PDF_LAYOUTS = (
    Layout("pdf_ruled", ".pdf", pdf(RULED, _whole)),
    Layout("pdf_broken", ".pdf", pdf(RULED, lambda table: broken_table(table, repeat_header=False))),
    Layout(
        "pdf_broken_header_again",
        ".pdf",
        pdf(RULED, lambda table: broken_table(table, repeat_header=True)),
    ),
    Layout("pdf_open", ".pdf", pdf(OPEN, _whole), Blanks.DROPPED, frozenset({"broken", "spaced_digits"})),
)
