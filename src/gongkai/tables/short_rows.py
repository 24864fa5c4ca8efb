"""Rows with fewer figures than columns: what the rest of the table tells about where their blank cells were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.tables.placing import PlacedCell
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Token, TokenKind

LOST_AT_THE_RIGHT = ("made", "published", "public_total")
"""Columns of the one table whose last column offices leave blank as a whole, so that crawlers lose it. Where every row
of the table is short by the last cell, what is there belongs to the first columns. Anywhere else a short row stays
unplaced: bars behind its figures may be blank cells, or padding for blank cells that were dropped between them."""


def complete_short_rows(rows: Sequence[RowRead]) -> Iterator[RowRead]:
    """The same rows; those that could not be placed by themselves are placed where their table shows how."""
    cut = _tables_cut_at_the_right(rows)
    for row in rows:
        if row.cells is None and (row.leaves, len(_figures(row))) in cut:
            yield replace(row, cells=_from_the_left(row), lost_cells=True)
        else:
            yield row


def _tables_cut_at_the_right(rows: Sequence[RowRead]) -> set[tuple[object, int]]:
    """The columns of a table, and how many figures each of its rows has, where all its rows are equally short, and none
    speaks against it by publishing more documents than were made."""
    figures: dict[object, list[list[Token]]] = defaultdict(list)
    for row in rows:
        if tuple(leaf.id for leaf in row.leaves) == LOST_AT_THE_RIGHT:
            figures[row.leaves].append(_figures(row))
    return {
        (leaves, len(found[0]))
        for leaves, found in figures.items()
        if len(found) > 1
        and {len(row) for row in found} == {len(LOST_AT_THE_RIGHT) - 1}
        and all((made.value.value or 0) >= (published.value.value or 0) for made, published in found)
    }


def _figures(row: RowRead) -> list[Token]:
    return [cell for cell in row.run if cell.kind is TokenKind.VALUE]


def _from_the_left(row: RowRead) -> tuple[PlacedCell, ...]:
    figures = _figures(row)
    padded = [*figures, *([None] * (len(row.leaves) - len(figures)))]
    return tuple(PlacedCell(leaf, token) for leaf, token in zip(row.leaves, padded, strict=True))
