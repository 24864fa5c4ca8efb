"""The text of one cell: its lines in reading order, whichever way they are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.readers.pdf_lines import is_cjk, lines_of
from gongkai.readers.pdf_model import Box, Glyph, Line

# A line was broken for want of room if one more ideograph does not fit beside it and the margins of the cell, which are
# 5.4 points each in Word and less elsewhere.
_CELL_MARGINS = 12.0
# In parts of the type size from here on.
_IDEOGRAPH = 1.1
_NO_LINE_MORE = 2.0  # above or below a text: room for margins, not for another line
# Vertical setting puts one ideograph right under the other; horizontal lines are at least 1.15 apart.
_TIGHT_PITCH = 1.12
# Two ideographs and the margins do not fit into a cell of this many sizes, so that each stands in a line of its own.
_NARROW_CELL = 2.6
_NEVER_FIRST = frozenset("、，。；：）")
_COLUMN_GAP = 0.15  # between vertical lines; ideographs beside each other in a horizontal line touch


@dataclass(frozen=True, slots=True)
class CellText:
    """`to_end`: it fills the cell to its end, so that it may go on on the next page. `from_top`: it may come from
    the page before."""

    text: str
    to_end: bool = False
    from_top: bool = False


def cell_text(glyphs: Sequence[Glyph], box: Box, *, spans_rows: bool) -> CellText:
    """The text of the glyphs in a cell, with a line break where the lines end.

    `spans_rows` tells a label set one character a line from a column of figures or units.
    """
    visible = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not visible:
        return CellText("")
    angle = Counter(glyph.angle for glyph in visible).most_common(1)[0][0]
    turned, frame = [glyph.turned(angle, 0.0, 0.0) for glyph in glyphs], box.turned(angle, 0.0, 0.0)
    lines = lines_of(turned)
    if (vertical := _vertical_text(turned, lines, frame, spans_rows)) is not None:
        return CellText(vertical, _is_at_bottom(lines[-1], frame), _is_at_top(lines[0], frame))
    text = "\n".join(line.text.replace("\t", " ") for line in lines)
    to_end = _is_full(lines[-1], frame) and (bool(angle) or _is_at_bottom(lines[-1], frame))
    return CellText(text, to_end, bool(angle) or _is_at_top(lines[0], frame))


def _is_full(line: Line, box: Box) -> bool:
    return box.width - line.box.width < _CELL_MARGINS + _IDEOGRAPH * line.size


def _is_at_bottom(line: Line, box: Box) -> bool:
    return box.bottom - line.box.bottom < _NO_LINE_MORE * line.size


def _is_at_top(line: Line, box: Box) -> bool:
    return line.box.top - box.top < _NO_LINE_MORE * line.size


def _vertical_text(glyphs: Sequence[Glyph], lines: Sequence[Line], box: Box, spans_rows: bool) -> str | None:
    """One vertical line, or several read from the right, or None where the text is not set so."""
    columns = _columns([glyph for glyph in glyphs if not glyph.text.isspace()])
    if _are_vertical(columns):
        return "".join(glyph.text for column in reversed(columns) for glyph in column)
    return "".join(line.text for line in lines) if _is_stacked(lines, box, spans_rows) else None


def _is_stacked(lines: Sequence[Line], box: Box, spans_rows: bool) -> bool:
    """Whether one label is set with a character a line: 三、本年度办理结果 down the side of a table."""
    characters = [line.text for line in lines]
    if len(lines) < 2 or any(len(text) > 1 for text in characters) or len(set(characters)) == 1:
        return False
    if 2 * sum(is_cjk(text) for text in characters) <= len(characters):
        return False
    size = max(line.size for line in lines)
    pitch = median(lower.baseline - upper.baseline for upper, lower in pairwise(lines))
    return spans_rows or pitch <= _TIGHT_PITCH * size or box.width <= _NARROW_CELL * size


def _are_vertical(columns: Sequence[Sequence[Glyph]]) -> bool:
    """Whether characters stand under each other and apart from those beside them; two alone cannot tell, unless the
    left one never begins a line."""
    if len(columns) < 2:
        return False
    size = max(glyph.size for column in columns for glyph in column)
    gaps = [right[0].box.x0 - left[0].box.x1 for left, right in pairwise(columns)]
    if min(gaps) < _COLUMN_GAP * size:
        return False
    pitches = [below.baseline - above.baseline for column in columns for above, below in pairwise(column)]
    if not pitches:
        return columns[0][0].text in _NEVER_FIRST
    return max(map(len, columns)) > 2 and median(pitches) <= _TIGHT_PITCH * size


def _columns(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs by vertical line, from the left, each from the top."""
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.centre[0]):
        if columns and glyph.box.centre[0] - columns[-1][-1].box.centre[0] <= glyph.size / 4:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [sorted(column, key=lambda glyph: glyph.baseline) for column in columns]
