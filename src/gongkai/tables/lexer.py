"""Pieces of text -> classified pieces: labels (also when broken over several pieces), values, blanks, other text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from gongkai.forms import common
from gongkai.tables.labels import MAX_LABEL_LENGTH, NO_MATCH, Match, match_beginning, match_exactly, match_label
from gongkai.tables.lexicon import Axis
from gongkai.tables.tokens import Token, TokenKind
from gongkai.tables.values import NOT_A_NUMBER, CellValue, Kind, parse_cell

MAX_BROKEN_PIECES = 5
"""A label is looked for over up to this many neighbouring pieces: narrow cells break 社会公益组织 into three lines."""

MAX_CELL_LENGTH = 200  # characters; a longer cell is neither a label nor a number

MAX_LINE_LENGTH = 20_000
"""Characters. All tables of a report on one line have about 5,000; a longer line is not taken apart."""

MAX_GLUED_LABELS = 60  # characters; the leaf columns of the dispute table run together have 60
MIN_GLUED_LABEL = 2  # characters of each label

MIN_FIGURES_OF_A_ROW = 3  # behind unknown words; fewer figures can be running text

_MIN_ROWS_IN_A_LINE = 8  # words of a line too long for one row that may still be a whole table on one line
_MAX_WORD = 40  # mean characters of such words; running text has no spaces
_SIGN = r"(?:[+\-－]|(?<=[：:])(?:增加?|减少?))?"  # words only behind a colon: in 本年增/减5 they are the label's
_GLUED = re.compile(rf"(?P<label>.*?[^\d.,，．+\-－])(?P<number>{_SIGN}\d[\d,，]*(?:[.．]\d+)?(?:[千万亿]?元)?)")
_STRUCK_OFF = re.compile(r"(?P<label>.*[^\d\s][:：])(?P<number>[/／\\\-－—–]+|无)")
_WORD = re.compile(r"\S+")
_INNER_NUMBERING = re.compile(r"(?<=\S)(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十]{1,3}[）)])")
_POINTS = tuple(".、．﹒,，)）")
_BARE_NUMBER = re.compile(r"\d{1,2}")


def lex_cells(cells: Sequence[Token]) -> list[Token]:
    """Classifies the cells of a grid, in reading order; a label broken over several becomes one token."""
    return _lex(cells, whole_cells=True)


def lex_lines(lines: Sequence[Token]) -> list[Token]:
    """Classifies cells or lines of flattened text, in reading order. A line can hold several cells, and the first line
    of a label can read like another label."""
    return _lex(lines, whole_cells=False)


def _lex(pieces: Sequence[Token], whole_cells: bool) -> list[Token]:
    lexed: list[Token] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        known = _known(piece.text) if len(piece.text) <= MAX_CELL_LENGTH else None
        is_whole = known is not None and (whole_cells or known[0] is TokenKind.BLANK)
        if known is not None and is_whole:
            kind, match, value = known
            lexed.append(piece._replace(kind=kind, match=match, value=value))
            position += 1
        else:
            taken, tokens = _next(pieces, position, whole_cells)
            lexed.extend(tokens)
            position += taken
    return lexed


@lru_cache(maxsize=65536)
def _known(text: str) -> tuple[TokenKind, Match, CellValue] | None:
    """What a piece is by itself, if that is certain: a value, a blank, or exactly a label."""
    value = parse_cell(text)
    if value.kind is Kind.BLANK:
        return TokenKind.BLANK, NO_MATCH, value
    if value.kind is not Kind.NOT_A_NUMBER:
        return TokenKind.VALUE, NO_MATCH, value
    match = match_exactly(text) if len(text) <= MAX_LABEL_LENGTH else NO_MATCH
    return (TokenKind.LABEL, match, value) if match and _figures_begin(text) is None else None


def _next(pieces: Sequence[Token], position: int, whole_cells: bool) -> tuple[int, list[Token]]:
    piece = pieces[position]
    if len(piece.text) > MAX_LINE_LENGTH:
        return 1, [piece]
    value = parse_cell(piece.text) if len(piece.text) <= MAX_CELL_LENGTH else NOT_A_NUMBER
    if _numbers_next(pieces, position) and (broken := _broken_label(pieces, position)):
        return broken
    if value.kind is not Kind.NOT_A_NUMBER:
        return 1, [piece._replace(kind=TokenKind.VALUE, value=value)]
    if len(piece.text) <= MAX_LABEL_LENGTH:
        broken = _broken_label(pieces, position)
        if broken is not None:
            return broken
        if not whole_cells and _figures_begin(piece.text) is not None and (headed := _label_and_figures(piece)):
            return 1, headed
        if match := match_label(piece.text):
            return 1, [_label(piece, match)]
        if broken := _broken_label(pieces, position, match_label):
            return broken
        if _figures_begin(piece.text) is None and (cuts := _glued_labels(piece.text)):
            parts = [piece.part(start, end) for start, end in pairwise(cuts)]
            return 1, [_label(part, match_exactly(part.text)) for part in parts]
    if whole_cells:
        return 1, [_unknown(piece)]
    return 1, _split(piece) or _unknown_row(piece) or [_unknown(piece)]


def _label(piece: Token, match: Match) -> Token:
    return piece._replace(kind=TokenKind.LABEL, match=match)


def _numbers_next(pieces: Sequence[Token], position: int) -> bool:
    """Whether a bare number is the number of the label in the next piece, broken off before its point."""
    following = pieces[position + 1].text if position + 1 < len(pieces) else ""
    return bool(_BARE_NUMBER.fullmatch(pieces[position].text)) and following[:1] in _POINTS


@lru_cache(maxsize=4096)
def _glued_labels(text: str) -> tuple[int, ...]:
    """Where to cut a text that is nothing but known headings run together (行政复议行政诉讼); empty if it is not. Row
    labels do not count: 其他行政许可 is a row of its own."""
    if len(text) > MAX_GLUED_LABELS or not text.strip():
        return ()
    cuts: dict[int, tuple[int, ...]] = {0: (0,)}  # the end of a stretch of labels -> where to cut it
    for end in range(MIN_GLUED_LABEL, len(text) + 1):
        for start in range(end - MIN_GLUED_LABEL, -1, -1):
            if start in cuts and _is_heading(match_exactly(text[start:end])):
                cuts[end] = (*cuts[start], end)  # the longest last label is tried last and wins
    return cuts.get(len(text), ())


def _is_heading(match: Match) -> bool:
    return any(entry.axis in (Axis.COLUMN, Axis.IGNORED) or entry.table == "disputes" for entry in match.entries)


def _unknown(piece: Token) -> Token:
    beginning = match_beginning(piece.text) if len(piece.text) <= MAX_LABEL_LENGTH else NO_MATCH
    return _label(piece, beginning) if beginning else piece._replace(kind=TokenKind.TEXT)


def _broken_label(
    pieces: Sequence[Token], position: int, match: Callable[[str], Match] = match_exactly
) -> tuple[int, list[Token]] | None:
    """The longest run of pieces from `position` that is a known label when put together, with the figures behind it
    in the last piece; None if only one piece is."""
    candidates = pieces[position : position + MAX_BROKEN_PIECES]
    for length in range(len(candidates), 1, -1):
        run = candidates[:length]
        if any(parse_cell(piece.text).kind is not Kind.NOT_A_NUMBER for piece in run[1:]) or not run[0].text:
            continue
        text = "".join(piece.text for piece in run)
        figures = _figures_begin(run[-1].text)
        for cut in {len(run[-1].text), figures or len(run[-1].text)}:
            label = text[: len(text) - len(run[-1].text) + cut].rstrip()
            if cut and len(label) <= MAX_LABEL_LENGTH and (found := match(label)):
                whole = run[0]._replace(text=label, end=run[-1].start + cut, colspan=_width(run))
                behind = _words(run[-1].part(cut, len(run[-1].text)))
                return length, [_label(whole, found), *_lex_words(behind)]
    return None


def _width(run: Sequence[Token]) -> int:
    return max(piece.column + piece.colspan for piece in run) - run[0].column


def lex_spaced_line(pieces: Sequence[Token]) -> list[Token]:
    """A line of cells with wide spaces between them, which can also be slips inside its labels: the reading that
    leaves less text unknown."""
    by_cells = lex_lines(pieces)
    if not _unknown_length(by_cells):
        return by_cells
    by_words = list(_lex_words([word for piece in pieces for word in _words(piece)]))
    return min(by_cells, by_words, key=_unknown_length)


def _unknown_length(tokens: Sequence[Token]) -> int:
    return sum(len(x.text) for x in tokens if x.kind is TokenKind.TEXT or x.match.partial)


def _words(piece: Token) -> list[Token]:
    found = (piece.part(match.start(), match.end()) for match in _WORD.finditer(piece.text))
    return [part for word in found for part in _unglued(word)]


def _split(piece: Token) -> list[Token]:
    """A line of several cells with nothing but white space, or nothing at all, between them; empty if it is not one."""
    words = _words(piece)
    if len(words) < 2 or (len(piece.text) > MAX_LABEL_LENGTH and not _is_dense(words)):
        return []
    if _BARE_NUMBER.fullmatch(words[0].text) and not _BARE_NUMBER.fullmatch(words[1].text):
        words = words[1:]  # a number before the first label numbers it
    tokens = list(_lex_words(words))
    unknown = sum(len(x.text) for x in tokens if x.kind is TokenKind.TEXT)
    is_known = unknown * 10 <= 3 * sum(len(x.text) for x in tokens)
    return tokens if is_known and any(x.kind is not TokenKind.TEXT for x in tokens) else []


def _label_and_figures(piece: Token) -> list[Token]:
    """One label, which may hold slips of white space, and the figures behind it; empty if the line is not that."""
    cut = _figures_begin(piece.text)
    if cut is None or len(piece.text) > MAX_LABEL_LENGTH * 2:
        return []
    label = piece.part(0, len(piece.text[:cut].rstrip()))
    match = match_label(label.text)
    if not match:
        return []
    figures = [word for word in _words(piece.part(cut, len(piece.text))) if word.text]
    return [_label(label, match), *_lex_words(figures)]


def _unknown_row(piece: Token) -> list[Token]:
    """Several figures behind words that are no label, or only end in one: the words, the label, the figures."""
    begin = _figures_begin(piece.text)
    if begin is None or len(piece.text) > MAX_LABEL_LENGTH * 2:
        return []
    figures = list(_lex_words(_words(piece.part(begin, len(piece.text)))))
    if len(figures) < MIN_FIGURES_OF_A_ROW:
        return []
    words = piece.part(0, len(piece.text[:begin].rstrip()))
    for numbering in _INNER_NUMBERING.finditer(words.text):
        if match := match_label(words.text[numbering.start() :]):
            label = words.part(numbering.start(), len(words.text))
            return [words.part(0, numbering.start()), _label(label, match), *figures]
    return [words, *figures] if words.text else figures


def _figures_begin(text: str) -> int | None:
    """Where the run of figures, struck cells and units at the end of a line begins; None if there is none."""
    begin = None
    for match in reversed(list(_WORD.finditer(text))):
        kind = parse_cell(match.group()).kind
        if kind is Kind.NOT_A_NUMBER and match.group() not in common().units:
            glued = _GLUED.fullmatch(match.group()) or _STRUCK_OFF.fullmatch(match.group())
            return match.start() + glued.start("number") if glued else begin
        begin = match.start()
    return None


def _lex_words(words: Sequence[Token]) -> Iterator[Token]:
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
            yield word._replace(kind=TokenKind.VALUE, value=value)
        else:
            match = match_label(word.text)
            yield _label(word, match) if match else _unknown(word)
        position += 1


def _is_dense(words: Sequence[Token]) -> bool:
    return len(words) >= _MIN_ROWS_IN_A_LINE and sum(len(word.text) for word in words) <= _MAX_WORD * len(words)


def _unglued(word: Token) -> list[Token]:
    """`行政许可256` is a label and a number; a word that is a label or a value as it stands is left whole."""
    if parse_cell(word.text).kind is not Kind.NOT_A_NUMBER:
        return [word]
    match = _STRUCK_OFF.fullmatch(word.text)
    if match is None and not match_exactly(word.text):
        match = _GLUED.fullmatch(word.text)
    if match is None or not match_label(match["label"]):
        return [word]
    cut = match.start("number")
    return [word.part(0, cut), word.part(cut, len(word.text))]
