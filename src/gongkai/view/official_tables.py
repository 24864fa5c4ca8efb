"""Table values -> the official tables again, as grids of labelled lines that a view only has to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.forms import Column, FormTable, Row, forms, vocabulary
from gongkai.report import Report, TableValue

HEADINGS = {
    "article20": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}
REST = "上表以外的数据"  # figures for which the form of the report has no place
LOCAL_FORM = "before2014"  # the tables of reports without an official form

Key = tuple[str, str | None]  # indicator and applicant


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its label, and that of the columns that it stands among (法人或其他组织), or none."""

    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is, or could be. `is_official`: the form has a cell here, which is missing where `cell` is None."""

    cell: TableValue | None
    is_official: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a label, its depth in the outline, and a place a column. `label` is that of the row alone; `path` names
    the rows above it too, from the top."""

    label: str
    depth: int
    path: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def cells(self) -> tuple[TableValue | None, ...]:
        return tuple(place.cell for place in self.places)

    @property
    def is_empty(self) -> bool:
        """Whether the report has no cell in this row."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the part of one whose rows share their columns. `title` is empty for the parts after the first."""

    title: str
    columns: tuple[Head, ...]
    lines: tuple[Line, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(column.label for column in self.columns)


def report_grids(report: Report, *, whole: bool = False) -> list[Grid]:
    """Every table value of the report, each in exactly one grid; the columns that the report has.

    Args:
        whole: also the official rows that the report does not have, in tables of which it has some.
    """
    cells: dict[Key, TableValue] = {}
    for value in report.values:
        cells.setdefault((value.indicator, value.applicant), value)
    form = forms()[report.meta.form or LOCAL_FORM]
    grids = [grid for table in form.tables for grid in _table_grids(table, _Filling(report.meta.form, cells), whole)]
    placed = {id(cell) for grid in grids for line in grid.lines for cell in line.cells}
    rest = [value for value in report.values if id(value) not in placed]
    return [*grids, _rest_grid(rest)] if rest else grids


@dataclass(frozen=True, slots=True)
class _Filling:
    """What goes into the places of a form."""

    form: str | None
    cells: Mapping[Key, TableValue]

    def place(self, key: Key) -> Place:
        indicator = vocabulary().indicators.get(key[0])
        is_official = indicator is not None and self.form is not None and int(self.form) in indicator.forms
        return Place(self.cells.get(key), is_official)


def _table_grids(table: FormTable, filling: _Filling, whole: bool) -> Iterator[Grid]:
    columns = list(_value_columns(table))
    title = HEADINGS[table.id]
    for rows in _parts(table.rows):
        lines = [line for row in rows for line in _lines(row, (), [column for column, _ in columns], filling)]
        used = [any(line.cells[i] for line in lines) for i in range(len(columns))]
        if any(used):
            heads = tuple(head for (_, head), is_used in zip(columns, used, strict=True) if is_used)
            yield Grid(title, heads, tuple(_keep(line, used) for line in _shown(lines, whole)))
            title = ""


def _value_columns(table: FormTable) -> Iterator[tuple[Column, Head]]:
    for column in table.columns:
        for leaf in column.columns or (column,):
            if leaf.role == "value":
                yield leaf, Head(leaf.label, column.label if column.columns else "")


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


def _lines(row: Row, above: tuple[str, ...], columns: list[Column], filling: _Filling) -> Iterator[Line]:
    """The row and those below it."""
    path = (*above, row.label)
    yield Line(row.label, len(above), path, tuple(filling.place(key) for key in _keys(row, columns)))
    for child in row.rows:
        yield from _lines(child, path, columns, filling)


def _keys(row: Row, columns: Iterable[Column]) -> Iterator[Key]:
    applicants = vocabulary().applicants
    for column in columns:
        if row.values:
            yield row.values.get(column.id, ""), None
        else:
            yield row.id, column.id if column.id in applicants else None


def _shown(lines: list[Line], whole: bool) -> list[Line]:
    """The lines with a cell and those that stand above such a line; with `whole`, all that the form has too."""
    wanted = {
        line.path[: length + 1]
        for line in lines
        if not line.is_empty or (whole and any(place.is_official for place in line.places))
        for length in range(len(line.path))
    }
    return [line for line in lines if line.path in wanted]


def _keep(line: Line, used: list[bool]) -> Line:
    places = tuple(place for place, keep in zip(line.places, used, strict=True) if keep)
    return Line(line.label, line.depth, line.path, places)


def _rest_grid(values: Iterable[TableValue]) -> Grid:
    lines = (Line(label, 0, (label,), (Place(value, True),)) for value in values for label in [full_label(value)])
    return Grid(REST, (Head("数值"),), tuple(lines))


def full_label(value: TableValue) -> str:
    """Indicator and applicant in words."""
    column = applicant_label(value.applicant)
    label = indicator_label(value.indicator)
    return f"{label}（{column}）" if column else label


def indicator_label(name: str) -> str:
    """The official wording; the name itself where the vocabulary does not have it."""
    indicator = vocabulary().indicators.get(name)
    return indicator.zh if indicator else name


def applicant_label(name: str | None) -> str:
    """The official wording; the name itself where the vocabulary does not have it, empty for none."""
    applicant = vocabulary().applicants.get(name or "")
    return applicant.zh if applicant else name or ""
