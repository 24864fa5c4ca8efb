"""The cells of a report in reading order, classified: what the table reader works on.

Real tables and flattened ones give the same stream. They differ only in what they know of their shape, which `Source`
records: a grid knows its columns, a line of cells knows its row, one cell a line knows neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.tables.labels import NO_MATCH, Match
from gongkai.tables.values import BLANK, CellValue


class TokenKind(Enum):
    LABEL = "label"
    VALUE = "value"  # a number or a struck cell
    BLANK = "blank"
    TEXT = "text"  # neither: an unknown label, a note, an unreadable number
    BREAK = "break"  # running text: no table goes on over it


@dataclass(frozen=True, slots=True)
class Source:
    """Where tokens come from. `index` numbers the tables of the report, real and rebuilt, in reading order.

    has_rows: tokens of one printed row have the same `row`
    has_columns: `column` is the printed column
    keeps_blanks: a blank cell is always there as a token, and no token is padding
    """

    index: int
    has_rows: bool
    has_columns: bool
    keeps_blanks: bool


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    text: str
    start: int
    end: int
    source: Source
    row: int
    column: int
    colspan: int = 1
    rowspan: int = 1
    match: Match = NO_MATCH
    value: CellValue = BLANK

    def same_row(self, other: Token) -> bool:
        """Whether the two certainly stand in one printed row."""
        return self.source == other.source and self.source.has_rows and self.row == other.row

    def reaches(self, other: Token) -> bool:
        """Whether `other` can belong to the row that this label names: not where the shape shows another row."""
        return self.source != other.source or not self.source.has_rows or other.row < self.row + self.rowspan

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.colspan
