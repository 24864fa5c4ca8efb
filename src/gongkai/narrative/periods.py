"""Which year a figure speaks of, where the model says that it is not the report's own."""

from __future__ import annotations

import re

from gongkai.characters import fold
from gongkai.narrative.encoding import find_years, read_year

REACH = 500
"""Characters around a figure in which its sentence is looked for."""
_SENTENCE = re.compile(r"[。！？\n]")
_YEAR_BEFORE_LAST = re.compile(r"前年")
_PAST = re.compile(r"[上去前原旧往昔曾初较比由从]|同期|\d{4}\s?年|二[〇零○]")
"""One of these stands near every figure of an earlier year; without one, the report's own year is meant."""
_LONG_TIME = re.compile(r"[累截至止历自来起间积存总已]|(?<!\d\d\d)[两二三四五六七八九十几多\d]年|个月")
"""One of these stands near every cumulative figure; without one, the report's own year is meant."""
BEFORE, BEHIND = 200, 25
"""Characters in which such a word is looked for: no annotated figure of last year, and no cumulative one, is further
away from one."""


def resolve_period(text: str, start: int, period: str, year: int | None) -> str:
    """The period of the claim that begins at `start`, as the output writes it.

    Args:
        period: a class of `labels.PERIODS`.
        year: the report's year, None if unknown.
    """
    needed = {"last_year": _PAST, "cumulative": _LONG_TIME}.get(period)
    if needed and not needed.search(fold(text[max(0, start - BEFORE) : start + BEHIND])):
        return "this_year"
    if period != "other_year":
        return period
    named = _nearest_year(text, start)
    if named is None and year is not None and _YEAR_BEFORE_LAST.search(_sentence_before(text, start)):
        named = year - 2
    if named is None or (year is not None and named == year - 1):
        return "last_year"
    return "this_year" if named == year else str(named)


def _nearest_year(text: str, start: int) -> int | None:
    """The last year named before `start` in its sentence, else the first one behind."""
    before = find_years(_sentence_before(text, start))
    if before:
        return read_year(before[-1][0])
    behind = find_years(_SENTENCE.split(text[start : start + REACH], maxsplit=1)[0])
    return read_year(behind[0][0]) if behind else None


def _sentence_before(text: str, start: int) -> str:
    return _SENTENCE.split(text[max(0, start - REACH) : start])[-1]
