"""Rows with fewer cells than columns, whose position is lost: what the sums and the form can still tell."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.tables.headers import Leaf
from gongkai.tables.placing import PlacedCell
from gongkai.tables.reader import RowRead
from gongkai.tables.tokens import Token, TokenKind

LOST_AT_THE_RIGHT = ("made", "published", "public_total")
"""Columns of the one table whose last cell is often left blank by the offices and then lost by crawlers: what is there
belongs to the first columns. Anywhere else a short row stays unplaced."""


def complete_short_row(row: RowRead) -> tuple[PlacedCell, ...] | None:
    """The cells that can be placed all the same, with None for the lost ones; None if nothing can."""
    filled = [cell for cell in row.run if cell.kind is TokenKind.VALUE]
    if not filled or len(filled) >= len(row.leaves):
        return None
    if row.table == "article20" and tuple(leaf.id for leaf in row.leaves) == LOST_AT_THE_RIGHT:
        return _from_the_left(filled, row.leaves)
    if row.table == "requests":
        return _total_only(filled, row.leaves)
    return None


def _from_the_left(filled: Sequence[Token], leaves: Sequence[Leaf]) -> tuple[PlacedCell, ...]:
    padded = [*filled, *([None] * (len(leaves) - len(filled)))]
    return tuple(PlacedCell(leaf, token) for leaf, token in zip(leaves, padded, strict=True))


def _total_only(filled: Sequence[Token], leaves: Sequence[Leaf]) -> tuple[PlacedCell, ...] | None:
    """The last figure is the total if it is the sum of those before it, whichever columns they stand in."""
    numbers = [token.value.value for token in filled]
    parts = [number for number in numbers[:-1] if number is not None]
    if len(parts) < 1 or leaves[-1].id != "total" or sum(parts) != numbers[-1]:
        return None
    return (PlacedCell(leaves[-1], filled[-1]),)
