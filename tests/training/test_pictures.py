"""Pictures are drawn, and of the right figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from marked import claims, passage
from matplotlib import pyplot
from matplotlib.image import imread

from gongkai.labelling.passages import narrative_labels
from gongkai.training.metrics import Measurement, measure
from gongkai.training.pictures import (
    NOTHING,
    confusion_matrix,
    precision_recall,
    save_confusion_matrix,
    save_precision_recall,
)

RECEIVED, CONCLUDED, FAX = "requests.received", "requests.concluded", "requests.fax"


def measured(gold: str, found: str, *confidences: float) -> Measurement:
    return measure([passage(gold)], [claims(found, *confidences)])


MIXED = measured(
    # right; taken for fax; missed; right label, wrong value; no claim, but taken for one
    "[[1件|requests.received]]，[[2件|requests.received]]，[[3件|requests.concluded]]，[[4件|requests.concluded]]，5件",
    "[[1件|requests.received]]，[[2件|requests.fax]]，3件，[[4件|requests.concluded=9]]，[[5件|requests.fax]]",
    *(0.9, 0.8, 0.8, 0.3),
)


def test_the_confusion_matrix_holds_shares_of_each_label() -> None:
    labels, matrix = confusion_matrix(MIXED)
    assert labels == [CONCLUDED, FAX, RECEIVED, NOTHING]
    assert matrix.tolist() == [
        [0.5, 0, 0, 0.5],
        [0, 0, 0, 0],
        [0, 0.5, 0.5, 0],
        [0, 1, 0, 0],
    ]


CONFUSED: list[tuple[str, str, dict[tuple[str, str], float]]] = [
    ("无", "无", {}),
    ("[[1件|requests.fax]]", "1件", {(FAX, NOTHING): 1}),
    ("1件", "[[1件|requests.fax]]", {(NOTHING, FAX): 1}),
    # one claim stands for one mark: the second is missed
    (
        "[[1|requests.received]][[2件|requests.received]]",
        "[[12件|requests.fax]]",
        {(RECEIVED, FAX): 0.5, (RECEIVED, NOTHING): 0.5},
    ),
]


@pytest.mark.parametrize(("gold", "found", "expected"), CONFUSED)
def test_each_mark_and_each_invention_counts_once(
    gold: str, found: str, expected: dict[tuple[str, str], float]
) -> None:
    labels, matrix = confusion_matrix(measured(gold, found, *[0.9] * found.count("[[")))
    filled = {(labels[row], labels[column]): matrix[row, column] for row, column in np.argwhere(matrix)}
    assert filled == expected
    assert labels[-1] == NOTHING


CURVES = [
    ("无", "无", [], [], []),
    ("[[1件|requests.fax]]", "1件", [], [], []),
    ("1件", "[[1件|requests.fax]]", [0.9], [0], [0]),
    ("[[1件|requests.fax]]，2件", "[[1件|requests.fax]]，[[2件|requests.fax]]", [0.4, 0.9], [0, 0.5], [0, 1]),
    ("[[1件|requests.fax]]，2件", "[[1件|requests.fax]]，[[2件|requests.fax]]", [0.9, 0.4], [1, 0.5], [1, 1]),
    # no threshold tells them apart
    ("[[1件|requests.fax]]，2件", "[[1件|requests.fax]]，[[2件|requests.fax]]", [0.9, 0.9], [0.5], [1]),
    ("[[1件|requests.fax]]，[[2件|requests.fax]]", "[[1件|requests.fax]]，2件", [0.0], [1], [0.5]),
]


@pytest.mark.parametrize(("gold", "found", "confidences", "precision", "recall"), CURVES)
def test_precision_and_recall_at_every_threshold(
    gold: str, found: str, confidences: list[float], precision: list[float], recall: list[float]
) -> None:
    assert precision_recall(measured(gold, found, *confidences)) == (precision, recall)


def test_precision_and_recall_of_a_mixed_case() -> None:
    precision, recall = precision_recall(MIXED)
    assert precision == pytest.approx([1, 1 / 3, 1 / 4])
    assert recall == [0.25, 0.25, 0.25]


def pixels(path: Path) -> np.ndarray[Any, Any]:
    """Of a PNG: (height, width, 4), from 0 to 1."""
    assert path.read_bytes().startswith(b"\x89PNG")
    return np.asarray(imread(path))


@pytest.mark.parametrize("save", [save_confusion_matrix, save_precision_recall])
def test_a_picture_is_drawn_and_shows_what_was_measured(save: Any, tmp_path: Path) -> None:
    empty = measure([], [])
    save(MIXED, tmp_path / "mixed.png")
    save(empty, tmp_path / "empty.png")
    drawn, blank = pixels(tmp_path / "mixed.png"), pixels(tmp_path / "empty.png")
    assert min(drawn.shape[:2]) > 300
    assert max(drawn.shape[:2]) < 900
    assert drawn[..., 3].min() == 1  # no holes
    assert len(np.unique(drawn.reshape(-1, 4), axis=0)) > 20
    assert drawn.shape != blank.shape or not np.array_equal(drawn, blank)
    assert pyplot.get_fignums() == []  # none is kept in memory


DARKEST = (8, 48, 107)
"""The colour of a share of 1."""


def darkest(path: Path) -> np.ndarray[Any, Any]:
    """Where a picture has that colour."""
    return np.asarray((np.abs(255 * pixels(path)[..., :3] - DARKEST) < 2).all(axis=2))


def test_cells_of_the_matrix_stand_where_they_belong(tmp_path: Path) -> None:
    marked = "[[1件|requests.fax]]，[[2件|requests.letter]]"
    save_confusion_matrix(measured(marked, marked, 0.9, 0.9), tmp_path / "right.png")
    save_confusion_matrix(measured(marked, "1件，2件"), tmp_path / "missed.png")
    right, missed = darkest(tmp_path / "right.png"), darkest(tmp_path / "missed.png")
    assert right.sum() == pytest.approx(missed.sum(), rel=0.1)
    assert right.mean() > 0.05
    first_column = [int(dark.any(axis=0).argmax()) for dark in (right, missed)]
    assert first_column[1] - first_column[0] > right.shape[1] / 4  # the diagonal, and the column of nothing


def test_a_picture_of_all_labels_has_room_for_them(tmp_path: Path) -> None:
    marked = "，".join(f"[[1件|{label}]]" for label in narrative_labels())
    save_confusion_matrix(measured(marked, marked, *[0.9] * len(narrative_labels())), tmp_path / "all.png")
    height, width = pixels(tmp_path / "all.png").shape[:2]
    assert 1200 < height < 3000
    assert 1200 < width < 3000
