"""The words of the rules, `data/rules.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml
from gongkai.errors import FormError
from gongkai.forms import vocabulary

Pattern = re.Pattern[str]
Words = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndicatorWords(_Part):
    """`measures` names one of the measure sets or lists measure words; "" is a number without one, 元 any money."""

    measures: str | Words
    weight: float = 4.0
    topic: frozenset[str] = frozenset()
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

    @cached_property
    def measures(self) -> Mapping[str, frozenset[str]]:
        """The measure words that fit each indicator."""
        named = {name: words.measures for name, words in self.indicators.items()}
        return {
            name: frozenset(self.measure_sets[given] if isinstance(given, str) else given)
            for name, given in named.items()
        }


def any_of(words: Words) -> Pattern:
    """A pattern for the longest of `words`, which are patterns."""
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def rule_words() -> RuleWords:
    """Raises:
    FormError: the file has not the narrative indicators, each of them once.
    """
    words = RuleWords.model_validate(load_yaml("data/rules.yaml"))
    narrative = {indicator.id for indicator in vocabulary().indicators.values() if indicator.narrative}
    if wrong := sorted(narrative.symmetric_difference(words.indicators)):
        raise FormError("data/rules.yaml", f"lacks or invents {', '.join(wrong)}", "Give each narrative indicator")
    return words
