"""A table that came with its cells -> tokens."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document import Cell, Table
from gongkai.tables.labels import match_label
from gongkai.tables.lexer import lex_cells
from gongkai.tables.lexicon import Axis
from gongkai.tables.tokens import Source, Token, TokenKind
from gongkai.tables.values import Kind, parse_cell

TURNED_LABELS = 2
"""Labels of columns down the left side, and of rows along the top, from which on a table counts as turned. Upright
tables have at most one label that could be either in those places."""


def grid_tokens(table: Table, index: int) -> Iterator[Token]:
    """The cells by row, then by column, each once. A label broken over neighbouring cells becomes one token.

    A table printed with its columns as rows is turned upright.
    """
    turned = _is_turned(table)
    source = Source(index, has_rows=True, has_columns=True, keeps_blanks=True, turned=turned)
    for row in _turn(table).rows() if turned else table.rows():
        yield from lex_cells(
            [Token(TokenKind.TEXT, c.text, c.start, c.end, source, c.row, c.column, c.colspan, c.rowspan) for c in row]
        )


def _is_turned(table: Table) -> bool:
    rows = table.rows()
    along_top = next((row for row in rows if len(row) > 1), [])
    if any(parse_cell(cell.text).kind is Kind.NUMBER for cell in along_top):
        return False
    down_left = [cell for row in rows for cell in row[:1] if row is not along_top]
    return _count(along_top, Axis.ROW) >= TURNED_LABELS and _count(down_left, Axis.COLUMN) >= TURNED_LABELS


def _count(cells: list[Cell], axis: Axis) -> int:
    """How many different labels that can only be on this axis, of a table whose columns have names of their own."""
    matches = (match_label(cell.text).entries for cell in cells)
    return len(
        {
            found[0].key
            for found in matches
            if found and all(entry.axis is axis and entry.table in ("requests", "disputes") for entry in found)
        }
    )


def _turn(table: Table) -> Table:
    cells = [
        cell._replace(row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
        for cell in table.cells
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Table(ordered, table.start, table.end, table.page)
