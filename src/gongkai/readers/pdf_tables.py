"""Tables with drawn borders on one page, and the text that is in none of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gongkai.readers.pdf_cells import cell_text
from gongkai.readers.pdf_grid import Grid, GridSlot, find_grids
from gongkai.readers.pdf_lines import lines_of
from gongkai.readers.pdf_model import Box, Glyph, PageCell, PageContent, PageTable
from gongkai.readers.pdf_page import area_rules

# A frame of so few cells around this many lines of text is a box on the page, not a table: the fullest cell of an
# official form has 5 lines.
_FRAME_CELLS = 4
_FRAME_LINES = 15


def find_tables(content: PageContent) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from top to bottom, those of a single cell too, and the glyphs outside of them."""
    grids = _tables_only(content)
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    for glyph in content.glyphs:
        index = next((i for i, grid in enumerate(grids) if grid.box.holds(glyph.box.centre)), None)
        (outside if index is None else inside[index]).append(glyph)
    tables = [_table(grid, glyphs, content.number) for grid, glyphs in zip(grids, inside, strict=True)]
    kept = [table for table in tables if not _is_frame(table) and any(cell.text for cell in table.cells)]
    for table, glyphs in zip(tables, inside, strict=True):
        if _is_frame(table):
            outside.extend(glyphs)
    return kept, outside


def _tables_only(content: PageContent) -> list[Grid]:
    """Grids of lines, then those of filled rectangles that are not the shading of the former. None within another."""
    drawn = _apart(find_grids(content.rules))
    shading = [area for area in content.areas if not any(grid.box.holds(area.centre) for grid in drawn)]
    filled = [grid for grid in find_grids(area_rules(shading)) if len(grid.edges) > 2 and len(grid.tops) > 2]
    return sorted(drawn + _apart(filled), key=lambda grid: (grid.box.top, grid.box.x0))


def _apart(grids: list[Grid]) -> list[Grid]:
    """Without the frames around tables, and without the boxes inside of them."""
    return [grid for grid in grids if not any(_gives_way(grid, other) for other in grids)]


def _gives_way(grid: Grid, other: Grid) -> bool:
    """Whether `other` has more cells: the border of a page has one, a table that lays out a page a few, a box to tick
    in a table again one."""
    if _encloses(grid.box, other.box):
        return len(other.cells) >= len(grid.cells)
    return _encloses(other.box, grid.box) and len(other.cells) > len(grid.cells)


def _encloses(outer: Box, inner: Box) -> bool:
    return outer != inner and outer.holds((inner.x0, inner.top)) and outer.holds((inner.x1, inner.bottom))


def _is_frame(table: PageTable) -> bool:
    return len(table.cells) <= _FRAME_CELLS and any(cell.text.count("\n") >= _FRAME_LINES for cell in table.cells)


def _table(grid: Grid, glyphs: Sequence[Glyph], page: int) -> PageTable:
    owner = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    contents: dict[GridSlot, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = glyph.box.centre
        contents[owner[_track(grid.tops, y), _track(grid.edges, x)]].append(glyph)
    rows = sorted({cell.row for cell in grid.cells} | {len(grid.tops) - 1})
    columns = sorted({cell.column for cell in grid.cells} | {len(grid.edges) - 1})
    cells = tuple(_cell(grid, cell, contents[cell], rows, columns) for cell in grid.cells)
    edges, tops = tuple(grid.edges[column] for column in columns), tuple(grid.tops[row] for row in rows)
    lines = tuple(replace(line, page=page) for line in lines_of(glyphs)) if len(cells) == 1 else ()
    return PageTable(cells, edges, tops, grid.box, page, lines)


def _track(positions: tuple[float, ...], at: float) -> int:
    return min(max(bisect_right(positions, at) - 1, 0), len(positions) - 2)


def _cell(grid: Grid, slot: GridSlot, glyphs: Sequence[Glyph], rows: list[int], columns: list[int]) -> PageCell:
    """The cell with its text. Tracks at whose border no cell begins are no rows or columns, so they are left out."""
    end_row, end_column = slot.row + slot.rowspan, slot.column + slot.colspan
    box = Box(grid.edges[slot.column], grid.tops[slot.row], grid.edges[end_column], grid.tops[end_row])
    row, column = rows.index(slot.row), columns.index(slot.column)
    rowspan, colspan = rows.index(end_row) - row, columns.index(end_column) - column
    content = cell_text(glyphs, box, spans_rows=rowspan > 1)
    return PageCell(
        content.text,
        row,
        column,
        rowspan,
        colspan,
        top_open=not grid.has_rule_above(slot),
        bottom_open=not grid.has_rule_below(slot),
        to_end=content.to_end,
        from_top=content.from_top,
    )
