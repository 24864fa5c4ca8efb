"""The figures behind a row label -> the columns above them, and each figure in its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.forms import TableId
from gongkai.tables.headers import Leaf, default_columns, leaf_columns
from gongkai.tables.lexicon import Axis
from gongkai.tables.placing import PlacedCell, place, respaced, unglue
from gongkai.tables.state import TableState
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import Kind

# Where the sums must come out in a row of the official columns: positions of the parts, then of their total.
_ROW_SUMS: dict[TableId, list[list[int]]] = {
    "requests": [[0, 1, 2, 3, 4, 5, 6]],
    "disputes": [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14]],
}


def columns_above(state: TableState, run: Sequence[Token]) -> tuple[Leaf, ...]:
    """The columns that the figures in `run` stand in; none if no header tells. Header labels read since the last
    figures are settled here."""
    if state.table == "disputes":
        return _dispute_columns(state)
    if state.table is None:
        return ()
    if state.pending and state.row is not None and state.last_axis is Axis.COLUMN:
        return _pair_column(state, state.table, run)
    if state.table == "statistics" and not state.header:
        return (Leaf("value", "value", run[0]),)
    return state.header


def place_by_sums(
    state: TableState, run: Sequence[Token], leaves: Sequence[Leaf]
) -> tuple[tuple[Leaf, ...], tuple[PlacedCell, ...]] | None:
    """The official columns and the figures in them, for a full row under a header that is missing or lost some of its
    columns: only if all sums of the row come out."""
    sums = _ROW_SUMS.get(state.table) if state.table else None
    if not sums or state.table is None:
        return None
    official = default_columns(state.table, run[0])
    run = respaced(run)
    numbers = [cell.value.value for cell in run if cell.kind is not TokenKind.BLANK]
    if len(leaves) >= len(official) or len(numbers) != len(official):
        return None
    if not all(_comes_out([numbers[position] for position in positions]) for positions in sums):
        return None
    placed = place(run, official)
    return (official, tuple(placed)) if placed else None


def _comes_out(numbers: Sequence[Decimal | None]) -> bool:
    """Whether the last number is the sum of those before it."""
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and sum(known[:-1]) == known[-1]


def _pair_column(state: TableState, table: TableId, run: Sequence[Token]) -> tuple[Leaf, ...]:
    """A column label between the row label and one figure heads just that figure."""
    leaves = leaf_columns(state.pending, table)
    state.pending, state.in_pairs = [], True
    return leaves if len(leaves) == len(run) == 1 else ()


def _dispute_columns(state: TableState) -> tuple[Leaf, ...]:
    """The five results for each kind of case named above them; or, where a kind is named behind the results or alone,
    the results read before for that kind, as in a table with a row for each kind."""
    pending, state.pending = state.pending, []
    results = [position for position, cell in enumerate(pending) if not cell.is_group]
    if results:
        state.header = leaf_columns(pending[: results[-1] + 1], "disputes")
    behind = pending[results[-1] + 1 :] if results else pending
    kind = behind[-1].entry if behind else state.row
    if kind is None or (any(leaf.group for leaf in state.header) and results and not behind):
        return state.header
    return tuple(replace(leaf, group=kind.id) for leaf in state.header)


def place_row(state: TableState, run: Sequence[Token], leaves: Sequence[Leaf]) -> tuple[PlacedCell, ...] | None:
    """Each cell in its column, or None."""
    if not leaves or state.table is None:
        return None
    placed = place(run, leaves) or place(_without_page_number(run), leaves)
    if placed is None and state.table == "statistics":
        placed = _only_cell(run, leaves)
    if placed is None:
        placed = _place_glued(state.table, run, leaves)
    return tuple(placed) if placed is not None else None


def _without_page_number(run: Sequence[Token]) -> Sequence[Token]:
    """The run without a number that stands on a line of its own before or behind a printed row of figures."""
    for lone, rest in ((run[-1], run[:-1]), (run[0], run[1:])):
        is_row = bool(rest) and all(cell.same_row(rest[0]) for cell in rest)
        if is_row and not lone.same_row(rest[0]) and lone.text.isdecimal():
            return rest
    return run


def _place_glued(table: TableId, run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
    if len(run) != 1 or len(leaves) < 2:
        return None
    is_official = [leaf.id for leaf in leaves] == [leaf.id for leaf in default_columns(table, run[0])]
    parts = unglue(run[0], len(leaves), _ROW_SUMS.get(table, []) if is_official else [])
    return place(parts, leaves) if parts else None


def _only_cell(run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
    """A table with one column of figures needs no columns to be told apart."""
    wanted = [leaf for leaf in leaves if leaf.role != "unit"]
    if len(wanted) != 1:
        return None
    figures = [cell for cell in run if cell.kind is TokenKind.VALUE]
    if not figures and all(cell.kind is TokenKind.BLANK for cell in run):
        return [PlacedCell(wanted[0], run[-1])]
    if len(figures) == 1 and (figures[0].value.kind is Kind.NUMBER or len(run) == 1):
        return [PlacedCell(wanted[0], figures[0])]
    return None
