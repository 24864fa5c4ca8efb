"""Two markings of one text held against each other: which claims are the same, and how well the two agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.labelling.passages import Mark, Passage
from gongkai.report import Claim


@dataclass(frozen=True)
class Score:
    """Counts of right, invented and missed, and what follows from them."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.invented + self.missed
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.invented + other.invented, self.missed + other.missed)


@dataclass(frozen=True)
class Pair:
    """A gold mark and the claim that was matched with it; one of them is missing where the other has no match."""

    passage: Passage
    gold: Mark | None
    claim: Claim | None

    @property
    def is_right(self) -> bool:
        return self.gold is not None and self.claim is not None


def match(passage: Passage, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Pairs of marks and claims, in the order of the marks, then what is left of the claims.

    Claims and marks match one to one if they have the same indicator, the same value and spans that overlap.
    """
    left = list(claims)
    for gold in passage.marks:
        fitting = [claim for claim in left if _fits(gold, claim)]
        best = max(fitting, key=lambda claim: min(gold.end, claim.end) - max(gold.start, claim.start), default=None)
        if best:
            left.remove(best)
        yield Pair(passage, gold, best)
    yield from (Pair(passage, None, claim) for claim in left)


def overlap(one: Mark | Claim, other: Mark | Claim) -> bool:
    return one.start < other.end and other.start < one.end


def takes_the_place_of(invented: Pair, missed: Pair) -> bool:
    """Whether the one's claim lies where the other's mark was missed: one wrong label or value, not two errors."""
    if invented.passage is not missed.passage or not invented.claim or not missed.gold:
        return False
    return overlap(invented.claim, missed.gold)


def scores_by_label(pairs: Iterable[Pair]) -> dict[str, Score]:
    """In the order of the labels' names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        kind = "right" if pair.is_right else "missed" if pair.gold else "invented"
        label = pair.gold.indicator if pair.gold else pair.claim.indicator if pair.claim else ""
        counts[label][kind] += 1
    return {label: Score(c["right"], c["invented"], c["missed"]) for label, c in sorted(counts.items())}


def as_claims(passage: Passage) -> list[Claim]:
    """A passage's marks as the claims of somebody who is sure of them."""
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


def _fits(gold: Mark, claim: Claim) -> bool:
    return overlap(gold, claim) and gold.indicator == claim.indicator and gold.value == claim.value
