"""Two figures that differ as by a slip of the fingers."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

LEAST_DIGITS = 2
"""Of figures with one digit every two would differ by a slip."""


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether one digit was mistyped, or two neighbours were swapped: 168 for 158, 51 for 15."""
    first, second = f"{one.normalize():f}", f"{other.normalize():f}"
    if len(first) != len(second) or len(first) < LEAST_DIGITS:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    return any(
        wrong == [left, right] and first[left] == second[right] and first[right] == second[left]
        for left, right in pairwise(range(len(first)))
    )
