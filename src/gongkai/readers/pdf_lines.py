"""Glyphs to lines of text: clustered by baseline, then in the order of x, with spaces and wide gaps found again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from gongkai.readers.pdf_model import Box, Glyph, Line, Segment

# In parts of the type size.
_SAME_BASELINE = 0.12  # rounding of positions by PDF writers
_RAISED = 0.45  # a superscript stands up to 0.35 higher; lines of text are at least 0.9 apart
_OVERLAP = 0.3  # neighbours in a line are kerned by less
_WORD_GAP = 0.25  # word spaces of Latin fonts are 0.25 to 0.33; digits of one number are never as far apart
_IDEOGRAPH_GAP = 0.6  # Chinese lines are justified by gaps of up to 0.3; a full-width space is 1
SEGMENT_GAP = 1.8  # two full-width spaces are 2; more than that is a column


def is_cjk(character: str) -> bool:
    """An ideograph, or punctuation that stands in the square of one."""
    return unicodedata.east_asian_width(character) in "WF"


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom. The glyphs must be upright; blank lines are left out."""
    clusters: list[list[Glyph]] = []
    for group in _baseline_groups(glyphs):
        if clusters and _is_raised(clusters[-1], group) and not _collide(clusters[-1], group):
            clusters[-1].extend(group)
        else:
            clusters.append(group)
    return [_line(cluster) for cluster in clusters if any(not glyph.text.isspace() for glyph in cluster)]


def _baseline_groups(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if groups and glyph.baseline - groups[-1][-1].baseline <= _SAME_BASELINE * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return groups


def _is_raised(above: list[Glyph], below: list[Glyph]) -> bool:
    size = (max(glyph.size for glyph in above) + max(glyph.size for glyph in below)) / 2
    return below[0].baseline - above[0].baseline <= _RAISED * size


def _collide(above: list[Glyph], below: list[Glyph]) -> bool:
    """Whether the groups cannot be one line: two of their characters would stand in the same place."""
    both = sorted((glyph for glyph in [*above, *below] if not glyph.text.isspace()), key=lambda glyph: glyph.box.x0)
    return any(left.box.x1 - right.box.x0 > _OVERLAP * right.box.width for left, right in pairwise(both))


def _line(cluster: list[Glyph]) -> Line:
    ordered = sorted(cluster, key=lambda glyph: glyph.box.x0)
    visible = [glyph for glyph in ordered if not glyph.text.isspace()]
    box = Box(
        visible[0].box.x0,
        min(glyph.box.top for glyph in visible),
        max(glyph.box.x1 for glyph in visible),
        max(glyph.box.bottom for glyph in visible),
    )
    return Line(tuple(_segments(ordered)), box, max(glyph.size for glyph in visible))


def _segments(ordered: list[Glyph]) -> list[Segment]:
    segments: list[Segment] = []
    previous: Glyph | None = None
    spaced = False
    for glyph in ordered:
        if glyph.text.isspace():
            spaced = True
            continue
        if previous is None or _gap(previous, glyph) >= SEGMENT_GAP:
            segments.append(Segment(glyph.text, glyph.box.x0, glyph.box.x1))
        else:
            last = segments[-1]
            space = " " if spaced or _is_word_gap(previous, glyph) else ""
            segments[-1] = Segment(last.text + space + glyph.text, last.x0, max(last.x1, glyph.box.x1))
        previous, spaced = glyph, False
    return segments


def _gap(left: Glyph, right: Glyph) -> float:
    return (right.box.x0 - left.box.x1) / max(left.size, right.size)


def _is_word_gap(left: Glyph, right: Glyph) -> bool:
    has_ideograph = is_cjk(left.text[-1]) or is_cjk(right.text[0])
    return _gap(left, right) >= (_IDEOGRAPH_GAP if has_ideograph else _WORD_GAP)
