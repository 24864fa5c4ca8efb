"""Rows of cells -> values: one for each cell that has a place in the vocabulary, a warning for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.forms import common, vocabulary
from gongkai.report import Warning
from gongkai.tables.headers import Leaf
from gongkai.tables.lexicon import Axis, Entry, entries
from gongkai.tables.notices import assumed_columns, empty_rows, figures_apart, incomplete_row, unreadable_cells
from gongkai.tables.placing import PlacedCell
from gongkai.tables.printing import CellRead, Instance, Key
from gongkai.tables.short_rows import complete_short_rows
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import TokenKind
from gongkai.tables.values import Kind, to_unit

CONCLUDED = "requests.concluded"
_MULTIPLIER_WORDS = ("千", "万", "亿")
LAST_HEADING = "requests.other"
"""The last heading of the request table before its total: a 合计 behind it can be either's."""


@dataclass(slots=True)
class Assembly:
    """All printings of all tables in a report, in reading order, and what could not be placed."""

    instances: list[Instance]
    warnings: list[Warning]


def assemble(rows: Sequence[RowRead]) -> Assembly:
    result = Assembly([], [])
    apart: list[tuple[RowRead, PlacedCell]] = []
    for row in complete_short_rows(rows):
        apart.extend(_add_row(result, row))
    result.warnings.extend(figures_apart(apart))
    result.warnings.extend(empty_rows(rows, result.instances))
    result.warnings.extend(assumed_columns(rows))
    return result


def _add_row(result: Assembly, row: RowRead) -> list[tuple[RowRead, PlacedCell]]:
    """Adds what the row states; returns its cells that state nothing the vocabulary knows."""
    cells = row.cells or ()
    if row.cells is None or row.lost_cells:
        result.warnings.extend(incomplete_row(row))
    slots = [(cell, _slot(row, cell.leaf)) for cell in cells]
    values = {slot: _read_cell(row, cell, slot) for cell, slot in slots if slot}
    if values:
        _add_values(result, row, values)
    return [(row, cell) for cell, slot in slots if slot is None and _is_figure(cell)]


def _add_values(result: Assembly, row: RowRead, values: dict[Key, CellRead]) -> None:
    result.warnings.extend(unreadable_cells(values.values()))
    is_subtotal = row.row is not None and (row.row.axis is Axis.SUBTOTAL or _is_heading(row.row))
    target = _instance_for(result, row, {} if is_subtotal else values)
    if is_subtotal:
        for key, value in values.items():  # a heading's own figures come before its subtotal row
            target.subtotals.setdefault(key, value)
    else:
        target.values.update(values)
    if row.subtotal_of == LAST_HEADING:
        target.totals.update({(CONCLUDED, key[1]): value for key, value in values.items()})
    target.rows.append(row)


def _instance_for(result: Assembly, row: RowRead, values: dict[Key, CellRead]) -> Instance:
    """The printing that a row belongs to: the last of its table, or a new one if that has the row already."""
    last = next((x for x in reversed(result.instances) if x.table == row.table), None)
    if last is None or any(_filled_twice(last, key, value) for key, value in values.items()):
        last = Instance(row.table, row.caption)
        result.instances.append(last)
    return last


def _filled_twice(instance: Instance, key: Key, value: CellRead) -> bool:
    known = instance.values.get(key)
    return known is not None and known.raw != "" and value.raw not in ("", known.raw)


def _is_heading(row: Entry) -> bool:
    return row.table == "requests" and row.has_children


def _slot(row: RowRead, leaf: Leaf) -> Key | None:
    """The indicator (and applicant) that a cell of this row and column states; None if it states none."""
    if leaf.role != "value" or leaf.id is None:
        return None
    if row.table == "disputes":
        group = entries().get(("disputes", Axis.ROW, leaf.group)) if leaf.group else None
        return _known((group.values or {}).get(leaf.id)) if group else None
    if row.row is None:
        return None
    if row.table == "article20":
        return _known((row.row.values or {}).get(leaf.id))
    indicator = row.subtotal_of if row.row.axis is Axis.SUBTOTAL else row.row.id
    known = _known(indicator)
    return (known[0], leaf.id) if known and row.table == "requests" else known


def _known(indicator: str | None) -> Key | None:
    return (indicator, None) if indicator is not None and indicator in vocabulary().indicators else None


def _read_cell(row: RowRead, cell: PlacedCell, key: Key) -> CellRead:
    indicator, applicant = key
    unit = vocabulary().indicators[indicator].unit
    token = cell.token
    if token is None:
        return CellRead(indicator, applicant, None, unit, "", row.run[-1], is_lost=True)
    if token.value.value is None:
        return CellRead(indicator, applicant, None, unit, token.text, token)
    printed = token.value.unit if token.value.unit in common().money else cell.leaf.unit or row.unit
    if token.value.unit is None and token.text[-1:] in _MULTIPLIER_WORDS:
        printed = "元"  # 5.2万 is 52000 元, whatever unit the heading has
    return CellRead(indicator, applicant, *to_unit(token.value.value, printed, unit), token.text, token)


def _is_figure(cell: PlacedCell) -> bool:
    """Whether the cell holds something that should not go unnoticed: not blank or struck, no code, no remark."""
    if cell.token is None or cell.leaf.role in ("unit", "code"):
        return False
    if cell.token.kind is TokenKind.TEXT:
        return cell.leaf.role != "other"
    return cell.token.value.kind is Kind.NUMBER
