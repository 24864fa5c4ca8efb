"""What the stages of the PDF reader pass to each other. Lengths are points; `top` and `bottom` grow down the page."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom

    def turned(self, angle: int, width: float, height: float) -> Box:
        """The box on a page of `width` and `height` after text that ran at `angle` has been made upright."""
        if angle == 90:
            return Box(height - self.bottom, self.x0, height - self.top, self.x1)
        if angle == 180:
            return Box(width - self.x1, height - self.bottom, width - self.x0, height - self.top)
        if angle == 270:
            return Box(self.top, width - self.x1, self.bottom, width - self.x0)
        return self


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it is printed. `angle` is the direction of its line: 0 to the right, 90 up, 180, 270 down."""

    text: str
    box: Box
    size: float
    angle: int = 0

    @property
    def baseline(self) -> float:
        return self.box.bottom - BELOW_BASELINE * self.size

    def turned(self, angle: int, width: float, height: float) -> Glyph:
        return replace(self, box=self.box.turned(angle, width, height), angle=(self.angle - angle) % 360)


# Glyph boxes are rebuilt from baseline and size, as fonts state their ascent and descent in too many ways.
# Ideographs stand in a square that goes this far below the baseline.
BELOW_BASELINE = 0.12


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line. `at` is its y where it is horizontal, else its x; it goes from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is printed on a page: `rules` are drawn lines, `areas` are filled rectangles too large to be lines."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    areas: tuple[Box, ...] = ()
    n_pictures: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line without a wide gap; a cell, where the line is a row of a table."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it is seen; `size` is that of its largest characters.

    `in_table`: it is part of a table that could not be rebuilt, so it is no part of a paragraph.
    """

    segments: tuple[Segment, ...]
    box: Box
    size: float
    page: int = 0
    in_table: bool = False

    @property
    def text(self) -> str:
        return "\t".join(segment.text for segment in self.segments)

    @property
    def baseline(self) -> float:
        return self.box.bottom - BELOW_BASELINE * self.size


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a table on one page.

    `top_open` and `bottom_open`: no line is drawn there. `to_end` and `from_top`: the text fills the cell to its end,
    and from its top, as it would if the page had cut it.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    top_open: bool = False
    bottom_open: bool = False
    to_end: bool = False
    from_top: bool = False

    @property
    def end_row(self) -> int:
        return self.row + self.rowspan

    @property
    def place(self) -> tuple[int, int]:
        """First column and number of columns."""
        return self.column, self.colspan


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of it on one page: `edges` are the x of its column borders, `tops` the y of its rows.

    `lines` are kept for a table of a single cell, which is one only if it proves to be part of a larger one.
    """

    cells: tuple[PageCell, ...]
    edges: tuple[float, ...]
    tops: tuple[float, ...]
    box: Box
    page: int
    lines: tuple[Line, ...] = ()

    @property
    def n_rows(self) -> int:
        return max(cell.end_row for cell in self.cells)

    def starting(self, row: int) -> list[PageCell]:
        return [cell for cell in self.cells if cell.row == row]

    def ending(self, row: int) -> list[PageCell]:
        """The cells that reach to the lower edge of `row`."""
        return [cell for cell in self.cells if cell.end_row == row + 1]


PageBlock = Line | PageTable
