"""The official tables of one example as grids of printed cells, each with the values that its cells state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from example_sources.source import LABELS, Figure, Line, Source, TableMark, Value
from gongkai.document import GridCell

_REQUESTS = LABELS["requests"]
_DISPUTES = LABELS["disputes"]
_RESULTS = tuple(_DISPUTES["results"])
_LABEL_COLUMNS = 3  # of the request table


@dataclass(frozen=True)
class PrintedTable:
    """A grid as it is printed. `values`: `indicator` or `indicator@applicant` -> value, without subtotals."""

    cells: tuple[GridCell, ...]
    values: Mapping[str, Value]
    header_rows: int

    @property
    def n_columns(self) -> int:
        return max(cell.column + cell.colspan for cell in self.cells)

    @property
    def n_rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    def rows(self) -> list[list[GridCell]]:
        """The cells by the row that they begin in."""
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        return [[cell for cell in ordered if cell.row == row] for row in range(self.n_rows)]


@dataclass
class _Grid:
    """A table in the making."""

    source: Source
    cells: list[GridCell] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)

    def label(self, text: str, row: int, column: int, rowspan: int = 1, colspan: int = 1) -> None:
        self.cells.append(GridCell(self.source.label(text), row, column, rowspan, colspan))

    def figure(self, key: str | None, figure: Figure, row: int, column: int, colspan: int = 1) -> None:
        self.cells.append(GridCell(figure.printed, row, column, 1, colspan))
        if key is not None:
            self.values[key] = figure.value

    def table(self, header_rows: int) -> PrintedTable:
        return PrintedTable(tuple(self.cells), self.values, header_rows)


Block = Line | PrintedTable


def printed_blocks(source: Source) -> list[Block]:
    """The body of a report with its tables in their places."""
    return [_table(source, block.name) if isinstance(block, TableMark) else block for block in source.blocks()]


def _table(source: Source, name: str) -> PrintedTable:
    kind, _, part = name.partition(".")
    builders: dict[str, Callable[[], PrintedTable]] = {
        "statistics": lambda: _statistics(source),
        "local": lambda: _local(source),
        "article20": lambda: _article20(source, part),
        "requests": lambda: _request_table(source),
        "disputes": lambda: _dispute_part(source, part) if part else _dispute_table(source),
    }
    return builders[kind]()


def _statistics(source: Source) -> PrintedTable:
    grid = _Grid(source)
    head = 2 if source.areas else 1
    for column, text in enumerate(("统计指标", "单位")):
        grid.label(text, 0, column, rowspan=head)
    grid.label("统计数", 0, 2, colspan=len(source.areas) or 1)
    for column, area in enumerate(source.areas, start=2):
        grid.label(area, 1, column)
    for row, (label, unit, indicator) in enumerate(LABELS["statistics"], start=head):
        grid.label(label, row, 0)
        grid.label(unit, row, 1)
        _statistics_figures(grid, indicator, row)
    return grid.table(head)


def _statistics_figures(grid: _Grid, indicator: str | None, row: int) -> None:
    width = len(grid.source.areas) or 1
    node = grid.source.figures[indicator] if indicator else [None] * width
    for offset, entry in enumerate(node if isinstance(node, list) else [node]):
        grid.figure(indicator if offset == 0 else None, grid.source.figure(entry), row, 2 + offset)


def _local(source: Source) -> PrintedTable:
    """Columns as the issuer chose them; the first value column is the year's, further ones are not values."""
    grid = _Grid(source)
    for column, text in enumerate(source.local["columns"]):
        grid.label(text, 0, column)
    for row, (indicator, labels, figures) in enumerate(source.local["rows"], start=1):
        for column, text in enumerate(labels):
            grid.label(text, row, column)
        for offset, node in enumerate(figures):
            grid.figure(None if offset else indicator, source.figure(node), row, len(labels) + offset)
    return grid.table(1)


def _article20(source: Source, part: str) -> PrintedTable:
    """All items in one table, or the one that `part` counts from 1."""
    grid = _Grid(source)
    sections = LABELS["article20"][source.layout or source.form]
    row = 0
    for section in sections[int(part) - 1 : int(part)] if part else sections:
        row = _article20_section(grid, section, row)
    return grid.table(0)  # each item has a header of its own: none could be repeated on the next page


def _article20_section(grid: _Grid, section: Mapping[str, Any], row: int) -> int:
    """Writes one item from `row` on, always four columns wide, and returns the row behind it."""
    width = 4
    columns: Sequence[str] = section["columns"]
    spans = [1] * (len(columns) - 1) + [width - len(columns) + 1]
    grid.label(section["item"], row, 0, colspan=width)
    for column, text in enumerate(columns):
        grid.label(text, row + 1, column, colspan=spans[column])
    for offset, (label, *indicators) in enumerate(section["rows"], start=row + 2):
        grid.label(label, offset, 0)
        for column, indicator in enumerate(indicators, start=1):
            grid.figure(indicator, grid.source.figure(grid.source.figures[indicator]), offset, column, spans[column])
    return row + 2 + len(section["rows"])


def _request_table(source: Source) -> PrintedTable:
    grid = _Grid(source)
    _request_header(grid)
    row = 3
    for label, indicator in _REQUESTS["first"]:
        row = _request_row(grid, label, indicator, row, 0)
    first_outcome = row
    for label, content in _outcomes(source):
        if isinstance(content, str):
            row = _request_row(grid, label, content, row, 1)
        else:
            row = _request_group(grid, label, content, row)
    grid.label(_REQUESTS["outcomes"], first_outcome, 0, rowspan=row - first_outcome)
    for label, indicator in _REQUESTS["last"]:
        row = _request_row(grid, label, indicator, row, 0)
    return grid.table(3)


def _outcomes(source: Source) -> list[Any]:
    """(label, indicator) or (label, rows) of the outcomes, in the order of the form."""
    return [_REQUESTS["other"][source.form] if entry == "other" else entry for entry in _REQUESTS["rows"]]


def _request_header(grid: _Grid) -> None:
    columns = dict(_REQUESTS["columns"])
    last = _LABEL_COLUMNS + len(columns) - 1 + grid.source.subtotal_column
    organizations = [columns[key] for key in columns if key not in ("natural_person", "total")]
    organizations += [_REQUESTS["subtotal"]] * grid.source.subtotal_column
    grid.label(_REQUESTS["note"], 0, 0, rowspan=3, colspan=_LABEL_COLUMNS)
    grid.label(_REQUESTS["heading"], 0, _LABEL_COLUMNS, colspan=last - _LABEL_COLUMNS + 1)
    grid.label(columns["natural_person"], 1, _LABEL_COLUMNS, rowspan=2)
    grid.label(_REQUESTS["organizations"], 1, _LABEL_COLUMNS + 1, colspan=len(organizations))
    grid.label(columns["total"], 1, last, rowspan=2)
    for column, text in enumerate(organizations, start=_LABEL_COLUMNS + 1):
        grid.label(text, 2, column)


def _request_group(grid: _Grid, label: str, rows: Sequence[Sequence[str]], row: int) -> int:
    first = row
    kept = [(text, indicator) for text, indicator in rows if indicator not in grid.source.omit]
    for text, indicator in kept:
        row = _request_row(grid, text, indicator, row, 2)
    if label in grid.source.subtotal_groups:
        columns = zip(*(_request_figures(grid.source, indicator) for _, indicator in kept), strict=True)
        sums = [grid.source.figure(sum(figure.value or 0 for figure in column)) for column in columns]
        grid.label(_REQUESTS["subtotal"], row, 2)
        _request_cells(grid, None, sums, row)
        row += 1
    grid.label(label, first, 1, rowspan=row - first)
    return row


def _request_row(grid: _Grid, label: str, indicator: str, row: int, column: int) -> int:
    if indicator in grid.source.omit:
        return row
    grid.label(label, row, column, colspan=_LABEL_COLUMNS - column)
    _request_cells(grid, indicator, _request_figures(grid.source, indicator), row)
    return row + 1


def _request_figures(source: Source, indicator: str) -> list[Figure]:
    """Seven figures; a row that the data file does not name is a row of zeros."""
    return [source.figure(node) for node in source.requests.get(indicator, [0] * len(_REQUESTS["columns"]))]


def _request_cells(grid: _Grid, indicator: str | None, figures: Sequence[Figure], row: int) -> None:
    column = _LABEL_COLUMNS
    for applicant, figure in zip(_REQUESTS["columns"], figures, strict=True):
        if applicant == "total" and grid.source.subtotal_column:
            organizations = sum(other.value or 0 for other in figures[1:-1])
            grid.figure(None, grid.source.figure(organizations), row, column)
            column += 1
        grid.figure(indicator and f"{indicator}@{applicant}", figure, row, column)
        column += 1


def _dispute_table(source: Source) -> PrintedTable:
    grid = _Grid(source)
    width = len(_RESULTS)
    grid.label(_DISPUTES["reconsideration"], 0, 0, colspan=width)
    grid.label(_DISPUTES["litigation"], 0, width, colspan=2 * width)
    grid.label(_DISPUTES["direct"], 1, width, colspan=width)
    grid.label(_DISPUTES["after_reconsideration"], 1, 2 * width, colspan=width)
    _results(grid, "reconsideration", header_row=1, header_span=2, column=0)
    _results(grid, "litigation.direct", header_row=2, header_span=1, column=width)
    _results(grid, "litigation.after_reconsideration", header_row=2, header_span=1, column=2 * width)
    return grid.table(3)


def _dispute_part(source: Source, part: str) -> PrintedTable:
    """One of the three blocks as a table of its own."""
    grid = _Grid(source)
    titles = ["reconsideration"] if part == "reconsideration" else ["litigation", part]
    for row, title in enumerate(titles):
        grid.label(_DISPUTES[title], row, 0, colspan=len(_RESULTS))
    _results(grid, ".".join(titles), header_row=len(titles), header_span=1, column=0)
    return grid.table(len(titles) + 1)


def _results(grid: _Grid, block: str, *, header_row: int, header_span: int, column: int) -> None:
    row = header_row + header_span
    nodes = grid.source.disputes[block]
    for offset, (result, node) in enumerate(zip(_RESULTS, nodes, strict=True), start=column):
        grid.label(_DISPUTES["results"][result], header_row, offset, rowspan=header_span)
        grid.figure(f"{block}.{result}", grid.source.figure(node), row, offset)
