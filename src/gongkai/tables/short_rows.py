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
of the table is short by the same number of cells, what is there belongs to the first columns."""


def complete_short_rows(rows: Sequence[RowRead]) -> Iterator[RowRead]:
    """The same rows; those that could not be placed by themselves are placed where their table shows how."""
    trusted = _sources_that_keep_blanks(rows)
    cut = _tables_cut_at_the_right(rows)
    for row in rows:
        if row.cells is not None or not row.run or not row.leaves:
            yield row
        elif row.run[0].source.index in trusted and len(row.run) == len(row.leaves):
            yield replace(row, cells=_in_order(row, row.run))
        elif (row.leaves, len(_figures(row))) in cut:
            yield replace(row, cells=_in_order(row, _figures(row)), lost_cells=True)
        else:
            yield row


def _sources_that_keep_blanks(rows: Sequence[RowRead]) -> set[int]:
    """Sources in which no full row is followed by blank cells: there a blank cell is one of the row's, not padding."""
    padded: dict[int, bool] = defaultdict(bool)
    for row in rows:
        if row.cells is not None and row.run and len(_figures(row)) == len(row.leaves):
            padded[row.run[0].source.index] |= len(row.run) > len(row.leaves)
    return {index for index, any_padded in padded.items() if not any_padded}


def _tables_cut_at_the_right(rows: Sequence[RowRead]) -> set[tuple[object, int]]:
    """The columns of a table, and how many figures each of its rows has, where all its rows are equally short."""
    lengths: dict[object, list[int]] = defaultdict(list)
    for row in rows:
        if tuple(leaf.id for leaf in row.leaves) == LOST_AT_THE_RIGHT:
            lengths[row.leaves].append(len(_figures(row)))
    return {
        (leaves, counts[0])
        for leaves, counts in lengths.items()
        if len(counts) > 1 and len(set(counts)) == 1 and 0 < counts[0] < len(LOST_AT_THE_RIGHT)
    }


def _figures(row: RowRead) -> list[Token]:
    return [cell for cell in row.run if cell.kind is TokenKind.VALUE]


def _in_order(row: RowRead, cells: Sequence[Token]) -> tuple[PlacedCell, ...]:
    padded = [*cells, *([None] * (len(row.leaves) - len(cells)))]
    return tuple(PlacedCell(leaf, token) for leaf, token in zip(row.leaves, padded, strict=True))
