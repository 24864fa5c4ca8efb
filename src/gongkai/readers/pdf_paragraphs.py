"""Lines to paragraphs: which line begins a new one, and how the lines of one are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gongkai.readers.pdf_lines import is_cjk
from gongkai.readers.pdf_model import Line

# In parts of the type size. The first line of a Chinese paragraph is moved in by two characters.
_INDENT = 1.2
_CENTRED = 1.5  # by which the margins left and right of a centred line differ at most
_CENTRED_MARGIN = 2.6  # at least, so that an indented full line is not taken for centred
_EXTRA_GAP = 1.35  # of the usual distance between lines
_SIZE_CHANGE = 0.15
_FITS = 0.7  # to spare besides the first word of the next line, if that could have stood in this one
_LATIN_WIDTH = 0.55  # of a letter or digit
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


def text_frame(lines: Sequence[Line]) -> TextFrame:
    """Measured over all pages of one width. An edge counts if two lines share it, as some addresses stick out."""
    text = [line for line in lines if len(line.segments) == 1 and not line.in_table] or list(lines)
    size = median(line.size for line in text)
    left = _shared_edge(sorted(line.box.x0 for line in text), size)
    right = -_shared_edge(sorted(-line.box.x1 for line in text), size)
    pitches = [lower.baseline - upper.baseline for upper, lower in pairwise(text) if _same_page(upper, lower)]
    usual = [pitch for pitch in pitches if pitch < _MAX_PITCH * size] or [_PITCH * size]
    n_indented = sum(_INDENT * size < line.box.x0 - left < 2 * _INDENT * size for line in text)
    return TextFrame(left, right, median(usual), n_indented >= _INDENTED_SHARE * len(text))


def _shared_edge(outwards: Sequence[float], size: float) -> float:
    """The outermost of the edges that has another one within a type size."""
    shared = (edge for edge, inner in pairwise(outwards) if inner - edge < size)
    return next(shared, outwards[0])


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
    """A row of a table, a title."""
    return line.in_table or len(line.segments) > 1 or _is_centred(line, frame)


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
