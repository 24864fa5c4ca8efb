"""A module that a worker takes long to import, with a function that takes long to be ready."""

from __future__ import annotations

import os
import time
from functools import cache

SECONDS = 1.0

time.sleep(SECONDS)


def echo(item: str) -> str:
    return item


def load_and_echo(item: str) -> str:
    """Loads for long in each process that calls it, once; `exit` ends the process."""
    _load()
    if item == "exit":
        os._exit(3)
    return item


@cache
def _load() -> None:
    time.sleep(SECONDS)
