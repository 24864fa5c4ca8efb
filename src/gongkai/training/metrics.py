"""How good claims are: against marked passages, by the project's two measures and their companions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from gongkai.labelling.checks import n_distracting_numbers
from gongkai.labelling.matching import Pair, Score, match, overlap, scores_by_label
from gongkai.labelling.passages import Passage
from gongkai.report import Claim

N_BINS = 10
"""Bins of confidence in the calibration error."""


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
    """Compares predicted claims with the marks of the passages; see `match` for which are the same."""
    pairs = [pair for passage, claims in zip(passages, predicted, strict=True) for pair in match(passage, claims)]
    labels = scores_by_label(pairs)
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
