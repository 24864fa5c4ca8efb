"""The stream of tokens -> rows of cells in their columns.

The reader goes through the tokens once and remembers what a person reading the table does (`state.py`). Figures belong
to the row label before them; anything unknown between ends the row, so that figures are never given to a label they do
not follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gongkai.tables.choosing import Surroundings, choose
from gongkai.tables.columns import columns_above, place_by_sums, place_row
from gongkai.tables.headers import HeaderCell, leaf_columns
from gongkai.tables.labels import label_key
from gongkai.tables.lexicon import NOTE, Axis, Entry
from gongkai.tables.state import RowRead, TableState
from gongkai.tables.tokens import Token, TokenKind

CAPTION_LENGTH = 6
"""Pieces of text remembered before a table: title, year in brackets, 填报单位, a sentence that introduces it."""

CAPTION_PIECE = 80  # characters kept of each


def read_rows(tokens: Iterable[Token]) -> list[RowRead]:
    """All rows of official tables in a report's tokens, in reading order."""
    stream = list(tokens)
    valued = frozenset((t.source.index, t.row) for t in stream if t.source.has_rows and t.kind is TokenKind.VALUE)
    reader = _Reader()
    for token, following in pairwise([*stream, None]):
        if token is not None:
            reader.feed(token, Surroundings(valued, following))
    reader.flush()
    return reader.rows


class _Reader:
    def __init__(self) -> None:
        self.rows: list[RowRead] = []
        self._state = TableState()
        self._run: list[Token] = []
        self._caption: deque[str] = deque(maxlen=CAPTION_LENGTH)

    def feed(self, token: Token, around: Surroundings) -> None:
        match token.kind:
            case TokenKind.VALUE | TokenKind.BLANK:
                self._on_cell(token)
            case TokenKind.LABEL if chosen := choose(token, self._state, around):
                self._on_label(token, chosen)
            case TokenKind.LABEL | TokenKind.TEXT:
                self._on_text(token)
            case TokenKind.BREAK:
                self._enter(None)
                self._caption.append(token.text[-CAPTION_PIECE:])

    def _on_label(self, token: Token, chosen: tuple[Entry, ...]) -> None:
        state, entry = self._state, chosen[0]
        match entry.axis:
            case Axis.UNIT:
                state.unit, _ = label_key(token.text)
            case Axis.IGNORED if entry.id == NOTE:
                self._end_row(token)
            case Axis.IGNORED:
                self.flush()
                state.row_is_fresh = False
            case Axis.TITLE:
                self._enter(entry)
                self._caption.append(token.text)
            case Axis.END:
                self._enter(None)
            case Axis.SUBTOTAL if state.last_axis is not Axis.COLUMN:
                self.flush()
                state.begin_row(entry, token)
            case Axis.COLUMN | Axis.SUBTOTAL:
                self.flush(before_column=True)
                state.begin_column(token, chosen)
            case Axis.ROW:
                before = self._take_cells_before(token)
                self.flush()
                state.begin_row(entry, token)
                self._run = before

    def _take_cells_before(self, label: Token) -> list[Token]:
        """Figures in front of a row label in its own printed row: 序号, 代码."""
        state = self._state
        if not self._run or not label.source.has_rows:
            return []
        if state.row_token is not None and state.row_token.same_row(label):
            return []  # they stand behind another row label
        before = [cell for cell in self._run if cell.same_row(label)]
        self._run = [cell for cell in self._run if not cell.same_row(label)]
        has_code = any(leaf.role == "code" for leaf in state.header) or any(
            cell.entry is not None and cell.entry.role == "code" for cell in state.pending
        )
        return [cell for cell in before if cell.kind is TokenKind.VALUE] if has_code else []

    def _enter(self, title: Entry | None) -> None:
        self.flush()
        self._state.enter(title.table if title else None)

    def _on_cell(self, token: Token) -> None:
        label = self._state.row_token
        if label is not None and not label.reaches(token):
            self._end_row(None)
        self._run.append(token)

    def _end_row(self, instead: Token | None) -> None:
        """What follows does not belong to the last row label; `instead` is the unknown text that stands there."""
        self.flush()
        self._state.row, self._state.row_token = None, instead

    def _on_text(self, token: Token) -> None:
        state = self._state
        if state.row is not None and state.row_token is not None and token.same_row(state.row_token):
            self._run.append(token)  # a cell that cannot be read keeps its place in the row
            return
        self.flush()
        self._caption.append(token.text[-CAPTION_PIECE:])
        if state.pending and state.last_axis is Axis.COLUMN and token.same_row(state.pending[-1].token):
            state.pending.append(HeaderCell(token, ()))  # an unknown column
            return
        state.take_header()
        self._end_row(token)
        state.last_axis = Axis.ROW

    def flush(self, *, before_column: bool = False) -> None:
        """Ends the run of cells behind the last label."""
        state, run, self._run = self._state, self._run, []
        if state.table is None:
            return
        if not run:
            if not before_column:
                self._note_empty_row()
        elif any(cell.kind is not TokenKind.BLANK for cell in run) or self._blanks_are_cells(run):
            self._add_row(run)

    def _add_row(self, run: Sequence[Token]) -> None:
        state = self._state
        if state.table is None:
            return
        state.row_is_fresh = False
        if state.skipped_row and _is_torn_off(run, state.row_token):
            state.row, state.row_token = None, None
        state.skipped_row = False
        leaves = columns_above(state, run)
        cells = place_row(state, run, leaves)
        by_sums = place_by_sums(state, run, leaves) if cells is None else None
        caption = " ".join(self._caption)
        self._caption.clear()  # what stood above this row does not stand above the next table
        self.rows.append(
            RowRead(
                table=state.table,
                row=state.row,
                label=state.row_token,
                run=tuple(run),
                leaves=by_sums[0] if by_sums else leaves,
                cells=by_sums[1] if by_sums else cells,
                unit=state.unit,
                caption=caption,
                subtotal_of=state.summed_heading() if state.row and state.row.axis is Axis.SUBTOTAL else None,
                assumed=by_sums is not None,
            )
        )

    def _note_empty_row(self) -> None:
        """A row label that another row's label follows at once: its cells are blank, or lost."""
        state = self._state
        row = state.row
        if row is None or state.table in (None, "disputes") or not state.row_is_fresh or not state.row_states_values():
            return
        state.row_is_fresh = False
        state.skipped_row = True
        if state.table is not None and not (row.has_children and row.table == "statistics"):
            self.rows.append(RowRead(state.table, row, state.row_token))

    def _blanks_are_cells(self, run: Sequence[Token]) -> bool:
        """Whether these blank cells are cells that the form wants filled, and not holes in a header."""
        state = self._state
        if state.table == "disputes":
            columns = leaf_columns(state.pending, "disputes") if state.pending else ()
            return run[0].source.has_columns and len(run) == len(columns)
        is_full_row = 1 < len(state.header) <= len(run)  # of a heading that has no rows in an older form: 其他处理
        return state.row_is_fresh and (state.row_states_values() or (is_full_row and state.row is not None))


def _is_torn_off(run: Sequence[Token], label: Token | None) -> bool:
    """Whether these figures are a line of their own, away from the label: where two labels wait for figures, as in text
    drawn from a PDF, nobody can tell whose they are."""
    if label is not None and run[0].same_row(label):
        return False
    return bool(run[0].value.parts) or run[0].source.has_rows
