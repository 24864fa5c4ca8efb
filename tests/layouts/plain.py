"""Tables as plain text: Markdown, tab-separated, columns of spaces, rows run together, pairs of label and number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from .flattened import TableLines, report_lines
from .layout import Blanks, Layout, text_layout
from .printed import PrintedCell, PrintedReport, PrintedTable

# What no reader could undo where only spaces stand between cells.
NEEDS_CELLS = frozenset({"spaced_digits"})


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _grid_texts(table: PrintedTable, *, repeat: bool) -> list[list[str]]:
    """The text at every place of the grid; merged text at all of its places or at the first."""
    return [
        [
            _line(cell.text) if cell and (repeat or (cell.row, cell.column) == (row, column)) else ""
            for column, cell in enumerate(places)
        ]
        for row, places in enumerate(table.grid)
    ]


def _markdown(table: PrintedTable, *, repeat: bool) -> Iterator[str]:
    rows = _grid_texts(table, repeat=repeat)
    yield ""
    for place, row in enumerate(rows):
        yield f"| {' | '.join(text.replace('|', chr(92) + '|') for text in row)} |"
        if place == 0:
            yield "|" + " --- |" * table.n_columns
    yield ""


def markdown_with_blanks(table: PrintedTable) -> Iterator[str]:
    return _markdown(table, repeat=False)


def markdown_with_repeats(table: PrintedTable) -> Iterator[str]:
    return _markdown(table, repeat=True)


def _markdown_report(table_lines: TableLines, report: PrintedReport) -> list[str]:
    title, *rest = report_lines(report, table_lines)
    return [f"# {title}", "", *rest]


def tabs_between(table: PrintedTable) -> Iterator[str]:
    for row in _grid_texts(table, repeat=False):
        yield "\t".join(row)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def aligned(table: PrintedTable) -> Iterator[str]:
    """Columns aligned with at least two spaces between them, as a viewer with a fixed font shows them."""
    widths = [2] * table.n_columns
    for cell in table.cells:
        if cell.colspan == 1:
            widths[cell.column] = max(widths[cell.column], _width(_line(cell.text)) + 2)
    for row in table.rows():
        line = ""
        for cell in row:
            text = _line(cell.text)
            if text:
                begin = sum(widths[: cell.column])
                line += " " * max(begin - _width(line), 2 if line.strip() else 0) + text
        yield line


def spaced(table: PrintedTable) -> Iterator[str]:
    """The written cells of a row with one space between them."""
    for row in table.rows():
        yield " ".join(_line(cell.text) for cell in row if cell.text)


def run_together(table: PrintedTable) -> Iterator[str]:
    """As `spaced`, but the last label of a row touches its first number."""
    for row in table.rows():
        line = ""
        after_figure = True
        for cell in filter(lambda cell: cell.text, row):
            joint = " " if line and (after_figure or not cell.key) else ""
            line += joint + _line(cell.text)
            after_figure = cell.key is not None
        yield line


def numbers_below(table: PrintedTable) -> Iterator[str]:
    """The labels of a row in one line, its numbers in the next."""
    for row in table.rows():
        for cells in ([cell for cell in row if not cell.key], [cell for cell in row if cell.key]):
            text = " ".join(_line(cell.text) for cell in cells if cell.text)
            yield from filter(None, (text,))


def pairs(table: PrintedTable) -> Iterator[str]:
    """The way phones show tables: for each row its labels, then a line `header：number` for each number."""
    for row in table.rows():
        if all(cell.is_header for cell in row):
            titles = [cell for cell in row if cell.colspan == table.n_columns]
            yield from (_line(cell.text) for cell in titles)
            continue
        yield from (_line(cell.text) for cell in row if not cell.key and cell.text)
        for cell in row:
            if cell.key and cell.text:
                yield f"{' '.join(_headers(table, cell))}：{cell.text}"


def _headers(table: PrintedTable, figure: PrintedCell) -> list[str]:
    """The headers above a figure, from the nearest block of header rows, top down; titles over all columns left out."""
    texts: list[str] = []
    for row in range(figure.row - 1, -1, -1):
        cell = table.grid[row][figure.column]
        if cell is None or not cell.is_header:
            if texts:
                break
            continue
        if cell.colspan < table.n_columns and _line(cell.text) not in texts[:1]:
            texts.insert(0, _line(cell.text))
    return texts


def _layout(name: str, table_lines: TableLines, blanks: Blanks, unfit: frozenset[str] = frozenset()) -> Layout:
    return text_layout(name, lambda report: report_lines(report, table_lines), blanks=blanks, unfit=unfit)


def _markdown_layout(name: str, table_lines: TableLines) -> Layout:
    return text_layout(name, lambda report: _markdown_report(table_lines, report), suffix=".md")


PLAIN_LAYOUTS = (
    _markdown_layout("markdown_with_blanks", markdown_with_blanks),
    _markdown_layout("markdown_with_repeats", markdown_with_repeats),
    _layout("tab_separated", tabs_between, Blanks.KEPT),
    _layout("aligned_columns", aligned, Blanks.DROPPED, NEEDS_CELLS),
    _layout("single_spaces", spaced, Blanks.DROPPED, NEEDS_CELLS),
    _layout("run_together", run_together, Blanks.DROPPED, NEEDS_CELLS | {"struck"}),
    _layout("numbers_below", numbers_below, Blanks.DROPPED, NEEDS_CELLS),
    replace(_layout("vertical_pairs", pairs, Blanks.DROPPED, NEEDS_CELLS), may_be_refused=True),
)
