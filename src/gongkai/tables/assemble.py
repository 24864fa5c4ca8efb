"""Rows of cells -> values: one for each cell that has a place in the vocabulary, a warning for each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from gongkai.forms import TableId, common, vocabulary
from gongkai.report import TableValue, Warning
from gongkai.tables.headers import Leaf
from gongkai.tables.lexicon import Axis, Entry, entries
from gongkai.tables.placing import PlacedCell
from gongkai.tables.short_rows import complete_short_rows
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import Kind, parse_cell, to_unit

Key = tuple[str, str | None]

CONCLUDED = "requests.concluded"
MIN_EMPTY_TABLE = 5
"""Rows without any figure from which on they are a table without figures, and not words of the text."""

LAST_HEADING = "requests.other"
"""The last heading of the request table before its total: a 合计 behind it can be either's."""


class CellRead(NamedTuple):
    """A cell with its meaning. `token` is where it stands; a lost cell has `raw` "" and the last token of its row."""

    indicator: str
    applicant: str | None
    value: Decimal | None
    unit: str | None
    raw: str
    token: Token
    is_lost: bool = False

    def as_value(self, table: int) -> TableValue:
        """The cell for the report; `table` is the number of its table there."""
        place = (self.token.row, self.token.column)
        row, column = reversed(place) if self.token.source.turned else place
        return TableValue.model_construct(
            indicator=self.indicator,
            applicant=self.applicant,
            value=self.value,
            unit=self.unit,
            raw=self.raw,
            table=table,
            row=row,
            column=column,
            start=None if self.is_lost else self.token.start,
            end=None if self.is_lost else self.token.end,
        )


@dataclass(frozen=True, slots=True)
class Instance:
    """One printing of an official table: its cells, what stood above it, the subtotals it prints, figures that are the
    table's total if it has no other (合计 behind its last heading), and the rows that all of these come from."""

    table: TableId
    caption: str
    values: dict[Key, CellRead] = field(default_factory=dict)
    subtotals: dict[Key, CellRead] = field(default_factory=dict)
    totals: dict[Key, CellRead] = field(default_factory=dict)
    rows: list[RowRead] = field(default_factory=list)


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
    result.warnings.extend(_apart_warnings(apart))
    result.warnings.extend(_empty_rows(rows, result.instances))
    result.warnings.extend(_assumed_columns(rows))
    return result


def _add_row(result: Assembly, row: RowRead) -> list[tuple[RowRead, PlacedCell]]:
    """Adds what the row states; returns its cells that state nothing the vocabulary knows."""
    cells = row.cells or ()
    if row.cells is None or row.lost_cells:
        result.warnings.extend(_incomplete(row))
    slots = [(cell, _slot(row, cell.leaf)) for cell in cells]
    values = {slot: _read_cell(row, cell, slot) for cell, slot in slots if slot}
    if values:
        _add_values(result, row, values)
    return [(row, cell) for cell, slot in slots if slot is None and _is_figure(cell)]


def _add_values(result: Assembly, row: RowRead, values: dict[Key, CellRead]) -> None:
    result.warnings.extend(_unreadable(values.values()))
    target = _instance_for(result, row, values)
    is_subtotal = row.row is not None and (row.row.axis is Axis.SUBTOTAL or _is_heading(row.row))
    (target.subtotals if is_subtotal else target.values).update(values)
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
    return known is not None and known.raw != "" and value.raw != ""


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
    return CellRead(indicator, applicant, *to_unit(token.value.value, printed, unit), token.text, token)


def _is_figure(cell: PlacedCell) -> bool:
    """Whether the cell holds something that should not go unnoticed: not blank or struck, no code, no remark."""
    if cell.token is None or cell.leaf.role in ("unit", "code"):
        return False
    if cell.token.kind is TokenKind.TEXT:
        return cell.leaf.role != "other"
    return cell.token.value.kind is Kind.NUMBER


# -- warnings -------------------------------------------------------------------------------------------------------


def _incomplete(row: RowRead) -> Iterator[Warning]:
    raws = [cell.text for cell in row.run if cell.kind is not TokenKind.BLANK]
    if all(cell.value.kind is not Kind.NUMBER for cell in row.run):
        return
    start, end = row.run[0].start, row.run[-1].end
    if row.lost_cells:
        message = f"{row.name}: the last cells of this table are missing; {raws} were taken for the first columns"
        yield Warning(code="short_row", message=message, cells=raws, start=start, end=end)
    else:
        reason = f"{len(raws)} figures for {len(row.leaves)} columns" if row.leaves else "no column headings fit"
        message = f"{row.name}: {raws} not placed, {reason}"
        yield Warning(code="unplaced", message=message, cells=raws, start=start, end=end)


def _empty_rows(rows: Sequence[RowRead], instances: Sequence[Instance]) -> Iterator[Warning]:
    """Row labels without figures; only inside their table, since a heading of the text may read the same."""
    empty = [row for row in rows if row.cells is None and row.label and not _has_figures(row)]
    for table in dict.fromkeys(row.table for row in empty):
        of_table = [row for row in empty if row.table == table]
        printed = [instance for instance in instances if instance.table == table]
        if not printed and len(of_table) >= MIN_EMPTY_TABLE:
            start, end = _extent(of_table)
            message = f"the {table} table has {len(of_table)} rows and not one figure"
            yield Warning(code="empty_table", message=message, start=start, end=end)
        for row in of_table:
            if row.label and any(start <= row.label.start <= end for start, end in map(_span, printed)):
                message = f"{row.name}: the row has no figures; its cells are blank or were lost"
                yield Warning(code="empty_row", message=message, start=row.label.start, end=row.label.end)


def _has_figures(row: RowRead) -> bool:
    return any(cell.kind is not TokenKind.BLANK for cell in row.run)


def _span(instance: Instance) -> tuple[int, int]:
    return _extent(instance.rows)


def _extent(rows: Sequence[RowRead]) -> tuple[int, int]:
    """From the first heading or label of these rows to their last figure."""
    tokens = [token for row in rows for token in row.tokens()]
    return min(token.start for token in tokens), max(token.end for token in tokens)


def _assumed_columns(rows: Sequence[RowRead]) -> Iterator[Warning]:
    """One warning for each table some of whose rows were placed without column headings."""
    for table in dict.fromkeys(row.table for row in rows if row.assumed):
        assumed = [row for row in rows if row.assumed and row.table == table]
        yield Warning(
            code="assumed_columns",
            message=f"{assumed[0].name}: column headings are missing; the figures fill the official columns and their"
            f" sums come out, so they were placed there ({len(assumed)} rows)",
            start=assumed[0].run[0].start,
            end=assumed[-1].run[-1].end,
        )


def _apart_warnings(apart: Sequence[tuple[RowRead, PlacedCell]]) -> Iterator[Warning]:
    """Figures that have a column but no indicator, one warning a column (sums, another level or year) or row."""
    grouped: dict[tuple[str, int], list[tuple[RowRead, Token]]] = {}
    for row, cell in apart:
        code = _code(row, cell.leaf)
        about = cell.leaf.token.start if code in _COLUMN_CODES else row.run[0].start
        if cell.token is not None:
            grouped.setdefault((code, about), []).append((row, cell.token))
    for (code, _), found in grouped.items():
        cells: dict[str, str] | list[str] = [token.text for _, token in found]
        if code in _COLUMN_CODES:
            cells = {row.name: token.text for row, token in found}
        yield Warning(
            code=code,
            message=f"{found[0][0].name}{' …' if len(found) > 1 and code in _COLUMN_CODES else ''}: {_MESSAGES[code]}",
            cells=cells,
            start=found[0][1].start,
            end=found[-1][1].end,
        )


_COLUMN_CODES = ("subtotal", "other_column")
_MESSAGES = {
    "subtotal": "sums over other cells, not taken for indicators",
    "other_column": "figures of another level, year or use, kept apart",
    "unplaced": "figures in a row or column that no form knows",
    "no_indicator": "a local row for which the vocabulary has no indicator",
}


def _code(row: RowRead, leaf: Leaf) -> str:
    if leaf.role == "subtotal":
        return "subtotal"
    if leaf.role == "other":
        return "other_column"
    return "no_indicator" if row.row is not None and row.row.id.startswith("local.") else "unplaced"


def _unreadable(cells: Iterable[CellRead]) -> Iterator[Warning]:
    """Cells whose text is no number, or a number with a remark."""
    for cell in cells:
        read = parse_cell(cell.raw)
        if read.kind is Kind.NOT_A_NUMBER:
            code, problem = "unreadable_number", f"{cell.raw!r} is not a number; its value is left out"
        elif read.note:
            code, problem = "annotated_number", f"{cell.raw!r} has a remark behind its number, which was left out"
        else:
            continue
        yield Warning(
            code=code,
            message=f"{cell.indicator}: {problem}",
            indicator=cell.indicator,
            applicant=cell.applicant,
            start=cell.token.start,
            end=cell.token.end,
        )
