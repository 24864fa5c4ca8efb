"""The reports that a command works on, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.batch import Job, extract_jobs
from gongkai.cli.progress import with_progress
from gongkai.report import Failure, Report


def read_reports(
    jobs: list[Job], workers: int, timeout: float | None, output: Path | None
) -> Iterator[Report | Failure]:
    """Does all jobs, in their order; what fails is told on standard error, and passed on like the reports.

    `output` is where the command writes: what goes to a terminal shows by itself how far the work is.
    """
    results = extract_jobs(jobs, workers, timeout)
    is_silent = output is not None or not sys.stdout.isatty()
    for result in with_progress(results, len(jobs)) if is_silent else results:
        yield result
        if isinstance(result, Failure):
            print(f"{result.name}: {result.message}", file=sys.stderr)
