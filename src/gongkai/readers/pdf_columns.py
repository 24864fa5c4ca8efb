"""Tables without vertical lines, rebuilt from the gaps between words where that is safe.

It is safe where every row is one line with something in every column, or where a line is drawn between all rows. All
else stays lines of text with tabs between their parts: later stages rebuild tables from those, knowing the labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from gongkai.readers.pdf_model import Box, Line, PageBlock, PageCell, PageTable, Rule, Segment

_MIN_ROWS = 3  # two lines with a gap at the same place are a letterhead or a signature
_MAX_PITCH = 3.0  # type sizes from row to row; more is another table, or text
_MAX_WRAPPED = 4  # lines of one cell only that may stand between the rows of a table
_SAME_END = 5.0  # points by which the ends of rules of one table differ


@dataclass(frozen=True, slots=True)
class Bands:
    """Horizontal lines of equal length without vertical ones: the rows of a table, or 三线表 if they are three."""

    x0: float
    x1: float
    tops: tuple[float, ...]

    def holds(self, line: Line) -> bool:
        x, y = line.box.centre
        return self.x0 - _SAME_END <= x <= self.x1 + _SAME_END and self.tops[0] < y < self.tops[-1]

    def row(self, line: Line) -> int:
        return sum(top < line.box.centre[1] for top in self.tops[1:])


def find_bands(rules: Iterable[Rule], tables: Sequence[PageTable]) -> list[Bands]:
    """Groups of three or more rules outside of the tables that begin and end at the same x."""
    groups: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in rules:
        middle = ((rule.start + rule.end) / 2, rule.at)
        if rule.horizontal and not any(table.box.holds(middle) for table in tables):
            groups[round(rule.start / _SAME_END), round(rule.end / _SAME_END)].append(rule)
    bands = []
    for group in groups.values():
        tops = sorted({round(rule.at) for rule in group})
        if len(tops) >= _MIN_ROWS:
            bands.append(Bands(group[0].start, group[0].end, tuple(map(float, tops))))
    return bands


def with_columns(
    blocks: Sequence[PageBlock], bands: Sequence[Bands], page: int, *, is_part: tuple[bool, bool] = (False, False)
) -> list[PageBlock]:
    """The blocks of a page with regular rows made tables, and the lines of irregular ones marked as such.

    `is_part` tells whether rows without rules at the beginning and at the end of the page are part of a table that
    goes on there. Its columns cannot be known from one page.
    """
    rebuilt: list[PageBlock] = []
    for start, end in _clusters(blocks, bands):
        lines = [block for block in blocks[start:end] if isinstance(block, Line)]
        if not any(map(is_row, lines)):
            rebuilt.extend(blocks[start:end])
            continue
        band = _band(lines[0], bands)
        cut = (is_part[0] and start == 0) or (is_part[1] and end == len(blocks))
        table = _banded(lines, band, page) if band else None if cut else _regular(lines, page)
        rebuilt.extend([table] if table else [replace(line, in_table=True) for line in lines])
    return rebuilt


def is_row(block: PageBlock) -> bool:
    """Whether a block is a line of several cells."""
    return isinstance(block, Line) and len(block.segments) > 1


def _clusters(blocks: Sequence[PageBlock], bands: Sequence[Bands]) -> Iterator[tuple[int, int]]:
    """Start and end of the runs of lines that may be one table, and of each other block by itself.

    A run is what stands between the same rules. Without rules it is rows close to each other, with a few lines of one
    cell between them.
    """
    start = 0
    while start < len(blocks):
        end = start + 1
        for index in range(start + 1, len(blocks)):
            if index - end >= _MAX_WRAPPED + 1 or not _is_near(blocks[index - 1], blocks[index], bands):
                break
            if is_row(blocks[index]) or _band(blocks[index], bands):
                end = index + 1
        if not (is_row(blocks[start]) or _band(blocks[start], bands)):
            end = start + 1
        yield start, end
        start = end


def _is_near(above: PageBlock, below: PageBlock, bands: Sequence[Bands]) -> bool:
    if isinstance(above, PageTable) or isinstance(below, PageTable):
        return False
    band = _band(below, bands)
    if _band(above, bands) is not band:
        return False
    return band is not None or below.baseline - above.baseline <= _MAX_PITCH * below.size


def _band(block: PageBlock, bands: Sequence[Bands]) -> Bands | None:
    return next((band for band in bands if isinstance(block, Line) and band.holds(block)), None)


def _regular(lines: Sequence[Line], page: int) -> PageTable | None:
    """A table of a row a line, or None where lines differ in their number of cells or columns overlap."""
    if len(lines) < _MIN_ROWS or len({len(line.segments) for line in lines}) > 1:
        return None
    columns = _column_spans([line.segments for line in lines])
    if columns is None:
        return None
    cells = [
        PageCell(segment.text, row, column)
        for row, line in enumerate(lines)
        for column, segment in enumerate(line.segments)
    ]
    tops = (*(line.box.top for line in lines), lines[-1].box.bottom)
    return _table(cells, columns, tops, page)


def _column_spans(rows: Sequence[Sequence[Segment]]) -> list[Segment] | None:
    """Where each column of rows with equally many segments begins and ends, or None if columns overlap."""
    columns = [
        Segment("", min(part.x0 for part in parts), max(part.x1 for part in parts)) for parts in zip(*rows, strict=True)
    ]
    return None if any(left.x1 >= right.x0 for left, right in pairwise(columns)) else columns


def _banded(lines: Sequence[Line], bands: Bands, page: int) -> PageTable | None:
    """A table of a row between two rules; of a row a line in the body of a 三线表, whose rows have none between."""
    rows = [bands.row(line) for line in lines]
    if len(bands.tops) == _MIN_ROWS:
        n_header = rows.count(0)
        if len({len(line.segments) for line in lines[n_header:]}) > 1:
            return None
        rows[n_header:] = range(1, len(lines) - n_header + 1)
    most = max(len(line.segments) for line in lines)
    columns = _column_spans([line.segments for line in lines if len(line.segments) == most])
    cells = _placed(lines, rows, columns) if columns else None
    return _table(_with_blanks(cells, len(columns)), columns, bands.tops, page) if columns and cells else None


def _placed(lines: Sequence[Line], rows: Sequence[int], columns: Sequence[Segment]) -> list[PageCell] | None:
    """A cell for each place that a part of a line stands in, or None where the places are not clear.

    Only in the first row, the header, a cell may stand over several columns.
    """
    texts: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for line, row in zip(lines, rows, strict=True):
        for segment in line.segments:
            under = [index for index, column in enumerate(columns) if _overlap(segment, column)]
            if not under or (row > 0 and len(under) > 1):
                return None
            texts[row, under[0], len(under)].append(segment.text)
    cells = [PageCell("\n".join(parts), row, column, 1, width) for (row, column, width), parts in texts.items()]
    places = [place for cell in cells for place in _covered(cell)]
    return cells if len(set(places)) == len(places) else None


def _with_blanks(cells: Sequence[PageCell], n_columns: int) -> list[PageCell]:
    """The cells by row and column, and blank ones where there are none."""
    covered = {place for cell in cells for place in _covered(cell)}
    n_rows = max(cell.end_row for cell in cells)
    blanks = [PageCell("", *place) for place in product(range(n_rows), range(n_columns)) if place not in covered]
    return sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))


def _covered(cell: PageCell) -> list[tuple[int, int]]:
    return [(cell.row, column) for column in range(cell.column, cell.column + cell.colspan)]


def _overlap(segment: Segment, column: Segment) -> bool:
    return segment.x0 < column.x1 and column.x0 < segment.x1


def _table(cells: Sequence[PageCell], columns: Sequence[Segment], tops: tuple[float, ...], page: int) -> PageTable:
    between = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
    box = Box(columns[0].x0, tops[0], columns[-1].x1, tops[-1])
    return PageTable(tuple(cells), (box.x0, *between, box.x1), tops, box, page)
