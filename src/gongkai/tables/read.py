"""The stages in their order: tokens, rows, printings of tables, the values of the ones that belong to the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.document import Document, Paragraph, Table
from gongkai.errors import UnreadableInput
from gongkai.report import Form, TableValue, Warning
from gongkai.tables.assemble import Assembly, assemble
from gongkai.tables.flattened import flattened_tokens
from gongkai.tables.generation import recognise_form
from gongkai.tables.grid import grid_tokens
from gongkai.tables.reader import read_rows
from gongkai.tables.selection import select
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Token

MAX_CELLS = 300_000
"""Cells of all tables in a document. A report has about 300; this many take about 5 seconds to read."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """The values of the chosen tables. `spans` are the stretches of the text that hold official tables."""

    values: list[TableValue]
    form: Form | None
    spans: list[tuple[int, int]]
    warnings: list[Warning]


@dataclass(frozen=True, slots=True)
class PrintedTables:
    """Every printing of every official table in a document, before those of the report's own year are chosen.

    `rows` and `assembly` are kept so that a wrong table shows the stage that went wrong.
    """

    rows: list[RowRead]
    assembly: Assembly

    @property
    def captions(self) -> list[str]:
        """What stands above each table."""
        return [instance.caption for instance in self.assembly.instances]

    def of_year(self, year: int | None) -> TableReading:
        """The tables of the report for `year`; where that does not tell, the first of each kind."""
        chosen, warnings = select(self.assembly.instances, year)
        cells = [cell for instance in chosen for cell in instance.values.values()]
        order = {index: i for i, index in enumerate(sorted({cell.token.source.index for cell in cells}))}
        return TableReading(
            values=[cell.as_value(order[cell.token.source.index]) for cell in cells],
            form=recognise_form(chosen),
            spans=_spans([row for row in self.rows if row.run]),
            warnings=[*self.assembly.warnings, *warnings],
        )


def read_tables(document: Document) -> PrintedTables:
    """Finds and reads all official tables of a document, real and flattened.

    Raises:
        UnreadableInput: more cells than any report can have.
    """
    n_cells = sum(document.text.count(separator) for separator in "|\t")
    if n_cells > MAX_CELLS:
        problem = f"the text has about {n_cells:,} cells, and the limit is {MAX_CELLS:,}"
        raise UnreadableInput(document.name, "too_complex", problem, "Give the report alone, not a collection")
    rows = read_rows(_tokens(document))
    return PrintedTables(rows, assemble(rows))


def _tokens(document: Document) -> Iterator[Token]:
    index = 0
    for block in _merged(document):
        if isinstance(block, Table):
            yield from grid_tokens(block, index)
            index += 1
        else:
            start, end = block
            for token in flattened_tokens(document.text[start:end], start, index):
                index = max(index, token.source.index + 1)
                yield token


def _merged(document: Document) -> Iterator[Table | tuple[int, int]]:
    """Tables as they are, and each run of paragraphs as one stretch of text, blank lines between them included."""
    run: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        if run:
            yield run[0].start, run[-1].end
            run = []
        yield block
    if run:
        yield run[0].start, run[-1].end


def _spans(rows: Sequence[RowRead]) -> list[tuple[int, int]]:
    """From the first label to the last figure of each run of rows of one table."""
    spans = []
    for _, run in groupby(rows, key=lambda row: (row.table, row.run[0].source.index)):
        tokens = [token for row in run for token in row.tokens()]
        spans.append((min(token.start for token in tokens), max(token.end for token in tokens)))
    return spans
