"""The report's own title: on one line or several, behind a covering notice, or only in the head of the web page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gongkai.meta.bodies import is_body_name
from gongkai.meta.page import Cell, fold_years
from gongkai.meta.words import words

_LONGEST = 80  # characters
_MOST_LINES = 3
# Meta tags and properties that name the article itself, then those that may hold the site's name too.
_HINTS = ("articletitle", "og:title", "dc.title", "title")

_REPORT = re.compile(
    r"(?P<before>[^。;:!?,]{0,50}?)(?P<topic>(?:政府|政务)?信息公开|政务公开)(?P<between>[^。;:!?,]{0,24}?)"
    r"(?P<kind>年度工作报告|年度报告|工作报告|年报|情况的?报告|报告|年度工作总结|年度总结|工作总结)"
    r"(?P<suffix>\([^()]{1,40}\)|20\d\d年度?)?"
)
_YEAR = re.compile(r"20\d\d")
_YEAR_EXPRESSION = re.compile(r"\(?20\d\d(?:[-—–~至]20\d\d)?(?:学?年度?)?\)?")
_SUFFIX = re.compile(r"\(20\d\d年?度?\)|20\d\d年度?")
_SITE_NAME = re.compile(r"\s*[-_|—–>»·]+\s*")
_BLANK = re.compile(r"\s+")
_EDGES = "《》#* •·-"
_LEADING = re.compile(r"关于|公布|发布")
_ATTACHMENT = re.compile(r"附件\d{0,2}[:：]")


class Title(NamedTuple):
    """`printed` as in the report, without white space and line breaks; `folded` is of the same length."""

    printed: str
    folded: str

    @property
    def issuer(self) -> str | None:
        """What is left of the title before its topic; folded."""
        match = _REPORT.fullmatch(self.folded)
        before = _YEAR_EXPRESSION.sub("", match["before"]) if match else ""
        name = _LEADING.sub("", before).strip("()《》的")
        # 某某市人民政府信息公开: the topic took the last word of the name.
        return (f"{name}政府" if name.endswith("人民") else name) or None

    @property
    def is_specific(self) -> bool:
        """Whether it names a year or an issuer; else it may be a link to a column of the site."""
        return bool(self.issuer or _YEAR.search(self.folded))

    @property
    def score(self) -> int:
        match = _REPORT.fullmatch(self.folded)
        if not match:
            return 0
        is_yearly = "年" in match["kind"] or "年度" in self.folded
        return 1 + 4 * bool(_YEAR.search(self.folded)) + 2 * bool(self.issuer) + is_yearly


def find_title(cells: Sequence[Cell], hints: Mapping[str, str]) -> Title | None:
    """The fullest title: with a year rather than without, then with an issuer; of equals the last, after a notice."""
    candidates = [*_hinted(hints), *_printed(cells)]
    best = max((title.score for title in candidates), default=0)
    return next((title for title in reversed(candidates) if title.score == best), None)


def is_title(folded: str) -> bool:
    """Whether a folded line can be the title of an annual report on information disclosure."""
    compact = _compact(folded)
    return len(compact) <= _LONGEST and bool(_REPORT.fullmatch(compact)) and not _foreign_word().search(compact)


def _hinted(hints: Mapping[str, str]) -> Iterator[Title]:
    for key in _HINTS:
        for piece in _SITE_NAME.split(hints.get(key, "")):
            if is_title(fold_years(piece)):
                yield _title(piece)


def _printed(cells: Sequence[Cell]) -> Iterator[Title]:
    lines = [cell for cell in cells if cell.folded]
    for first in range(len(lines)):
        for count in range(1, _MOST_LINES + 1):
            joined = lines[first : first + count]
            if len(joined) == count and _belong_together(joined):
                yield _title("".join(line.printed for line in joined))


def _belong_together(lines: Sequence[Cell]) -> bool:
    """Whether the lines make one title, and none of them is one already unless an issuer or a year goes with it."""
    if not is_title("".join(line.folded for line in lines)):
        return False
    first, last = (_BLANK.sub("", line.folded) for line in (lines[0], lines[-1]))
    if len(lines) == 1 or _SUFFIX.fullmatch(last):
        return True
    is_start = _begins_title(first) or is_body_name(_YEAR_EXPRESSION.sub("", first))
    return is_start and not any(is_title(line.folded) for line in lines[:-1])


def _begins_title(folded: str) -> bool:
    return "公开" in folded or bool(_YEAR.search(folded))


def _title(printed: str) -> Title:
    compact = _compact(printed)
    return Title(compact, fold_years(compact))


def _compact(line: str) -> str:
    return _ATTACHMENT.sub("", _BLANK.sub("", line)).strip(_EDGES)


@cache
def _foreign_word() -> re.Pattern[str]:
    return re.compile("|".join(words().not_in_titles))
