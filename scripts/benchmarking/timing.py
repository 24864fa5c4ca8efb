"""Times, and how they grow."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Clock = Callable[[], float]

REPEATS = 5
MIN_SECONDS = 0.5  # of measuring: what takes less is repeated until then, because one pass of it says little


def best_of(function: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Seconds of the fastest of several calls, after one that does not count.

    The fastest, and by default in time of this process: all else that the machine does only makes a call slower.
    """
    return best_of_each(function, clock=clock)[0]


def best_of_each(*functions: Callable[[], object], clock: Clock = time.process_time) -> list[float]:
    """`best_of` for several functions called in turn, so that a busy moment of the machine meets all of them."""
    for function in functions:
        function()
    rounds: list[list[float]] = []
    while len(rounds) < REPEATS or sum(map(sum, rounds)) < MIN_SECONDS * len(functions):
        rounds.append([_seconds(function, clock) for function in functions])
    return [min(times) for times in zip(*rounds, strict=True)]


def _seconds(function: Callable[[], object], clock: Clock) -> float:
    begin = clock()
    function()
    return clock() - begin


def fitted_exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The k of `seconds = c * sizes ** k`, by least squares over the logarithms: 1 is linear, 2 quadratic."""
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - mean_x) ** 2 for x in xs)


@dataclass(frozen=True, slots=True)
class Aim:
    """A limit for a measured figure; `measured` None: it could not be measured here."""

    what: str
    measured: float | None
    below: float

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "not measured"
        return "pass" if self.measured < self.below else "FAIL"
