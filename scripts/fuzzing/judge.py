"""One damaged input: made, read, and the result examined. Runs in a child process, which the input may crash."""

from __future__ import annotations

import resource
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fuzzing.mutations import mutate
from gongkai import GongkaiError, Report, Section, TableValue, extract

MEMORY_LIMIT = 2 << 30  # bytes of address space of a child; a report needs a tenth of it


@dataclass(frozen=True, slots=True)
class Case:
    """The `number`-th input of a run. The same case gives the same bytes again."""

    seed: int
    number: int
    path: Path
    other: Path

    def data(self) -> bytes:
        return mutate(f"{self.seed}/{self.number}", self.path.read_bytes(), self.other.read_bytes())


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` is `report`, the name and reason of the error, or the name of an exception that is a bug."""

    outcome: str
    seconds: float
    traceback: str = ""  # of a bug

    @property
    def is_bug(self) -> bool:
        return bool(self.traceback)


def judge(case: Case) -> Verdict:
    """Never raises: any exception that is no `GongkaiError` is a bug, and so is a report that breaks a promise."""
    _limit_memory()
    data = case.data()
    begin = time.perf_counter()
    bug = ""
    try:
        report = extract(data, name=case.path.name)
        seconds = time.perf_counter() - begin
        _examine(report)
        outcome = "report"
    except GongkaiError as error:
        seconds = time.perf_counter() - begin
        outcome = " ".join([type(error).__name__, getattr(error, "reason", "")]).strip()
    except Exception as error:  # noqa: BLE001 - any exception but ours is what we are looking for
        seconds = time.perf_counter() - begin
        outcome, bug = type(error).__name__, traceback.format_exc()
    return Verdict(outcome, seconds, bug)


def _examine(report: Report) -> None:
    """Raises ValueError where the report is not what its documentation promises."""
    written = report.to_json()
    written.encode()
    if Report.from_json(written) != report:
        raise ValueError("the report is another after writing and reading it")
    parts: list[TableValue | Section] = [*report.values, *report.sections]
    for part in parts:
        if part.start is not None and part.end is not None and not 0 <= part.start <= part.end <= len(report.text):
            raise ValueError(f"a span outside of the text: {part}")
    for value in report.values:
        if value.start is not None and report.text[value.start : value.end] != value.raw:
            raise ValueError(f"a span that does not hold the cell: {value}")


@cache
def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, hard))
