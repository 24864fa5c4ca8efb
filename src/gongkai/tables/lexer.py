"""Pieces of text -> classified pieces: labels (also when broken over several pieces), values, blanks, other text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.tables.labels import MAX_LABEL_LENGTH, NO_MATCH, Match, match_beginning, match_exactly, match_label
from gongkai.tables.tokens import TokenKind
from gongkai.tables.values import BLANK, CellValue, Kind, parse_cell

MAX_BROKEN_PIECES = 5
"""A label is looked for over up to this many neighbouring pieces: narrow cells break 社会公益组织 into three lines."""

_MIN_ROWS_IN_A_LINE = 8  # words of a line too long for one row that may still be a whole table on one line
_MAX_WORD = 40  # mean characters of such words; running text has no spaces
_GLUED = re.compile(r"(?P<label>.*?[^\d.,，．+\-－])(?P<number>[+\-－]?\d[\d,，]*(?:[.．]\d+)?(?:[千万亿]?元)?)")
_WORD = re.compile(r"\S+")
_BARE_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report's text; `text` has no outer white space. `row` and `column` as in `Token`."""

    text: str
    start: int
    end: int
    row: int = 0
    column: int = 0
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Lexeme:
    kind: TokenKind
    piece: Piece
    match: Match = NO_MATCH
    value: CellValue = BLANK


def lex_cells(pieces: Sequence[Piece], *, cells: bool) -> Iterator[Lexeme]:
    """Classifies pieces in reading order. `cells`: each piece is a whole printed cell, so that white space inside a
    number is part of it; otherwise white space may separate cells."""
    position = 0
    while position < len(pieces):
        taken, lexemes = _next(pieces, position, cells)
        yield from lexemes
        position += taken


def _next(pieces: Sequence[Piece], position: int, cells: bool) -> tuple[int, list[Lexeme]]:
    piece = pieces[position]
    value = parse_cell(piece.text)
    if value.kind is Kind.BLANK:
        return 1, [Lexeme(TokenKind.BLANK, piece)]
    if value.kind is not Kind.NOT_A_NUMBER and (cells or len(value.parts) < 2):
        return 1, [Lexeme(TokenKind.VALUE, piece, value=value)]
    if len(piece.text) <= MAX_LABEL_LENGTH:
        broken = _broken_label(pieces, position)
        if broken is not None:
            return broken
        match = match_label(piece.text)
        if match:
            return 1, [Lexeme(TokenKind.LABEL, piece, match)]
    return 1, _split(piece) or [_unknown(piece)]


def _unknown(piece: Piece) -> Lexeme:
    beginning = match_beginning(piece.text) if len(piece.text) <= MAX_LABEL_LENGTH else NO_MATCH
    return Lexeme(TokenKind.LABEL, piece, beginning) if beginning else Lexeme(TokenKind.TEXT, piece)


def _broken_label(pieces: Sequence[Piece], position: int) -> tuple[int, list[Lexeme]] | None:
    """The longest run of pieces from `position` that is a known label when put together; None if only one is."""
    candidates = pieces[position : position + MAX_BROKEN_PIECES]
    for length in range(len(candidates), 1, -1):
        run = candidates[:length]
        if not all(piece.text for piece in run):
            continue
        text = "".join(piece.text for piece in run)
        if len(text) <= MAX_LABEL_LENGTH and (match := match_exactly(text)):
            whole = replace(run[0], text=text, end=run[-1].end, colspan=_width(run))
            return length, [Lexeme(TokenKind.LABEL, whole, match)]
    return None


def _width(run: Sequence[Piece]) -> int:
    return max(piece.column + piece.colspan for piece in run) - run[0].column


def _split(piece: Piece) -> list[Lexeme]:
    """A line of several cells with nothing but white space, or nothing at all, between them; empty if it is not one."""
    words = [word for match in _WORD.finditer(piece.text) for word in _unglued(_sub(piece, match.start(), match.end()))]
    if len(words) < 2 or (len(piece.text) > MAX_LABEL_LENGTH and not _is_dense(words)):
        return []
    if _BARE_NUMBER.fullmatch(words[0].text) and not _BARE_NUMBER.fullmatch(words[1].text):
        words = words[1:]  # a number before the first label numbers it
    lexemes = list(_lex_words(words))
    kinds = {lexeme.kind for lexeme in lexemes}
    known = sum(len(x.piece.text) for x in lexemes if x.kind is not TokenKind.TEXT)
    all_known = known * 5 >= 4 * sum(len(x.piece.text) for x in lexemes)
    return lexemes if all_known and kinds != {TokenKind.TEXT} and len(lexemes) > 1 else []


def _lex_words(words: Sequence[Piece]) -> Iterator[Lexeme]:
    position = 0
    while position < len(words):
        word = words[position]
        value = parse_cell(word.text)
        broken = _broken_label(words, position) if value.kind is Kind.NOT_A_NUMBER else None
        if broken is not None:
            yield from broken[1]
            position += broken[0]
            continue
        if value.kind is not Kind.NOT_A_NUMBER:
            yield Lexeme(TokenKind.VALUE, word, value=value)
        else:
            match = match_label(word.text)
            yield Lexeme(TokenKind.LABEL, word, match) if match else _unknown(word)
        position += 1


def _is_dense(words: Sequence[Piece]) -> bool:
    return len(words) >= _MIN_ROWS_IN_A_LINE and sum(len(word.text) for word in words) <= _MAX_WORD * len(words)


def _unglued(word: Piece) -> list[Piece]:
    """`行政许可256` is a label and a number; a word that is a label or a value as it stands is left whole."""
    if match_exactly(word.text) or parse_cell(word.text).kind is not Kind.NOT_A_NUMBER:
        return [word]
    match = _GLUED.fullmatch(word.text)
    if match is None or not match_label(match["label"]):
        return [word]
    cut = match.start("number")
    return [_sub(word, 0, cut), _sub(word, cut, len(word.text))]


def _sub(piece: Piece, start: int, end: int) -> Piece:
    return replace(piece, text=piece.text[start:end], start=piece.start + start, end=piece.start + end)
