"""Where the tables stand in a report's text, which holds every cell as a line or a part of one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.characters import fold
from gongkai.forms import forms
from gongkai.report import Report

FEW_CELLS = 4  # fewer between two lines of prose are not worth folding away
SENTENCE_END = "。"  # no label of a form has one

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines `first` to `last`, that one included, which hold the cells `values` (positions in the report's list)."""

    first: int
    last: int
    values: tuple[int, ...]


def line_spans(text: str) -> list[Span]:
    """Start and end of every line, blank ones too, without the line break."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def line_at(lines: list[Span], offset: int) -> int:
    """The line that holds the character at `offset`; the first or the last for one outside of the text."""
    return max(0, bisect_right(lines, offset, key=lambda span: span[0]) - 1)


def table_stretches(report: Report, lines: list[Span]) -> Iterator[Stretch]:
    """Runs of lines with cells, between headings and prose; with the labels in front of the first cell where a heading
    or a title shows that they belong to the table."""
    cells = _cells_by_line(report, lines)
    headings = _headings(report, lines) - cells.keys()
    prose = _prose(report, lines) - cells.keys()
    begin, below_heading = 0, False
    for barrier in [*sorted(headings | prose), len(lines)]:
        yield from _stretch(range(begin, barrier), below_heading, cells, lines)
        begin, below_heading = barrier + 1, barrier in headings


def _stretch(run: range, below_heading: bool, cells: dict[int, list[int]], lines: list[Span]) -> Iterator[Stretch]:
    """The stretch in a run of lines without headings and prose, if it holds enough cells."""
    filled = [line for line in run if line in cells]
    values = tuple(value for line in filled for value in cells[line])
    if len(values) < FEW_CELLS:
        return
    first = next(line for line in run if lines[line][0] < lines[line][1]) if below_heading else filled[0]
    yield Stretch(first, filled[-1], values)


def _cells_by_line(report: Report, lines: list[Span]) -> dict[int, list[int]]:
    """Positions of the values that begin in each line."""
    cells: dict[int, list[int]] = {}
    for position, value in enumerate(report.values):
        if value.start is not None:
            cells.setdefault(line_at(lines, value.start), []).append(position)
    return cells


def _headings(report: Report, lines: list[Span]) -> set[int]:
    """Lines that begin a section or name a table that is no section of its own."""
    titles = {
        fold(title)
        for form in forms().values()
        for table in form.tables
        if table.id == "statistics"
        for title in table.titles
    }
    named = {i for i, (start, end) in enumerate(lines) if fold(report.text[start:end]).strip().endswith(tuple(titles))}
    return named | {line_at(lines, section.start) for section in report.sections}


def _prose(report: Report, lines: list[Span]) -> set[int]:
    sentences = {i for i, (start, end) in enumerate(lines) if SENTENCE_END in report.text[start:end]}
    return sentences | {line_at(lines, claim.start) for claim in report.claims}
