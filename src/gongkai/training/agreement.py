"""How far two annotators agree."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.labelling.passages import Passage
from gongkai.report import Claim
from gongkai.training.metrics import Measurement, measure


def agreement(first: Sequence[Passage], second: Sequence[Passage]) -> Measurement:
    """Measures the second marking against the first; F1 is the same the other way round.

    Raises:
        ValueError: the two are not markings of the same texts in the same order.
    """
    differing = [a.id for a, b in zip(first, second, strict=True) if a.text != b.text]
    if differing:
        raise ValueError(f"the texts differ: {', '.join(differing)}")
    return measure(first, [_as_claims(passage) for passage in second])


def _as_claims(passage: Passage) -> list[Claim]:
    return [
        Claim(
            indicator=mark.indicator,
            value=mark.value,
            unit=None,
            text=passage.surface(mark),
            start=mark.start,
            end=mark.end,
            period=mark.period,
            scope=mark.scope,
            confidence=1.0,
        )
        for mark in passage.marks
    ]
