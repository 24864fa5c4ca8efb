"""Glyphs to lines of text: clustered by baseline, then in the order of x, with spaces and wide gaps found again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gongkai.readers.pdf_model import Box, Glyph, Line, Segment

# In parts of the type size.
_SAME_BASELINE = 0.12  # rounding of positions by PDF writers
_RAISED = 0.45  # a superscript stands up to 0.35 higher; lines of text are at least 0.9 apart
_OVERLAP = 0.3  # neighbours in a line are kerned by less
_WORD_GAP = 0.25  # word spaces of Latin fonts are 0.25 to 0.33; digits of one number are never as far apart
_IDEOGRAPH_GAP = 0.6  # Chinese lines are justified by gaps of up to 0.3; a full-width space is 1
SEGMENT_GAP = 1.8  # two full-width spaces are 2; more than that is a column
_CLOSE_COLUMNS = 0.9  # in a line that has a gap for a column elsewhere, or
_MIN_GAPS = 3  # as many of these; a heading has one, behind its number


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


def _segments(ordered: Sequence[Glyph]) -> list[Segment]:
    words = _words(ordered)
    wide = _column_gap(words)
    segments: list[Segment] = []
    for previous, word in zip([None, *words], words, strict=False):
        text = "".join(glyph.text for glyph in word)
        start, end = word[0].box.x0, max(glyph.box.x1 for glyph in word)
        if previous is None or _gap(previous[-1], word[0]) >= wide:
            segments.append(Segment(text, start, end))
        else:
            segments[-1] = Segment(f"{segments[-1].text} {text}", segments[-1].x0, end)
    return segments


def _words(ordered: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs between spaces, which are printed or left as gaps."""
    words: list[list[Glyph]] = []
    after_space = True
    for glyph in ordered:
        if glyph.text.isspace():
            after_space = True
            continue
        if after_space or _is_word_gap(words[-1][-1], glyph):
            words.append([])
        words[-1].append(glyph)
        after_space = False
    return words


def _column_gap(words: Sequence[Sequence[Glyph]]) -> float:
    """The gap that separates columns: the cells of a row stand closer than they could if the line were text."""
    gaps = [_gap(left[-1], right[0]) for left, right in pairwise(words)]
    is_spaced_title = all(len(word) == 1 and is_cjk(word[0].text[0]) for word in words)
    n_close = sum(gap >= _CLOSE_COLUMNS for gap in gaps)
    is_row = any(gap >= SEGMENT_GAP for gap in gaps) or (n_close >= _MIN_GAPS and not is_spaced_title)
    return _CLOSE_COLUMNS if is_row else SEGMENT_GAP


def _gap(left: Glyph, right: Glyph) -> float:
    return (right.box.x0 - left.box.x1) / max(left.size, right.size)


def _is_word_gap(left: Glyph, right: Glyph) -> bool:
    has_ideograph = is_cjk(left.text[-1]) or is_cjk(right.text[0])
    return _gap(left, right) >= (_IDEOGRAPH_GAP if has_ideograph else _WORD_GAP)
