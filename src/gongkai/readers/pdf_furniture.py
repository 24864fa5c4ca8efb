"""Page numbers and running heads: what stands at the edge of the pages and belongs to none of them."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.readers.pdf_model import Line, PageBlock, PageTable

# Official documents keep 37 mm (an eighth of the page) at the top; headers and footers stand in the outer half of that,
# but web pages are printed with margins that put them as far in as a seventh.
_EDGE = 1 / 7
_SAME_DISTANCE = 6.0  # points: footers move a little with the height of their type
_MAX_EDGE_LINES = 3  # a footer has a rule, an address and a number at most
_ISOLATED = 1.6  # sizes between a lone number and the text, from which it can be nothing but a page number

_DASHES = r"[-‐‑–—―─－~～·•|\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第|page|p\.?|\()?\s*(?P<number>\d{{1,4}})\s*(?:页|\))?"
    rf"(?:[\s,，]*(?:/|／|\||of|共|\(共)\s*(?P<total>\d{{1,4}})\s*(?:页|\))*)?{_DASHES}",
    re.IGNORECASE,
)
_TOTAL_FIRST = re.compile(rf"{_DASHES}共\s*(?P<total>\d{{1,4}})\s*页{_DASHES}第\s*(?P<number>\d{{1,4}})\s*页{_DASHES}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on its way to the document: its blocks from top to bottom."""

    number: int
    width: float
    height: float
    blocks: tuple[PageBlock, ...]


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    sheet: Sheet
    line: Line
    at_top: bool
    gap: float  # to the next block inwards, in type sizes

    @property
    def distance(self) -> float:
        return self.line.box.top if self.at_top else self.sheet.height - self.line.box.bottom

    @property
    def text(self) -> str:
        return self.line.text.replace("\t", " ")


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages without page numbers and running heads. Tables are never touched."""
    candidates = [edge for sheet in sheets for edge in _edge_lines(sheet)]
    dropped = {id(edge.line) for edge in [*_page_numbers(candidates, len(sheets)), *_running(candidates, len(sheets))]}
    return [_without(sheet, dropped) for sheet in sheets]


def _without(sheet: Sheet, dropped: set[int]) -> Sheet:
    kept = tuple(block for block in sheet.blocks if id(block) not in dropped)
    return Sheet(sheet.number, sheet.width, sheet.height, kept)


def _edge_lines(sheet: Sheet) -> Iterator[_EdgeLine]:
    yield from _from_edge(sheet, sheet.blocks, at_top=True)
    yield from _from_edge(sheet, sheet.blocks[::-1], at_top=False)


def _from_edge(sheet: Sheet, inwards: Sequence[PageBlock], *, at_top: bool) -> Iterator[_EdgeLine]:
    """The outermost lines, up to the first table."""
    following = [*inwards[1:], None]
    for block, inner in zip(inwards[:_MAX_EDGE_LINES], following, strict=False):
        if isinstance(block, PageTable):
            return
        edge = _EdgeLine(sheet, block, at_top, _gap(block, inner, at_top))
        if edge.distance > sheet.height * _EDGE:
            return
        yield edge


def _gap(line: Line, inner: PageBlock | None, at_top: bool) -> float:
    if inner is None:
        return math.inf
    points = inner.box.top - line.box.bottom if at_top else line.box.top - inner.box.bottom
    return points / line.size


def _page_numbers(candidates: Sequence[_EdgeLine], n_pages: int) -> Iterator[_EdgeLine]:
    """Numbers that count up with the pages; on a single page, one that says 1 and is set apart from the text."""
    for place in _by_place(candidates, lambda edge: [edge.at_top]):
        numbered = [(edge, number - edge.sheet.number) for edge in place if (number := _number(edge.text)) is not None]
        if not numbered:
            continue
        offset, count = Counter(offset for _, offset in numbered).most_common(1)[0]
        alone = n_pages == 1 and all(edge.gap >= _ISOLATED for edge, _ in numbered)
        if count >= 2 or (alone and offset == 0):
            yield from (edge for edge, its_offset in numbered if its_offset == offset)


def _number(text: str) -> int | None:
    match = _TOTAL_FIRST.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)
    if not match or (match["total"] and int(match["number"]) > int(match["total"])):
        return None
    return int(match["number"])


def _running(candidates: Sequence[_EdgeLine], n_pages: int) -> Iterator[_EdgeLine]:
    """The same text at the same place on several pages, but for the number of the page in it."""
    for place in _by_place(candidates, lambda edge: [(edge.at_top, pattern) for pattern in _patterns(edge)]):
        pages = sorted(edge.sheet.number for edge in place)
        is_all_there_is = all(edge.gap == math.inf for edge in place)
        if len(pages) < 2 or len(pages) < min(3, n_pages / 2) or is_all_there_is:
            continue
        is_table_row = len(place[0].line.segments) > 1 and pages[0] > 1
        # A row that begins the second page and is repeated on the third is the header of a table: kept once.
        yield from (edge for edge in place if not (is_table_row and edge.sheet.number == pages[0]))


def _patterns(edge: _EdgeLine) -> set[str]:
    """The text, and what it is with one of its numbers left open, if that is the number of the page."""
    text = re.sub(r"\s", "", edge.text)
    numbers = re.finditer(rf"(?<![\d.]){edge.sheet.number}(?![\d.])", text)
    return {text, *(f"{text[: match.start()]}#{text[match.end() :]}" for match in numbers)}


def _by_place(
    candidates: Sequence[_EdgeLine], keys: Callable[[_EdgeLine], Iterable[object]]
) -> Iterator[list[_EdgeLine]]:
    """Groups that share a key, split where the distance from the edge of the page jumps."""
    groups: dict[object, list[_EdgeLine]] = defaultdict(list)
    for edge in candidates:
        for key in keys(edge):
            groups[key].append(edge)
    for group in groups.values():
        ordered = sorted(group, key=lambda edge: edge.distance)
        jumps = [
            index
            for index, (near, far) in enumerate(pairwise(ordered), start=1)
            if far.distance - near.distance > _SAME_DISTANCE
        ]
        yield from (ordered[start:end] for start, end in pairwise([0, *jumps, len(ordered)]))
