"""The date of publication; where a report has none, that of its writing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.meta.dates import find_date
from gongkai.meta.fields import Field
from gongkai.meta.page import Cell, fold_years
from gongkai.meta.signature import Closing
from gongkai.report import Warning

_HINTS = ("pubdate", "publishdate", "publish_date", "article:published_time", "og:published_time", "dc.date")
_YEAR = re.compile(r"20\d\d")
# A line under the title that begins with the date, or is nothing else: 2022-01-20 来源:…, (2010年3月30日).
_DATE_LINE = re.compile(
    r"[(\[]?\s?20\d\d\s?(?:年|[-/.])\s?\d{1,2}\s?(?:月|[-/.])\s?\d{1,2}(?!\d|月)\s?日?(?:\s.*|[)\]].*)?"
)


def find_published(
    fields: Sequence[Field], hints: Mapping[str, str], opening: Sequence[Cell], closing: Closing
) -> tuple[datetime.date | None, list[Warning]]:
    """The date labelled as that of publication, else of writing, else one under the title, else that of the signature.

    A labelled date that cannot be read is not replaced by another: the result is None, with a warning.
    """
    published, written = (_labelled(kind, fields, closing) for kind in ("published", "written"))
    for values in (published, _hinted(hints), written):
        date, unreadable = _first_date(values)
        if date:
            return date, []
        if unreadable:
            message = f"日期“{unreadable}”残缺，无法辨认"
            return None, [Warning(code="unreadable_date", message=message)]
    return next(_under_title(opening), None) or closing.signature.date, []


def _first_date(values: Iterable[str]) -> tuple[datetime.date | None, str | None]:
    """The first date in the values; if they hold none, the first value."""
    unreadable = None
    for value in values:
        if date := find_date(value):
            return date, None
        unreadable = unreadable or value
    return None, unreadable


def _labelled(kind: str, fields: Sequence[Field], closing: Closing) -> Iterator[str]:
    yield from _dated(kind, fields)
    yield from _dated(kind, closing.fields)  # read only if the opening does not tell


def _dated(kind: str, fields: Iterable[Field]) -> Iterator[str]:
    return (field.folded for field in fields if field.kind == kind and _YEAR.search(field.folded))


def _hinted(hints: Mapping[str, str]) -> Iterator[str]:
    values = (fold_years(hints[key]) for key in _HINTS if key in hints)
    return (value for value in values if find_date(value))


def _under_title(opening: Sequence[Cell]) -> Iterator[datetime.date]:
    for cell in opening:
        date = find_date(cell.folded) if _DATE_LINE.fullmatch(cell.folded) else None
        if date:
            yield date
