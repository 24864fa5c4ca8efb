"""What the model's outputs stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

OUTSIDE = "O"
PERIODS = ("this_year", "last_year", "cumulative", "other_year")
"""Classes of the period head; the year of `other_year` is read from the text."""
Scope = Literal["whole", "part"]
SCOPES: tuple[Scope, ...] = ("whole", "part")
N_ATTRIBUTES = len(PERIODS) + len(SCOPES)
"""Width of the attribute output: logits of the periods, then of the scopes."""


def tags(indicators: Sequence[str]) -> list[str]:
    """The tag set: O, then B- and I- of each indicator. Tag 2i+1 begins indicator i, tag 2i+2 goes on with it."""
    return [OUTSIDE, *(f"{prefix}-{indicator}" for indicator in indicators for prefix in "BI")]


def period_class(period: str) -> int:
    """The class of a claim's period; a year by its number is `other_year`."""
    return PERIODS.index(period) if period in PERIODS else PERIODS.index("other_year")
