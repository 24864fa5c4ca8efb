"""Which generation of the official form a report uses, told by its tables and never by its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from gongkai.tables.lexicon import Axis, entries
from gongkai.tables.printing import Instance

CUMULATIVE = ("statistics", Axis.COLUMN, "cumulative")
"""历年累计 stands only in the local tables before 2014, whose rows may read like those of 2014."""

Form = Literal["2014", "2019", "2021"]


def recognise_form(instances: Iterable[Instance]) -> Form | None:
    """The generation that most of the rows and columns belong to which only one generation prints; None if none does,
    as with the local tables before 2014."""
    votes: Counter[str] = Counter()
    for instance in instances:
        printed = _printed_entries(instance)
        if CUMULATIVE in printed:
            votes["before2014"] += len(printed)
        for key in printed & entries().keys():
            if len(entries()[key].forms) == 1:
                votes.update(entries()[key].forms)
    for form, _ in votes.most_common(1):
        match form:
            case "2014" | "2019" | "2021":
                return form
    return None


def _printed_entries(instance: Instance) -> set[tuple[str | None, Axis, str]]:
    """The keys of the rows and columns of the table; each header is looked at once for all the rows under it."""
    headers = {id(row.leaves): row.leaves for row in instance.rows}
    columns = {leaf.id for leaves in headers.values() for leaf in leaves if leaf.id}
    rows = {row.row.key for row in instance.rows if row.row is not None}
    return rows | {(instance.table, Axis.COLUMN, id) for id in columns}
