"""What was read from a cell, and one printing of an official table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from gongkai.forms import TableId
from gongkai.report import TableValue
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Token

Key = tuple[str, str | None]
"""An indicator, and the applicant where the table has applicants."""


class CellRead(NamedTuple):
    """A cell with its meaning. `token` is where it stands; a lost cell has `raw` "" and the last token of its row."""

    indicator: str
    applicant: str | None
    value: Decimal | None
    unit: str | None
    raw: str
    token: Token
    is_lost: bool = False

    def as_value(self, table: int) -> TableValue:
        """The cell for the report; `table` is the number of its table there."""
        place = (self.token.row, self.token.column)
        row, column = reversed(place) if self.token.source.turned else place
        return TableValue.model_construct(
            indicator=self.indicator,
            applicant=self.applicant,
            value=self.value,
            unit=self.unit,
            raw=self.raw,
            table=table,
            row=row,
            column=column,
            start=None if self.is_lost else self.token.start,
            end=None if self.is_lost else self.token.end,
        )


@dataclass(frozen=True, slots=True)
class Instance:
    """One printing of an official table: its cells, what stood above it, the subtotals it prints, figures that are the
    table's total if it has no other (合计 behind its last heading), and the rows that all of these come from."""

    table: TableId
    caption: str
    values: dict[Key, CellRead] = field(default_factory=dict)
    subtotals: dict[Key, CellRead] = field(default_factory=dict)
    totals: dict[Key, CellRead] = field(default_factory=dict)
    rows: list[RowRead] = field(default_factory=list)
