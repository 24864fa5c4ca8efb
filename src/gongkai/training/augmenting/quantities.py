"""Quantities taken apart and put together again: marked figures, and counts that are none."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai.characters import fold
from gongkai.labelling.passages import Mark, Passage, written_value
from gongkai.narrative import numerals
from gongkai.narrative.quantities import find_quantities, parse_quantity
from gongkai.training.augmenting.editing import Edit, apply, is_free, reread

CONTEXT = 4
"""Characters on either side that a change may look at."""
_TORN = r"\d[\d.]*(?:\s+[\d.]+)+[万亿]?"
"""A number with spaces between its digits, as PDFs give it."""
_JOINS = ",，.．:：、/-—~"
"""Between two figures, these could be read as parts of one."""


@dataclass(frozen=True)
class Written:
    """约 1600余 件 as prefix, number, gap and measure; `label` is None where the quantity is no claim."""

    prefix: str
    number: str
    gap: str
    measure: str
    label: str | None
    before: str
    behind: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.number}{self.gap}{self.measure}"

    @property
    def is_money(self) -> bool:
        return fold(self.measure) in numerals.words()["money"]

    @property
    def is_beside_figure(self) -> bool:
        """Whether only a comma or the like stands between this quantity and another figure."""
        before, behind = self.before.rstrip(), self.behind.lstrip()
        return bool(re.search(rf"\d[{_JOINS}]$", before) or (not self.measure and re.match(rf"[{_JOINS}]\d", behind)))


Change = Callable[[Written, random.Random], Written]


def rewrite(passage: Passage, rng: random.Random, changes: Sequence[tuple[float, Change]]) -> Passage:
    """Each change is done to its share of the quantities; values become what is then written."""
    edits = []
    for start, end, written in _quantities(passage):
        new = written
        for share, change in changes:
            new = change(new, rng) if rng.random() < share else new
        if new is not written and (text := str(new)) != str(written):
            edits.append(Edit(start, end, text))
    return reread(passage, apply(passage, edits))


def take_apart(surface: str, label: str | None = None, before: str = "", behind: str = "") -> Written | None:
    """None where the surface is more than a number and its measure word: 十四元六角, 3—5件."""
    match = _pattern().fullmatch(fold(surface))
    if not match:
        return None
    prefix, number, gap, measure = (
        surface[slice(*match.span(name))] for name in ("prefix", "number", "gap", "measure")
    )
    return Written(prefix, number, gap, measure, label, before, behind)


@lru_cache(maxsize=8192)
def _quantities(passage: Passage) -> tuple[tuple[int, int, Written], ...]:
    """What can be rewritten: figures that are not 0 and say what their mark says, and counts with a measure word."""
    figures = [(mark.start, mark.end, mark) for mark in passage.marks if _says_its_value(passage.surface(mark), mark)]
    counts = [(start, end, None) for start, end in _counts(passage.text) if is_free(passage, start, end)]
    found = [(start, end, _at(passage, start, end, mark)) for start, end, mark in [*figures, *counts]]
    return tuple((start, end, written) for start, end, written in found if written)


def _at(passage: Passage, start: int, end: int, mark: Mark | None) -> Written | None:
    before, behind = passage.text[max(0, start - CONTEXT) : start], passage.text[end : end + CONTEXT]
    return take_apart(passage.text[start:end], mark.indicator if mark else None, before, behind)


def _says_its_value(surface: str, mark: Mark) -> bool:
    return mark.value != 0 and bool(parse_quantity(surface)) and written_value(surface, mark.indicator) == mark.value


def _counts(text: str) -> list[tuple[int, int]]:
    """Counts in Arabic digits with a measure word: bare numbers may be telephone numbers, numerals part of a word."""
    return [
        (quantity.start, quantity.end)
        for quantity in find_quantities(text)
        if quantity.measure and quantity.value and re.match(r"[约近逾]?\d", text[quantity.start :])
    ]


@cache
def _pattern() -> re.Pattern[str]:
    measure = numerals.alternatives([*numerals.words()["measures"], *numerals.words()["money"]])
    number = rf"{numerals.number_pattern()}|{_TORN}"
    return re.compile(rf"(?P<prefix>(?:[约近逾]\s?)?)(?P<number>{number})(?P<gap>\s*)(?P<measure>(?:{measure})?)")
