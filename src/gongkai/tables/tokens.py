"""The cells of a report in reading order, classified: what the table reader works on.

Real tables and flattened ones give the same stream. They differ only in what they know of their shape, which `Source`
records: a grid knows its columns, a line of cells knows its row, one cell a line knows neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from gongkai.tables.labels import NO_MATCH, Match
from gongkai.tables.values import BLANK, CellValue


class TokenKind(Enum):
    LABEL = "label"
    VALUE = "value"  # a number or a struck cell
    BLANK = "blank"
    TEXT = "text"  # neither: an unknown label, a note, an unreadable number
    BREAK = "break"  # running text: no table goes on over it


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where tokens come from; compared by identity. `index` numbers the tables of the report, real and rebuilt.

    has_rows: tokens of one printed row have the same `row`
    has_columns: `column` is the printed column
    keeps_blanks: a blank cell is always there as a token, and no token is padding
    turned: the table is printed with its columns as rows; `row` and `column` of its tokens are exchanged
    """

    index: int
    has_rows: bool
    has_columns: bool
    keeps_blanks: bool
    turned: bool = False


class Token(NamedTuple):
    """One cell, or one line of text. `text` has no outer white space; a blank cell's is empty.

    A NamedTuple because a report has thousands of them and they are made fastest.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    source: Source
    row: int = 0
    column: int = 0
    colspan: int = 1
    rowspan: int = 1
    match: Match = NO_MATCH
    value: CellValue = BLANK

    def same_row(self, other: Token) -> bool:
        """Whether the two certainly stand in one printed row."""
        return self.row == other.row and self.source.has_rows and self.source is other.source

    def reaches(self, other: Token) -> bool:
        """Whether `other` can belong to the row that this label names: not where the shape shows another row."""
        return other.row < self.row + self.rowspan or self.source is not other.source or not self.source.has_rows

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.colspan

    def part(self, start: int, end: int) -> Token:
        """The stretch `text[start:end]` as a token of its own, not classified yet."""
        return self._replace(
            kind=TokenKind.TEXT, text=self.text[start:end], start=self.start + start, end=self.start + end
        )
