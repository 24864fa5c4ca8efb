"""Word tables to grids, from the real `w:tc` cells: gridSpan, vMerge, hMerge, gridBefore, tracked rows, nested tables.

A merged cell in Word is a row of cells, or a column of them, of which the first holds the text and the others say that
they continue it. A grid names each cell once, with its spans.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.document import GridCell
from gongkai.readers.docx_media import Inventory
from gongkai.readers.docx_xml import Element, W, child, integer_value, is_on, nearest, shows_prompt, text_value

Grid = tuple[GridCell, ...]
Block = str | Grid  # a paragraph or a table

_MAX_COLUMNS = 63  # Word's own limit; wider grids come from broken or hostile files
_CONTINUE = "continue"


@dataclass(slots=True)
class _Slot:
    """A cell while its table is being laid out."""

    element: Element
    row: int
    column: int
    colspan: int
    rowspan: int
    vertical_merge: str | None  # `restart`, `continue`, or None outside of vertical merges


def read_table(table: Element, read_blocks: Callable[[Element], list[Block]], inventory: Inventory) -> list[Block]:
    """The table as blocks: its grid and then the tables nested in it, or its contents alone if it is only a frame.

    `read_blocks` reads the contents of a cell; it is called at most once for each cell, in reading order.
    """
    slots = _squeezed(_lay_out(table, inventory))
    contents = [[] if _is_prompt(slot.element) else read_blocks(slot.element) for slot in slots]
    nested = [block for blocks in contents for block in blocks if isinstance(block, tuple)]
    if _is_frame(slots, nested):
        return [block for blocks in contents for block in blocks]
    cells = (
        GridCell(_cell_text(blocks), slot.row, slot.column, slot.rowspan, slot.colspan)
        for slot, blocks in zip(slots, contents, strict=True)
    )
    return [tuple(cells), *nested]


def _is_frame(slots: list[_Slot], nested: list[Grid]) -> bool:
    """Whether the table only arranges the page: a single column sets nothing side by side, and where the tables within
    have more cells than the table itself, they are what it is for."""
    is_single_column = len({slot.column for slot in slots}) <= 1
    return is_single_column or sum(map(len, nested)) > len(slots)


def _is_prompt(cell: Element) -> bool:
    around = cell.getparent()
    return around is not None and shows_prompt(around.getparent())


def _cell_text(blocks: list[Block]) -> str:
    return "\n".join(block for block in blocks if isinstance(block, str))


def _lay_out(table: Element, inventory: Inventory) -> list[_Slot]:
    """The cells of the table by row and column, vertical merges done; they never overlap."""
    slots: list[_Slot] = []
    above: dict[int, _Slot] = {}  # the merged cells that may go on in this row, by their first column
    rows = (_read_row(row, inventory) for row in nearest(table, f"{W}tr") if not _is_left_out(row))
    for number, row in enumerate(filter(None, rows)):
        below: dict[int, _Slot] = {}
        for slot in row:
            slot.row = number
            upper = above.get(slot.column)
            if upper is not None and _continues(slot, upper):
                upper.rowspan += 1
                inventory.count_covered_cell(slot.element)
                below[slot.column] = upper
            else:
                slots.append(slot)
                below[slot.column] = slot
        above = {column: slot for column, slot in below.items() if slot.vertical_merge is not None}
    return slots


def _continues(slot: _Slot, upper: _Slot) -> bool:
    """A cell goes on below only where there is room for its whole width; else the two would overlap with others."""
    return slot.vertical_merge == _CONTINUE and upper.colspan <= slot.colspan


def _is_left_out(row: Element) -> bool:
    """Rows whose deletion was tracked, and hidden rows."""
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(child(properties, "hidden"))


def _read_row(row: Element, inventory: Inventory) -> list[_Slot]:
    """The cells of one row, horizontal merges done. Cells whose deletion was tracked let the following ones move up."""
    slots: list[_Slot] = []
    column = max(0, integer_value(child(row, "trPr", "gridBefore")) or 0)
    for element in nearest(row, f"{W}tc"):
        properties = child(element, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        colspan = max(1, integer_value(child(properties, "gridSpan")) or 1)
        if slots and _merge(properties, "hMerge") == _CONTINUE:
            slots[-1].colspan += colspan
            inventory.count_covered_cell(element)
        else:
            slots.append(_Slot(element, 0, column, colspan, 1, _merge(properties, "vMerge")))
        column += colspan
    return slots


def _merge(properties: Element | None, kind: str) -> str | None:
    merge = child(properties, kind)
    return None if merge is None else text_value(merge) or _CONTINUE


def _squeezed(slots: list[_Slot]) -> list[_Slot]:
    """In a grid that is too wide to be true, keeps only the columns in which some cell begins."""
    if max((slot.column + slot.colspan for slot in slots), default=0) <= _MAX_COLUMNS:
        return slots
    begins = sorted({0, *(slot.column for slot in slots)})
    for slot in slots:
        end = bisect_left(begins, slot.column + slot.colspan)
        slot.column = bisect_left(begins, slot.column)
        slot.colspan = end - slot.column
    return slots
