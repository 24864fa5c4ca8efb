"""Finding headings in lines of text, each by itself; `sections` puts them in relation to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from gongkai.characters import fold
from gongkai.data import load_yaml

MAX_TITLE = 40
"""Characters. The longest official heading has 29; a numbered paragraph without a full stop is cut there."""


class Rank(IntEnum):
    """Styles of numbers; a lower rank stands above a higher one."""

    PART = 1  # 第一部分
    IDEOGRAPH = 2  # 一、
    BRACKETED = 3  # （一）, 【小标题】


@dataclass(frozen=True, slots=True)
class Heading:
    """`number` is as printed, without separators, and empty where none is; `ordinal` is its value, then 0.

    `official` is the position of the title among the official ones (`data/headings.yaml`), None for other titles.
    """

    rank: Rank
    number: str
    ordinal: int
    title: str
    start: int
    official: int | None


_NUMERAL = "一二三四五六七八九十"
_STOP = r"[.,、:;\s]"
# Behind 一 stands a separator or white space: 一是 and 一方面 have neither.
_NUMBER = re.compile(
    rf"(?P<part>第[{_NUMERAL}\d]{{1,3}}(?:部分|章)){_STOP}{{0,4}}"
    rf"|(?P<ideograph>[{_NUMERAL}]{{1,3}})(?:\s{{0,3}}[.,、:·]\s{{0,3}}|\s{{1,4}})"
    rf"|[(〔\[]\s?(?P<bracketed>[{_NUMERAL}]{{1,3}})\s?[)〕\]]{_STOP}{{0,4}}"
    rf"|(?P<sign>[㈠-㈩]){_STOP}{{0,4}}"
    r"|(?P<arabic>\d{1,2})\s?[.、]\s?(?!\d)"
)
_SUBHEADING = re.compile(r"【\s?(?P<title>[^【】\n]{2,30}?)\s?】")
# Behind what a heading can begin inside a line: a full stop or white space.
_BEFORE_INNER = re.compile(rf"[。\s](?=[{_NUMERAL}]{{1,3}}\s?[.、]|[(㈠-㈩])")
_DECORATION = re.compile(r"[\s#*>•·]*")
_BLANK = re.compile(r"\s+")
# The title ends with the sentence, before the next number, or at white space with running text behind it.
_TITLE_END = re.compile(rf"[。:;!?]|\([{_NUMERAL}]{{1,3}}\)|(?<=[\u4e00-\u9fff])\s+(?=\S{{12}})|\s{{4,}}(?=\S)")
# 一、二级医院 is a list of numbers, 一、是… a sentence punctuated badly, 一、| a cell.
_NO_TITLE = re.compile(rf"[{_NUMERAL}][、级类]|是|[\d.,|\s]*$")
_CONTENTS_END = re.compile(r"(?:\.{3}|…|·{3}|_{3}|-{3})\s*\d{1,3}\s*$")
_CONTENTS_TAIL = 40  # characters at the end of a line in which the page number of a table of contents stands
_LONGEST_ROW_LABEL = 120  # characters; with its bracketed note the longest has 70
_LINE = re.compile(r"[^\n]+")


def headings(printed: str, folded: str, tables_spans: Sequence[tuple[int, int]] = ()) -> Iterator[Heading]:
    """Whatever looks like a heading of the first or second level, in reading order, by a text and its folded form.

    Inside the tables only numbered official titles count: no row bears one, and a span may cover several tables with
    the headings between them.
    """
    for line in _LINE.finditer(folded):
        if _is_prose(line[0]):
            in_table = _overlaps(line.start(), line.end(), tables_spans)
            for heading in _in_line(line[0], printed[line.start() : line.end()], line.start()):
                if not in_table or (heading.ordinal and heading.official is not None):
                    yield heading


def closing_line(folded: str, after: int) -> int:
    """Start of the first line behind `after` that ends the report: attachments, links; else the text's length."""
    found = (
        line.start() for line in _LINE.finditer(folded, after) if _matches("closing", _compact(line[0])) is not None
    )
    return next(found, len(folded))


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _is_prose(line: str) -> bool:
    text = line.strip()
    if "|" in text or "\t" in text:
        return False  # cells
    return not (text[-1:].isdecimal() and _CONTENTS_END.search(line[-_CONTENTS_TAIL:]))


def _in_line(line: str, printed: str, offset: int) -> Iterator[Heading]:
    begin = _end_of(_DECORATION, line, 0)
    if first := _subheading(line, printed, begin, offset) or _at(line, printed, begin, offset):
        yield first
    for before in _BEFORE_INNER.finditer(line, begin):
        heading = _at(line, printed, before.end(), offset)
        if heading and heading.number and _is_known(heading):
            yield heading


def _is_known(heading: Heading) -> bool:
    return heading.official is not None or _matches("official_parts", fold(heading.title)) is not None


def _subheading(line: str, printed: str, begin: int, offset: int) -> Heading | None:
    found = _SUBHEADING.match(line, begin)
    if not found or _matches("closing", _compact(found[0])) is not None:
        return None
    title = _compact(printed[found.start("title") : found.end("title")])
    return Heading(Rank.BRACKETED, "", 0, title, offset + begin, None)


def _at(line: str, printed: str, begin: int, offset: int) -> Heading | None:
    """The heading that begins at `begin` of a folded line, if one does."""
    rank, number, ordinal, after = _number_at(line, begin)
    end = _title_end(line, after)
    official = _matches("official", _compact(line[after:end]))
    if not ordinal and (official is None or line[end:].strip()):
        return None  # without a number, only an official title that has the line to itself
    if _NO_TITLE.match(line, after) or _is_row_label(line, after):
        return None
    return Heading(rank, number, ordinal, _compact(printed[after:end])[:MAX_TITLE], offset + begin, official)


def _is_row_label(line: str, begin: int) -> bool:
    return len(line) - begin <= _LONGEST_ROW_LABEL and _matches("rows", _compact(line[begin:])) is not None


def _number_at(line: str, begin: int) -> tuple[Rank, str, int, int]:
    """Rank, number as printed, its value, and where the title begins; 0 for arabic numbers, as they count lists too."""
    found = _NUMBER.match(line, begin)
    if not found:
        return Rank.IDEOGRAPH, "", 0, begin
    if part := found["part"]:
        return Rank.PART, part, _ORDINALS.get(part.strip("第部分章"), 0), found.end()
    if sign := found["sign"]:
        value = ord(sign) - ord("㈠") + 1
        return Rank.BRACKETED, _NUMERALS[value], value, found.end()
    if arabic := found["arabic"]:
        return Rank.IDEOGRAPH, arabic, 0, found.end()
    rank = Rank.IDEOGRAPH if found["ideograph"] else Rank.BRACKETED
    numeral = found["ideograph"] or found["bracketed"]
    return rank, numeral, _ORDINALS.get(numeral, 0), found.end()


def _title_end(line: str, after: int) -> int:
    furthest = min(len(line), after + 4 * MAX_TITLE)
    found = _TITLE_END.search(line, after, furthest)
    return found.start() if found else furthest


def _end_of(pattern: re.Pattern[str], line: str, begin: int) -> int:
    found = pattern.match(line, begin)
    return found.end() if found else begin


def _compact(text: str) -> str:
    return _BLANK.sub("", text)


def _matches(kind: str, text: str) -> int | None:
    """Position of the first pattern of `data/headings.yaml` that matches the whole of `text`."""
    found = _patterns()[kind].fullmatch(text)
    return found.lastindex - 1 if found and found.lastindex else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of each kind as one, each in a group of its own."""
    wording = load_yaml("data/headings.yaml")
    return {kind: re.compile("|".join(f"({pattern})" for pattern in patterns)) for kind, patterns in wording.items()}


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (_NUMERAL[tens - 1] if tens > 1 else "") + "十" * (tens > 0) + (_NUMERAL[ones - 1] if ones else "")


_NUMERALS = {value: _numeral(value) for value in range(1, 100)}
_ORDINALS = {numeral: value for value, numeral in _NUMERALS.items()} | {str(value): value for value in range(1, 100)}
