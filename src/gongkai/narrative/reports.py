"""The claims of a whole report: its free text is what is neither in a table nor a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.document import Document, Table
from gongkai.narrative.claims import find_claims
from gongkai.report import Claim, Section

if TYPE_CHECKING:
    from gongkai.narrative.scoring import Tagger

Stretch = tuple[int, int]

LONG_CELL = 60
"""Characters a cell, on average, from which on a table is taken for a page's layout, with running text in it."""


def find_claims_in(
    document: Document,
    table_spans: Sequence[Stretch],
    sections: Sequence[Section],
    year: int | None,
    *,
    tagger: Tagger | None = None,
) -> list[Claim]:
    """The claims of a document, in the order of its text; offsets count the characters of `document.text`.

    Args:
        table_spans: start and end of the official tables.
        year: the report's year, None if unknown.

    Raises:
        ModelError: the model directory is missing or damaged.
    """
    stretches = list(free_stretches(len(document.text), [*table_spans, *_other_tables(document)]))
    texts = [document.text[start:end] for start, end in stretches]
    headings = [heading_of(document.text, section) for section in sections]
    found = find_claims(texts, [year] * len(texts), tagger=tagger)
    moved = [
        _moved(claim, start, sections) for (start, _), claims in zip(stretches, found, strict=True) for claim in claims
    ]
    return [claim for claim in moved if not any(start <= claim.start < end for start, end in headings)]


def free_stretches(length: int, excluded: Sequence[Stretch]) -> Iterator[Stretch]:
    """What `excluded` leaves of a text of `length` characters."""
    edges = [(0, 0), *sorted(excluded), (length, length)]
    covered = 0
    for (_, end), (start, _) in pairwise(edges):
        covered = max(covered, end)
        if start > covered:
            yield covered, start


def _other_tables(document: Document) -> list[Stretch]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [(t.start, t.end) for t in tables if sum(len(c.text) for c in t.cells) < LONG_CELL * len(t.cells)]


def heading_of(text: str, section: Section) -> Stretch:
    """From the heading's number to the end of its title."""
    place = text.find(section.title, section.start, section.end)
    return section.start, place + len(section.title) if place >= 0 else section.start


def _moved(claim: Claim, by: int, sections: Sequence[Section]) -> Claim:
    start = claim.start + by
    inside = [section for section in sections if section.start <= start < section.end]
    number = inside[-1].number if inside else None
    return claim.model_copy(update={"start": start, "end": claim.end + by, "section": number})
