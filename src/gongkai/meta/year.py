"""The year that a report covers, which is not that of its publication."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from gongkai.meta.page import Page, fold_years
from gongkai.meta.title import Title
from gongkai.report import Warning

_PERIOD = re.compile(
    r"(?:统计|数据|期限|时限)[^。]{0,30}?(20\d\d)年\d{1,2}月\d{1,2}日[^。\d]{0,12}(?:(20\d\d)年)?\d{1,2}月\d{1,2}日"
)
_ANY_YEAR = re.compile(r"20\d\d")
_TITLE_YEAR = re.compile(r"20\d\d(?:学?年)?[-—–~至](20\d\d)(?!年\d)|(20\d\d)(?!年\d{1,2}月)")
# A sentence that announces the report, or the heading of its table.
_ANNOUNCED = re.compile(r"(20\d\d)年度?[^。\d]{0,20}(?:信息|政务)公开[^。\d]{0,16}(?:报告|年报|统计表)")
_CAPTION = re.compile(r"[(]?\s?(20\d\d)\s?年度?\s?[)]?")
_CAPTION_LENGTH = 14  # characters of a line or bracket that is nothing but the year of a table
_MENTION = re.compile(r"(?<!\d)(20\d\d)\s?年(?!\s?\d{1,2}\s?月\s?\d{1,2}\s?日)")
# A year is evident when the beginning of the text names it at least twice, and twice as often as any other; or oftener
# than any other, if the report was published in the year after it. Plans for the next year stand at the end.
_BEGINNING = 4_000  # characters
_MIN_MENTIONS = 2
_LEAD = 2


def find_year(
    title: Title | None, page: Page, captions: Iterable[str], published: datetime.date | None
) -> tuple[int | None, list[Warning]]:
    """The year by the title, else the period of the figures, else a table's caption, else what the text announces, else
    what it mentions most.

    A period that contradicts the title is reported: reports are written over the last one. The year before publication
    is the last resort, and is reported too.
    """
    stated = _of_title(title), _of_period(page)
    year = next(filter(None, chain(stated, _implied(page, captions, published))), None)
    if year is None:
        return _before(published)
    return year, _contradiction(*stated)


def _implied(page: Page, captions: Iterable[str], published: datetime.date | None) -> Iterator[int | None]:
    yield _of_captions(page, captions)
    yield _first_year(_ANNOUNCED, page.folded)
    yield _most_mentioned(page, published)


def _of_title(title: Title | None) -> int | None:
    text = title.folded if title else ""
    return _first_year(_TITLE_YEAR, text) or _first_year(_ANY_YEAR, text)


def _first_year(pattern: re.Pattern[str], text: str) -> int | None:
    """The year in the last group that took part in the first match."""
    match = pattern.search(text)
    return int(match[match.lastindex or 0]) if match else None


def _of_period(page: Page) -> int | None:
    return _first_year(_PERIOD, page.folded)


def _of_captions(page: Page, captions: Iterable[str]) -> int | None:
    lines = (line.strip(" \t|") for line in page.folded.split("\n"))
    alone = [line for line in lines if len(line) <= _CAPTION_LENGTH and _CAPTION.fullmatch(line)]
    years = [match[1] for text in (*map(fold_years, captions), *alone) if (match := _CAPTION.search(text))]
    return int(years[0]) if years else None


def _most_mentioned(page: Page, published: datetime.date | None) -> int | None:
    years = [int(match[1]) for match in _MENTION.finditer(page.folded[:_BEGINNING])]
    latest = published.year if published else max(years, default=0)
    counts = Counter(year for year in years if year <= latest)
    (year, count), (_, second) = [*counts.most_common(2), (0, 0), (0, 0)][:2]
    lead = 1 if published and year == published.year - 1 else _LEAD
    return year if count >= max(_MIN_MENTIONS, lead * second) else None


def _contradiction(by_title: int | None, by_period: int | None) -> list[Warning]:
    if by_title and by_period and by_title != by_period:
        message = f"题目是{by_title}年度的报告，统计期限却是{by_period}年；按题目取{by_title}年"
        return [Warning(code="year_conflict", message=message)]
    return []


def _before(published: datetime.date | None) -> tuple[int | None, list[Warning]]:
    if published is None:
        return None, [Warning(code="year_unknown", message="报告没有写明所属年度")]
    year = published.year - 1
    message = f"报告没有写明所属年度，按发布日期{published:%Y-%m-%d}推定为{year}年"
    return year, [Warning(code="year_from_publication", message=message)]
