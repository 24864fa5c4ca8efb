"""The words that speak for an indicator, and the topics that decide whether the vague ones among them count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from gongkai.narrative.rules.scanning import Scanner
from gongkai.narrative.rules.text import CLAUSE_END, Ends
from gongkai.narrative.rules.words import Pattern, any_of, rule_words

HINT_LOSS = 1.0
"""A hint weighs this much less than a cue of its indicator."""
LENGTH_GAIN = 0.06
"""Weight of each character of a cue: the more it says, the surer it is."""
MOST_GAINING = 10
"""Characters of a cue that add to its weight."""


@dataclass(frozen=True, slots=True)
class Source:
    """The cues, or the hints, of an indicator; `indicator` None: the words for something that is none.

    `topics`: one of them must be spoken of, if there are any. `measures`: the measure words that fit, None for all.
    """

    pattern: Pattern
    weight: float
    indicator: str | None = None
    topics: frozenset[str] = frozenset()
    is_channel: bool = False
    measures: frozenset[str] | None = None


class Cue(NamedTuple):
    """A stretch of text that speaks for the indicator of its source."""

    start: int
    end: int
    weight: float
    source: Source

    @property
    def indicator(self) -> str | None:
        return self.source.indicator

    @property
    def is_channel(self) -> bool:
        return self.source.is_channel

    def fits(self, measure: str) -> bool:
        """Whether its indicator is counted in this measure word."""
        return self.source.measures is None or measure in self.source.measures


class Topics:
    """What a text speaks of, at each of its places."""

    def __init__(self, text: str) -> None:
        scanner, names = topic_scanner()
        found = sorted((match.start(), names[number]) for number, match in scanner.find(text))
        self._places = [place for place, _ in found]
        self._names = [name for _, name in found]
        self._clauses = Ends(CLAUSE_END, text)

    def at(self, place: int) -> set[str]:
        """The topics that the clause at `place` names, and the last one named before."""
        low = bisect_left(self._places, self._clauses.before(place))
        high = bisect_left(self._places, self._clauses.behind(place))
        last = bisect_right(self._places, place)
        return {*self._names[low:high], *self._names[max(0, last - 1) : last]}


def find_cues(text: str, topics: Topics) -> list[Cue]:
    """Every cue in folded text, in order, the longer ones first; hints only where the text speaks of their topic."""
    scanner, sources = cue_scanner()
    found = [(*match.span(), sources[number]) for number, match in scanner.find(text)]
    return [
        Cue(start, end, source.weight + LENGTH_GAIN * min(end - start, MOST_GAINING), source)
        for start, end, source in found
        if not source.topics or not source.topics.isdisjoint(topics.at(start))
    ]


@cache
def cue_scanner() -> tuple[Scanner, Sequence[Source]]:
    sources = list(_sources())
    return Scanner([source.pattern for source in sources]), sources


def _sources() -> Iterator[Source]:
    others, measures, no_topics = rule_words().others, rule_words().measures, frozenset[str]()
    yield Source(any_of(others.cues), others.weight)
    for name, words in rule_words().indicators.items():
        cues, hints = (words.cues, words.weight, no_topics), (words.hints, words.weight - HINT_LOSS, words.topic)
        for given, weight, topics in (cues, hints):
            if given:
                yield Source(any_of(given), weight, name, topics, words.channel, measures[name])


@cache
def topic_scanner() -> tuple[Scanner, Sequence[str]]:
    topics = rule_words().topics
    return Scanner([any_of(words) for words in topics.values()]), list(topics)
