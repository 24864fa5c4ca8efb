"""Tables broken across pages made whole again: from two parts on facing edges of the pages to one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.readers.pdf_grid import nearest
from gongkai.readers.pdf_model import Line, PageCell, PageTable, Segment

_SAME_EDGE = 3.0  # points; the parts are drawn from the same widths, only the lines are snapped differently
# Word moves a row that does not fit to the next page, with all rows that it is to be kept with.
_SLACK = 40.0  # points that may stay empty below the first part, besides the height of the row that did not fit

_OVERFLOW = 1.5  # type sizes below a table up to which a line may be the overflow of its last row

_FIGURE = re.compile(r"[-+增减]?\d[\d,，.\s]*(?:%|[亿万]?元?|[件条个次项篇人])?")
_STRUCK = {"", "/", "-", "—", "无"}
# What begins a row of its own, and is never the rest of the row before.
_ENUMERATOR = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．﹒]|第.{1,4}[条项]|其中|合计|总计|[备附]?注")
_NOTE = re.compile(r"[备附]?注|说明")
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))


def stitched(upper: PageTable, lower: PageTable, page_bottom: float) -> PageTable | None:
    """One table from two that stand at the end of a page and at the beginning of the next, or None if they are two.

    `page_bottom` is where the text of the first page could have gone on to.
    """
    aligned = _aligned(upper, lower)
    if aligned is None:
        return None
    above, below = aligned
    n_header = _repeated_header(above, below)
    below = _without_rows(below, n_header)
    if not below.cells or _restarts(above, below, n_header):
        return None
    fits = n_header or (page_bottom - upper.box.bottom < _first_row_height(lower) + _SLACK and _goes_on(above, below))
    return (_completed_row(above, below) or _extended_labels(above, below)) if fits else None


def _aligned(upper: PageTable, lower: PageTable) -> tuple[PageTable, PageTable] | None:
    """Both tables on the column edges of the finer one, or None where the other has edges that this one lacks."""
    for finer, coarser in ((upper, lower), (lower, upper)):
        matches = [nearest(finer.edges, edge) for edge in coarser.edges]
        distances = [abs(finer.edges[match] - edge) for match, edge in zip(matches, coarser.edges, strict=True)]
        ends = {matches[0], matches[-1]} == {0, len(finer.edges) - 1}
        if ends and max(distances) <= _SAME_EDGE and len(set(matches)) == len(matches):
            spread = replace(coarser, cells=tuple(_moved(cell, matches) for cell in coarser.cells), edges=finer.edges)
            return (finer, spread) if finer is upper else (spread, finer)
    return None


def _moved(cell: PageCell, columns: Sequence[int]) -> PageCell:
    column = columns[cell.column]
    return replace(cell, column=column, colspan=columns[cell.column + cell.colspan] - column)


def _first_row_height(table: PageTable) -> float:
    return table.tops[1] - table.tops[0]


def _repeated_header(upper: PageTable, lower: PageTable) -> int:
    """Number of first rows that both tables share, without figures and with no cell going on below them."""
    shared = 0
    for row in range(min(upper.n_rows, lower.n_rows)):
        if _row_key(upper, row) != _row_key(lower, row) or _has_figure(upper.starting(row)):
            break
        if all(cell.end_row <= row + 1 for cell in upper.cells if cell.row <= row):
            shared = row + 1
    return shared


def _row_key(table: PageTable, row: int) -> list[tuple[object, ...]]:
    return [(*cell.place, cell.rowspan, re.sub(r"\s", "", cell.text)) for cell in table.starting(row)]


def _without_rows(table: PageTable, n_rows: int) -> PageTable:
    cells = tuple(replace(cell, row=cell.row - n_rows) for cell in table.cells if cell.row >= n_rows)
    return replace(table, cells=cells, tops=table.tops[n_rows:])


def _goes_on(upper: PageTable, lower: PageTable) -> bool:
    """Whether the rows of `lower` can be those of the same table, not of another that happens to be as wide."""
    last, first = upper.ending(upper.n_rows - 1), lower.starting(0)
    is_unfinished = not _has_figure(last) and not any(_NOTE.match(cell.text) for cell in last)
    has_values = any(_is_value(cell.text) for cell in first[1:])
    n_titles = sum(len(row) == 1 for row in _rows(upper))
    return is_unfinished or has_values or (len(first) == 1 and n_titles > 1)


def _restarts(upper: PageTable, lower: PageTable, n_header: int) -> bool:
    """Whether the same form begins again: its own level first, then the whole area, under equal headers."""
    if n_header in {0, upper.n_rows}:
        return False
    first, again = upper.starting(n_header), lower.starting(0)
    return bool(first and again and first[0].text) and first[0].text == again[0].text


def _has_figure(cells: Sequence[PageCell]) -> bool:
    return any(_FIGURE.fullmatch(cell.text) for cell in cells)


def _is_value(text: str) -> bool:
    return text in _STRUCK or bool(_FIGURE.fullmatch(text))


def _completed_row(upper: PageTable, lower: PageTable) -> PageTable | None:
    """The tables with the last row of one and the first of the other made one row, if the page broke it in two."""
    last = {cell.place: cell for cell in upper.ending(upper.n_rows - 1)}
    first = lower.starting(0)
    pairs = [(last[cell.place], cell) for cell in first if cell.place in last]
    if len(pairs) < len(first) or not _is_one_row(pairs, upper):
        return None
    return _combined(upper, lower, pairs, shift=upper.n_rows - 1)


def _is_one_row(pairs: Sequence[tuple[PageCell, PageCell]], upper: PageTable) -> bool:
    """Whether the lower cells only finish texts of the upper ones, and the figures of the row are all on one side."""
    if _is_blank([above for above, _ in pairs], upper.n_rows - 1) or _is_blank([below for _, below in pairs], 0):
        return True
    both = [(above, below) for above, below in pairs if above.text and below.text]
    if not both or any(_is_value(above.text) or _is_value(below.text) for above, below in both):
        return False
    if all(_has_figure(side) for side in zip(*pairs, strict=True)):
        return False
    rows_may_be_blank = any(map(_is_blank_row, _rows(upper)[:-1]))
    return all(_is_cut(above, below, rows_may_be_blank) for above, below in both)


def _is_blank(cells: Sequence[PageCell], row: int) -> bool:
    """Whether nothing stands in the cells that begin in `row`: a piece of a row too low for a line of text."""
    return not any(cell.text for cell in cells if cell.row == row)


def _is_blank_row(row: Sequence[PageCell]) -> bool:
    """Whether a row has a label and nothing else, and is no heading."""
    return len(row) > 1 and not any(cell.text for cell in row[1:]) and not _ENUMERATOR.match(row[0].text)


def _rows(table: PageTable) -> list[list[PageCell]]:
    rows: list[list[PageCell]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _is_cut(above: PageCell, below: PageCell, rows_may_be_blank: bool = False) -> bool:
    """Whether a text stops at the page break inside a bracket, or at the end of a full line.

    The latter proves nothing where rows without figures are usual: each of the two may be a row.
    """
    if _ENUMERATOR.match(below.text):
        return False
    if any(above.text.count(left) > above.text.count(right) for left, right in _BRACKETS):
        return True
    return above.to_end and below.from_top and not rows_may_be_blank and not above.text.endswith(("。", "；"))


def _extended_labels(upper: PageTable, lower: PageTable) -> PageTable:
    """The tables with the cells of the last row that the page cut drawn out to where they end."""
    last = {cell.place: cell for cell in upper.ending(upper.n_rows - 1)}
    first = lower.starting(0)
    pairs = [(last[cell.place], cell) for cell in first if cell.place in last]
    in_header = len(pairs) < len(first) and not _has_figure(first) and not _has_figure(list(last.values()))
    cut = [pair for pair in pairs if _is_one_cell(*pair, is_label=in_header or _is_left_of_labels(pair[1], first))]
    return _combined(upper, lower, cut, shift=upper.n_rows)


def _is_one_cell(above: PageCell, below: PageCell, *, is_label: bool) -> bool:
    """Whether a cell goes on below the page break: no line is drawn there, or a label is cut or has no text there."""
    if _FIGURE.fullmatch(above.text) or _FIGURE.fullmatch(below.text):
        return False
    spans_rows = above.rowspan > 1 or below.rowspan > 1
    is_open = above.bottom_open and below.top_open
    if above.text and below.text:
        return (is_open or spans_rows) and _is_cut(above, below)
    if below.text:
        return is_open or above.rowspan > 1
    return is_open or (bool(above.text) and (spans_rows or is_label))


def _is_left_of_labels(cell: PageCell, row: Sequence[PageCell]) -> bool:
    """Whether the first text of a row is a label that stands to the right of a cell."""
    texts = [other for other in row if other.text]
    return bool(texts) and texts[0].column > cell.column and not _is_value(texts[0].text)


def _combined(
    upper: PageTable, lower: PageTable, pairs: Sequence[tuple[PageCell, PageCell]], *, shift: int
) -> PageTable:
    """`lower` put under `upper`, its rows counted from `shift`, with the cells of each pair made one."""
    wholes = {id(above): _whole(above, below, below.end_row + shift - above.row) for above, below in pairs}
    parts = {id(below) for _, below in pairs}
    over = [wholes.get(id(cell), cell) for cell in upper.cells]
    under = [replace(cell, row=cell.row + shift) for cell in lower.cells if id(cell) not in parts]
    return replace(upper, cells=tuple(over + under), box=lower.box)


def _whole(above: PageCell, below: PageCell, rowspan: int) -> PageCell:
    text = "\n".join(filter(None, (above.text, below.text)))
    return replace(above, text=text, rowspan=rowspan, bottom_open=below.bottom_open, to_end=below.to_end)


def with_overflow(table: PageTable, line: Line) -> PageTable | None:
    """The table with a line that a browser printed under cells cut at the end of the page, or None if it is none."""
    if not 0 <= line.box.bottom - table.box.bottom < _OVERFLOW * line.size:
        return None
    owners = [_open_cell(table, segment) for segment in line.segments]
    if None in owners:
        return None
    added = {id(cell): segment.text for cell, segment in zip(owners, line.segments, strict=True)}
    cells = [
        replace(cell, text=f"{cell.text}\n{added[id(cell)]}") if id(cell) in added else cell for cell in table.cells
    ]
    return replace(table, cells=tuple(cells), box=replace(table.box, bottom=line.box.bottom))


def _open_cell(table: PageTable, segment: Segment) -> PageCell | None:
    """The cell with text and without a lower border that a part of a line stands under."""
    for cell in table.ending(table.n_rows - 1):
        left, right = table.edges[cell.column], table.edges[cell.column + cell.colspan]
        if cell.bottom_open and cell.text and left <= segment.x0 and segment.x1 <= right:
            return cell
    return None
