"""Warnings about tables: rows that lost cells, figures that have no place, cells that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.report import Warning
from gongkai.tables.headers import Leaf
from gongkai.tables.lexicon import NOTE
from gongkai.tables.placing import PlacedCell
from gongkai.tables.printing import CellRead, Instance
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import Kind, parse_cell

MIN_EMPTY_TABLE = 5
"""Rows without any figure from which on they are a table without figures, and not words of the text."""


def incomplete_row(row: RowRead) -> Iterator[Warning]:
    raws = [cell.text for cell in row.run if cell.kind is not TokenKind.BLANK]
    if all(cell.value.kind is not Kind.NUMBER for cell in row.run) or _stands_behind_note(row):
        return
    start, end = row.run[0].start, row.run[-1].end
    if row.lost_cells:
        message = f"{row.name}: the last cells of this table are missing; {raws} were taken for the first columns"
        yield Warning(code="short_row", message=message, cells=raws, start=start, end=end)
    else:
        reason = f"{len(raws)} figures for {len(row.leaves)} columns" if row.leaves else "no column headings fit"
        message = f"{row.name}: {raws} not placed, {reason}"
        yield Warning(code="unplaced", message=message, cells=raws, start=start, end=end)


def empty_rows(rows: Sequence[RowRead], instances: Sequence[Instance]) -> Iterator[Warning]:
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


def assumed_columns(rows: Sequence[RowRead]) -> Iterator[Warning]:
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


def figures_apart(apart: Sequence[tuple[RowRead, PlacedCell]]) -> Iterator[Warning]:
    """Figures that have a column but no indicator, one warning a column (sums, another level or year) or row."""
    grouped: dict[tuple[str, int], list[tuple[RowRead, Token]]] = {}
    for row, cell in apart:
        if _stands_behind_note(row):
            continue
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


def _stands_behind_note(row: RowRead) -> bool:
    return row.label is not None and any(entry.id == NOTE for entry in row.label.match.entries)


def _code(row: RowRead, leaf: Leaf) -> str:
    if leaf.role == "subtotal":
        return "subtotal"
    if leaf.role == "other":
        return "other_column"
    return "no_indicator" if row.row is not None and row.row.id.startswith("local.") else "unplaced"


def unreadable_cells(cells: Iterable[CellRead]) -> Iterator[Warning]:
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
