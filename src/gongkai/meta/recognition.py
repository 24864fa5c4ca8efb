"""Is this an annual report on information disclosure at all? A decision by points, with the evidence listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml
from gongkai.document import Document
from gongkai.headings import headings
from gongkai.meta.dates import DATE
from gongkai.meta.page import Page, read_page
from gongkai.meta.title import find_title, is_title

# A report's page may link to two or three others, and repeats its own title.
_MANY_TITLES = 4
# With two official headings a page is a report and no news about one; with four it is on information disclosure,
# whatever other documents the menu beside it names.
_SOME_HEADINGS = 2
_MOST_HEADINGS = 4
_LONGEST_TITLE = 60  # characters
_BLANK = re.compile(r"[^\S\n]+")


class Evidence(NamedTuple):
    """One reason for or, with negative points, against a report."""

    name: str
    points: int


def looks_like_report(document: Document) -> bool:
    return sum(evidence.points for evidence in report_evidence(document)) >= _rules().threshold


def report_evidence(document: Document) -> list[Evidence]:
    """What speaks for and against an annual report, by the points in `data/recognition.yaml`."""
    page = read_page(document)
    found = headings(page.printed, page.plain)
    n_headings = len({heading.official for heading in found if heading.official is not None})
    return [
        *_by_titles(document, page, n_headings),
        *([Evidence("official_headings", n_headings * _rules().official_heading)] if n_headings else []),
        *_by_signals(_BLANK.sub("", page.folded), has_headings=n_headings >= _SOME_HEADINGS),
    ]


def _by_titles(document: Document, page: Page, n_headings: int) -> Iterator[Evidence]:
    rules = _rules()
    if len(_titles(page)) >= _MANY_TITLES and n_headings < _SOME_HEADINGS:
        yield Evidence("list_of_reports", rules.list_of_reports)
    title = find_title(page.opening_cells, document.hints)
    if title and title.is_specific:
        yield Evidence("title", rules.title)
    elif n_headings < _MOST_HEADINGS and any(
        _is_other_title(line) for line in [*document.hints.values(), *page.opening.split("\n")]
    ):
        yield Evidence("other_title", rules.other_title)


def _titles(page: Page) -> set[str]:
    lines = (_BLANK.sub("", DATE.sub("", line)) for line in page.folded.split("\n"))
    return {line for line in lines if is_title(line)}


def _is_other_title(line: str) -> bool:
    compact = _BLANK.sub("", line)
    return len(compact) <= _LONGEST_TITLE and any(re.fullmatch(title, compact) for title in _rules().other_titles)


def _by_signals(text: str, *, has_headings: bool) -> Iterator[Evidence]:
    for signal in _rules().signals:
        if not (signal.only_without_headings and has_headings):
            found = sum(bool(re.search(pattern, text)) for pattern in signal.patterns)
            if found:
                yield Evidence(signal.name, signal.points * min(found, signal.most))


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Signal(_Definition):
    name: str
    points: int
    most: int
    patterns: tuple[str, ...]
    only_without_headings: bool = False


class _Rules(_Definition):
    threshold: int
    title: int
    official_heading: int
    list_of_reports: int
    other_title: int
    signals: tuple[_Signal, ...]
    other_titles: tuple[str, ...]


@cache
def _rules() -> _Rules:
    return _Rules.model_validate(load_yaml("data/recognition.yaml"))
