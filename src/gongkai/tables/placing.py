"""The cells behind a row's label -> the columns they belong to.

A cell is placed by its printed column where the source knows columns, else by count: only a row with as many cells as
there are columns tells which is which. What fits neither way is not placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gongkai.tables.headers import Leaf
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import CellValue, Kind

MAX_GLUED_EXCESS = 6
"""Digits beyond one a figure in digits that ran together; more of them have more readings than the sums can tell."""


class PlacedCell(NamedTuple):
    """A cell in its column; `token` is None for a cell that the source lost."""

    leaf: Leaf
    token: Token | None


def place(run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
    """Each cell of a row in its column, or None if that cannot be told. A column of measure words has no cells here:
    they are labels to the reader."""
    columns = [leaf for leaf in leaves if leaf.role != "unit"]
    if all(cell.value.value is not None or not cell.value.parts for cell in run):
        placed = _by_column(run, columns) or _by_count(run, columns)
        if placed:
            return placed
    return _by_count(respaced(run), columns)


def _by_column(run: Sequence[Token], columns: Sequence[Leaf]) -> list[PlacedCell] | None:
    source = run[0].source
    if not source.has_columns or any(leaf.token.source is not source for leaf in columns):
        return None
    placed = []
    for leaf in columns:
        under = [cell for cell in run if _overlap(cell, leaf.token)]
        if len(under) != 1:
            return None
        placed.append(PlacedCell(leaf, under[0]))
    used = {cell.token.start for cell in placed if cell.token and cell.token.kind is not TokenKind.BLANK}
    filled = _filled(run)
    return placed if len(used) == len(filled) == sum(_is_filled(cell) for cell in placed) else None


def _is_filled(cell: PlacedCell) -> bool:
    return cell.token is not None and cell.token.kind is not TokenKind.BLANK


def _overlap(one: Token, other: Token) -> bool:
    return one.column < other.column + other.colspan and other.column < one.column + one.colspan


def _by_count(run: Sequence[Token], columns: Sequence[Leaf]) -> list[PlacedCell] | None:
    for cells in (_filled(run), _inner(run), _complete(run, len(columns))):
        if len(cells) == len(columns) and cells:
            return [PlacedCell(leaf, cell) for leaf, cell in zip(columns, cells, strict=True)]
    return None


def _filled(run: Sequence[Token]) -> list[Token]:
    return [cell for cell in run if cell.kind is not TokenKind.BLANK]


def _inner(run: Sequence[Token]) -> list[Token]:
    """Blank cells between others are cells; those at the end may be padding."""
    last = max((i for i, cell in enumerate(run) if cell.kind is not TokenKind.BLANK), default=-1)
    return list(run[: last + 1])


def _complete(run: Sequence[Token], wanted: int) -> list[Token]:
    """Where no blank cell is ever lost, those at the end count; a form leaves more of them where it is wider below."""
    if not run or not all(cell.source.keeps_blanks for cell in run):
        return []
    cells = list(run)
    while len(cells) > wanted and cells[-1].kind is TokenKind.BLANK:
        cells.pop()
    return cells


def respaced(run: Sequence[Token]) -> list[Token]:
    """The row with every cell that holds several spaced figures taken apart."""
    return [part for cell in run for part in _parts(cell)]


def _parts(cell: Token) -> Iterator[Token]:
    if not cell.value.parts:
        yield cell
        return
    position = 0
    for word, value in zip(cell.text.split(), cell.value.parts, strict=True):
        position = cell.text.index(word, position)
        start = cell.start + position
        yield cell._replace(text=word, start=start, end=start + len(word), value=value)
        position += len(word)


def unglue(cell: Token, count: int, holds: Sequence[Sequence[int]]) -> list[Token] | None:
    """Digits that ran together (`3820002` + total) as `count` figures without leading zeros.

    `holds`: for each sum that must come out, the positions of its parts and then of its total. None if there is not
    exactly one way, or nothing to tell the ways apart by: without sums only zeros can be told.
    """
    text = cell.text
    if not holds and text.strip("0"):
        return None
    if not text.isdecimal() or not count <= len(text) <= count + MAX_GLUED_EXCESS:
        return None
    ways = []
    for cuts in _cuts(text, count):
        numbers = [Decimal(part) for part in cuts]
        if all(sum(numbers[i] for i in sum_[:-1]) == numbers[sum_[-1]] for sum_ in holds):
            ways.append(cuts)
    return list(_cut_tokens(cell, ways[0])) if len(ways) == 1 else None


def _cuts(text: str, count: int) -> Iterator[list[str]]:
    if count == 1:
        if text == "0" or (text and text[0] != "0"):
            yield [text]
        return
    longest = 1 if text[:1] == "0" else min(6, len(text) - count + 1)
    for length in range(1, longest + 1):
        for rest in _cuts(text[length:], count - 1):
            yield [text[:length], *rest]


def _cut_tokens(cell: Token, parts: Sequence[str]) -> Iterator[Token]:
    start = cell.start
    for part in parts:
        value = Decimal(part)
        parsed = CellValue(Kind.NUMBER, value)
        yield cell._replace(text=part, start=start, end=start + len(part), value=parsed)
        start += len(part)
