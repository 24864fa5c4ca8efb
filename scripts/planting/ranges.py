"""What a figure may be: between two numbers, of which the upper one may be open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.characters import fold
from gongkai.forms import vocabulary
from gongkai.report import Claim, TableValue
from planting.figures import find_figure

MONEY: Final = frozenset({"元", "万元"})
TEN_THOUSAND: Final = Decimal(10_000)
_INFINITE: Final = Decimal("Infinity")
_SCALED = re.compile("[万亿元]")


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal) -> Range:
        return Range(self.low * factor, self.high * factor)

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        return self.high < _INFINITE


NOTHING: Final = Range(Decimal(0), Decimal(0))
ANYTHING: Final = Range(Decimal(0), _INFINITE)
"""Of a figure that is not stated: no count is negative."""


def total(ranges: Iterable[Range]) -> Range:
    return sum(ranges, NOTHING)


def at_least(low: Decimal) -> Range:
    return Range(low, _INFINITE)


def of_cell(cell: TableValue | None) -> Range:
    """A point; for an amount of money all that is rounded to it."""
    if cell is None or cell.value is None:
        return ANYTHING
    return _around(cell.value, cell.raw) if is_money(cell.indicator) else Range(cell.value, cell.value)


def of_claim(claim: Claim) -> Range | None:
    """Of an exact figure: a point; of one in 万 or of money all that is rounded to it. None for others."""
    if claim.value is None or claim.precision != "exact":
        return None
    if not (is_money(claim.indicator) or _SCALED.search(fold(claim.text))):
        return Range(claim.value, claim.value)
    return _around(claim.value, claim.text)


def is_money(indicator: str) -> bool:
    return vocabulary().indicators[indicator].unit in MONEY


def _around(value: Decimal, words: str) -> Range:
    """Half of what one in the last written digit is worth to both sides."""
    figure = find_figure(words)
    if figure is None or not figure.number:
        return Range(value, value)
    half = abs(value / figure.number).scaleb(-len(figure.plain.partition(".")[2])) / 2
    return Range(value - half, value + half)
