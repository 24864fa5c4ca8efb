"""A table that came with its cells -> tokens."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document import Table
from gongkai.tables.lexer import lex_cells
from gongkai.tables.tokens import Source, Token, TokenKind


def grid_tokens(table: Table, index: int) -> Iterator[Token]:
    """The cells by row, then by column, each once. A label broken over neighbouring cells becomes one token."""
    source = Source(index, has_rows=True, has_columns=True, keeps_blanks=True)
    for row in table.rows():
        yield from lex_cells(
            [Token(TokenKind.TEXT, c.text, c.start, c.end, source, c.row, c.column, c.colspan, c.rowspan) for c in row]
        )
