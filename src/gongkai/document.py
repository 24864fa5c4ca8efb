"""What every reader returns: a `Document`, which is a report's text and its blocks in reading order.

All offsets in `gongkai` count characters (code points) of `Document.text`. Every paragraph and every cell knows its
place there, and `document.text[x.start:x.end] == x.text` holds for each of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from gongkai.characters import fold


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text, or one line where the source knows lines only."""

    text: str
    start: int
    end: int


class Cell(NamedTuple):
    """A table cell at its top left corner; `rowspan` and `colspan` are at least 1. `text` has no outer white space."""

    text: str
    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, each named once (at its origin), in reading order: by row, then by column."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    page: int | None = None

    @property
    def n_rows(self) -> int:
        return max((cell.row + cell.rowspan for cell in self.cells), default=0)

    @property
    def n_columns(self) -> int:
        return max((cell.column + cell.colspan for cell in self.cells), default=0)

    def rows(self) -> list[list[Cell]]:
        """The cells by the row they begin in; a row covered wholly by cells from above is an empty list."""
        rows: list[list[Cell]] = [[] for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return rows


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something that the reader noticed and the user should know; `code` is stable, `message` is for people."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Document:
    """The normalised text, its blocks, and what the file says about itself (`hints`: HTML title and meta tags, DOCX and
    PDF properties; keys in lower case)."""

    text: str
    blocks: tuple[Block, ...]
    name: str
    media_type: str
    sha256: str
    hints: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[ReadWarning, ...] = ()
    n_pictures: int = 0  # pictures large enough to hold a table

    @cached_property
    def folded(self) -> str:
        """`text` as labels and headings are compared (`characters.fold`); all offsets are the same."""
        return fold(self.text)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]


class GridCell(NamedTuple):
    """A cell before it has a place in the text: what a reader hands to `DocumentBuilder.add_table`."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


class DocumentBuilder:
    """Puts paragraphs and tables one after the other and keeps the offsets right.

    Paragraphs and rows are separated by line breaks, cells of a row by tabs. Line breaks inside a cell stay.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._warnings: list[ReadWarning] = []
        self.hints: dict[str, str] = {}
        self.n_pictures = 0

    @property
    def is_empty(self) -> bool:
        return not self._blocks

    def add_paragraph(self, text: str) -> None:
        """Adds one paragraph; white space around it is dropped, and a paragraph of nothing else is not added."""
        stripped = text.strip()
        if not stripped:
            return
        start = self._append(stripped)
        self._append("\n")
        self._blocks.append(Paragraph(stripped, start, start + len(stripped)))

    def add_table(self, cells: Iterable[GridCell], page: int | None = None) -> None:
        """Adds one table from cells in any order. Cells must not overlap; a table of no cells is not added."""
        ordered = sorted(cells, key=attrgetter("row", "column"))
        if not ordered:
            return
        begin = self._length
        placed = [self._place(cell, after) for cell, after in zip(ordered, _separators(ordered), strict=True)]
        self._blocks.append(Table(tuple(placed), begin, placed[-1].end, page))

    def add_warning(self, code: str, message: str) -> None:
        self._warnings.append(ReadWarning(code, message))

    def build(self, *, name: str, media_type: str, data: bytes) -> Document:
        """The document; `data` are the bytes it was read from, for its SHA-256."""
        return Document(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            name=name,
            media_type=media_type,
            sha256=hashlib.sha256(data).hexdigest(),
            hints=self.hints,
            warnings=tuple(self._warnings),
            n_pictures=self.n_pictures,
        )

    def _append(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def _place(self, cell: GridCell, after: str) -> Cell:
        written, row, column, rowspan, colspan = cell
        text = written.strip()
        start = self._length
        end = start + len(text)
        self._parts.append(text + after)
        self._length = end + len(after)
        return Cell(text, start, end, row, column, rowspan, colspan)


def _separators(cells: Sequence[GridCell]) -> list[str]:
    following = [cell.row for cell in cells[1:]]
    return ["\t" if cell.row == row else "\n" for cell, row in zip(cells, following, strict=False)] + ["\n"]
