"""Which generation of the official form a report uses, told by its tables and never by its year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from gongkai.tables.assemble import Instance
from gongkai.tables.lexicon import Axis, entries

CUMULATIVE = ("statistics", Axis.COLUMN, "cumulative")
"""历年累计 stands only in the local tables before 2014, whose rows may read like those of 2014."""

Form = Literal["2014", "2019", "2021"]


def recognise_form(instances: Iterable[Instance]) -> Form | None:
    """The generation that most of the rows and columns belong to which only one generation prints; None if none does,
    as with the local tables before 2014."""
    votes: Counter[str] = Counter()
    for instance in instances:
        if CUMULATIVE in instance.entries:
            votes["before2014"] += len(instance.entries)
        for key in instance.entries:
            printed_by = entries()[key].forms if key in entries() else frozenset()
            if len(printed_by) == 1:
                votes.update(printed_by)
    for form, _ in votes.most_common(1):
        match form:
            case "2014" | "2019" | "2021":
                return form
    return None
