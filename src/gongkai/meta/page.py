"""The report's text as the readers of its title page see it: printed and folded side by side, in lines and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from gongkai.characters import fold
from gongkai.document import Document
from gongkai.headings import headings

# Characters. The whole of all but the longest reports, and more of a web page than stands before its text.
_HEAD = 60_000
_TAIL = 3_000  # in which the signature stands, also if links and a footer follow
# Where no heading ends it, the opening is taken to be this long: title, index block, and first paragraphs.
_OPENING_WITHOUT_HEADING = 3_000

# Mirrors for language learners print the pinyin behind characters: 數(shù).
_ROMANISATION = re.compile(r"(?<=[\u4e00-\u9fff])(?:\([a-zà-üāēěīōūǎǐǒǔǖǘǚǜ]{1,6}\))+")
_CELL_END = re.compile(r"[\t|]")
_NUMERAL_YEAR = re.compile(r"[二2][〇○零0Oo][〇○零一二三四五六七八九0-9Oo]{2}(?=\s?[年—–~\-至])")
_NUMERALS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


@dataclass(frozen=True, slots=True)
class Cell:
    """A line, or a cell of it where tabs or bars divide it. `printed` and `folded` are of the same length."""

    printed: str
    folded: str


@dataclass(frozen=True)
class Page:
    printed: str
    folded: str

    @cached_property
    def opening(self) -> str:
        """What stands before the first heading: index block, title and preamble; folded."""
        return self.folded[: self._opening_end]

    @cached_property
    def opening_cells(self) -> list[Cell]:
        """Blank cells stay where the line has others: they are blank values."""
        return _cells(self.printed[: self._opening_end], self.folded[: self._opening_end])

    @cached_property
    def _opening_end(self) -> int:
        """At the first official heading: a covering notice may have headings of its own. Else at the first 一、."""
        found = list(headings(self.printed))
        official = (heading.start for heading in found if heading.official is not None)
        first = (heading.start for heading in found if heading.ordinal == 1)
        return next(chain(official, first), min(len(self.printed), _OPENING_WITHOUT_HEADING))


def read_page(document: Document) -> Page:
    return _page(document.text[:_HEAD])


def read_closing(document: Document) -> list[Cell]:
    """The last lines of the text, in which it is signed and dated."""
    page = _page(document.text[-_TAIL:])
    return _cells(page.printed, page.folded)


def fold_years(text: str) -> str:
    """Folded text with years in figures, 二〇一九年 as 2019年; the length stays."""
    return _NUMERAL_YEAR.sub(lambda match: match[0].translate(_NUMERALS), fold(text))


def _page(text: str) -> Page:
    printed = _ROMANISATION.sub("", text)
    return Page(printed, fold_years(printed))


def _cells(printed: str, folded: str) -> list[Cell]:
    cells: list[Cell] = []
    start = 0
    for line in folded.split("\n"):
        if line.strip(" \t|"):
            for first, end in _bounds(line):
                cells.append(_stripped(printed[start + first : start + end], line[first:end]))
        start += len(line) + 1
    return cells


def _bounds(line: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in _CELL_END.finditer(line)]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True))


def _stripped(printed: str, folded: str) -> Cell:
    left = len(folded) - len(folded.lstrip())
    right = len(folded.rstrip())
    return Cell(printed[left:right], folded[left:right])
