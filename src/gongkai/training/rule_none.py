"""The rule baseline's statements of none: 全年未发生行政复议、行政诉讼案件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.training.rule_words import Pattern, any_of, nouns, rule_words

CLAUSE = re.compile(r"[^,。;!?\n()]+")
REACH = 14
"""Characters between a negation and the first noun that it denies."""


@dataclass(frozen=True)
class Noun:
    """text[start:end] names what there was none of; the statement of it reaches to `reach`."""

    start: int
    end: int
    indicator: str
    reach: int


def find_denied(text: str, taken: Sequence[tuple[int, int]]) -> list[Noun]:
    """The nouns that folded text says there was none of; `taken` are the stretches of figures."""
    return [noun for clause in CLAUSE.finditer(text) for noun in _in_clause(text, *clause.span(), taken)]


def _in_clause(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Noun]:
    inside = [span for span in taken if start <= span[0] < end]
    found = _nouns(text, start, end)
    for noun in found:
        reach = _denied_behind(text, noun, found) or _denied_before(text, start, noun, found, inside)
        if reach:
            yield replace(noun, reach=reach)


def _denied_before(text: str, start: int, noun: Noun, found: list[Noun], figures: Sequence[tuple[int, int]]) -> int:
    """The end of the noun if a negation reaches it from before (未发生行政复议), else 0."""
    negations = [match.end() for match in _before().finditer(text, start, noun.start + 1) if match.end() <= noun.start]
    if not negations or _is_counted(text, noun) or any(negations[-1] <= figure[0] < noun.start for figure in figures):
        return 0
    between = _without(text, negations[-1], noun.start, found)
    is_first = between == text[negations[-1] : noun.start]
    return noun.end if (len(between) <= REACH if is_first else _joins(between)) else 0


def _denied_behind(text: str, noun: Noun, found: list[Noun]) -> int:
    """The end of a denial of the noun (行政诉讼均未发生), or of the list that it stands in; 0 if there is none."""
    place, is_list = noun.end, any(other.end <= noun.start and _joins(text[other.end : noun.start]) for other in found)
    while True:
        if match := _behind().match(text, place):
            return match.end()
        following = next((other for other in found if other.start >= place), None)
        if match := _noughts().match(text, place) if is_list else None:
            return match.end()
        if following is None or not _joins(text[place : following.start]):
            return 0
        place, is_list = following.end, True


def _is_counted(text: str, noun: Noun) -> bool:
    return bool(re.match(r"(?:数|件数)?[为:]?\s?[\d零〇]", text[noun.end : noun.end + 6]))


def _nouns(text: str, start: int, end: int) -> list[Noun]:
    """Nouns of text[start:end] in order, none overlapping: the longest where several begin."""
    every = [
        Noun(*match.span(), name, match.end())
        for name, pattern in _all_nouns()
        for match in pattern.finditer(text, start, end)
    ]
    chosen: list[Noun] = []
    for noun in sorted(every, key=lambda noun: (noun.start, -noun.end)):
        if not chosen or noun.start >= chosen[-1].end:
            chosen.append(noun)
    return chosen


def _without(text: str, low: int, high: int, nouns_found: list[Noun]) -> str:
    """text[low:high] without its nouns."""
    kept, last = "", low
    for noun in nouns_found:
        if low <= noun.start and noun.end <= high:
            kept += text[last : noun.start]
            last = noun.end
    return kept + text[last:high]


def _joins(between: str) -> bool:
    return bool(_joint().fullmatch(between))


@cache
def _all_nouns() -> tuple[tuple[str, Pattern], ...]:
    return tuple(nouns())


@cache
def _before() -> Pattern:
    return any_of(rule_words().none.before)


@cache
def _behind() -> Pattern:
    return any_of(rule_words().none.behind)


@cache
def _noughts() -> Pattern:
    return any_of(rule_words().none.noughts)


@cache
def _joint() -> Pattern:
    return re.compile(rf"(?:\s|{'|'.join(rule_words().none.joints)})*")
