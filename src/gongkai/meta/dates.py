"""Dates as officials write them. What is damaged is no date: 201911日 is not completed to anything."""

from __future__ import annotations

import datetime
import re

DATE = re.compile(
    r"(?<!\d)(20\d\d)\s?(?:年|[-/.])\s?(1[0-2]|0?[1-9])\s?(?:月|[-/.])\s?(3[01]|[12]\d|0?[1-9])(?!\d|\s?[-/.年]\s?\d)"
)
"""A date in figures, in text folded by `fold_years`."""
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")
_NUMERALS = re.compile(r"(20\d\d)年([一二三四五六七八九十元]{1,2})月([一二三四五六七八九十]{1,3})日?")
_VALUES = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)} | {"元": 1, "": 0}


def find_date(folded: str) -> datetime.date | None:
    """The first date in the text (`fold_years` is taken for granted); None if there is none, or none that exists."""
    for year, month, day in _matches(folded):
        try:
            return datetime.date(year, month, day)
        except ValueError:  # the 31st of a short month
            continue
    return None


def _matches(text: str) -> list[tuple[int, int, int]]:
    figures = [match for pattern in (DATE, _COMPACT) for match in pattern.finditer(text)]
    in_figures = [(match.start(), int(match[1]), int(match[2]), int(match[3])) for match in figures]
    numerals = _NUMERALS.finditer(text)
    in_numerals = [(match.start(), int(match[1]), _value(match[2]), _value(match[3])) for match in numerals]
    return [(year, month, day) for _, year, month, day in sorted(in_figures + in_numerals)]


def _value(numeral: str) -> int:
    """二十八 is 28, 十 is 10; at most two tens."""
    tens, ten, ones = numeral.rpartition("十")
    return (_VALUES.get(tens, 0) or 1) * 10 * bool(ten) + _VALUES.get(ones, 0)
