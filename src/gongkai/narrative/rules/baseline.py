"""Claims by the rules alone, with period and scope, without a model: what a tagger is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.narrative.claims import as_claim
from gongkai.narrative.decoding import Span
from gongkai.narrative.rules.attributes import periods_of, scopes_of
from gongkai.narrative.rules.statements import read_statements
from gongkai.narrative.rules.text import MendedText, mend
from gongkai.report import Claim


def find_claims_by_rule(texts: Sequence[str], years: Sequence[int | None] | None = None) -> list[list[Claim]]:
    """The claims of free texts, as `find_claims` gives them; the confidence is always 1.

    Args:
        years: the year that each text reports on, None where unknown.
    """
    known = years or [None] * len(texts)
    return [_claims(text, year) for text, year in zip(texts, known, strict=True)]


def _claims(text: str, year: int | None) -> list[Claim]:
    mended = mend(text)
    return [
        _as_claim(text, mended, span.moved(start))
        for start, piece in mended.pieces()
        for span in sorted(_spans(piece, year), key=lambda span: span.start)
    ]


def _as_claim(text: str, mended: MendedText, span: Span) -> Claim:
    start, end = mended.span(span.start, span.end)
    claim = as_claim(text, replace(span, start=start, end=end), None, confidence=1.0)
    return claim.model_copy(update={"period": span.period})


def _spans(piece: str, year: int | None) -> Iterator[Span]:
    statements = read_statements(piece)
    periods = periods_of(piece, statements.figures, year)
    scopes = scopes_of(piece, statements.figures, periods)
    for place, indicator in statements.stated():
        quantity = statements.figures[place].quantity
        yield Span(quantity.start, quantity.end, indicator, quantity, periods[place], scopes[place], 1.0)
    for noun in statements.denied:
        yield Span(noun.start, noun.end, noun.indicator, None, "this_year", "whole", 1.0)
