"""What came of the inputs: counts, the slowest, and a folder with those that found a bug."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from pathlib import Path

from rich.table import Table

from fuzzing.judge import Case, Verdict

SECONDS_BETWEEN_LINES = 15.0  # of progress: few enough for a log, often enough to see that it lives


class Tally:
    """Counts verdicts by the format of the undamaged file, and keeps the inputs of the bad ones in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.n_inputs = 0
        self.n_bugs = 0
        self._folder = folder
        self._outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self._slowest: dict[str, tuple[float, int]] = {}
        self._begin = self._last_line = time.monotonic()

    def add(self, case: Case, verdict: Verdict) -> None:
        kind = case.path.suffix.removeprefix(".")
        self.n_inputs += 1
        self._outcomes[kind][("! " if verdict.is_bug else "") + verdict.outcome] += 1
        self._slowest[kind] = max(self._slowest.get(kind, (0.0, 0)), (verdict.seconds, case.number))
        if verdict.is_bug:
            self.n_bugs += 1
            self._keep(case, verdict)
        self._tell_progress(case)

    def table(self) -> Table:
        table = Table(
            "format", "inputs", "outcomes", "slowest", title=f"{self.n_inputs} damaged inputs, {self.n_bugs} bugs"
        )
        for kind, outcomes in sorted(self._outcomes.items()):
            seconds, number = self._slowest[kind]
            counts = "\n".join(f"{count:6} {outcome}" for outcome, count in outcomes.most_common())
            table.add_row(kind, str(outcomes.total()), counts, f"{seconds:.2f} s (input {number})", end_section=True)
        return table

    def _keep(self, case: Case, verdict: Verdict) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._folder / f"{case.seed}-{case.number}-{case.path.name}"
        kept.write_bytes(case.data())
        kept.with_name(kept.name + ".log").write_text(
            f"{case}\n{verdict.outcome}\n{verdict.traceback}\n", encoding="utf-8"
        )

    def _tell_progress(self, case: Case) -> None:
        now = time.monotonic()
        if now - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = now
            rate = self.n_inputs / (now - self._begin)
            print(f"input {case.number}: {self.n_inputs} done, {rate:.0f} a second, {self.n_bugs} bugs", flush=True)
