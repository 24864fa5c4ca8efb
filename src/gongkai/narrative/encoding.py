"""Text as the model reads it: one token a character, so that token i of a window is character i of the text.

Digits are all read as 0: what a number counts is told by its surroundings, not by its figures. Only years keep a
meaning, that of their distance to the report's year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from gongkai.characters import fold

DIGIT = "0"
LAST_YEAR, OTHER_YEAR, UNKNOWN_YEAR = YEAR_MARKS = "\ue001\ue002\ue003"
"""Each digit of a year becomes one of these: the year before the report's, another one, or one of unknown distance,
as the report's year is. The report's own year stays a plain number."""

_CANONICAL = {
    **dict.fromkeys(map(ord, "123456789"), DIGIT),
    **{code: chr(code + 0x20) for code in range(ord("A"), ord("Z") + 1)},
    **{ord(half): full for half, full in zip(",:;!?()", "，：；！？（）", strict=True)},
    **dict.fromkeys(map(ord, "“”„「」『』＂"), '"'),
    **dict.fromkeys(map(ord, "‘’＇"), "'"),
    **dict.fromkeys(map(ord, "\t\v\f\r\u200b\ufeff"), " "),
    **dict.fromkeys(map(ord, "–—―－"), "-"),
    **dict.fromkeys(map(ord, YEAR_MARKS), "\ufffd"),
}
_YEAR = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?=\s?年|\s?[-—~至、和]\s?(?:19|20)\d\d\s?年|[〕\]])|二[〇零○][〇零○一二][〇零○一二三四五六七八九](?=\s?年)"
)
_CHINESE_DIGITS = {ord(digit): str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    ord("零"): "0",
    ord("○"): "0",
}


def model_text(text: str) -> str:
    """`text` in the characters of the model's vocabulary, one for one: simplified, lower case, digits as 0, Chinese
    punctuation, no lone surrogates. The length stays, so offsets do too."""
    return fold(text).translate(_table())


def model_text_of_year(text: str, year: int | None) -> str:
    """`model_text` with years marked by their distance to the report's `year`."""
    out = list(model_text(text))
    for match in find_years(text):
        mark = UNKNOWN_YEAR if year is None else {year: DIGIT, year - 1: LAST_YEAR}.get(read_year(match[0]), OTHER_YEAR)
        out[match.start() : match.end()] = mark * len(match[0])
    return "".join(out)


def find_years(text: str) -> list[re.Match[str]]:
    """Years from 1900 to 2099, in Arabic or Chinese figures; the match is the figures."""
    return list(_YEAR.finditer(fold(text)))


def read_year(written: str) -> int:
    """The year that a match of `find_years` states."""
    return int(re.sub(r"\s", "", fold(written)).translate(_CHINESE_DIGITS))


class CharacterEncoder:
    """Characters to the ids of a model's vocabulary, `[CLS]` before and `[SEP]` behind."""

    def __init__(self, vocabulary: Mapping[str, int], *, cls: str, sep: str, unknown: str) -> None:
        self.cls, self.sep, self.unknown = (vocabulary[token] for token in (cls, sep, unknown))
        self._table = np.full(0x110000, self.unknown, dtype=np.int64)
        for token, number in vocabulary.items():
            if len(token) == 1:
                self._table[ord(token)] = number

    def encode(self, text: str) -> np.ndarray[Any, Any]:
        """Ids of shape (len(text) + 2,); `text` is what `model_text` gives."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        return np.concatenate([[self.cls], self._table[codes], [self.sep]])


def pad(rows: Sequence[np.ndarray[Any, Any]], value: int) -> np.ndarray[Any, Any]:
    """Rows of unequal length as one array of shape (rows, longest), filled up with `value`."""
    out = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


@cache
def _table() -> dict[int, str]:
    surrogates = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return {**_CANONICAL, **surrogates}
