"""A module that a worker takes long to import."""

from __future__ import annotations

import time

SECONDS = 1.0

time.sleep(SECONDS)


def echo(item: str) -> str:
    return item
