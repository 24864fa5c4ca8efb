"""A progress bar for those who wait."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Result = TypeVar("Result")

PATIENCE = 1.0  # seconds of work before the bar appears: below that it would only flicker


def with_progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Passes the results on and shows on standard error, if that is a terminal, how many of `total` are done."""
    begin = time.monotonic()
    rest = iter(results)
    for done, result in enumerate(rest, 1):
        yield result
        if sys.stderr.isatty() and time.monotonic() - begin > PATIENCE:
            yield from _with_bar(rest, done, total)


def _with_bar(results: Iterator[Result], done: int, total: int) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total, completed=done)
        for result in results:
            yield result
            progress.advance(task)
