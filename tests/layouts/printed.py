"""The model of a printed report: running text and tables of cells with spans, before any file format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from hypothesis.vendor.pretty import RepresentationPrinter

EXTRA = "+"  # in front of a key: printed, but no cell of the official form (a local subtotal)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell at its top left corner. `key` is `indicator` or `indicator@applicant` where the cell holds a figure."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    key: str | None = None
    is_header: bool = False


@dataclass(frozen=True)
class PrintedTable:
    """Cells that do not overlap; grid places that no cell covers are allowed, as in sloppy HTML."""

    cells: tuple[PrintedCell, ...]

    @property
    def n_rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    @property
    def n_columns(self) -> int:
        return max(cell.column + cell.colspan for cell in self.cells)

    @cached_property
    def grid(self) -> list[list[PrintedCell | None]]:
        """For each place of the grid the cell that covers it."""
        grid: list[list[PrintedCell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                grid[row][cell.column : cell.column + cell.colspan] = [cell] * cell.colspan
        return grid

    def rows(self) -> list[list[PrintedCell]]:
        """The cells by the row they begin in, left to right: what HTML writes as `td`."""
        rows: list[list[PrintedCell]] = [[] for _ in range(self.n_rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return rows

    def rows_with_continuations(self) -> list[list[PrintedCell]]:
        """As `rows`, but a cell that reaches down stands, blank, in each further row too: as Word writes `w:tc`."""
        rows = self.rows()
        for cell in self.cells:
            for row in range(cell.row + 1, cell.row + cell.rowspan):
                rows[row].append(replace(cell, text="", row=row, rowspan=1, key=None))
        return [sorted(row, key=lambda cell: cell.column) for row in rows]

    def map_cells(self, change: Callable[[PrintedCell], PrintedCell]) -> PrintedTable:
        return PrintedTable(tuple(change(cell) for cell in self.cells))

    def map_labels(self, change: Callable[[str], str]) -> PrintedTable:
        """Rewrites the text of every cell that holds no figure."""
        return self.map_cells(lambda cell: cell if cell.key else replace(cell, text=change(cell.text)))


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    text: str


Block = Heading | Passage | PrintedTable


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its canonical unit, and how it is printed; `value` is None for a blank or struck cell."""

    value: Decimal | None
    text: str
    unit: str | None


@dataclass(frozen=True)
class PrintedReport:
    """A whole report, ready for a layout. `figures` has every printed figure, local subtotals (`EXTRA`) included."""

    title: str
    blocks: tuple[Block, ...]
    figures: dict[str, Figure]
    form: str = ""
    name: str = "report"

    @property
    def tables(self) -> list[PrintedTable]:
        return [block for block in self.blocks if isinstance(block, PrintedTable)]

    def map_labels(self, change: Callable[[str], str]) -> PrintedReport:
        """Rewrites the labels of all tables."""
        blocks = (block.map_labels(change) if isinstance(block, PrintedTable) else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def map_words(self, change: Callable[[str], str]) -> PrintedReport:
        """Rewrites labels, headings, passages and the title."""

        def changed(block: Block) -> Block:
            if isinstance(block, PrintedTable):
                return block.map_labels(change)
            return replace(block, text=change(block.text))

        return replace(self, title=change(self.title), blocks=tuple(map(changed, self.blocks)))

    def filled(self) -> PrintedReport:
        """The report with the text of each figure in its cell."""

        def fill(cell: PrintedCell) -> PrintedCell:
            return replace(cell, text=self.figures[cell.key].text) if cell.key else cell

        blocks = (block.map_cells(fill) if isinstance(block, PrintedTable) else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self.figures)} figures>"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """What Hypothesis shows of an example: hundreds of cells would bury the message."""
        printer.text(repr(self))


def stack(tables: Iterable[PrintedTable], *, stretch: bool = False) -> PrintedTable:
    """Puts tables one below the other in one grid. Titles become as wide as the grid; of the other rows that are too
    short, `stretch` widens the last cell, and otherwise blank cells fill them."""
    parts = list(tables)
    width = max(table.n_columns for table in parts)
    cells: list[PrintedCell] = []
    for table in parts:
        below = max((cell.row + cell.rowspan for cell in cells), default=0)
        cells += [replace(cell, row=cell.row + below) for cell in _fitted(table, width, stretch=stretch)]
    return PrintedTable(tuple(cells))


def _fitted(table: PrintedTable, width: int, *, stretch: bool) -> list[PrintedCell]:
    narrow = table.n_columns
    cells: list[PrintedCell] = []
    for cell in table.cells:
        at_the_end = cell.column + cell.colspan == narrow
        widened = at_the_end and (stretch or cell.colspan == narrow)
        cells.append(replace(cell, colspan=cell.colspan + width - narrow) if widened else cell)
        if at_the_end and not widened:
            cells += [PrintedCell("", cell.row, place, cell.rowspan) for place in range(narrow, width)]
    return cells
