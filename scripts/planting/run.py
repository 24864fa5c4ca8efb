"""All reports, all plants, what came of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, get_args

from planting.documents import load, report_files
from planting.known import false_conflicts, known_contradictions
from planting.plants import Where, plants_of
from planting.tally import Row, aims, by_basis, by_kind, missed, row, rows
from planting.trial import Outcome, Trial


@dataclass(frozen=True)
class Result:
    """`outcomes` of every plant, reconciled; `again` of a sample, extracted from the changed text; the messages of the
    `false_conflicts` in each unchanged report."""

    outcomes: list[Outcome]
    again: list[Outcome]
    false_conflicts: dict[str, list[str]]

    @property
    def aims(self) -> dict[str, bool]:
        return aims(self.outcomes, sum(map(len, self.false_conflicts.values())))

    def to_dict(self) -> dict[str, Any]:
        return {
            "by_kind": _counted(rows(self.outcomes, by_kind), row("all", self.outcomes)),
            "by_basis": _counted(rows(self.outcomes, by_basis), row("all", self.outcomes)),
            "end_to_end": _counted(rows(self.again, by_kind), row("all", self.again)),
            "missed": [{"class": key, "count": count} for key, count, _ in missed(self.outcomes)],
            "false_conflicts": self.false_conflicts,
            "aims": self.aims,
        }


def run(folders: Sequence[Path], gold: Path, *, seed: int, per_cell: int, end_to_end: int) -> Result:
    """Plants errors into the reports of the folders; see `plants_of` for `per_cell`. `gold` is the folder of what must
    come out of the examples, `end_to_end` the size of the sample that is extracted again."""
    trials = {path.name: Trial(load(path)) for path in report_files(folders)}
    planted = ((trial, plant) for trial in trials.values() for plant in plants_of(trial.document, seed, per_cell))
    outcomes = [trial.outcome(plant) for trial, plant in planted]
    false = {
        name: [finding.message for finding in false_conflicts(trial.findings, known_contradictions(name, gold))]
        for name, trial in trials.items()
    }
    return Result(outcomes, _extracted_again(trials, outcomes, end_to_end, seed), false)


def _extracted_again(trials: dict[str, Trial], outcomes: list[Outcome], count: int, seed: int) -> list[Outcome]:
    """A sample of the detectable plants in reports whose text alone says what their file does: as many claims as
    cells."""
    if not count:
        return []
    readable = {name for name, trial in trials.items() if trial.is_readable_as_text}
    usable = [o for o in outcomes if o.bases and o.plant.start is not None and o.plant.document.name in readable]
    groups = [[o for o in usable if o.plant.where == where] for where in get_args(Where)]
    rng = random.Random(seed)
    drawn = [o for group in groups for o in rng.sample(group, min(count // len(groups), len(group)))]
    return [replace(o, seen=trials[o.plant.document.name].outcome_of_text(o.plant), reasons=()) for o in drawn]


def _counted(entries: list[Row], last: Row) -> list[dict[str, Any]]:
    return [{**asdict(entry), "share": entry.share} for entry in (*entries, last)]
