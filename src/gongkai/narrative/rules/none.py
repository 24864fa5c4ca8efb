"""Statements of none: 全年未发生行政复议、行政诉讼案件."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gongkai.narrative.rules.scanning import Scanner
from gongkai.narrative.rules.words import Pattern, any_of, rule_words

CLAUSE = re.compile(r"[^,。;!?\n()]+")
REACH = 14
"""Characters between a negation and the first noun that it denies."""
NEGATION = re.compile(r"[未没无不免零缺阙空]|(?<!\d)0(?![\d.])")
"""Every denial in `data/rules.yaml` has one of these."""
_FURTHEST = 24
"""Characters behind a clause in which a denial of its nouns can have its negation: …行政诉讼案件, 全年均未发生."""


@dataclass(frozen=True)
class Noun:
    """text[start:end] names what there was none of; the statement of it reaches to `reach`."""

    start: int
    end: int
    indicator: str
    reach: int


def find_denied(text: str, taken: Sequence[tuple[int, int]]) -> list[Noun]:
    """The nouns that folded text says there was none of; `taken` are the stretches of figures, in order."""
    clauses = (match.span() for match in CLAUSE.finditer(text))
    near = ((start, end) for start, end in clauses if NEGATION.search(text, start, end + _FURTHEST))
    return [noun for start, end in near for noun in _in_clause(text, start, end, taken)]


def _in_clause(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Noun]:
    found = _nouns(text, start, end)
    if not found:
        return
    inside = taken[bisect_left(taken, (start, 0)) : bisect_left(taken, (end, 0))]
    for noun, reach in zip(found, _denied_behind(text, found), strict=True):
        if reach := reach or _denied_before(text, start, noun, found, inside):
            yield replace(noun, reach=reach)


def _denied_before(text: str, start: int, noun: Noun, found: list[Noun], figures: Sequence[tuple[int, int]]) -> int:
    """The end of the noun if a negation reaches it from before (未发生行政复议), else 0."""
    negations = [match.end() for match in _before().finditer(text, start, noun.start + 1) if match.end() <= noun.start]
    if not negations or _is_counted(text, noun) or any(negations[-1] <= figure[0] < noun.start for figure in figures):
        return 0
    between = _without(text, negations[-1], noun.start, found)
    is_first = between == text[negations[-1] : noun.start]
    return noun.end if (len(between) <= REACH if is_first else _joins(between)) else 0


def _denied_behind(text: str, found: Sequence[Noun]) -> list[int]:
    """For each noun the end of its denial (行政诉讼均未发生), or of that of its list; 0 where there is none."""
    reaches = [0] * len(found)
    for place, noun in reversed(list(enumerate(found))):
        is_listed = place > 0 and _joins(text[found[place - 1].end : noun.start])
        denial = _behind().match(text, noun.end) or (_noughts().match(text, noun.end) if is_listed else None)
        if denial:
            reaches[place] = denial.end()
        if is_listed:
            reaches[place - 1] = reaches[place]
    return reaches


def _is_counted(text: str, noun: Noun) -> bool:
    return bool(re.match(r"(?:数|件数)?[为:]?\s?[\d零〇]", text[noun.end : noun.end + 6]))


def _nouns(text: str, start: int, end: int) -> list[Noun]:
    """Nouns of text[start:end] in order, none overlapping: the longest where several begin."""
    scanner, names = noun_scanner()
    chosen: list[Noun] = []
    for number, match in scanner.find(text, start, end):
        if not chosen or match.start() >= chosen[-1].end:
            chosen.append(Noun(*match.span(), names[number], match.end()))
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
    return bool(_joints().fullmatch(between))


@cache
def noun_scanner() -> tuple[Scanner, Sequence[str]]:
    nouns = {name: words.nouns for name, words in rule_words().indicators.items() if words.nouns}
    return Scanner([any_of(words) for words in nouns.values()]), list(nouns)


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
def _joints() -> Pattern:
    return re.compile(rf"(?:\s|{any_of(rule_words().none.joints).pattern})*+")
