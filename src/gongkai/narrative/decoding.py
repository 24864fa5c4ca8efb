"""The model's scores to marked stretches: tags are joined to the quantities of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from gongkai.characters import fold
from gongkai.narrative.labels import PERIODS, SCOPES, Scope
from gongkai.narrative.quantities import Quantity, find_quantities, parse_quantity

Array = np.ndarray[Any, Any]

NEGATION = re.compile(
    r"[无没未零〇免缺空阙]|不(?!予|服|动|同|得|足|掌握|明|属|再处理|规范|断|少|仅|超过|低于)|(?<![\d.,，])0(?![\d.,，])"
)
"""A statement of none has one of these in its sentence; 不予公开 and the like are no denial."""
REACH = 60
"""Characters around a noun in which its negation is looked for."""
SHORTEST_NOUN = 2
_SENTENCE = re.compile(r"[。！？]")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Span:
    """A stretch that the model takes for a claim. `probability` is uncalibrated, in 0 to 1."""

    start: int
    end: int
    indicator: str
    quantity: Quantity | None  # None: a statement of none
    period: str
    scope: Scope
    probability: float

    def moved(self, by: int) -> Span:
        return replace(self, start=self.start + by, end=self.end + by)


def decode(text: str, logits: Array, attributes: Array, indicators: Sequence[str]) -> list[Span]:
    """The claims of `text`.

    Args:
        logits: of shape (len(text), 2 * len(indicators) + 1), in the order of `labels.tags`.
        attributes: of shape (len(text), 6), logits of periods and scopes.
    """
    probabilities = _indicator_probabilities(logits)
    best = probabilities.argmax(axis=1)
    quantities = find_quantities(text)
    spans = []
    for start, end, quantity in _stretches(text, best, quantities):
        mean = probabilities[start:end].mean(axis=0)
        number = int(mean.argmax())
        if number == 0 or (quantity is None and not _is_statement_of_none(text, start, end)):
            continue
        period, scope = _attributes(attributes[start:end].mean(axis=0))
        spans.append(Span(start, end, indicators[number - 1], quantity, period, scope, float(mean[number])))
    return spans


def _indicator_probabilities(logits: Array) -> Array:
    """Softmax, with B- and I- of an indicator added up: shape (n, 1 + indicators), column 0 is outside."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shifted /= shifted.sum(axis=1, keepdims=True)
    return np.concatenate([shifted[:, :1], shifted[:, 1::2] + shifted[:, 2::2]], axis=1)


def _stretches(text: str, best: Array, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, Quantity | None]]:
    """Quantities that a tag touches, in their full extent, and tagged stretches without one, in order."""
    found: dict[int, tuple[int, int, Quantity | None]] = {}
    starts, ends = [q.start for q in quantities], [q.end for q in quantities]
    for start, end in _runs(best):
        inside = quantities[bisect_right(ends, start) : bisect_left(starts, end)]
        whole = parse_quantity(text[start:end])
        if inside and not (len(inside) > 1 and whole):
            found |= {q.start: (q.start, q.end, q) for q in inside}
        elif text[start:end].strip() and not _HALF_A_CHARACTER.search(text, start, end):
            # a noun, or figures torn apart by spaces
            found[start] = (start, end, whole)
    return iter([found[start] for start in sorted(found)])


def _runs(best: Array) -> Iterator[tuple[int, int]]:
    """Stretches of one indicator. Where B- and I- tags would break them is not asked: figures that touch are told apart
    as quantities, nouns that touch have different labels."""
    edges = np.flatnonzero(np.diff(best, prepend=0, append=0))
    for start, end in pairwise(edges.tolist()):
        if best[start] != 0:
            yield start, end


def _is_statement_of_none(text: str, start: int, end: int) -> bool:
    if len(text[start:end].strip()) < SHORTEST_NOUN:
        return False
    before = _SENTENCE.split(text[max(0, start - REACH) : start])[-1]
    behind = _SENTENCE.split(text[end : end + REACH])[0]
    return bool(NEGATION.search(fold(before + text[start:end] + behind)))


def _attributes(logits: Array) -> tuple[str, Scope]:
    period = PERIODS[int(logits[: len(PERIODS)].argmax())]
    return period, SCOPES[int(logits[len(PERIODS) :].argmax())]
