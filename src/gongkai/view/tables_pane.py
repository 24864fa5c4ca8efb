"""Official tables -> what the page draws of them: rows of heads, rows of cells, each cell with what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from gongkai.characters import to_halfwidth
from gongkai.forms import common, vocabulary
from gongkai.report import Report, TableValue
from gongkai.view.items import Item, Items
from gongkai.view.official_tables import Grid, Line, Place, report_grids
from gongkai.view.words import words

UNIT_UNKNOWN = "单位未注明"
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?")


@dataclass(frozen=True, slots=True)
class TopHead:
    """A head of the first row: over `span` columns of their own heads, or, with `is_leaf`, over no others."""

    label: str
    span: int
    is_leaf: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """`figure`, `blank` and `struck` are cells of the report, `missing` is one that the form has and the report has
    not, `none` is no cell at all. `raw` is given where it says more than the figure."""

    kind: Literal["figure", "blank", "struck", "missing", "none"]
    text: str = ""
    unit: str = ""
    raw: str = ""
    item: Item | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Without `cells`, a heading over the rows below."""

    label: str
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`title` is empty for the parts after the first; `top` is empty where no column stands in a group."""

    title: str
    unit: str
    n_columns: int
    top: tuple[TopHead, ...]
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


def official_tables(report: Report, items: Items) -> list[Table]:
    by_value = {id(value): item for value, item in zip(report.values, items.values, strict=True)}
    return [_table(grid, by_value) for grid in report_grids(report, whole=True)]


def _table(grid: Grid, by_value: Mapping[int, Item]) -> Table:
    unit = _common_unit(cell for line in grid.lines for cell in line.cells if cell)
    is_grouped = any(column.group for column in grid.columns)
    return Table(
        title=grid.title,
        unit=unit,
        n_columns=len(grid.columns),
        top=tuple(_top_heads(grid)) if is_grouped else (),
        heads=tuple(column.label for column in grid.columns if column.group or not is_grouped),
        rows=tuple(_row(line, unit, by_value) for line in grid.lines),
    )


def _common_unit(cells: Iterable[TableValue]) -> str:
    """The unit of all figures, if they share one."""
    units = {cell.unit for cell in cells if cell.value is not None}
    return units.pop() or "" if len(units) == 1 else ""


def _top_heads(grid: Grid) -> Iterable[TopHead]:
    for label, columns in groupby(grid.columns, key=lambda column: column.group or column.label):
        group = list(columns)
        yield TopHead(label, len(group), not group[0].group)


def _row(line: Line, unit: str, by_value: Mapping[int, Item]) -> TableRow:
    is_heading = line.is_empty and not any(place.is_official for place in line.places)
    cells = () if is_heading else tuple(_cell(place, unit, by_value) for place in line.places)
    return TableRow(line.label, line.depth, cells)


def _cell(place: Place, unit: str, by_value: Mapping[int, Item]) -> Cell:
    value = place.cell
    if value is None:
        return Cell("missing") if place.is_official else Cell("none")
    item = by_value[id(value)]
    return Cell(
        kind="figure" if value.value is not None else "struck" if value.raw.strip() else "blank",
        text=item.figure,
        unit=_unit(value, unit),
        raw=_telling_raw(value),
        item=item,
        spoken=_spoken(item, value),
    )


def _unit(value: TableValue, shared: str) -> str:
    """The unit of a figure, where it is not that of the whole table."""
    if value.value is None or (shared and value.unit == shared):
        return ""
    if value.unit is None:
        indicator = vocabulary().indicators.get(value.indicator)
        return UNIT_UNKNOWN if indicator and indicator.unit in common().money else ""
    return value.unit


def _telling_raw(value: TableValue) -> str:
    """The cell as printed, unless it is just the figure in other characters: １２, 1,200, 3.50 or 12件."""
    raw = value.raw.strip()
    digits = "".join(to_halfwidth(raw).removesuffix(value.unit or "").replace(",", "").split())
    says_the_same = value.value is None or (_NUMBER.fullmatch(digits) and Decimal(digits) == value.value)
    return "" if says_the_same else raw


def _spoken(item: Item, value: TableValue) -> str:
    """What a screen reader says of a cell that was compared; nothing where the figure alone is enough."""
    if item.standing is None:
        return ""
    return "，".join((item.name, f"{item.figure}{value.unit or ''}", words().standings[item.standing].word))
