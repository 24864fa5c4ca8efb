"""The cells of the official tables by what they state, and figures that the form prints only in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.forms import Row, TableId, forms, iter_rows, vocabulary
from gongkai.report import Form, TableValue

Key = tuple[str, str | None]
"""An indicator, and the applicant where the table has applicants."""

TOTAL = "total"
LOCAL = "before2014"
"""The definition for tables of no official form; those with applicants are read as the latest form instead."""
LATEST = "2021"


class Gap(StrEnum):
    """Why a cell has no figure, what says most first; as codes in `Comparison.reason`."""

    BLANK = "blank_cell"
    STRUCK = "struck_cell"
    MISSING = "missing_cell"  # the form prints it, and nothing of it was read


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that are added up: positions of those with a figure, and the others with what they lack."""

    known: tuple[int, ...]
    unknown: Mapping[Key, Gap]

    @property
    def is_complete(self) -> bool:
        return not self.unknown

    @property
    def gap(self) -> Gap | None:
        return next((gap for gap in Gap if gap in self.unknown.values()), None)


@dataclass(frozen=True)
class Edition:
    """One printing of the tables: no cell stands in it twice. `zeros` are cells without a figure that can only be 0."""

    form: str
    cells: Mapping[Key, int]
    values: Sequence[TableValue]
    zeros: frozenset[Key] = frozenset()

    def has_figure(self, key: Key) -> bool:
        position = self.cells.get(key)
        return position is not None and self.values[position].value is not None

    def gap(self, key: Key) -> Gap:
        """Of a cell without a figure."""
        position = self.cells.get(key)
        if position is None:
            return Gap.MISSING
        return Gap.STRUCK if self.values[position].raw.strip() else Gap.BLANK

    def sum_of(self, keys: Iterable[Key]) -> Sum:
        """The cells of `keys`, groups that the form prints only in parts taken apart."""
        known: list[int] = []
        unknown: dict[Key, Gap] = {}
        for leaf in (leaf for key in keys for leaf in self.parts(key)):
            position = self.cells.get(leaf)
            if position is not None and self.values[position].value is not None:
                known.append(position)
            elif leaf not in self.zeros:
                unknown[leaf] = self.gap(leaf)
        return Sum(tuple(known), unknown)

    def parts(self, key: Key) -> list[Key]:
        """`key` itself, or the rows below it where the form prints only those."""
        if key in self.cells:
            return [key]
        indicator, applicant = key
        children = groups(self.form).get(indicator, ())
        return [leaf for child in children for leaf in self.parts((child, applicant))] if children else [key]

    def columns(self, key: Key) -> list[Key]:
        """The columns whose sum a key of the total column is; nothing for others."""
        return [(key[0], applicant) for applicant in vocabulary().applicants if applicant != TOTAL and key[1] == TOTAL]


def editions(values: Sequence[TableValue], form: Form | None) -> list[Edition]:
    """The printings of the tables one after the other: a cell that comes again begins another printing of its table."""
    definition = form or (LATEST if any(value.applicant for value in values) else LOCAL)
    printed: dict[TableId | None, list[dict[Key, int]]] = {}
    for position, value in enumerate(values):
        series = printed.setdefault(table_of(definition).get(value.indicator), [{}])
        key = (value.indicator, value.applicant)
        if key in series[-1]:
            series.append({})
        series[-1][key] = position
    depth = max(map(len, printed.values()), default=0)
    layers = [[series[number] for series in printed.values() if number < len(series)] for number in range(depth)]
    return [
        Edition(definition, {k: place for table in layer for k, place in table.items()}, values) for layer in layers
    ]


def key_of(indicator: str, form: str) -> Key:
    """The cell that states an indicator for everybody."""
    return (indicator, TOTAL if table_of(form).get(indicator) == "requests" else None)


@cache
def table_of(form: str) -> Mapping[str, TableId]:
    """The official table that prints each indicator of a form, be it only in parts."""
    return {indicator: table for indicator, (table, _) in _printed(form)}


@cache
def row_labels(form: str) -> Mapping[str, str]:
    """The official wording of the row that prints each indicator of a form."""
    return {indicator: row.label for indicator, (_, row) in _printed(form)}


@cache
def groups(form: str) -> Mapping[str, tuple[str, ...]]:
    """Indicators of the request table that are headings over their parts: 不予公开 and its reasons."""
    rows = [row for table in forms()[form].tables if table.id == "requests" for row, _ in iter_rows(table.rows)]
    return {row.id: tuple(child.id for child in row.rows) for row in rows if row.rows and row.id in _known()}


def _printed(form: str) -> Iterator[tuple[str, tuple[TableId, Row]]]:
    for table in forms()[form].tables:
        for row, _ in iter_rows(table.rows):
            for indicator in {row.id, *row.values.values()} & _known():
                yield indicator, (table.id, row)


@cache
def _known() -> frozenset[str]:
    return frozenset(vocabulary().indicators)
