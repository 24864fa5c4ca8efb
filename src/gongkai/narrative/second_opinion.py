"""Two opinions on a figure, the tagger's and the rules', brought to one.

The tagger reads prose that no rule foresaw; the rules know the official terms, which a small model confuses. Where both
say the same they are nearly always right; where the tagger is unsure, the rules are right more often than it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from gongkai.narrative.calibration import Calibration
from gongkai.narrative.decoding import Span
from gongkai.narrative.rules import Opinion

Standing = Literal["alone", "agreed", "opposed"]
"""Of a span of the tagger: the rules say nothing there, the same, or something else."""


class Weighing(BaseModel):
    """How far the tagger's probability is trusted in each `Standing`, and the rules' indicator `instead` of an opposed
    one, by the same probability; None: never, and the rules need not be asked. Claims less sure than `least` are left
    out. The default trusts the tagger alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    alone: Calibration = Calibration()
    agreed: Calibration = Calibration()
    opposed: Calibration = Calibration()
    instead: Calibration | None = None
    least: float = 0.0

    def confidence(self, standing: Standing, probability: float) -> float:
        calibration: Calibration = getattr(self, standing)
        return calibration.confidence(probability)


def weigh(spans: Sequence[Span], opinions: Sequence[Opinion], weighing: Weighing) -> Iterator[tuple[Span, float]]:
    """The tagger's spans, some with the rules' indicator in place of its own, each with its confidence; both arguments
    are in the order of the text."""
    for span, standing, other in compare(spans, opinions):
        confidence = weighing.confidence(standing, span.probability)
        if other and weighing.instead and (instead := weighing.instead.confidence(span.probability)) > confidence:
            span, confidence = replace(span, indicator=other), instead
        if confidence >= weighing.least:
            yield span, confidence


def compare(spans: Sequence[Span], opinions: Sequence[Opinion]) -> Iterator[tuple[Span, Standing, str | None]]:
    """Each span with its standing and, where it is opposed, the rules' indicator."""
    first = 0
    for span in spans:
        while first < len(opinions) and opinions[first].end <= span.start:
            first += 1
        there = [opinion.indicator for opinion in _until(opinions, first, span.end)]
        if not there:
            yield span, "alone", None
        elif span.indicator in there:
            yield span, "agreed", None
        else:
            yield span, "opposed", there[0]


def _until(opinions: Sequence[Opinion], first: int, end: int) -> Iterator[Opinion]:
    for number in range(first, len(opinions)):
        if opinions[number].start >= end:
            return
        yield opinions[number]
