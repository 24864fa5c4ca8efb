"""Cells that are blank where the form wants a number: one finding for each, or for all of a row, column or table.

A struck cell (`/`, `-`, 无) is a way to say that there is nothing to say, and no finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from typing import TypeVar

from gongkai.forms import TableId, forms, vocabulary
from gongkai.reconcile.cells import Edition, Gap, Key, row_labels, table_of
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.messages import blank, name
from gongkai.report import Evidence

FEW = 3
"""Blank cells of one column from which on they are one omission, and one finding."""

_Group = TypeVar("_Group")


def check_blanks(edition: Edition, reported: Collection[int], ledger: Ledger) -> None:
    """Enters the blank cells whose positions are not `reported` yet."""
    empty = {key for key in edition.cells if not edition.has_figure(key) and edition.gap(key) is Gap.BLANK}
    left = [key for key in edition.cells if key in empty and edition.cells[key] not in reported]
    for group, what in _omissions(edition, empty) if left else ():
        if found := [key for key in left if key in group]:
            left = [key for key in left if key not in group]
            _enter(found, blank(what), edition, ledger)
    for key in left:
        _enter([key], blank(f"{name(key)}空白"), edition, ledger)


def _omissions(edition: Edition, empty: AbstractSet[Key]) -> Iterator[tuple[AbstractSet[Key], str]]:
    """Blank cells that are one omission, the largest groups first, and what to call them."""
    for table, cells in _grouped(edition, lambda key: table_of(edition.form).get(key[0])):
        if len(cells) > 1 and cells <= empty:
            yield cells, f"“{_title(edition, table)}”全部空白"
    for (_, row), cells in _grouped(edition, lambda key: _row(edition, key)):
        if len(cells) > 1 and cells <= empty:
            yield cells, f"“{row}”一行全部空白"
    for applicant, cells in _grouped(edition, lambda key: key[1]):
        if applicant and len(cells & empty) >= FEW:
            yield cells & empty, f"“{vocabulary().applicants[applicant].zh}”一列有{len(cells & empty)}格空白"


def _grouped(edition: Edition, place: Callable[[Key], _Group]) -> list[tuple[_Group, set[Key]]]:
    groups: defaultdict[_Group, set[Key]] = defaultdict(set)
    for key in edition.cells:
        groups[place(key)].add(key)
    return list(groups.items())


def _row(edition: Edition, key: Key) -> tuple[TableId | None, str]:
    return table_of(edition.form).get(key[0]), row_labels(edition.form).get(key[0], key[0])


def _title(edition: Edition, table: TableId | None) -> str:
    return next((found.titles[0] for found in forms()[edition.form].tables if found.id == table), "")


def _enter(keys: list[Key], message: str, edition: Edition, ledger: Ledger) -> None:
    """The finding is about an indicator if all cells are."""
    indicators = {indicator for indicator, _ in keys}
    cells = Side(None, Evidence(values=sorted(edition.cells[key] for key in keys)))
    about = indicators.pop() if len(indicators) == 1 else None
    ledger.find(Matter("blank_cell", "blank_cell", about, Side(), cells), "note", message)
