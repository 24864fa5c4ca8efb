"""How good claims are: against marked passages, by the project's two measures and their companions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from gongkai.labelling.checks import n_distracting_numbers
from gongkai.labelling.passages import Mark, Passage
from gongkai.report import Claim

N_BINS = 10
"""Bins of confidence in the calibration error."""


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


@dataclass(frozen=True)
class Measurement:
    """All figures of one comparison; each is a share in 0 to 1 but for `false_per_thousand`."""

    claims: Score
    strict_span_f1: float
    period_accuracy: float
    scope_accuracy: float
    false_per_thousand: float
    calibration_error: float
    labels: dict[str, Score]
    pairs: list[Pair] = field(repr=False)

    def summary(self) -> dict[str, float]:
        """The main figures, rounded to four places."""
        figures = {
            "claim_f1": self.claims.f1,
            "precision": self.claims.precision,
            "recall": self.claims.recall,
            "strict_span_f1": self.strict_span_f1,
            "period_accuracy": self.period_accuracy,
            "scope_accuracy": self.scope_accuracy,
            "false_per_thousand": self.false_per_thousand,
            "calibration_error": self.calibration_error,
        }
        return {name: round(value, 4) for name, value in figures.items()}


def measure(passages: Sequence[Passage], predicted: Sequence[Sequence[Claim]]) -> Measurement:
    """Compares predicted claims with the marks of the passages.

    Claims and marks match one to one if they have the same indicator, the same value and spans that overlap.
    """
    pairs = [pair for passage, claims in zip(passages, predicted, strict=True) for pair in match(passage, claims)]
    labels = _by_label(pairs)
    right = [pair for pair in pairs if pair.is_right]
    n_distractors = sum(map(n_distracting_numbers, passages))
    return Measurement(
        claims=sum(labels.values(), Score()),
        strict_span_f1=strict_span_f1(passages, predicted),
        period_accuracy=_share(pair.gold.period == pair.claim.period for pair in right if pair.gold and pair.claim),
        scope_accuracy=_share(pair.gold.scope == pair.claim.scope for pair in right if pair.gold and pair.claim),
        false_per_thousand=1000 * _n_on_distractors(passages, predicted) / max(1, n_distractors),
        calibration_error=calibration_error(_confidences(pairs)),
        labels=labels,
        pairs=pairs,
    )


def match(passage: Passage, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Pairs of marks and claims, in the order of the marks, then what is left of the claims."""
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


def strict_span_f1(passages: Sequence[Passage], predicted: Sequence[Sequence[Claim]]) -> float:
    """seqeval's F1 over characters in IOB2, strict: a span counts if label, beginning and end are all right."""
    if not passages:
        return 1.0
    from seqeval.metrics import f1_score
    from seqeval.scheme import IOB2

    gold = [_tags(len(p.text), [(m.start, m.end, m.indicator) for m in p.marks]) for p in passages]
    found = [
        _tags(len(p.text), [(c.start, c.end, c.indicator) for c in claims])
        for p, claims in zip(passages, predicted, strict=True)
    ]
    return float(f1_score(gold, found, mode="strict", scheme=IOB2, zero_division=1))


def calibration_error(confidences: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error: how far confidence and share of right claims lie apart, over bins of confidence."""
    if not confidences:
        return 0.0
    values, right = (np.array(column, dtype=float) for column in zip(*confidences, strict=True))
    bins = np.minimum((values * N_BINS).astype(int), N_BINS - 1)
    apart = [(bins == b).mean() * abs(values[bins == b].mean() - right[bins == b].mean()) for b in set(bins)]
    return float(sum(apart))


def _confidences(pairs: Iterable[Pair]) -> list[tuple[float, bool]]:
    return [(pair.claim.confidence, pair.is_right) for pair in pairs if pair.claim]


def _fits(gold: Mark, claim: Claim) -> bool:
    return overlap(gold, claim) and gold.indicator == claim.indicator and gold.value == claim.value


def _by_label(pairs: Iterable[Pair]) -> dict[str, Score]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        kind = "right" if pair.is_right else "missed" if pair.gold else "invented"
        label = pair.gold.indicator if pair.gold else pair.claim.indicator if pair.claim else ""
        counts[label][kind] += 1
    return {label: Score(c["right"], c["invented"], c["missed"]) for label, c in sorted(counts.items())}


def _tags(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * length
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


def _share(outcomes: Iterable[bool]) -> float:
    values = list(outcomes)
    return sum(values) / len(values) if values else 1.0


def _n_on_distractors(passages: Sequence[Passage], predicted: Sequence[Sequence[Claim]]) -> int:
    """Claims that lie on no mark."""
    return sum(
        not any(overlap(mark, claim) for mark in passage.marks)
        for passage, claims in zip(passages, predicted, strict=True)
        for claim in claims
    )
