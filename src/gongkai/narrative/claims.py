"""Free text to claims, in stages: windows, scores, spans, the rules' second opinion, claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.forms import vocabulary
from gongkai.narrative.decoding import Span, decode
from gongkai.narrative.encoding import model_text_of_year
from gongkai.narrative.labels import N_ATTRIBUTES
from gongkai.narrative.periods import resolve_period
from gongkai.narrative.quantities import may_state_something
from gongkai.narrative.rules import Opinion, find_opinions
from gongkai.narrative.second_opinion import weigh
from gongkai.narrative.windows import split_windows
from gongkai.report import Claim

if TYPE_CHECKING:
    from gongkai.narrative.scoring import Model

DIGITS_OF_CONFIDENCE = 3
LONGEST = 50_000
"""Characters that are scored in one go: bounds the memory for a text of any length."""


def find_claims(
    texts: Sequence[str], years: Sequence[int | None] | None = None, *, tagger: Model | None = None
) -> list[list[Claim]]:
    """The claims of free texts, a list for each text, in its order; offsets count its characters.

    Args:
        years: the year that each text reports on, None where unknown. Without it, last year's figures are told from
            this year's by the wording alone.
        tagger: a model to use in place of the default one.

    Raises:
        ModelError: the model directory is missing or damaged.
        ValueError: `years` has another length than `texts`.
    """
    from gongkai.narrative.scoring import default_tagger

    known = [None] * len(texts) if years is None else years
    if len(known) != len(texts):
        raise ValueError(f"{len(known)} years for {len(texts)} texts: give one for each, None where unknown")
    if not any(map(may_state_something, texts)):
        return [[] for _ in texts]  # without loading a model
    model = tagger or default_tagger()
    return [
        [as_claim(text, span, year, confidence) for span, confidence in weigh(spans, opinions, model.weighing)]
        for text, spans, opinions, year in zip(
            texts, find_spans(texts, known, model), _opinions(texts, model), known, strict=True
        )
    ]


def _opinions(texts: Sequence[str], model: Model) -> Iterator[list[Opinion]]:
    """What the rules say of each text, if the model's opinion is weighed against theirs."""
    return (find_opinions(text) if model.weighing.instead else [] for text in texts)


def find_spans(texts: Sequence[str], years: Sequence[int | None], model: Model) -> list[list[Span]]:
    """The model's own findings in each text, in its order, before the rules are asked."""
    found: list[list[Span]] = [[] for _ in texts]
    covered = [0] * len(texts)
    for pieces in _portions(texts, model.window):
        prepared = [model_text_of_year(texts[number][start:end], years[number]) for number, start, end in pieces]
        windows = [
            (place, *cut) for place, text in enumerate(prepared) for cut in _windows(text, model.window, model.overlap)
        ]
        scores = model.score([prepared[place][start:end] for place, start, end in windows])
        stitched = _stitch(prepared, windows, scores, 2 * len(model.indicators) + 1)
        for (number, start, end), (logits, attributes) in zip(pieces, stitched, strict=True):
            decoded = decode(texts[number][start:end], logits, attributes, model.indicators)
            spans = [span.moved(start) for span in decoded]
            found[number] = _joined(found[number], spans, (start + covered[number]) // 2)
            covered[number] = end
    return found


def as_claim(text: str, span: Span, year: int | None, confidence: float) -> Claim:
    unit = vocabulary().indicators[span.indicator].unit
    return Claim(
        indicator=span.indicator,
        value=span.quantity.in_unit(unit) if span.quantity else Decimal(0),
        unit=unit,
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        period=resolve_period(text, span.start, span.period, year),
        scope=span.scope,
        precision=span.quantity.precision if span.quantity else "exact",
        confidence=round(confidence, DIGITS_OF_CONFIDENCE),
    )


def _portions(texts: Sequence[str], window: int) -> Iterator[list[tuple[int, int, int]]]:
    """Pieces (text, start, end) of all texts, in groups of about `LONGEST` characters; longer texts are cut."""
    group: list[tuple[int, int, int]] = []
    size = 0
    for number, text in enumerate(texts):
        for start, end in split_windows(text, LONGEST, min(window, LONGEST // 6)):
            if size + end - start > LONGEST and group:
                yield group
                group, size = [], 0
            group.append((number, start, end))
            size += end - start
    if group:
        yield group


def _joined(before: list[Span], behind: list[Span], middle: int) -> list[Span]:
    """The spans of two pieces of a text that overlap, each giving those on its side of the overlap's middle."""
    kept = [span for span in before if span.start < middle]
    edge = max(middle, kept[-1].end) if kept else middle
    return kept + [span for span in behind if span.start >= edge]


def _windows(text: str, size: int, overlap: int) -> list[tuple[int, int]]:
    """The windows of a text in which something can be stated."""
    return [(start, end) for start, end in split_windows(text, size, overlap) if may_state_something(text[start:end])]


def _stitch(
    texts: Sequence[str], windows: Sequence[tuple[int, int, int]], scores: Sequence[Any], n_tags: int
) -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
    """Scores of whole texts: where two windows overlap, each gives the half that is nearer to its middle."""
    by_text: dict[int, list[tuple[int, int, Any]]] = {}
    for (place, start, end), score in zip(windows, scores, strict=True):
        by_text.setdefault(place, []).append((start, end, score))
    for place, text in enumerate(texts):
        logits = np.zeros((len(text), n_tags), dtype=np.float32)
        logits[:, 0] = 1e3  # what no window covers is outside
        attributes = np.zeros((len(text), N_ATTRIBUTES), dtype=np.float32)
        covered = 0
        for start, end, (window_logits, window_attributes) in by_text.get(place, []):
            begin = start + (covered - start) // 2 if start < covered else start
            logits[begin:end] = window_logits[begin - start :]
            attributes[begin:end] = window_attributes[begin - start :]
            covered = end
        yield logits, attributes
