"""A table that came with its cells -> tokens."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document import Table
from gongkai.tables.lexer import Lexeme, Piece, lex_cells
from gongkai.tables.tokens import Source, Token


def grid_tokens(table: Table, index: int) -> Iterator[Token]:
    """The cells by row, then by column, each once. A label broken over neighbouring cells becomes one token."""
    source = Source(index, has_rows=True, has_columns=True, keeps_blanks=True)
    for row in table.rows():
        pieces = [
            Piece(cell.text, cell.start, cell.end, cell.row, cell.column, cell.colspan, cell.rowspan) for cell in row
        ]
        for lexeme in lex_cells(pieces):
            yield as_token(lexeme, source)


def as_token(lexeme: Lexeme, source: Source) -> Token:
    piece = lexeme.piece
    return Token(
        kind=lexeme.kind,
        text=piece.text,
        start=piece.start,
        end=piece.end,
        source=source,
        row=piece.row,
        column=piece.column,
        colspan=piece.colspan,
        rowspan=piece.rowspan,
        match=lexeme.match,
        value=lexeme.value,
    )
