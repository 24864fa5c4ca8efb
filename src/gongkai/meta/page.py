"""The report's text as the readers of its title page see it: printed and folded side by side, in lines and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gongkai.characters import fold
from gongkai.document import Document
from gongkai.headings import headings

# Characters. The whole of all but the longest reports, and more of a web page than stands before its text.
_HEAD = 60_000
_TAIL = 3_000  # in which the signature stands, also if links and a footer follow
# Where no heading ends it, the opening is taken to be this long: title, index block, and first paragraphs.
_OPENING_WITHOUT_HEADING = 3_000

# Mirrors for language learners print the pinyin behind characters: 數(shù). The look behind comes second, so that the
# search can skip to the brackets.
_PINYIN = r"[a-zà-üāēěīōūǎǐǒǔǖǘǚǜ]{1,6}\)"
_ROMANISATION = re.compile(rf"\((?<=[\u4e00-\u9fff]\(){_PINYIN}(?:\({_PINYIN})*")
_CELL_END = re.compile(r"[\t|]")
_NUMERAL_YEAR = re.compile(r"[二2][〇○零0Oo][〇○零一二三四五六七八九0-9Oo]{2}(?=\s?[年—–~\-至])")
_NUMERALS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


class Cell(NamedTuple):
    """A line, or a cell of it where tabs or bars divide it. `printed` and `folded` are of the same length."""

    printed: str
    folded: str


@dataclass(frozen=True)
class Page:
    """Three strings of the same length. `folded` has years in figures too (`fold_years`), `plain` as they are."""

    printed: str
    plain: str
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
        end = None
        for heading in headings(self.printed, self.plain):
            if heading.official is not None:
                return heading.start
            if heading.ordinal == 1 and end is None:
                end = heading.start
        return min(len(self.printed), _OPENING_WITHOUT_HEADING) if end is None else end


def read_page(document: Document) -> Page:
    return _page(document.text[:_HEAD], document.folded[:_HEAD])


def read_closing(document: Document) -> list[Cell]:
    """The last lines of the text, in which it is signed and dated."""
    page = _page(document.text[-_TAIL:], document.folded[-_TAIL:])
    return _cells(page.printed, page.folded)


def fold_years(text: str) -> str:
    """Folded text with years in figures, 二〇一九年 as 2019年; the length stays."""
    return _years_in_figures(fold(text))


def _years_in_figures(folded: str) -> str:
    return _NUMERAL_YEAR.sub(lambda match: match[0].translate(_NUMERALS), folded)


def _page(printed: str, plain: str) -> Page:
    if _ROMANISATION.search(printed):
        printed = _ROMANISATION.sub("", printed)
        plain = fold(printed)
    return Page(printed, plain, _years_in_figures(plain))


def _cells(printed: str, folded: str) -> list[Cell]:
    cells: list[Cell] = []
    start = 0
    for line in folded.split("\n"):
        if line.strip(" \t|"):
            end = start
            for text in _CELL_END.split(line):
                first, end = end, end + len(text)
                cells.append(_stripped(printed[first:end], text))
                end += 1
        start += len(line) + 1
    return cells


def _stripped(printed: str, folded: str) -> Cell:
    text = folded.strip()
    left = folded.find(text)
    return Cell(printed[left : left + len(text)], text)
