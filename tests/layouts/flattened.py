"""Tables flattened to text by five crawlers, as the five real reports show them; three relatives of theirs.

Each function gives the lines of a table from its rows; a row is the cells that begin in it, left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .label_modifiers import to_traditional
from .layout import Blanks, Layout, text_layout
from .printed import PrintedReport, PrintedTable

TableLines = Callable[[PrintedTable], Iterator[str]]


def report_lines(report: PrintedReport, table_lines: TableLines) -> list[str]:
    lines = [report.title]
    for block in report.blocks:
        lines += table_lines(block) if isinstance(block, PrintedTable) else [block.text]
    return lines


def _texts(table: PrintedTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ")


def indented_lines(report: PrintedReport) -> list[str]:
    """Report 000: a cell a line, six spaces before it and a blank line behind it; blank cells vanish."""
    lines = []
    for line in report_lines(report, cell_a_line):
        lines += ["      " + line, ""]
    return lines


def cell_a_line(table: PrintedTable) -> Iterator[str]:
    """A cell a line; a cell of two lines is two lines; blank cells vanish."""
    for row in _texts(table):
        for text in row:
            yield from filter(None, text.split("\n"))


def bar_after_cell(table: PrintedTable) -> Iterator[str]:
    """Report 001: `cell |` a line, a blank cell a lone bar, nothing between the rows."""
    for row in _texts(table):
        yield from (f"{_in_one_line(text)} |" if text else "|" for text in row)


def bar_after_written_cell(table: PrintedTable) -> Iterator[str]:
    """As 001, but blank cells vanish."""
    yield from (line for line in bar_after_cell(table) if line != "|")


def bar_on_its_own_line(table: PrintedTable) -> Iterator[str]:
    """A cell a line, a bar a line between them; a blank cell leaves its bar."""
    for row in _texts(table):
        for text in row:
            yield from (_in_one_line(text), "|") if text else ("|",)


def row_a_line(table: PrintedTable) -> Iterator[str]:
    """Report 002: written cells joined by bars; what is missing, merged or blank, is made up for by bars at the end of
    the row. The last row of a table has no such bars."""
    for place, row in enumerate(_texts(table), start=1):
        written = [_in_one_line(text) for text in row if text]
        padding = "|" * (table.n_columns - len(written))
        yield " | ".join(written) + " |" + (f" {padding}" if padding and place < table.n_rows else "")


def tab_before_cell(table: PrintedTable) -> Iterator[str]:
    """Report 003: pasted from Word, a tab before every cell, line breaks inside cells, a blank line behind a row."""
    for row in table.rows_with_continuations():
        for cell in row:
            yield from f"\t{cell.text}".split("\n")
        yield ""
    yield ""


def bars_for_merged(table: PrintedTable, *, keep_blanks: bool = True) -> Iterator[str]:
    """Report 004: `cell |` a line and a line of bars for all that is merged at the end of each row but the last.
    A blank cell is a lone bar, or one bar more at the end."""
    for place, row in enumerate(table.rows(), start=1):
        cells = [cell for cell in row if cell.text or keep_blanks]
        yield from (f"{_in_one_line(cell.text)} |" if cell.text else "|" for cell in cells)
        padding = "|" * (table.n_columns - len(cells))
        if padding and place < table.n_rows:
            yield padding


def _dropping_bars(table: PrintedTable) -> Iterator[str]:
    return bars_for_merged(table, keep_blanks=False)


def _traditional(report: PrintedReport) -> list[str]:
    return [to_traditional(line) for line in report_lines(report, bar_after_cell)]


def _layout(name: str, table_lines: TableLines, blanks: Blanks = Blanks.KEPT) -> Layout:
    return text_layout(name, lambda report: report_lines(report, table_lines), blanks=blanks)


FLATTENED_LAYOUTS = (
    text_layout("flattened_000", indented_lines, blanks=Blanks.DROPPED),
    text_layout("flattened_001", _traditional, blanks=Blanks.DROPPED_RIGHT, unfit=frozenset({"traditional"})),
    _layout("flattened_001_blanks_dropped", bar_after_written_cell, Blanks.DROPPED),
    _layout("flattened_002", row_a_line, Blanks.DROPPED_RIGHT),
    _layout("flattened_003", tab_before_cell),
    _layout("flattened_004", bars_for_merged, Blanks.DROPPED_RIGHT),
    _layout("flattened_004_blanks_dropped", _dropping_bars, Blanks.DROPPED_RIGHT),
    _layout("flattened_cell_a_line", cell_a_line, Blanks.DROPPED),
    _layout("flattened_bar_lines", bar_on_its_own_line, Blanks.DROPPED_RIGHT),
)
