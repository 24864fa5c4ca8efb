"""The words of the rule baseline, `data/rules.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml
from gongkai.errors import AnnotationError
from gongkai.labelling.passages import narrative_labels

Pattern = re.Pattern[str]
Words = tuple[str, ...]
HINT_LOSS = 1.0
"""A hint weighs this much less than a cue of its indicator."""
LENGTH_GAIN = 0.06
"""Weight of each character of a cue: the more it says, the surer it is."""
CLAUSE_END = re.compile(r"[,。;:!?\n]")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndicatorWords(_Part):
    """`measures` names one of the measure sets or lists measure words; "" is a number without one, 元 any money."""

    measures: str | Words
    weight: float = 4.0
    topic: Words = ()
    channel: bool = False
    cues: Words = ()
    hints: Words = ()
    nouns: Words = ()


class Others(_Part):
    weight: float
    cues: Words
    differences: Words
    not_before: Words
    left_out: Words
    plans: Words


class NoneWords(_Part):
    before: Words
    behind: Words
    noughts: Words
    joints: Words


class RuleWords(_Part):
    """All of `data/rules.yaml`."""

    measure_sets: Mapping[str, Words]
    topics: Mapping[str, Words]
    divisible: frozenset[str]
    not_parts: frozenset[str]
    stocks: frozenset[str]
    indicators: Mapping[str, IndicatorWords]
    others: Others
    periods: Mapping[str, Words]
    scope: Mapping[str, Words]
    none: NoneWords

    def measures(self, indicator: str | None) -> frozenset[str] | None:
        """The measure words that fit an indicator; None: all."""
        if indicator is None:
            return None
        named = self.indicators[indicator].measures
        return frozenset(self.measure_sets[named] if isinstance(named, str) else named)


@dataclass(frozen=True)
class Cue:
    """A stretch of text that speaks for an indicator; `indicator` None: for something that is none."""

    start: int
    end: int
    indicator: str | None
    weight: float
    is_channel: bool = False

    def lies_within(self, other: Cue) -> bool:
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


def any_of(words: Words) -> Pattern:
    """A pattern for the longest of `words`, which are patterns."""
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def rule_words() -> RuleWords:
    """Raises:
    AnnotationError: the file has not the narrative indicators, each of them once.
    """
    words = RuleWords.model_validate(load_yaml("data/rules.yaml"))
    if wrong := sorted(set(words.indicators) ^ set(narrative_labels())):
        raise AnnotationError(
            "data/rules.yaml", f"lacks or invents {', '.join(wrong)}", "Give each narrative indicator"
        )
    return words


def find_cues(text: str, topics: list[tuple[int, str]]) -> list[Cue]:
    """Every cue in folded text, in order, hints only where the passage speaks of their topic."""
    found = [Cue(*match.span(), None, rule_words().others.weight + _gain(match)) for match in _others().finditer(text)]
    for name, words in rule_words().indicators.items():
        for is_hint, pattern in _patterns(name):
            for match in pattern.finditer(text):
                if match[0] and (
                    not is_hint or not words.topic or topics_at(text, topics, match.start()) & set(words.topic)
                ):
                    weight = words.weight - HINT_LOSS * is_hint + _gain(match)
                    found.append(Cue(*match.span(), name, weight, words.channel))
    return sorted(found, key=lambda cue: cue.start)


def find_topics(text: str) -> list[tuple[int, str]]:
    """(place, topic) of every word that names a topic, in order."""
    return sorted((match.start(), name) for name, pattern in _topics() for match in pattern.finditer(text))


def topics_at(text: str, topics: list[tuple[int, str]], place: int) -> set[str]:
    """The topics that the clause at `place` names, and the last one named before."""
    opening = max((match.end() for match in CLAUSE_END.finditer(text, 0, place)), default=0)
    ending = CLAUSE_END.search(text, place)
    within = {name for at, name in topics if opening <= at < (ending.start() if ending else len(text))}
    before = [name for at, name in topics if at <= place]
    return within | set(before[-1:])


def _gain(match: re.Match[str]) -> float:
    return LENGTH_GAIN * min(len(match[0]), 10)


@cache
def _patterns(indicator: str) -> tuple[tuple[bool, Pattern], ...]:
    words = rule_words().indicators[indicator]
    return tuple((is_hint, any_of(given)) for is_hint, given in ((False, words.cues), (True, words.hints)) if given)


@cache
def _others() -> Pattern:
    return any_of(rule_words().others.cues)


@cache
def _topics() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, any_of(words)) for name, words in rule_words().topics.items())


def nouns() -> Iterator[tuple[str, Pattern]]:
    """Each indicator with the nouns that a statement of none marks."""
    return ((name, any_of(words.nouns)) for name, words in rule_words().indicators.items() if words.nouns)
