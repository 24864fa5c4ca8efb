"""An HTML table as it is filled, and what becomes of it at its end: a data table, or blocks of text in reading order.

    rows of cells as written  ->  placed on the grid  ->  runs of data rows | of layout rows  ->  blocks

The grid is built as browsers build it (HTML Standard, 4.9.12 Forming a table), except that cells never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice

from gongkai.document import GridCell
from gongkai.readers.html_clutter import MIN_PROSE, is_prose, prune
from gongkai.readers.html_flow import BEGINNING, Block, Flow, Grid, Line, TooComplexError

# Wider spans are slips of the keyboard. The official tables have at most 15 columns.
MAX_COLSPAN = 100
# The width of the widest sheet that old Excel saved as HTML.
MAX_COLUMNS = 256
# The longest label of the official tables has some 40 characters, the longest note below one some 200.
MAX_CELL_CHARS = 300
# Beside layout rows, fewer data rows than this are no table: a title and its date, say.
MIN_RECORDS_AMID_LAYOUT = 2

_DIGITS = re.compile(r"\s*\+?(\d{1,9})")


@dataclass(slots=True)
class HtmlCell(Flow):
    """A `td` or `th` with what is in it. `place` finds its row and column, and clips the spans that the page states.

    As written, a `rowspan` of 0 reaches to the end of the row group.
    """

    rowspan: int = 1
    colspan: int = 1
    row: int = field(init=False)
    column: int = field(init=False)


Row = Sequence[HtmlCell]


@dataclass(slots=True)
class OpenTable:
    """A table that is being filled; `outer` is the flow that it stands in."""

    outer: Flow
    _groups: list[list[list[HtmlCell]]] = field(default_factory=list)  # row groups, of rows, of cells
    _foot: list[list[HtmlCell]] = field(default_factory=list)
    _group: list[list[HtmlCell]] | None = None
    _row: list[HtmlCell] | None = None

    def start_group(self, tag: str) -> list[list[HtmlCell]]:
        """Begins a thead, tbody or tfoot; the foot is shown last, wherever it is written."""
        if tag == "tfoot":
            self._group = self._foot
        else:
            self._group = []
            self._groups.append(self._group)
        self._row = None
        return self._group

    def end_group(self) -> None:
        self._group = self._row = None

    def start_row(self) -> list[HtmlCell]:
        group = self.start_group("tbody") if self._group is None else self._group
        self._row = []
        group.append(self._row)
        return self._row

    def end_row(self) -> None:
        self._row = None

    def start_cell(self, attributes: Mapping[str, str]) -> HtmlCell:
        row = self.start_row() if self._row is None else self._row
        cell = HtmlCell()
        if attributes:
            cell.rowspan = _span(attributes.get("rowspan", ""))
            cell.colspan = min(_span(attributes.get("colspan", "")), MAX_COLSPAN) or 1
        row.append(cell)
        return cell

    def close(self) -> None:
        """Writes what the table holds into the outer flow; it is empty then, and may be filled again."""
        rows = place([*self._groups, self._foot])
        self._groups, self._foot = [], []
        self.end_group()
        write_rows(rows, self.outer)


def _span(written: str) -> int:
    """A span as browsers read it: the digits that the value begins with (`2;` is 2), 1 if there are none."""
    found = _DIGITS.match(written)
    return int(found.group(1)) if found else 1


def place(groups: Iterable[Sequence[Row]]) -> list[Row]:
    """All rows in order; columns in which no cell begins are left out, as browsers give them no width."""
    rows: list[Row] = []
    for group in groups:
        _place_group(group, first_row=len(rows))
        rows.extend(group)
    begins = {cell.column for row in rows for cell in row}
    width = max((cell.column + cell.colspan for row in rows for cell in row), default=0)
    if len(begins) == width:
        return rows
    n_shown = list(accumulate((column in begins for column in range(width)), initial=0))  # before each column
    for row in rows:
        for cell in row:
            end = n_shown[cell.column + cell.colspan]
            cell.column = n_shown[cell.column]
            cell.colspan = end - cell.column
    return rows


def _place_group(group: Sequence[Row], first_row: int) -> None:
    """Each cell goes to the first free column; it ends before the next one taken from above, and with its row group."""
    taken_until: list[int] = []  # for each column, the first row in which it is free again
    for index, row in enumerate(group):
        column = 0
        for cell in row:
            while column < len(taken_until) and taken_until[column] > index:
                column += 1
            end = column + cell.colspan
            if cell.colspan > 1:
                end = _free_end(taken_until, index, column, end)
                cell.colspan = end - column
            if end > MAX_COLUMNS:
                raise TooComplexError(f"a table of more than {MAX_COLUMNS} columns")
            if cell.rowspan != 1:
                cell.rowspan = min(cell.rowspan or len(group), len(group) - index)
            cell.row, cell.column = first_row + index, column
            taken_until[column:end] = [index + cell.rowspan] * cell.colspan
            column = end


def _free_end(taken_until: Sequence[int], index: int, start: int, end: int) -> int:
    """Where the free columns from `start`, which is free, come to an end; `end` at the latest."""
    for column in range(start + 1, min(end, len(taken_until))):
        if taken_until[column] > index:
            return column
    return end


def write_rows(rows: Sequence[Row], outer: Flow) -> None:
    """Writes runs of data rows as grids, and the cells of all other rows one after the other."""
    start = 0
    for is_layout, run in groupby(rows, key=_is_layout):
        end = start + len(list(run))
        n_records = 1 if end - start == len(rows) else MIN_RECORDS_AMID_LAYOUT
        if not is_layout and _has_records(rows[start:end], n_records):
            _write_grid(rows[start:end], start, outer)
        else:
            _dissolve(rows[start:end], outer)
        start = end


def _has_records(rows: Iterable[Row], minimum: int) -> bool:
    """Whether so many rows have something in two cells: spacer cells make no second column."""
    records = (row for row in rows if sum(1 for cell in row if cell.blocks) >= 2)
    return len(list(islice(records, minimum))) == minimum


def _is_layout(row: Row) -> bool:
    """Whether the row arranges text or tables on the page: it holds a table, a headline, or running text only."""
    if all(map(_is_plain, row)):
        return False
    filled = [cell for cell in row if cell.blocks]
    if any(cell.chars > MAX_CELL_CHARS or _holds_table(cell.blocks) for cell in filled):
        return True
    if len(filled) == 1 and _holds_heading(filled[0].blocks):
        return True
    is_free = row[0].column == 0  # no label reaches in from the rows above
    return is_free and all(_holds_prose(cell.blocks) for cell in filled)


def _is_plain(cell: HtmlCell) -> bool:
    """Whether the cell is blank or holds one short line: nearly every cell of a data table, so it is asked first."""
    blocks = cell.blocks
    if len(blocks) != 1 or cell.chars >= MIN_PROSE:
        return not blocks
    return isinstance(blocks[0], Line) and not blocks[0].is_heading


def _holds_table(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _holds_heading(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Line) and block.is_heading for block in blocks)


def _holds_prose(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Line) and is_prose(block.text) for block in blocks)


def _dissolve(rows: Iterable[Row], outer: Flow) -> None:
    for row in rows:
        for cell in row:
            prune(cell, BEGINNING)
            outer.absorb([cell], cell.blocks)


def _write_grid(rows: Sequence[Row], first_row: int, outer: Flow) -> None:
    """Writes one grid, its rows counted from 0, and behind it the pictures and attachments of its cells."""
    cells = [cell for row in rows for cell in row]
    end = first_row + len(rows)
    grid = Grid(tuple([_grid_cell(cell, first_row, end) for cell in cells]))
    rest = [block for cell in cells for block in cell.blocks if not isinstance(block, Line)]
    outer.absorb(cells, [grid, *rest])


def _grid_cell(cell: HtmlCell, first_row: int, end: int) -> GridCell:
    text = "\n".join([block.text for block in cell.blocks if isinstance(block, Line)])
    rowspan = cell.rowspan if cell.rowspan == 1 else min(cell.rowspan, end - cell.row)
    return GridCell(text, cell.row - first_row, cell.column, rowspan, cell.colspan)
