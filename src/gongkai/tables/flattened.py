"""Tables that arrive as text -> tokens.

Lines are cut into cells by whatever separates them; what the separators are worth differs:

- bars, one row a line (`a | b | c |`): rows are known, but blank cells may have been dropped and bars padded on;
- bars, one cell a line (`a |`): neither rows nor columns are known, and lone bars are blank cells or padding;
- Markdown (a line of `|---|`): rows and columns are known;
- tabs, one row a line: rows and columns are known;
- a tab before every cell, one cell a line: blank cells are kept;
- two or more spaces: rows are known, blank cells are lost;
- one cell a line, or a row a line with single spaces: blank cells are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from gongkai.document import Cell, Table
from gongkai.tables.grid import grid_tokens
from gongkai.tables.lexer import MAX_LINE_LENGTH, lex_lines, lex_spaced_line
from gongkai.tables.tokens import Source, Token, TokenKind

RUNNING_TEXT_LENGTH = 60
"""Characters. A line of one cell that is longer, and no label, is running text; no table goes on over it."""

_MARKDOWN_RULE = re.compile(r":?-{2,}:?|:-+:?|-+:")
_BARS = re.compile(r"[|｜¦│┃]")
_TAB_CHARACTER = re.compile(r"\t")
_WIDE_SPACE = re.compile(r"[ \u3000\u00a0]{2,}|\u3000+")
_PAGE_MARK = re.compile(r"\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*")
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,})\s*\d{1,3}\s*$")  # a line of a table of contents
_LINE_END = 40  # characters in which the page number of a table of contents stands
_ENDS_SENTENCE = re.compile(r"[。；;！？]")


_UNKNOWN_SOURCE = Source(-1, has_rows=False, has_columns=False, keeps_blanks=False)  # until the block is known


class Style(Enum):
    BAR_ROW = "bar_row"
    BAR_CELL = "bar_cell"
    MARKDOWN = "markdown"
    TAB_ROW = "tab_row"
    TAB_CELL = "tab_cell"
    SPACED_ROW = "spaced_row"
    PLAIN = "plain"


_KNOWS = {  # has_rows, has_columns, keeps_blanks
    Style.BAR_ROW: (True, False, False),
    Style.BAR_CELL: (False, False, False),
    Style.MARKDOWN: (True, True, True),
    Style.TAB_ROW: (True, True, True),
    Style.TAB_CELL: (False, False, True),
    Style.SPACED_ROW: (True, False, False),
    Style.PLAIN: (False, False, False),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, cut into its cells (blank ones have empty text)."""

    style: Style
    pieces: tuple[Token, ...]
    number: int = 0  # counts blank lines too


def flattened_tokens(text: str, offset: int, first_index: int) -> Iterator[Token]:
    """The tokens of a stretch of text that begins at `offset` in the report. Sources are numbered from `first_index`;
    a new one begins after running text and where the style changes."""
    index = first_index
    for style, lines in groupby(_lines(text, offset), key=lambda line: line.style):
        for broken, block in groupby(lines, key=_is_running_text):
            if broken:
                yield from (_break(line, index) for line in block)
            else:
                yield from _block_tokens(style, list(block), index)
            index += 1


def _block_tokens(style: Style, lines: Sequence[Line], index: int) -> Iterator[Token]:
    has_rows, has_columns, keeps_blanks = _KNOWS[style]
    if has_columns:
        yield from grid_tokens(_as_table(lines), index)
        return
    source = Source(index, has_rows, has_columns, keeps_blanks)
    rows = [[piece._replace(source=source, row=row) for piece in line.pieces] for row, line in enumerate(lines)]
    batches = rows if has_rows else [[piece for row in rows for piece in row]]
    lex = lex_spaced_line if style is Style.SPACED_ROW else lex_lines
    for batch in batches:
        yield from lex(batch)


def _as_table(lines: Sequence[Line]) -> Table:
    cells = tuple(
        Cell(piece.text, piece.start, piece.end, row, piece.column)
        for row, line in enumerate(lines)
        for piece in line.pieces
    )
    return Table(cells, cells[0].start, cells[-1].end)


def _break(line: Line, index: int) -> Token:
    source = Source(index, has_rows=False, has_columns=False, keeps_blanks=False)
    return line.pieces[0]._replace(kind=TokenKind.BREAK, source=source)


def _is_running_text(line: Line) -> bool:
    piece = line.pieces[0]
    if len(line.pieces) > 1 or line.style not in (Style.PLAIN, Style.SPACED_ROW):
        return False
    dense = len(piece.text.split()) * 20 > len(piece.text)  # a table on one line has a space every few characters
    return len(piece.text) > RUNNING_TEXT_LENGTH and not dense and bool(_ENDS_SENTENCE.search(piece.text))


def _lines(text: str, offset: int) -> Iterator[Line]:
    lines: list[Line] = []
    start = offset
    for number, line in enumerate(text.split("\n")):
        cut = _cut(line, start)
        if _is_lone_bar(line) and lines and lines[-1].style is Style.PLAIN and lines[-1].number == number - 1:
            lines[-1] = replace(lines[-1], style=Style.BAR_ROW)  # the bar of a cell, broken from it
        elif cut is not None:
            lines.append(replace(cut, number=number))
        start += len(line) + 1
    for is_bar, run in groupby(lines, key=lambda line: line.style is Style.BAR_ROW):
        yield from (_bar_lines if is_bar else _tab_lines)(list(run))


def _bar_lines(lines: list[Line]) -> Iterator[Line]:
    """Decides what a run of lines with bars is: Markdown, a row a line, or a cell a line."""
    rules = [line for line in lines if _is_rule(line)]
    if rules:
        yield from (replace(line, style=Style.MARKDOWN) for line in lines if line not in rules)
        return
    filled = [sum(bool(piece.text) for piece in line.pieces) for line in lines]
    style = Style.BAR_CELL if sum(n > 1 for n in filled) * 4 < sum(n == 1 for n in filled) else Style.BAR_ROW
    padding = style is Style.BAR_CELL  # there a line of several bars stands for merged cells, a lone bar for a cell
    yield from (replace(line, style=style) for line in lines if not (padding and _is_padding(line)))


def _tab_lines(lines: list[Line]) -> Iterator[Line]:
    """One cell a line with tabs in front takes in the lines without a tab, which go on with a cell's text."""
    previous: Line | None = None
    for line in lines:
        if previous and previous.style is Style.TAB_CELL and previous.pieces[0].text and _continues(previous, line):
            line = replace(line, style=Style.TAB_CELL)
        yield line
        previous = line


def _continues(previous: Line, line: Line) -> bool:
    return line.style is Style.PLAIN and line.number == previous.number + 1


def _is_padding(line: Line) -> bool:
    return len(line.pieces) > 1 and not any(piece.text for piece in line.pieces)


def _is_lone_bar(line: str) -> bool:
    return len(line.strip()) == 1 and bool(_BARS.fullmatch(line.strip()))


def _is_rule(line: Line) -> bool:
    filled = [piece.text for piece in line.pieces if piece.text]
    return len(filled) > 1 and all(_MARKDOWN_RULE.fullmatch(text) for text in filled)


def _cut(line: str, start: int) -> Line | None:
    if len(line) > MAX_LINE_LENGTH:  # no table, and taking it apart would take as long as all the rest
        return (
            Line(Style.PLAIN, (_piece(line.strip(), start + len(line) - len(line.lstrip())),)) if line.strip() else None
        )
    if _PAGE_MARK.fullmatch(line) or _CONTENTS.search(line[-_LINE_END:]):
        return None
    if _BARS.search(line):
        return Line(Style.BAR_ROW, tuple(_bar_pieces(line, start)))
    if "\t" in line.rstrip():
        return _cut_tabs(line, start)
    if not line.strip():
        return Line(Style.TAB_CELL, (_piece("", start),)) if "\t" in line else None
    pieces = tuple(_pieces(line, start, _WIDE_SPACE))
    filled = tuple(piece for piece in pieces if piece.text)
    return Line(Style.SPACED_ROW if len(filled) > 1 else Style.PLAIN, filled)


def _cut_tabs(line: str, start: int) -> Line:
    pieces = tuple(_pieces(line, start, _TAB_CHARACTER))
    if not pieces[0].text and len(pieces) == 2:
        return Line(Style.TAB_CELL, pieces[1:])
    return Line(Style.TAB_ROW, pieces)


def _bar_pieces(line: str, start: int) -> Iterator[Token]:
    pieces = list(_pieces(line, start, _BARS))
    first = 1 if len(pieces) > 1 and not pieces[0].text and not line.lstrip().startswith(("||", "| |")) else 0
    last = len(pieces) - 1 if len(pieces) > 1 and not pieces[-1].text else len(pieces)
    for column, piece in enumerate(pieces[first:last] or pieces[:1]):
        yield piece._replace(column=column)


def _pieces(line: str, start: int, separator: re.Pattern[str]) -> Iterator[Token]:
    position = 0
    for column, stretch in enumerate(separator.split(line)):
        text = stretch.strip()
        left = position + len(stretch) - len(stretch.lstrip()) if text else position
        yield _piece(text, start + left, column)
        match = separator.match(line, position + len(stretch))
        position = match.end() if match else len(line)


def _piece(text: str, start: int, column: int = 0) -> Token:
    return Token(TokenKind.TEXT, text, start, start + len(text), _UNKNOWN_SOURCE, column=column)
