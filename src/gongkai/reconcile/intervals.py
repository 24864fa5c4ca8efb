"""Figures as intervals: what a figure surely covers, what a lenient reader would let it cover, and how two compare.

A figure written to the last one is a point; 2.3万 is all that is rounded to it; 1600余 reaches up to the next hundred.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import reduce

INFINITE = Decimal("Infinity")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included; `high` may be infinite."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def overlaps(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high


class Verdict(Enum):
    """From good to bad, so that the least of several is the best."""

    AGREES = 0
    DOUBTFUL = 1
    CONFLICTS = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure and what its wording allows. `possible` holds all of `sure`."""

    value: Decimal
    sure: Interval
    possible: Interval

    def __add__(self, other: Stated) -> Stated:
        return Stated(self.value + other.value, self.sure + other.sure, self.possible + other.possible)

    @property
    def is_exact(self) -> bool:
        return self.possible.low == self.possible.high


def exactly(value: Decimal) -> Stated:
    point = Interval(value, value)
    return Stated(value, point, point)


def total(figures: Iterable[Stated]) -> Stated:
    """The sum; its intervals are as wide as those of all parts together."""
    return reduce(Stated.__add__, figures, exactly(ZERO))


def judge(left: Stated, right: Stated) -> Verdict:
    """Whether two figures for the same thing can both be true."""
    if left.sure.overlaps(right.sure):
        return Verdict.AGREES
    return Verdict.DOUBTFUL if left.possible.overlaps(right.possible) else Verdict.CONFLICTS
