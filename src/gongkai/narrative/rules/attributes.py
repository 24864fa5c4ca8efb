"""Attributes: period and scope of the figures that state an indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from gongkai.narrative.encoding import find_years, read_year
from gongkai.narrative.labels import Scope
from gongkai.narrative.rules.figures import Figure
from gongkai.narrative.rules.text import SENTENCE_END, Ends
from gongkai.narrative.rules.words import Pattern, any_of, rule_words

_BREAK = re.compile(r"[,;:()、]")
LEVEL_REACH = 12
"""Characters before a figure in which the name of a level is looked for."""
Stretch = tuple[int, str]
"""Place and period of a word of time."""


def periods_of(text: str, figures: Sequence[Figure], year: int | None) -> list[str]:
    """`this_year`, `last_year`, `cumulative` or a year, of each figure of folded text."""
    sentences = Ends(SENTENCE_END, text)
    periods, own = [], 0
    for figure in figures:
        own = max(own, sentences.before(figure.quantity.start))  # where the figure's own words begin
        periods.append(_period_of(text, figure, own, year))
        own = figure.quantity.end if figure.quantity.measure else own
    return periods


def _period_of(text: str, figure: Figure, own: int, year: int | None) -> str:
    if figure.indicator in rule_words().stocks and not _stands_at_year(text, figure):
        return "this_year"
    words = _times(text, own, figure.quantity.start, year)
    if figure.indicator == "requests.carried_in":
        words = [word for word in words if word[1] == "cumulative"]
    return words[-1][1] if words else "this_year"


def _times(text: str, low: int, high: int, year: int | None) -> list[Stretch]:
    """The words of time in text[low:high], in order."""
    found: list[Stretch] = []
    for period, pattern in _periods():
        found += [
            (m.start(), period) for m in pattern.finditer(text, low, high) if not _is_comparison(text, m.end(), high)
        ]
    for match in find_years(text[low:high]):
        named = read_year(match[0])
        if not _is_date(text, low + match.end()) and not _is_comparison(text, low + match.end() + 1, high):
            found.append((low + match.start(), _of_year(named, year)))
    return sorted(found)


def _of_year(named: int, year: int | None) -> str:
    if year is None or named == year or named > year:
        return "this_year"
    return "last_year" if named == year - 1 else str(named)


def _is_date(text: str, end: int) -> bool:
    """Whether the year that ends here is part of a date, a document number or a span of years."""
    return bool(re.match(r"\s?年?\s?(?:\d+月|[-—~至]|[〕\])]|(?:以|开|起|来|底|末|初))|号", text[end : end + 6]))


def _is_comparison(text: str, end: int, high: int) -> bool:
    """比上年增加…, 上年结转: the word of time belongs to something other than the figure."""
    return bool(_beside().search(text, end, min(high, end + 8)))


def _stands_at_year(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.quantity.start - 8) : figure.quantity.start]
    return bool(re.search(r"(?:上年|去年)[末底]?.{0,3}$|由去?年?初?的?$", before))


def scopes_of(text: str, figures: Sequence[Figure], periods: Sequence[str]) -> list[Scope]:
    """`part` for what is a part by its words, or stands beside figures of the same indicator and period."""
    sentences = Ends(SENTENCE_END, text)
    said = _said_to_be_parts(text, figures, sentences)
    scopes: list[Scope] = ["part" if is_said else "whole" for is_said in said]
    for group in _groups(figures, periods, sentences):
        for place in _parts_among(text, figures, group, said):
            scopes[place] = "part"
    return scopes


def _said_to_be_parts(text: str, figures: Sequence[Figure], sentences: Ends) -> list[bool]:
    last: dict[str, int] = {}  # where the last figure of each indicator ends
    said = []
    for figure in figures:
        opening = sentences.before(figure.quantity.start)
        said.append(figure.indicator is not None and _says_part(text, figure, opening, last.get(figure.indicator, 0)))
        last |= {figure.indicator: figure.quantity.end} if figure.indicator else {}
    return said


def _says_part(text: str, figure: Figure, opening: int, last: int) -> bool:
    """其中市级20件, (省级3次): behind a figure of the same indicator, which ends at `last`; 县直部门20件: anywhere."""
    start = figure.quantity.start
    if figure.is_inherited or figure.indicator not in rule_words().divisible:
        return figure.is_inherited
    is_behind = last > opening and bool(_opens_part().search(text, last, start))
    return is_behind or bool(_level().search(text, max(opening, start - LEVEL_REACH), start))


def _groups(figures: Sequence[Figure], periods: Sequence[str], sentences: Ends) -> list[list[int]]:
    """Places of figures of one indicator and period in one sentence."""
    groups: dict[tuple[str, str, int], list[int]] = {}
    for place, figure in enumerate(figures):
        if figure.indicator and figure.indicator not in rule_words().not_parts:
            key = (figure.indicator, periods[place], sentences.before(figure.quantity.start))
            groups.setdefault(key, []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _parts_among(text: str, figures: Sequence[Figure], group: list[int], said: Sequence[bool]) -> list[int]:
    """All but the sum: one that is the sum of the others, that is called so, or that the next says to be a part of."""
    values = [figures[place].quantity.value for place in group]
    if len(set(values)) == 1 or _is_received_and_answered(text, figures, group):
        return []
    if not said[group[0]] and said[group[1]]:
        return group[1:]
    sums = [place for place, value in zip(group, values, strict=True) if _is_sum(text, figures[place], value, values)]
    return [place for place in group if place not in sums]


def _is_received_and_answered(text: str, figures: Sequence[Figure], group: list[int]) -> bool:
    """来信86封，答复84封: two figures, the second of what became of the first."""
    between = text[figures[group[0]].quantity.end : figures[group[-1]].quantity.start]
    return len(group) == 2 and bool(re.search(r"(?:答复|办结|回复|办复|办理)$|^.{0,6}(?:答复|办结|回复|办复)", between))


def _is_sum(text: str, figure: Figure, value: Decimal, values: list[Decimal]) -> bool:
    before = _BREAK.split(text[max(0, figure.quantity.start - 12) : figure.quantity.start])[-1]
    adds_up = len(values) > 2 and value * 2 == sum(values)
    return adds_up or bool(_sums().search(before))


@cache
def _periods() -> tuple[tuple[str, Pattern], ...]:
    names = ("last_year", "this_year", "cumulative")
    return tuple((name, any_of(rule_words().periods[name])) for name in names)


@cache
def _beside() -> Pattern:
    return any_of(rule_words().periods["beside"])


@cache
def _opens_part() -> Pattern:
    return re.compile("|".join([*rule_words().scope["part"], r"\("]))


@cache
def _level() -> Pattern:
    """The name of a level or an office directly before a figure."""
    return re.compile(
        rf"(?:{'|'.join(rule_words().scope['levels'])})(?:公开|发布|收到|受理|[为占有共])*(?=[\d约近]|\Z)"
    )


@cache
def _sums() -> Pattern:
    return any_of(rule_words().scope["sums"])
