"""Lays an official form out as printed tables: the rows, columns and merges of the paper, figures not yet filled in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .form_model import DisputeBranch, DisputeTable, Group, ItemTable, Line, RequestTable, Statistic
from .official_forms import APPLICANTS, ITEM_HEADER, ORGANIZATIONS, OUTCOMES, REQUEST_NOTE, STATISTICS_HEADERS
from .printed import EXTRA, PrintedCell, PrintedTable

LABEL_COLUMNS = 3  # of the request table: outcomes, group, reason


def request_key(name: str, applicant: str) -> str:
    extra = EXTRA if name.startswith(EXTRA) or applicant.startswith(EXTRA) else ""
    return f"{extra}{name.removeprefix(EXTRA)}@{applicant.removeprefix(EXTRA)}"


def item_table(item: ItemTable) -> PrintedTable:
    """Title, headers, one row a line; as wide as its own columns."""
    width = 1 + len(item.columns)
    headers = [ITEM_HEADER, *(column.header for column in item.columns)]
    cells = [PrintedCell(item.title, 0, 0, colspan=width, is_header=True)]
    cells += [PrintedCell(header, 1, column, is_header=True) for column, header in enumerate(headers)]
    for row, line in enumerate(item.lines, start=2):
        cells.append(PrintedCell(line.label, row, 0))
        cells += [
            PrintedCell("", row, place, key=f"{line.name}.{column.name}")
            for place, column in enumerate(item.columns, start=1)
        ]
    return PrintedTable(tuple(cells))


def request_table(requests: RequestTable) -> PrintedTable:
    return PrintedTable((*_request_header(requests), *_request_body(requests)))


def _request_header(requests: RequestTable) -> Iterator[PrintedCell]:
    first, *organizations, last = requests.columns
    right = LABEL_COLUMNS + 1 + len(organizations)
    yield PrintedCell(REQUEST_NOTE, 0, 0, 3, LABEL_COLUMNS, is_header=True)
    yield PrintedCell(APPLICANTS, 0, LABEL_COLUMNS, colspan=len(requests.columns), is_header=True)
    yield PrintedCell(first.header, 1, LABEL_COLUMNS, rowspan=2, is_header=True)
    yield PrintedCell(ORGANIZATIONS, 1, LABEL_COLUMNS + 1, colspan=len(organizations), is_header=True)
    yield PrintedCell(last.header, 1, right, rowspan=2, is_header=True)
    for place, column in enumerate(organizations, start=LABEL_COLUMNS + 1):
        yield PrintedCell(column.header, 2, place, is_header=True)


def _request_body(requests: RequestTable) -> Iterator[PrintedCell]:
    row = 3
    for line in requests.intake:
        yield from _request_row(requests, line, row, 0)
        row += 1
    top = row
    for outcome in requests.outcomes:
        yield from _outcome(requests, outcome, row)
        row += len(outcome.lines) if isinstance(outcome, Group) else 1
    if row > top:
        yield PrintedCell(OUTCOMES, top, 0, rowspan=row - top)
    for line in requests.rest:
        yield from _request_row(requests, line, row, 0)
        row += 1


def _outcome(requests: RequestTable, outcome: Line | Group, row: int) -> Iterator[PrintedCell]:
    if isinstance(outcome, Line):
        yield from _request_row(requests, outcome, row, 1)
        return
    yield PrintedCell(outcome.label, row, 1, rowspan=len(outcome.lines))
    for offset, line in enumerate(outcome.lines):
        yield from _request_row(requests, line, row + offset, 2)


def _request_row(requests: RequestTable, line: Line, row: int, column: int) -> Iterator[PrintedCell]:
    yield PrintedCell(line.label, row, column, colspan=LABEL_COLUMNS - column)
    for place, applicant in enumerate(requests.columns, start=LABEL_COLUMNS):
        yield PrintedCell("", row, place, key=request_key(line.name, applicant.name))


def dispute_tables(disputes: DisputeTable) -> list[PrintedTable]:
    """One table, or three where the form was split."""
    if disputes.is_split:
        return [_branch_table(disputes, branch) for branch in disputes.branches]
    return [_dispute_table(disputes)]


def _branch_table(disputes: DisputeTable, branch: DisputeBranch) -> PrintedTable:
    width, depth = len(disputes.columns), len(branch.labels)
    titles = [PrintedCell(label, row, 0, colspan=width, is_header=True) for row, label in enumerate(branch.labels)]
    return PrintedTable((*titles, *_results(disputes, branch, depth, 0), *_outcomes(disputes, branch, depth + 1, 0)))


def _dispute_table(disputes: DisputeTable) -> PrintedTable:
    cells: list[PrintedCell] = []
    width = len(disputes.columns)
    column = 0
    for label, same in groupby(disputes.branches, key=lambda branch: branch.labels[0]):
        branches = list(same)
        cells.append(PrintedCell(label, 0, column, colspan=width * len(branches), is_header=True))
        for branch in branches:
            cells += _branch_columns(disputes, branch, column)
            column += width
    return PrintedTable(tuple(cells))


def _branch_columns(disputes: DisputeTable, branch: DisputeBranch, column: int) -> Iterator[PrintedCell]:
    is_deep = len(branch.labels) > 1
    if is_deep:
        yield PrintedCell(branch.labels[1], 1, column, colspan=len(disputes.columns), is_header=True)
    yield from _results(disputes, branch, 2 if is_deep else 1, column, rowspan=1 if is_deep else 2)
    yield from _outcomes(disputes, branch, 3, column)


def _results(
    disputes: DisputeTable, branch: DisputeBranch, row: int, column: int, rowspan: int = 1
) -> Iterator[PrintedCell]:
    for place, result in enumerate(disputes.columns, start=column):
        yield PrintedCell(result.header, row, place, rowspan=rowspan, is_header=True)


def _outcomes(disputes: DisputeTable, branch: DisputeBranch, row: int, column: int) -> Iterator[PrintedCell]:
    for place, result in enumerate(disputes.columns, start=column):
        yield PrintedCell("", row, place, key=f"{branch.name}.{result.name}")


def statistics_table(statistics: tuple[Statistic, ...]) -> PrintedTable:
    cells = [PrintedCell(header, 0, column, is_header=True) for column, header in enumerate(STATISTICS_HEADERS)]
    for row, statistic in enumerate(statistics, start=1):
        cells.append(PrintedCell(statistic.label, row, 0))
        cells.append(PrintedCell(statistic.unit, row, 1))
        cells.append(PrintedCell("", row, 2, key=statistic.name or None))
    return PrintedTable(tuple(cells))
