"""Pictures of a measurement, as PNG: which labels are taken for which, and precision against recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.labelling.matching import Pair, takes_the_place_of
from gongkai.report import Claim
from gongkai.training.metrics import Measurement

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = np.ndarray[Any, Any]

NOTHING = "(nothing)"
DPI = 130
INCHES_PER_LABEL = 0.17


def save_confusion_matrix(measurement: Measurement, path: Path) -> None:
    """Rows are marked labels, columns the model's; shares of each row. Ids of indicators need no Chinese font."""
    labels, matrix = confusion_matrix(measurement)
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
    axes.plot(recall, precision, drawstyle="steps-post", marker=".", markersize=3)  # one point is no line
    axes.set(
        xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.01), title="claims, by threshold of confidence"
    )
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=DPI, bbox_inches="tight")


def confusion_matrix(measurement: Measurement) -> tuple[list[str], Array]:
    """The labels, `NOTHING` last, and for each what share of its marks (row) was given each label (column). The last
    row is what inventions were given."""
    counts = Counter(_taken_for(measurement.pairs))
    labels = [*sorted({label for pair in counts for label in pair} - {NOTHING}), NOTHING]
    place = {label: number for number, label in enumerate(labels)}
    matrix = np.zeros((len(labels), len(labels)))
    for (gold, claimed), count in counts.items():
        matrix[place[gold], place[claimed]] = count
    return labels, matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


def precision_recall(measurement: Measurement) -> tuple[list[float], list[float]]:
    """Precision and recall of the claims above each threshold that tells claims apart, the highest first."""
    claims = sorted((pair for pair in measurement.pairs if pair.claim), key=lambda pair: -_confidence(pair))
    n_gold = sum(pair.gold is not None for pair in measurement.pairs)
    last = np.flatnonzero(np.diff([_confidence(pair) for pair in claims], append=-1.0))  # of those equally sure
    right = np.cumsum([pair.is_right for pair in claims])[last]
    return (right / (last + 1)).tolist(), (right / max(1, n_gold)).tolist()


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
    import matplotlib.figure

    figure = matplotlib.figure.Figure(figsize=(inches, inches))  # pyplot would keep it until it is closed
    return figure, figure.subplots()
