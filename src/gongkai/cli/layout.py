"""Table values -> the official tables again, as grids of labelled lines that a view only has to draw; claims -> lines
with the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.forms import Column, FormTable, Row, forms, vocabulary
from gongkai.report import Claim, Report, TableValue

HEADINGS = {
    "article20": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
REST = "上表以外的数据"  # figures for which the form of the report has no place
REACH = 40  # characters of the claim's line that are kept on either side: more than any terminal has room for

Key = tuple[str, str | None]  # indicator and applicant


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a label, its depth in the outline, and a cell a column (None: the report has no such cell)."""

    label: str
    depth: int
    cells: tuple[TableValue | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the part of one whose rows share their columns. `title` is empty for the parts after the first."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim between the words of its line. `section` is empty where it is that of the claim above."""

    section: str
    before: str
    claim: Claim
    behind: str
    label: str


def claim_lines(text: str, claims: Iterable[Claim]) -> Iterator[ClaimLine]:
    """One line a claim, in the order given; `text` is what their offsets count."""
    section = ""
    for claim in claims:
        is_new = (claim.section or "") != section
        section = claim.section or ""
        yield ClaimLine(
            section=section if is_new else "",
            before=text[max(0, claim.start - REACH) : claim.start].rpartition("\n")[2],
            claim=claim,
            behind=text[claim.end : claim.end + REACH].partition("\n")[0],
            label=vocabulary().indicators[claim.indicator].zh,
        )


def report_grids(report: Report) -> list[Grid]:
    """Every table value of the report, each in exactly one grid."""
    cells: dict[Key, TableValue] = {}
    for value in report.values:
        cells.setdefault((value.indicator, value.applicant), value)
    tables = forms()[report.meta.form].tables if report.meta.form else ()
    grids = [grid for table in tables for grid in _table_grids(table, cells)]
    placed = {id(cell) for grid in grids for line in grid.lines for cell in line.cells}
    rest = [value for value in report.values if id(value) not in placed]
    return [*grids, _rest_grid(rest)] if rest else grids


def _table_grids(table: FormTable, cells: Mapping[Key, TableValue]) -> Iterator[Grid]:
    columns = [leaf for column in table.columns for leaf in (column.columns or (column,)) if leaf.role == "value"]
    title = HEADINGS[table.id]
    for rows in _parts(table.rows):
        lines = [line for row in rows for line in _lines(row, 0, columns, cells)]
        used = [any(line.cells[i] for line in lines) for i in range(len(columns))]
        if any(used):
            heads = tuple(column.label for column, is_used in zip(columns, used, strict=True) if is_used)
            yield Grid(title, heads, tuple(_keep(line, used) for line in lines))
            title = ""


def _parts(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows in runs that share their columns, as the parts of the article 20 table do."""
    parts: list[list[Row]] = []
    columns: set[str] = set()
    for row in rows:
        if not parts or not set(row.values) <= columns:
            parts.append([])
            columns = set(row.values)
        parts[-1].append(row)
    return parts


def _lines(row: Row, depth: int, columns: list[Column], cells: Mapping[Key, TableValue]) -> list[Line]:
    """The row and those below it; nothing where none of them has a cell."""
    own = Line(row.label, depth, tuple(cells.get(key) for key in _keys(row, columns)))
    below = [line for child in row.rows for line in _lines(child, depth + 1, columns, cells)]
    return [own, *below] if below or any(own.cells) else []


def _keys(row: Row, columns: Iterable[Column]) -> Iterator[Key]:
    applicants = vocabulary().applicants
    for column in columns:
        if row.values:
            yield row.values.get(column.id, ""), None
        else:
            yield row.id, column.id if column.id in applicants else None


def _keep(line: Line, used: list[bool]) -> Line:
    return Line(line.label, line.depth, tuple(cell for cell, keep in zip(line.cells, used, strict=True) if keep))


def _rest_grid(values: Iterable[TableValue]) -> Grid:
    return Grid(REST, ("数值",), tuple(Line(_full_label(value), 0, (value,)) for value in values))


def _full_label(value: TableValue) -> str:
    label = vocabulary().indicators[value.indicator].zh
    return f"{label}（{vocabulary().applicants[value.applicant].zh}）" if value.applicant else label
