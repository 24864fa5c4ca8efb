"""What a person reading down a table keeps in mind, and one row as read."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.forms import TableId, vocabulary
from gongkai.tables.headers import HeaderCell, Leaf, leaf_columns
from gongkai.tables.lexicon import Axis, Entry
from gongkai.tables.placing import PlacedCell
from gongkai.tables.tokens import Token


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row of an official table.

    `row` is None for the dispute table's line of figures and for an unknown label (then `label` is that text).
    `cells` is None where the figures in `run` could not be given to columns. `run` is empty where a row label had no
    cells behind it.
    """

    table: TableId
    row: Entry | None
    label: Token | None
    run: tuple[Token, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    cells: tuple[PlacedCell, ...] | None = None
    unit: str | None = None
    caption: str = ""
    subtotal_of: str | None = None
    assumed: bool = False  # no header fits; the columns are the official ones, borne out by the sums
    lost_cells: bool = False  # the source lost cells of this row, and the rest of the table told which

    @property
    def name(self) -> str:
        """For messages: the row label as printed."""
        return self.label.text if self.label else self.table

    def tokens(self) -> list[Token]:
        """All that the row was read from: its label, its figures, the headings above them."""
        return [*self.run, *([self.label] if self.label else []), *(leaf.token for leaf in self.leaves)]


@dataclass(slots=True)
class TableState:
    """Where the reader is. `pending` are header labels whose columns are not settled yet; `seen` the row labels passed,
    with their order; `headings` those that have rows below them."""

    table: TableId | None = None
    header: tuple[Leaf, ...] = ()
    pending: list[HeaderCell] = field(default_factory=list)
    row: Entry | None = None
    row_token: Token | None = None
    row_is_fresh: bool = False  # no other label and no figure has come since the row's label
    skipped_row: bool = False  # the row label before this row's had no figures behind it
    in_pairs: bool = False  # each figure stands behind its own column label
    unit: str | None = None
    last_axis: Axis | None = None
    seen: dict[str, int] = field(default_factory=dict)
    headings: list[Entry] = field(default_factory=list)

    def enter(self, table: TableId | None) -> None:
        """Begins a table, or leaves all tables if None."""
        self.table, self.header, self.pending = table, (), []
        self.row, self.row_token, self.last_axis = None, None, None

    def begin_row(self, entry: Entry, token: Token) -> None:
        if entry.table and entry.table != self.table:
            self.enter(entry.table)
        if entry.table == "disputes":  # its kinds of case are printed as groups of columns
            self.pending.append(HeaderCell(token, (entry,)))
        else:
            self.take_header()
        self.row, self.row_token, self.unit = entry, token, token.match.unit
        self.last_axis, self.row_is_fresh = Axis.ROW, True
        self.seen[entry.id] = len(self.seen)
        if entry.has_children:
            self.headings.append(entry)

    def begin_column(self, token: Token, chosen: tuple[Entry, ...]) -> None:
        self.table = chosen[0].table or self.table
        if token.source.has_columns:  # a grid has its header in itself, or a kind of case as its heading
            self.pending = [cell for cell in self.pending if cell.is_group or cell.token.source == token.source]
        self.pending.append(HeaderCell(token, chosen))
        self.last_axis, self.row_is_fresh = Axis.COLUMN, False

    def take_header(self) -> None:
        """Settles the columns from the header labels read since the last figures."""
        if self.pending and self.table:
            self.header = leaf_columns(self.pending, self.table)
            self.pending, self.in_pairs = [], False

    def row_states_values(self) -> bool:
        """Whether the row is one of figures rather than a heading."""
        if self.row is None or (self.row.has_children and self.row.table == "requests"):
            return False
        return bool(self.row.values) or self.row.id in vocabulary().indicators

    def summed_heading(self) -> str | None:
        """The heading that a subtotal row sums: the last one of this table."""
        return next((entry.id for entry in reversed(self.headings) if entry.table == self.table), None)
