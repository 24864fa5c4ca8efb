"""Lines to paragraphs: which line begins a new one, and how the lines of one are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.readers.pdf_lines import is_cjk
from gongkai.readers.pdf_model import Line

# In parts of the type size, unless said otherwise. The first line of a Chinese paragraph is moved in by two characters.
_INDENT = 1.2
_CENTRED = 1.5  # by which the margins left and right of a centred line differ at most
_CENTRED_MARGIN = 2.6  # at least, so that an indented full line is not taken for centred
_SIGNATURE = 0.35  # of the width of the text: no paragraph is moved in as far
_EXTRA_GAP = 1.35  # of the usual distance between lines
_SIZE_CHANGE = 0.15
_FITS = 0.7  # to spare besides the first word of the next line, if that could have stood in this one
_LATIN_WIDTH = 0.55  # of a letter or digit
_MIN_FULL_LINES = 3  # that a right margin takes: two headings may be equally long
_MIN_WIDTH = 15  # of a column of text; headings are shorter
_PITCH, _MAX_PITCH = 1.5, 3.0  # the distance of lines where it cannot be measured, and the largest that is one
_INDENTED_SHARE = 0.2  # of all lines, from which paragraphs are taken to begin indented; they have 5 lines on average

_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第.{1,4}[章条节]"
)
_ENDS = ("。", "；", "：", "！", "？", ":", ";", ".", "”")
_OPENING, _CLOSING = "（《“‘【〔([<", "，。；：！？、）》”’】〕,.;:!?)]>%％"
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~]+|.)[{re.escape(_CLOSING)}]*")
_ADDRESS_END = re.compile(r"(?:https?://|www\.|\S@)\S*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextFrame:
    """Where the text of a page stands: its margins, the distance of lines, and whether paragraphs begin indented."""

    left: float
    right: float
    pitch: float
    indents: bool


def text_frame(lines: Sequence[Line], page_width: float) -> TextFrame:
    """Measured over all pages of one width. An edge counts if other lines share it, as some addresses stick out."""
    text = [line for line in lines if len(line.segments) == 1 and not line.in_table] or list(lines)
    size = median(line.size for line in text)
    left = _shared_edge([line.box.x0 for line in text], 2, size) or min(line.box.x0 for line in text)
    right = -(_shared_edge([-line.box.x1 for line in text], _MIN_FULL_LINES, size) or 0.0)
    if right - left < _MIN_WIDTH * size:  # a page of headings: the margins are taken to be equal
        right = max(page_width - left, *(line.box.x1 for line in text))
    pitches = [lower.baseline - upper.baseline for upper, lower in pairwise(text) if _same_page(upper, lower)]
    usual = [pitch for pitch in pitches if pitch < _MAX_PITCH * size] or [_PITCH * size]
    n_indented = sum(_INDENT * size < line.box.x0 - left < 2 * _INDENT * size for line in text)
    return TextFrame(left, right, median(usual), n_indented >= _INDENTED_SHARE * len(text))


def _shared_edge(edges: Sequence[float], n_lines: int, size: float) -> float | None:
    """The smallest edge that as many lines have within a type size, or None where there is none."""
    ordered = sorted(edges)
    runs = zip(ordered, ordered[n_lines - 1 :], strict=False)
    return next((first for first, last in runs if last - first < size), None)


def _same_page(upper: Line, lower: Line) -> bool:
    return upper.page == lower.page and upper.baseline < lower.baseline


def paragraphs(lines: Iterable[Line], frames: Mapping[int, TextFrame]) -> list[str]:
    """The text of lines that follow each other, one string a paragraph. `frames` are those of the pages."""
    texts: list[str] = []
    previous: Line | None = None
    for line in lines:
        if previous and not _begins(previous, line, frames):
            texts[-1] = joined(texts[-1], line.text)
        else:
            texts.append(line.text)
        previous = line
    return texts


def _begins(previous: Line, line: Line, frames: Mapping[int, TextFrame]) -> bool:
    frame = frames[line.page]
    return frames[previous.page] != frame or begins_paragraph(previous, line, frame)


def begins_paragraph(previous: Line, line: Line, frame: TextFrame) -> bool:
    if _stands_alone(previous, frame) or _stands_alone(line, frame):
        return True
    if abs(line.size - previous.size) > _SIZE_CHANGE * previous.size:
        return True
    if _same_page(previous, line) and line.baseline - previous.baseline > _EXTRA_GAP * frame.pitch:
        return True
    if _ends_early(previous, line, frame):
        return True
    if line.box.x0 - frame.left > _INDENT * line.size:
        # A block that is moved in as a whole has its lines under each other, and breaks them inside sentences.
        return abs(line.box.x0 - previous.box.x0) > line.size / 2 or previous.text.endswith(_ENDS)
    return not frame.indents and bool(_HEADING.match(line.text)) and previous.text.endswith(_ENDS)


def _stands_alone(line: Line, frame: TextFrame) -> bool:
    """A row of a table, a title, a signature or its date."""
    is_row = line.in_table or len(line.segments) > 1
    return is_row or _is_centred(line, frame) or line.box.x0 > frame.left + _SIGNATURE * (frame.right - frame.left)


def _is_centred(line: Line, frame: TextFrame) -> bool:
    before, after = line.box.x0 - frame.left, frame.right - line.box.x1
    return min(before, after) > _CENTRED_MARGIN * line.size and abs(before - after) < _CENTRED * line.size


def _ends_early(previous: Line, line: Line, frame: TextFrame) -> bool:
    """Whether the first word of `line` would have fitted into `previous`, so that a paragraph ended there."""
    word = _FIRST_WORD.match(line.text)
    width = sum(1 if is_cjk(character) else _LATIN_WIDTH for character in word.group()) if word else 1
    return frame.right - previous.box.x1 > (width + _FITS) * previous.size


def joined(text: str, following: str) -> str:
    """Two lines of a paragraph as one. Chinese needs nothing between them, Latin words do."""
    return text + _between(text, following) + following


def _between(text: str, following: str) -> str:
    last, first = text[-1], following[0]
    if is_cjk(last) or is_cjk(first) or not (first.isalnum() or first in _OPENING):
        return ""
    if _ADDRESS_END.search(text) or last in f"-/_@{_OPENING}":
        return ""
    if last.isdigit() or (first.isdigit() and not last.isalpha()):
        return ""
    return " "
