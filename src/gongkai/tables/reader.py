"""The stream of tokens -> rows of cells with their indicators.

The reader goes through the tokens once and remembers what a person reading the table does: which table this is, the
columns above, the headings it has passed, the row it is in. Figures belong to the row label before them; anything
unknown between ends the row, so that figures are never given to a label they do not follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.forms import TableId, vocabulary
from gongkai.tables.headers import HeaderCell, Leaf, default_columns, leaf_columns
from gongkai.tables.lexicon import Axis, Entry
from gongkai.tables.placing import PlacedCell, place, unglue
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import Kind

CAPTION_LENGTH = 6
"""Pieces of text remembered before a table: title, year in brackets, 填报单位, a sentence that introduces it."""

MAX_HEADER_TEXT = 20  # characters of an unknown text that may still head a column
MIN_PARTIAL_ROW_LABEL = 5  # characters of a row label that lost its second line and is still told from all others

# Where the sums must come out in a row of the official columns: positions of the parts, then of their total.
_ROW_SUMS: dict[TableId, list[list[int]]] = {
    "requests": [[0, 1, 2, 3, 4, 5, 6]],
    "disputes": [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14]],
}


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of an official table. `row` is None for the dispute table's line of figures and for an unknown label
    (then `label` is that text). `cells` is None where the figures in `run` could not be given to columns."""

    table: TableId
    row: Entry | None
    label: str
    label_token: Token | None
    run: tuple[Token, ...]
    cells: tuple[PlacedCell, ...] | None
    leaves: tuple[Leaf, ...]
    unit: str | None
    caption: str
    subtotal_of: str | None = None
    assumed: bool = False  # the header is missing, the columns are the official ones


@dataclass(slots=True)
class TableReader:
    """Feed it tokens in reading order, then take `rows`. `labels` are the entries seen, in order."""

    rows: list[RowRead] = field(default_factory=list)
    labels: list[tuple[Entry, Token]] = field(default_factory=list)
    _valued_rows: frozenset[tuple[int, int]] = frozenset()
    _table: TableId | None = None
    _header: tuple[Leaf, ...] = ()
    _pending: list[HeaderCell] = field(default_factory=list)
    _row: Entry | None = None
    _row_token: Token | None = None
    _unit: str | None = None
    _run: list[Token] = field(default_factory=list)
    _last_axis: Axis | None = None
    _seen: dict[str, int] = field(default_factory=dict)
    _caption: deque[str] = field(default_factory=lambda: deque(maxlen=CAPTION_LENGTH))

    def read(self, tokens: Iterable[Token]) -> list[RowRead]:
        stream = list(tokens)
        self._valued_rows = frozenset(
            (token.source.index, token.row)
            for token in stream
            if token.source.has_rows and token.kind is TokenKind.VALUE
        )
        for token in stream:
            self._feed(token)
        self._flush()
        return self.rows

    def _feed(self, token: Token) -> None:
        match token.kind:
            case TokenKind.VALUE | TokenKind.BLANK:
                self._run.append(token)
            case TokenKind.LABEL:
                self._on_label(token)
            case TokenKind.TEXT:
                self._on_text(token)
            case TokenKind.BREAK:
                self._leave_table()
                self._caption.append(token.text[-80:])

    # -- labels ---------------------------------------------------------------------------------------------------

    def _on_label(self, token: Token) -> None:
        chosen = self._choose(token)
        if not chosen:
            self._on_text(token)
            return
        entry = chosen[0]
        self.labels.append((entry, token))
        match entry.axis:
            case Axis.UNIT:
                self._unit = token.text
            case Axis.IGNORED:
                self._flush()
            case Axis.TITLE:
                self._enter(entry.table, token)
            case Axis.END:
                self._leave_table()
            case Axis.COLUMN:
                self._on_column(token, chosen)
            case Axis.SUBTOTAL if self._pending and self._last_axis is Axis.COLUMN:
                self._on_column(token, chosen)
            case Axis.ROW | Axis.SUBTOTAL:
                self._on_row(token, entry)

    def _enter(self, table: TableId | None, token: Token) -> None:
        self._flush()
        self._table, self._header, self._pending, self._row = table, (), [], None
        self._last_axis = None
        self._caption.append(token.text)

    def _leave_table(self) -> None:
        self._flush()
        self._table, self._header, self._pending, self._row, self._last_axis = None, (), [], None, None

    def _on_column(self, token: Token, chosen: tuple[Entry, ...]) -> None:
        self._flush()
        self._table = chosen[0].table or self._table
        self._pending.append(HeaderCell(token, chosen))
        self._last_axis = Axis.COLUMN

    def _on_row(self, token: Token, entry: Entry) -> None:
        self._flush()
        if entry.table and entry.table != self._table:
            self._table, self._header, self._pending = entry.table, (), []
        if entry.table == "disputes":
            self._pending.append(HeaderCell(token, (entry,)))
        else:
            self._take_header()
        self._row, self._row_token, self._unit = entry, token, token.match.unit
        self._last_axis = Axis.ROW
        self._seen[entry.id] = len(self._seen)

    def _take_header(self) -> None:
        if self._pending and self._table:
            self._header = leaf_columns(self._pending, self._table)
            self._pending = []

    def _choose(self, token: Token) -> tuple[Entry, ...]:
        """The entries meant: one; several for a damaged column label; none if that cannot be told here."""
        if token.match.partial:
            return self._choose_partial(token)
        here = [entry for entry in token.match.entries if entry.table in (self._table, None)]
        candidates = here or list(token.match.entries)
        if len({entry.table for entry in candidates if entry.table}) > 1:
            return ()
        specific = [entry for entry in candidates if entry.axis in (Axis.ROW, Axis.COLUMN)]
        return self._one_of(specific or candidates, token)

    def _choose_partial(self, token: Token) -> tuple[Entry, ...]:
        here = [entry for entry in token.match.entries if self._table in (None, entry.table)]
        columns = tuple(entry for entry in here if entry.axis is Axis.COLUMN)
        rows = tuple(entry for entry in here if entry.axis is Axis.ROW)
        tables = {entry.table for entry in columns}
        if columns and len(tables) == 1 and self._axis_here(token) is not Axis.ROW:
            return columns
        return rows if len(rows) == 1 and len(token.text) >= MIN_PARTIAL_ROW_LABEL else ()

    def _one_of(self, candidates: Sequence[Entry], token: Token) -> tuple[Entry, ...]:
        if len({entry.axis for entry in candidates}) > 1:
            wanted = self._axis_here(token)
            candidates = [entry for entry in candidates if entry.axis is wanted] or candidates
        if len(candidates) > 1:
            passed = [entry for entry in candidates if entry.parent in self._seen]
            candidates = sorted(passed, key=lambda entry: self._seen[entry.parent or ""])[-1:]
        return tuple(candidates)

    def _axis_here(self, token: Token) -> Axis:
        """Row or column, for a label that can be either: the shape tells if it is known, else the numbering, else the
        label before it."""
        if token.source.has_rows:
            valued = (token.source.index, token.row) in self._valued_rows
            return Axis.ROW if valued else Axis.COLUMN
        if token.match.numbered:
            return Axis.ROW
        return self._last_axis or Axis.COLUMN

    # -- text and figures -----------------------------------------------------------------------------------------

    def _on_text(self, token: Token) -> None:
        in_row = self._row_token is not None and self._row is not None and token.same_row(self._row_token)
        if in_row:
            self._run.append(token)  # a cell that cannot be read keeps its place in the row
            return
        self._flush()
        self._caption.append(token.text[-80:])
        if self._pending and self._last_axis is Axis.COLUMN and token.same_row(self._pending[-1].token):
            self._pending.append(HeaderCell(token, ()))
            return
        if self._table is not None:
            self._take_header()
        self._row, self._row_token, self._last_axis = None, token, Axis.ROW

    def _flush(self) -> None:
        run, self._run = self._run, []
        if not run or self._table is None:
            return
        if all(cell.kind is TokenKind.BLANK for cell in run) and not self._blanks_mean_something(run):
            return
        leaves = self._columns_for(run)
        cells = self._place(run, leaves)
        self.rows.append(
            RowRead(
                table=self._table,
                row=self._row,
                label=self._row_token.text if self._row_token else "",
                label_token=self._row_token,
                run=tuple(run),
                cells=tuple(cells) if cells is not None else None,
                leaves=leaves,
                unit=self._unit,
                caption=" ".join(self._caption),
                subtotal_of=self._group() if self._row and self._row.axis is Axis.SUBTOTAL else None,
                assumed=bool(leaves) and not self._header and self._table == "requests",
            )
        )

    def _blanks_mean_something(self, run: Sequence[Token]) -> bool:
        """Whether these blank cells are cells that the form wants filled, and not holes in a header."""
        row = self._row
        if self._table == "disputes":
            heads = [cell.token for cell in self._pending]
            return bool(heads) and run[0].source.has_columns and not any(run[0].same_row(head) for head in heads)
        if row is None or (row.has_children and row.table == "requests"):
            return False
        return bool(row.values) or row.id in vocabulary().indicators

    def _group(self) -> str | None:
        """The heading that a subtotal row sums: the last one passed that has rows below it."""
        for entry, _ in reversed(self.labels):
            if entry.axis is Axis.ROW and entry.has_children and entry.table == self._table:
                return entry.id
        return None

    def _columns_for(self, run: Sequence[Token]) -> tuple[Leaf, ...]:
        """The columns above these figures, and for the dispute table the row, settled from what was read last."""
        if self._table == "disputes":
            return self._dispute_columns()
        if self._pending and self._row is not None and self._last_axis is Axis.COLUMN:
            pairs = leaf_columns(self._pending, self._table) if self._table else ()
            self._pending = []
            return pairs if len(pairs) == len(run) == 1 else ()
        if not self._header and self._table and self._table != "statistics":
            return default_columns(self._table, run[0]) if self._table == "requests" else ()
        return self._header or (Leaf("value", "value", run[0]),)

    def _dispute_columns(self) -> tuple[Leaf, ...]:
        pending, self._pending = self._pending, []
        leaves = [cell for cell in pending if not cell.is_group]
        if not leaves:  # a row that names the kind of case, under a header read before
            group = self._row.id if self._row else None
            return tuple(Leaf(leaf.id, leaf.role, leaf.token, group) for leaf in self._header)
        last_leaf = max(i for i, cell in enumerate(pending) if not cell.is_group)
        columns = leaf_columns(pending[: last_leaf + 1], "disputes")
        trailing = pending[last_leaf + 1 :]
        if trailing or (self._row and all(leaf.group is None for leaf in columns)):
            kind = trailing[-1].entry if trailing else self._row
            self._header = columns
            return tuple(Leaf(leaf.id, leaf.role, leaf.token, kind.id if kind else None) for leaf in columns)
        self._header = columns
        return columns

    def _place(self, run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
        if not leaves:
            return None
        placed = place(run, leaves)
        if placed is None and self._table == "statistics":
            placed = _only_figure(run, leaves)
        if placed is None:
            placed = self._place_glued(run, leaves)
        return placed

    def _place_glued(self, run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
        filled = [cell for cell in run if cell.kind is not TokenKind.BLANK]
        if len(filled) != 1 or len(leaves) < 2:
            return None
        sums = _ROW_SUMS.get(self._table, []) if self._table else []
        official = len(leaves) == len(default_columns(self._table, run[0])) if self._table else False
        parts = unglue(filled[0], len(leaves), sums if official else [])
        return place(parts, leaves) if parts else None


def _only_figure(run: Sequence[Token], leaves: Sequence[Leaf]) -> list[PlacedCell] | None:
    """A table with one column of figures needs no columns to be told apart."""
    figures = [cell for cell in run if cell.kind is TokenKind.VALUE]
    wanted = [leaf for leaf in leaves if leaf.role in ("value", "code", "other", "subtotal", "unknown")]
    if len(figures) == len(wanted) == 1 and (figures[0].value.kind is Kind.NUMBER or len(run) == 1):
        return [PlacedCell(wanted[0], figures[0])]
    return None
