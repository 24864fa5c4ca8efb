"""Work for child processes that goes wrong in every way it can. In a module of its own, for the children to import."""

from __future__ import annotations

import ctypes
import os
import time

from fuzzing.judge import Case, Verdict
from gongkai.batch import Job

_sources: list[object] = []


def work(item: str) -> str:
    """Does what the item says, or gives it back."""
    if item == "exit":
        os._exit(3)
    elif item == "segfault":
        ctypes.string_at(0)
    elif item == "raise":
        raise MemoryError
    elif item == "hang":
        time.sleep(600)
    elif item == "print":
        print("this must not get between the answers")
    elif item == "large":
        return item * 1_000_000
    return item


def tell_threads(_: object) -> str:
    """How many threads the child would give its model."""
    return os.environ.get("GONGKAI_THREADS", "")


def tell_sources(job: Job) -> list[object]:
    """All sources that the child was given until now."""
    _sources.append(job.source)
    return _sources


class Poison(bytes):
    """Bytes that end the process that unpickles them."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)


class Spoilt:
    """An open file that cannot be read."""

    name = "spoilt.html"

    def read(self, size: int) -> bytes:
        raise OSError(5, "Input/output error")


def judge(case: Case) -> Verdict:
    """Judges the first four cases of a run: good, crash, hang, bug."""
    work(["good", "exit", "hang", "bug"][case.number])
    return Verdict("KeyError", 0.25, "Traceback: nope") if case.number == 3 else Verdict("report", 0.5)
