"""What a piece of text states: its figures, and what it says there was none of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.narrative.rules.figures import Figure
from gongkai.narrative.rules.none import Noun, find_denied
from gongkai.narrative.rules.sequences import find_figures


@dataclass(frozen=True)
class Statements:
    """All figures of a piece, with or without indicator, and the nouns of its statements of none."""

    figures: Sequence[Figure]
    denied: Sequence[Noun]

    def stated(self) -> list[tuple[int, str]]:
        """Places in `figures` of those that state an indicator, and it; no figures within a statement of none."""
        covered = {place for noun in self.denied for place in range(noun.start, noun.reach)}
        return [
            (place, figure.indicator)
            for place, figure in enumerate(self.figures)
            if figure.indicator and covered.isdisjoint(range(figure.quantity.start, figure.quantity.end))
        ]


def read_statements(text: str) -> Statements:
    """`text` is folded, mended, and no longer than a piece."""
    figures = find_figures(text)
    counted = [(figure.quantity.start, figure.quantity.end) for figure in figures if figure.quantity.value]
    return Statements(figures, find_denied(text, counted))
