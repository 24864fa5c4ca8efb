"""Pictures of a measurement, as PNG: which labels are taken for which, and precision against recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.report import Claim
from gongkai.training.metrics import Measurement, Pair, takes_the_place_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NOTHING = "(nothing)"
DPI = 130
INCHES_PER_LABEL = 0.17


def save_confusion_matrix(measurement: Measurement, path: Path) -> None:
    """Rows are marked labels, columns the model's; shares of each row. Ids of indicators need no Chinese font."""
    counts = Counter(_taken_for(measurement.pairs))
    labels = [*sorted({label for pair in counts for label in pair} - {NOTHING}), NOTHING]
    place = {label: number for number, label in enumerate(labels)}
    matrix = np.zeros((len(labels), len(labels)))
    for (gold, claimed), count in counts.items():
        matrix[place[gold], place[claimed]] = count
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure, axes = _figure(max(4.0, INCHES_PER_LABEL * len(labels) + 3))
    picture = axes.imshow(matrix, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=5)
    axes.set_yticks(range(len(labels)), labels, fontsize=5)
    axes.set_xlabel("claimed")
    axes.set_ylabel("marked")
    figure.colorbar(picture, fraction=0.03, label="share of the marks")
    figure.savefig(path, dpi=DPI, bbox_inches="tight")


def save_precision_recall(measurement: Measurement, path: Path) -> None:
    """The curve that a threshold on the confidence draws."""
    precision, recall = precision_recall(measurement)
    figure, axes = _figure(4.5)
    axes.plot(recall, precision, drawstyle="steps-post")
    axes.set(
        xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.01), title="claims, by threshold of confidence"
    )
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=DPI, bbox_inches="tight")


def precision_recall(measurement: Measurement) -> tuple[list[float], list[float]]:
    """Precision and recall of the surest claim alone, of the two surest, and so on."""
    claims = sorted((pair for pair in measurement.pairs if pair.claim), key=lambda pair: -_confidence(pair))
    n_gold = sum(pair.gold is not None for pair in measurement.pairs)
    right = np.cumsum([pair.is_right for pair in claims])
    precision = right / np.arange(1, len(claims) + 1)
    return precision.tolist(), (right / max(1, n_gold)).tolist()


def _taken_for(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """(marked, claimed) for every mark and every invented claim; spans that overlap belong together."""
    free = [pair for pair in pairs if pair.claim and not pair.gold]
    found = []
    for pair in pairs:
        if not pair.gold:
            continue
        claim = pair.claim or _overlapping(pair, free)
        found.append((pair.gold.indicator, claim.indicator if claim else NOTHING))
    return [*found, *((NOTHING, pair.claim.indicator) for pair in free if pair.claim)]


def _overlapping(miss: Pair, free: list[Pair]) -> Claim | None:
    """Takes the invented claim that overlaps a missed mark out of `free`."""
    for pair in free:
        if takes_the_place_of(pair, miss):
            free.remove(pair)
            return pair.claim
    return None


def _confidence(pair: Pair) -> float:
    return pair.claim.confidence if pair.claim else 0.0


def _figure(inches: float) -> tuple[Figure, Any]:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(inches, inches))
    return figure, axes
