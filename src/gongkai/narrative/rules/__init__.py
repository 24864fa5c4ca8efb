"""Claims by cue words, distance and order: a second opinion where the tagger is unsure, and the baseline beside it.

1. text: folded, mended, in pieces
2. cues: the words that speak for an indicator, and those for things that are none (`data/rules.yaml`)
3. figures: each quantity takes the indicator of the cue that fits it best
4. sequences: enumerations in turn, parts of a whole
5. statements of none: the nouns that a negation reaches

`baseline` adds period and scope to that, which a second opinion does not need.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.narrative.rules.statements import read_statements
from gongkai.narrative.rules.text import mend


@dataclass(frozen=True, slots=True)
class Opinion:
    """text[start:end], a quantity or the noun of a statement of none, states `indicator`."""

    start: int
    end: int
    indicator: str


def find_opinions(text: str) -> list[Opinion]:
    """What the rules find in `text`, in order, none overlapping; in time that grows with its length."""
    mended = mend(text)
    return [
        Opinion(*mended.span(begin + start, begin + end), indicator)
        for begin, piece in mended.pieces()
        for start, end, indicator in sorted(_stretches(piece))
    ]


def _stretches(piece: str) -> Iterator[tuple[int, int, str]]:
    statements = read_statements(piece)
    for place, indicator in statements.stated():
        quantity = statements.figures[place].quantity
        yield quantity.start, quantity.end, indicator
    for noun in statements.denied:
        yield noun.start, noun.end, noun.indicator
