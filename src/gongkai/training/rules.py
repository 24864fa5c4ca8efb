"""The rule baseline: claims by cue words, distance and order, without a model. The tagger is compared with it.

1. cues: the words that speak for an indicator, and those for things that are none (`data/rules.yaml`)
2. figures: each quantity takes the indicator of the cue that fits it best
3. attributes: period and scope
4. statements of none: the nouns that a negation reaches
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.narrative.calibration import Calibration
from gongkai.narrative.claims import as_claim
from gongkai.narrative.decoding import Span
from gongkai.report import Claim
from gongkai.training.rule_attributes import period_of, scopes_of
from gongkai.training.rule_none import find_denied
from gongkai.training.rule_sequences import find_figures
from gongkai.training.rule_text import MendedText, mend


def find_claims_by_rule(texts: Sequence[str], years: Sequence[int | None] | None = None) -> list[list[Claim]]:
    """The claims of free texts, as `find_claims` gives them; the confidence is always 1.

    Args:
        years: the year that each text reports on, None where unknown.
    """
    known = years or [None] * len(texts)
    return [_claims(text, year) for text, year in zip(texts, known, strict=True)]


def _claims(text: str, year: int | None) -> list[Claim]:
    mended = mend(text)
    found = sorted(_spans(mended.text, year), key=lambda span: span.start)
    return [_as_claim(text, mended, span) for span in found]


def _as_claim(text: str, mended: MendedText, span: Span) -> Claim:
    start, end = mended.span(span.start, span.end)
    claim = as_claim(text, replace(span, start=start, end=end), None, Calibration())
    return claim.model_copy(update={"confidence": 1.0, "period": span.period})


def _spans(text: str, year: int | None) -> list[Span]:
    figures = find_figures(text)
    periods = [period_of(text, figures, place, year) for place in range(len(figures))]
    scopes = scopes_of(text, figures, periods)
    spans = [
        Span(figure.quantity.start, figure.quantity.end, figure.indicator, figure.quantity, period, scope, 1.0)
        for figure, period, scope in zip(figures, periods, scopes, strict=True)
        if figure.indicator
    ]
    denied = find_denied(
        text, [(figure.quantity.start, figure.quantity.end) for figure in figures if figure.quantity.value]
    )
    covered = {place for noun in denied for place in range(noun.start, noun.reach)}
    kept = [span for span in spans if not covered & set(range(span.start, span.end))]
    return kept + [Span(noun.start, noun.end, noun.indicator, None, "this_year", "whole", 1.0) for noun in denied]
