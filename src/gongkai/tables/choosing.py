"""A label that can mean several things -> the one that it means at this place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.tables.lexicon import Axis, Entry
from gongkai.tables.state import TableState
from gongkai.tables.tokens import Token, TokenKind

MIN_PARTIAL_ROW_LABEL = 5  # characters of a row label that lost its second line and is still told from all others


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`valued_rows`: (source, row) of every printed row that holds figures; `following`: the next token."""

    valued_rows: frozenset[tuple[int, int]]
    following: Token | None


def choose(token: Token, state: TableState, around: Surroundings) -> tuple[Entry, ...]:
    """The entries meant: one; several for a column label that only the whole header settles; none if nothing tells."""
    entries, is_certain = token.match.entries, not (token.match.partial or token.match.loose)
    if is_certain and len(entries) == 1 and (entries[0].table != "statistics" or _is_row_of(state, entries[0])):
        return entries
    if token.match.partial:
        return _choose_partial(token, state, around)
    possible = [entry for entry in token.match.entries if _is_possible(entry, token, state, around)]
    here = [entry for entry in possible if entry.table in (state.table, None)]
    candidates = here or possible
    if len({entry.table for entry in candidates if entry.table}) > 1:
        return ()
    subtotal = tuple(entry for entry in candidates if entry.axis is Axis.SUBTOTAL)
    if subtotal and _is_unnumbered_row_of_requests(token, state, around):
        return subtotal
    specific = [entry for entry in candidates if entry.axis in (Axis.ROW, Axis.COLUMN)]
    chosen = _one_of(specific or candidates, token, state, around)
    return chosen + subtotal if chosen and chosen[0].axis is Axis.COLUMN else chosen


def _is_row_of(state: TableState, entry: Entry) -> bool:
    return entry.axis is Axis.ROW and entry.table == state.table


def _is_possible(entry: Entry, token: Token, state: TableState, around: Surroundings) -> bool:
    """A wording that is only near a label's does not lead into another table. The columns of the statistics table have
    everyday names (数量, 数据): they are not looked for in other tables.
    A year heads a column only beside other column labels; alone (2015年度) it is part of the table's title."""
    if token.match.loose and state.table is not None and entry.table not in (state.table, None):
        return False
    if entry.table != "statistics" or entry.axis is Axis.TITLE:
        return True
    if entry.axis is Axis.ROW:  # 其中：网上申请数 among the rows of the request table does not begin a 2014 table
        return state.table == "statistics" or not any(leaf.token.source is token.source for leaf in state.header)
    if token.text.startswith(("(", "（")):
        return False  # （全市） is part of a title
    if state.table not in (None, "statistics"):
        return False
    if entry.role != "year":
        return True
    following = around.following
    if following is not None and token.same_row(following) and following.match.on(Axis.COLUMN):
        return True
    return bool(state.pending) and (token.same_row(state.pending[-1].token) or not token.source.has_rows)


def _is_unnumbered_row_of_requests(token: Token, state: TableState, around: Surroundings) -> bool:
    """合计 without a number, among the rows of a heading, sums that heading; with one, (七)合计, it is the total."""
    return state.table == "requests" and not token.match.numbered and _axis(token, state, around) is Axis.ROW


def _choose_partial(token: Token, state: TableState, around: Surroundings) -> tuple[Entry, ...]:
    here = [entry for entry in token.match.entries if state.table in (None, entry.table)]
    columns = tuple(entry for entry in here if entry.axis is Axis.COLUMN)
    rows = tuple(entry for entry in here if entry.axis is Axis.ROW)
    if columns and len({entry.table for entry in columns}) == 1 and _axis(token, state, around) is not Axis.ROW:
        return columns
    return rows if len(rows) == 1 and len(token.text) >= MIN_PARTIAL_ROW_LABEL else ()


def _one_of(candidates: Sequence[Entry], token: Token, state: TableState, around: Surroundings) -> tuple[Entry, ...]:
    """The candidates on the axis of this place; of rows that two headings share, that of the heading last seen."""
    if len({entry.axis for entry in candidates}) > 1:
        wanted = _axis(token, state, around)
        candidates = [entry for entry in candidates if entry.axis is wanted] or candidates
    if len(candidates) > 1:
        passed = [entry for entry in candidates if entry.parent in state.seen]
        candidates = sorted(passed, key=lambda entry: state.seen[entry.parent or ""])[-1:]
    return tuple(candidates)


def _axis(token: Token, state: TableState, around: Surroundings) -> Axis:
    """Row or column, for a label that can be either: only rows are numbered; else the shape tells if it is known; else
    what comes next or came before."""
    if token.match.numbered:
        return Axis.ROW
    if token.source.has_rows:
        return Axis.ROW if (token.source.index, token.row) in around.valued_rows else Axis.COLUMN
    if state.in_pairs:
        is_before_figure = around.following is not None and around.following.kind is TokenKind.VALUE
        return Axis.COLUMN if is_before_figure else Axis.ROW
    return state.last_axis or Axis.COLUMN
