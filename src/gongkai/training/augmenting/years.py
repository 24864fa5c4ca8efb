"""Other years."""

from __future__ import annotations

import random
from dataclasses import replace

from gongkai.characters import fold
from gongkai.labelling.passages import Passage
from gongkai.narrative.encoding import find_years, read_year
from gongkai.training.augmenting.editing import CrossedMark, Edit, apply

FIRST_YEAR, LAST_YEAR = 2008, 2026
"""Reports cover the years from the regulation's coming into force on."""
_LAST_NAMED = 2029  # Chinese figures are known as a year up to here


def shift_years(passage: Passage, rng: random.Random) -> Passage:
    """All years moved by one number, that of the report and those of periods too."""
    found = find_years(passage.text)
    if passage.year is None or not FIRST_YEAR <= passage.year <= LAST_YEAR:
        return passage
    latest = max([passage.year, *(read_year(match[0]) for match in found)])
    highest = min(LAST_YEAR, passage.year + _LAST_NAMED - latest)
    offset = rng.randint(FIRST_YEAR, max(FIRST_YEAR, highest)) - passage.year
    edits = [
        Edit(match.start(), match.end(), _like(passage.text[match.start() : match.end()], read_year(match[0]) + offset))
        for match in found
    ]
    marks = tuple(replace(mark, period=_moved(mark.period, offset)) for mark in passage.marks)
    try:
        moved = apply(replace(passage, year=passage.year + offset, marks=marks), edits)
    except CrossedMark:
        return passage
    return moved if len(find_years(moved.text)) == len(found) else passage


def _moved(period: str, offset: int) -> str:
    return str(int(period) + offset) if period.isdecimal() else period


def _like(written: str, year: int) -> str:
    """`year` in the figures of `written`: 2019, ２０１９, 二〇一九, 二零一九."""
    figures = str(year)
    if written.isascii():
        return figures
    if fold(written).isascii():
        return "".join(chr(ord(figure) + 0xFEE0) for figure in figures)
    nought = next((sign for sign in "零○" if sign in written), "〇")
    return "".join(f"{nought}一二三四五六七八九"[int(figure)] for figure in figures)
