"""Whole processes: how long `gongkai` takes to start and read one report, what it loads, what memory it needs."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarking.extraction import multiplied
from benchmarking.timing import best_of_each
from gongkai import extract
from gongkai.workers import Lost, run_isolated

GONGKAI = str(Path(sys.executable).with_name("gongkai"))


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that a process has held at most: with the library ready for work, and after a document."""

    document: float  # size of the document itself
    ready: float
    peak: float


def process_seconds(*commands: Sequence[str]) -> list[float | None]:
    """Seconds from start to end of each command, run in turn; None for one that fails."""
    working = [
        command for command in commands if subprocess.run(command, capture_output=True, check=False).returncode == 0
    ]
    runs = [partial(subprocess.run, command, capture_output=True, check=True) for command in working]
    seconds = iter(best_of_each(*runs, clock=time.perf_counter))
    return [next(seconds) if command in working else None for command in commands]


def extract_command(path: Path) -> list[str]:
    return [GONGKAI, "extract", str(path), "--format", "json"]


def import_times(path: Path, n_largest: int = 8) -> list[tuple[str, float]]:
    """Milliseconds that importing each package cost in one `gongkai extract`, its parts together, the largest first."""
    command = [sys.executable, "-X", "importtime", *extract_command(path)]
    errors = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    times: Counter[str] = Counter()
    for line in errors.splitlines():
        own, _, name = line.removeprefix("import time:").split("|")
        if own.strip().isdecimal():  # not the heading
            times[name.strip().partition(".")[0]] += int(own)
    return [(name, microseconds / 1000) for name, microseconds in times.most_common(n_largest)]


def memory(path: Path, copies: int) -> Memory | None:
    """For `copies` of the document in one; None where the system does not tell."""
    if not Path("/proc/self/status").exists():
        return None
    ((_, result),) = run_isolated(_measure_memory, [(path, copies)], 1, None)
    return None if isinstance(result, Lost) else result


def _measure_memory(job: tuple[Path, int]) -> Memory:
    path, copies = job
    extract(path)  # loads everything that a document of this kind needs
    ready = high_water_mark()
    data = multiplied(path, copies)
    extract(data)
    return Memory(len(data) / 1e6, ready, high_water_mark())


def high_water_mark() -> float:
    """The most memory this process has had, in MB. Not `ru_maxrss`, which begins with that of the parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000
