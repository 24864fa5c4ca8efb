"""The cells that a claim can be held against, and how a claim compares with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.reconcile.cells import Edition, Gap, Key, Sum, groups, key_of
from gongkai.reconcile.intervals import Stated, Verdict, judge, total
from gongkai.reconcile.rules import Counterpart, rules
from gongkai.reconcile.wording import stated_cell


@dataclass(frozen=True, slots=True)
class Held:
    """How a claimed figure compares with a sum of cells: a verdict, or the gap that keeps it open.

    `figure` is the sum of the cells that have one, None if none has; `printed` are the positions of those without.
    `is_usual`: these are the cells that a claim of its label should state. `is_row`: its words name this very row.
    """

    cells: Sum
    figure: Decimal | None
    outcome: Verdict | Gap
    printed: tuple[int, ...] = ()
    form: str | None = None
    applicant: str | None = None
    is_usual: bool = True
    is_row: bool = False


NOTHING = Held(Sum((), {}), None, Gap.MISSING)
"""There are no tables."""


def candidates(indicator: str, edition: Edition) -> Sequence[tuple[Key, ...]]:
    """The sums of cells that a claim of this indicator may state; the first is the one that it should."""
    own = (key_of(indicator, edition.form),)
    listed = _listed(indicator, edition.form)
    is_printed_too = own[0] in edition.cells and own not in listed
    return (own, *listed) if is_printed_too or not listed else listed


def rows_below(indicator: str, form: str) -> list[tuple[Key, ...]]:
    """The single rows of a group: 无法提供 in free text may mean one kind of it."""
    return [(key_of(child, form),) for child in groups(form).get(indicator, ())]


def named_row(sums: Sequence[tuple[Key, ...]], words: str) -> tuple[Key, ...] | None:
    """The one of several sums that is a single row named by the words around a claim; None if none or several are."""
    named = [keys for keys in sums if len(keys) == 1 and _is_named(keys[0][0], words)]
    return named[0] if len(named) == 1 else None


def needed_words(indicator: str, form: str) -> tuple[str, ...]:
    """One of these has to stand in its sentence for a claim to state another sum than the first, if there are any."""
    entry = _entry(indicator, form)
    return entry.words if entry else ()


def hold(claimed: Stated, edition: Edition, keys: Sequence[Key]) -> Held:
    """Holds a claimed figure against a sum of cells; a total without figure is made up from its columns."""
    cells = edition.sum_of(keys)
    columns = [column for key in keys for column in edition.columns(key)]
    if not cells.known and columns and (wider := edition.sum_of(columns)).is_complete:
        cells = wider
    printed = tuple(edition.cells[key] for key in cells.unknown if key in edition.cells)
    figure, outcome = _outcome(claimed, cells, edition)
    applicants = {applicant for _, applicant in keys}
    return Held(cells, figure, outcome, printed, edition.form, applicants.pop() if len(applicants) == 1 else None)


def _outcome(claimed: Stated, cells: Sum, edition: Edition) -> tuple[Decimal | None, Verdict | Gap]:
    if not cells.known:
        return None, cells.gap or Gap.MISSING
    readings = _readings(cells, edition)
    best = min(readings, key=lambda reading: judge(claimed, reading).value)
    verdict = judge(claimed, best)
    if verdict is Verdict.CONFLICTS and len(readings) > 1:
        verdict = Verdict.DOUBTFUL  # an unknown unit leaves a way out
    if cells.gap and verdict is not Verdict.AGREES and claimed.possible.high >= best.sure.low:
        return best.value, cells.gap
    return best.value, verdict


def _readings(cells: Sum, edition: Edition) -> list[Stated]:
    """The sum of the cells; for a single amount of money without unit as many as it can be read."""
    read = [stated_cell(edition.values[position]) for position in cells.known]
    return list(read[0]) if len(read) == 1 else [total(readings[0] for readings in read)]


@cache
def _listed(indicator: str, form: str) -> tuple[tuple[Key, ...], ...]:
    entry = _entry(indicator, form)
    return tuple(tuple(_key(cell, form) for cell in row) for row in entry.sums) if entry else ()


@cache
def _entry(indicator: str, form: str) -> Counterpart | None:
    entries = [entry for entry in rules().counterparts if entry.claim == indicator]
    return next((entry for entry in entries if not entry.forms or form in entry.forms), None)


def _is_named(indicator: str, words: str) -> bool:
    return any(word in words for word in rules().row_words.get(indicator, ()))


def _key(cell: str, form: str) -> Key:
    indicator, _, applicant = cell.partition("@")
    return (indicator, applicant) if applicant else key_of(indicator, form)
