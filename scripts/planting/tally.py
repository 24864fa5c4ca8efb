"""Shares of detected plants, by kind and by what makes them detectable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from planting.plants import BLANKED, FIGURE_LOST
from planting.trial import Outcome

LEAST_SHARE: Final = 0.99
LEAST_PLANTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers of plants. `conflict`, `doubt`, `note` and `warning` are the detectable ones by what they were seen by at
    worst; `extra` are those that were seen although nothing makes them detectable."""

    name: str
    plants: int
    detectable: int
    conflict: int
    doubt: int
    note: int
    warning: int
    extra: int

    @property
    def detected(self) -> int:
        return self.conflict + self.doubt + self.note + self.warning

    @property
    def share(self) -> float | None:
        return self.detected / self.detectable if self.detectable else None


def rows(outcomes: Sequence[Outcome], name: Callable[[Outcome], Iterable[str]]) -> list[Row]:
    """One for each name; an outcome may have several."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for key in name(outcome):
            groups.setdefault(key, []).append(outcome)
    return [row(key, groups[key]) for key in sorted(groups)]


def row(name: str, outcomes: Sequence[Outcome]) -> Row:
    detectable = [outcome for outcome in outcomes if outcome.bases]
    seen = Counter(outcome.seen for outcome in detectable)
    extra = sum(outcome.seen is not None and not outcome.bases for outcome in outcomes)
    counts = seen["conflict"], seen["doubt"], seen["note"], seen["warning"]
    return Row(name, len(outcomes), len(detectable), *counts, extra)


def by_kind(outcome: Outcome) -> list[str]:
    return [f"{outcome.plant.where} {outcome.plant.kind}"]


def by_basis(outcome: Outcome) -> list[str]:
    return [f"{outcome.plant.where} by {'+'.join(outcome.bases)}"] if outcome.bases else []


def table(title: str, found: Sequence[Row], last: Row) -> Table:
    result = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    result.add_column(title, min_width=30)
    for head in ("plants", "detectable", "conflict", "doubt", "note", "warning", "missed", "share", "extra"):
        result.add_column(head, justify="right")
    for entry in (*found, last):
        share = "" if entry.share is None else f"{entry.share:.1%}"
        cells = (entry.plants, entry.detectable, entry.conflict, entry.doubt, entry.note, entry.warning)
        missed = entry.detectable - entry.detected
        result.add_row(
            entry.name, *map(str, cells), str(missed), share, str(entry.extra), end_section=entry is found[-1]
        )
    return result


def missed(outcomes: Iterable[Outcome]) -> list[tuple[str, int, Outcome]]:
    """Classes of missed plants, by what would have made them detectable and why it did not: the number of them and the
    first of each, the largest first."""
    classes: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.bases and outcome.seen is None:
            why = "; ".join(outcome.reasons) or "nothing said"
            key = f"{outcome.plant.where} by {'+'.join(outcome.bases)} | {why}"
            classes.setdefault(key, []).append(outcome)
    ordered = sorted(classes.items(), key=lambda entry: -len(entry[1]))
    return [(key, len(found), found[0]) for key, found in ordered]


def aims(outcomes: Sequence[Outcome], n_false: int) -> dict[str, bool]:
    """What was aimed at, and whether it was reached: by each sort of error by itself, so that none hides another."""
    sorts = {"blanked cells": {BLANKED}, "lost figures": {FIGURE_LOST}}
    special = {kind for kinds in sorts.values() for kind in kinds}
    sorts = {"changed figures": {outcome.plant.kind for outcome in outcomes} - special, **sorts}
    counted = {name: row(name, [o for o in outcomes if o.plant.kind in kinds]) for name, kinds in sorts.items()}
    return {
        f"at least {LEAST_PLANTS:,} plants: {len(outcomes):,}": len(outcomes) >= LEAST_PLANTS,
        **{
            f"at least {LEAST_SHARE:.0%} of {name} detected: {entry.share:.1%}": entry.share >= LEAST_SHARE
            for name, entry in counted.items()
            if entry.share is not None
        },
        f"no false conflict in the unchanged reports: {n_false}": n_false == 0,
    }
