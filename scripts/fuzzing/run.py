"""The run: cases in, each judged in a child process with a time limit, a tally out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from fuzzing.judge import Case, Verdict, judge
from fuzzing.tally import Tally
from gongkai.workers import Lost, run_isolated


def seed_files(folders: Iterable[Path]) -> list[Path]:
    """The undamaged files: every file in the folders and below, but for hidden ones and README files."""
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in files if not path.name.startswith(".") and path.stem != "README"]


def cases(files: Sequence[Path], seed: int, numbers: Iterable[int]) -> Iterator[Case]:
    """Goes through the formats in turn, whatever the number of files in each."""
    by_suffix: dict[str, list[Path]] = {}
    for path in files:
        by_suffix.setdefault(path.suffix, []).append(path)
    kinds = sorted(by_suffix)
    for number in numbers:
        rng = random.Random(f"{seed}/{number}/files")
        yield Case(seed, number, rng.choice(by_suffix[kinds[number % len(kinds)]]), rng.choice(files))


def fuzz(
    cases: Iterable[Case],
    tally: Tally,
    *,
    workers: int,
    timeout: float,
    judge: Callable[[Case], Verdict] = judge,
) -> None:
    """Judges all cases; one that crashes its process is a bug too, and one that takes longer than `timeout` seconds
    twice: the second time alone, since the first may only have met a busy machine."""
    slow: list[Case] = []
    for case, result in run_isolated(judge, cases, workers, timeout):
        if isinstance(result, Lost) and result.reason == "timeout":
            slow.append(case)
        else:
            tally.add(case, _lost(result, timeout) if isinstance(result, Lost) else result)
    for case, result in run_isolated(judge, slow, 1, timeout):
        tally.add(case, _lost(result, timeout) if isinstance(result, Lost) else result)


def _lost(lost: Lost, timeout: float) -> Verdict:
    if lost.reason == "timeout":
        return Verdict("timeout", timeout, f"no result after {timeout:g} s")
    return Verdict("crash", 0.0, f"the process ended with exit code {lost.exit_code}")
