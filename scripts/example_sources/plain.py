"""The four ways in which text without markup shows a table, and Markdown.

Each follows a way in which crawlers and people flatten real reports. All of them lose the spans; what else is lost is
said with each.
"""

from __future__ import annotations

from collections.abc import Callable

from example_sources.source import Line, Source
from example_sources.tables import PrintedTable
from example_sources.wording import worded_blocks
from gongkai.document import GridCell


def one_cell_a_line(source: Source) -> bytes:
    """Every paragraph, cell and line of a cell on a line of its own, with blank lines between; blank cells vanish."""

    def flatten(table: PrintedTable) -> list[str]:
        return [part for row in table.rows() for cell in row for part in cell.text.split("\n") if part]

    return _encoded("\n\n".join(f"    {line}" for line in _flattened(source, flatten)))


def bars_behind_cells(source: Source) -> bytes:
    """`cell |` lines; a row narrower than the table ends in a line of bars; a blank cell is a bar alone."""

    def flatten(table: PrintedTable) -> list[str]:
        lines: list[str] = []
        for row in table.rows():
            lines += [f"{_in_one_line(cell)} |".strip() for cell in row]
            lines.append("|" * (table.n_columns - len(row)))
        return [line for line in lines[:-1] if line]  # the table's last row carries no padding

    return _encoded("\n".join(_flattened(source, flatten)))


def one_row_a_line(source: Source) -> bytes:
    """A row a line, cells separated by bars and the line padded with bars to the width of the table; blank cells and
    cells covered from above are dropped, so that the bars do not tell where they were."""

    def flatten(table: PrintedTable) -> list[str]:
        rows = [[text for cell in row if (text := _in_one_line(cell))] for row in table.rows()]
        padded = [" | ".join(row) + " | " + "|" * (table.n_columns - len(row)) for row in rows]
        return [*padded[:-1], padded[-1].rstrip("| ") + " |"]

    return _encoded("\n".join(_flattened(source, flatten)))


def tab_before_cells(source: Source) -> bytes:
    """As pasted from Word: a tab before every cell, blank lines between rows; a cell that began in a row above leaves
    its tab."""

    def flatten(table: PrintedTable) -> list[str]:
        lines: list[str] = []
        for row in range(table.n_rows):
            lines += [f"\t{cell.text if cell.row == row else ''}" for cell in _crossing(table, row)]
            lines.append("")
        return [*lines, ""]

    return _encoded("\n".join(_flattened(source, flatten)))


def markdown(source: Source) -> bytes:
    """Headings with `#`, pipe tables; a merged cell is written once and blank in the rest of its span."""
    blocks = worded_blocks(source)
    parts = [_pipe_table(block) if isinstance(block, PrintedTable) else _markdown_line(block) for block in blocks]
    return _encoded("\n\n".join(parts))


def _flattened(source: Source, flatten: Callable[[PrintedTable], list[str]]) -> list[str]:
    """The lines of a report, its tables turned into lines by `flatten`."""
    lines: list[str] = []
    for block in worded_blocks(source):
        lines += flatten(block) if isinstance(block, PrintedTable) else [block.text]
    return lines


def _crossing(table: PrintedTable, row: int) -> list[GridCell]:
    """The cells that a row shows, those that began above it too, from left to right."""
    cells = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rowspan]
    return sorted(cells, key=lambda cell: cell.column)


def _markdown_line(line: Line) -> str:
    return {"title": "# ", "heading": "## "}.get(line.kind, "") + line.text


def _pipe_table(table: PrintedTable) -> str:
    grid = [[""] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = _in_one_line(cell)
    rows = [f"| {' | '.join(row)} |" for row in grid]
    return "\n".join([rows[0], "|" + " --- |" * table.n_columns, *rows[1:]])


def _in_one_line(cell: GridCell) -> str:
    return " ".join(cell.text.split())


def _encoded(text: str) -> bytes:
    return f"{text}\n".encode()
