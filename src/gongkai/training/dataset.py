"""Annotated passages as rows of token ids and classes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.labelling.passages import Passage, narrative_labels
from gongkai.narrative.encoding import CharacterEncoder, model_text_of_year, pad
from gongkai.narrative.labels import SCOPES, period_class, tags
from gongkai.narrative.windows import split_windows

if TYPE_CHECKING:
    import torch

    from gongkai.training.augment import Augmenter

IGNORED = -100
"""A class that the loss leaves out, as PyTorch has it."""


@dataclass(frozen=True)
class RowMaker:
    """Cuts passages into windows of `window` characters and encodes them with the classes of every character."""

    encoder: CharacterEncoder
    window: int
    overlap: int

    def rows(self, passage: Passage, year: int | None) -> Iterator[dict[str, Any]]:
        """One row a window: `input_ids`, `labels`, `periods`, `scopes`, each of length characters + 2."""
        text = model_text_of_year(passage.text, year)
        labels, periods, scopes = _classes(passage)
        for start, end in split_windows(text, self.window, self.overlap):
            yield {
                "input_ids": self.encoder.encode(text[start:end]),
                "labels": _framed(labels[start:end]),
                "periods": _framed(periods[start:end]),
                "scopes": _framed(scopes[start:end]),
            }


def training_rows(
    passages: Sequence[Passage],
    maker: RowMaker,
    augmenter: Augmenter | None,
    copies: int,
    unknown_year: float,
    seed: int,
) -> Iterator[dict[str, Any]]:
    """Rows of `copies` copies of every passage, in random order within each round; the first round is as written."""
    rng = random.Random(seed)
    for round_number in range(copies):
        for passage in rng.sample(list(passages), len(passages)):
            varied = augmenter.vary(passage, rng) if augmenter and round_number else passage
            year = None if rng.random() < unknown_year else varied.year
            yield from maker.rows(varied, year)


def collate(rows: Sequence[dict[str, Any]]) -> dict[str, torch.Tensor]:
    """A padded batch; `attention_mask` is 0 on the padding."""
    import torch

    arrays = {name: [np.asarray(row[name]) for row in rows] for name in rows[0]}
    lengths = [len(ids) for ids in arrays["input_ids"]]
    batch = {name: pad(values, 0 if name == "input_ids" else IGNORED) for name, values in arrays.items()}
    batch["attention_mask"] = pad([np.ones(length, dtype=np.int64) for length in lengths], 0)
    return {name: torch.from_numpy(array) for name, array in batch.items()}


def _classes(passage: Passage) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """For each character: its tag, and within marks the classes of period and scope."""
    numbers = {tag: number for number, tag in enumerate(tags(narrative_labels()))}
    labels = np.zeros(len(passage.text), dtype=np.int64)
    periods, scopes = np.full_like(labels, IGNORED), np.full_like(labels, IGNORED)
    for mark in passage.marks:
        labels[mark.start : mark.end] = numbers[f"I-{mark.indicator}"]
        labels[mark.start] = numbers[f"B-{mark.indicator}"]
        periods[mark.start : mark.end] = period_class(mark.period)
        scopes[mark.start : mark.end] = SCOPES.index(mark.scope)
    return labels, periods, scopes


def _framed(classes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Classes with the places of `[CLS]` and `[SEP]` left out of the loss."""
    return np.concatenate([[IGNORED], classes, [IGNORED]])
