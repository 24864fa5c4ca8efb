"""All labels of all forms as one lexicon: what a row, column or heading of an official table can mean.

The generations share most labels, so they are matched together; which generation a report uses is decided later, from
the entries that occurred (`generation.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from gongkai.forms import Column, FormTable, Row, TableId, common, forms, iter_rows

NOTE = "note"
"""The id of a remark beside a table (填报人, 联系电话, 勾稽关系): numbers behind it are none of the table's."""


class Axis(Enum):
    ROW = "row"
    COLUMN = "column"
    TITLE = "title"  # a heading that announces a table
    IGNORED = "ignored"  # 信息内容, notes: part of a table, but neither row nor column
    SUBTOTAL = "subtotal"  # 小计, 合计: a row or a column that sums others
    UNIT = "unit"  # a measure word in a cell of its own
    END = "end"  # a heading after which no table goes on


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One meaning of a label. `id` is unique within (table, axis); `parents` are the ids of the rows or column groups
    that it is printed under, outermost first; `values` maps column ids to indicators where a row has several."""

    axis: Axis
    id: str
    table: TableId | None = None
    parents: tuple[str, ...] = ()
    role: str = "value"
    values: Mapping[str, str] | None = None
    has_children: bool = False
    forms: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str | None, Axis, str]:
        return self.table, self.axis, self.id

    @property
    def parent(self) -> str | None:
        return self.parents[-1] if self.parents else None


@dataclass(frozen=True, slots=True)
class Wording:
    """One printed form of a label, and the entry it stands for."""

    text: str
    entry: Entry


@lru_cache
def wordings() -> tuple[Wording, ...]:
    """Every known wording. Entries with the same key are the same object, whichever form they come from."""
    found = list(_form_wordings())
    merged: dict[tuple[str | None, Axis, str], Entry] = {}
    for wording in found:
        known = merged.get(wording.entry.key)
        merged[wording.entry.key] = _merge(known, wording.entry) if known else wording.entry
    return tuple(Wording(wording.text, merged[wording.entry.key]) for wording in found) + tuple(_common_wordings())


@lru_cache
def entries() -> Mapping[tuple[str | None, Axis, str], Entry]:
    return {wording.entry.key: wording.entry for wording in wordings()}


def _form_wordings() -> Iterator[Wording]:
    for name, definition in forms().items():
        for table in definition.tables:
            for text, entry in _table_wordings(table):
                yield Wording(text, replace(entry, table=table.id, forms=frozenset({name})))


def _table_wordings(table: FormTable) -> Iterator[tuple[str, Entry]]:
    for title in table.titles:
        yield title, Entry(Axis.TITLE, table.id)
    for column in table.columns:
        yield from _column_wordings(column, ())
        for child in column.columns:
            yield from _column_wordings(child, (column.id,))
    for row, parents in iter_rows(table.rows):
        yield from _row_wordings(row, tuple(parent.id for parent in parents))


def _column_wordings(column: Column, parents: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    entry = Entry(Axis.COLUMN, column.id, parents=parents, role=column.role, has_children=bool(column.columns))
    for text in (column.label, *column.variants):
        yield text, entry


def _row_wordings(row: Row, parents: tuple[str, ...]) -> Iterator[tuple[str, Entry]]:
    entry = Entry(Axis.ROW, row.id, parents=parents, values=row.values or None, has_children=bool(row.rows))
    for text in (row.label, *row.variants):
        yield text, entry


def _common_wordings() -> Iterator[Wording]:
    words = common()
    for axis, texts in (
        (Axis.IGNORED, words.ignored),
        (Axis.SUBTOTAL, words.subtotals),
        (Axis.UNIT, sorted(words.units)),
        (Axis.END, words.ends),
    ):
        for text in texts:
            yield Wording(text, Entry(axis, axis.value))


def _merge(one: Entry, other: Entry) -> Entry:
    return replace(
        one,
        values={**(one.values or {}), **(other.values or {})} or None,
        has_children=one.has_children or other.has_children,
        forms=one.forms | other.forms,
    )
