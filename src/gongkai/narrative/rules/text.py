"""Text as the rules read it: folded, mended where spaces or line breaks tear words apart, and in pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from gongkai.characters import fold
from gongkai.narrative.windows import split_windows

PIECE = 1500
"""Characters that are read in one go: a long paragraph. What stands further off says nothing about a figure, and the
time that a text takes grows no faster than its length."""
SENTENCE_END = re.compile(r"[。!?\n]")
CLAUSE_END = re.compile(r"[,。;:!?\n]")
_HAN = r"\u4e00-\u9fff"
_TORN = "|".join(
    (
        rf"(?<=[{_HAN}])[ \t]++(?=[{_HAN}\d])",
        rf"(?<=\d)[ \t]++(?=[{_HAN}])",
        r"(?<=[,。;、:])[ \t]++",
        r"(?<![ \t])[ \t]++(?=[,。;、:])",
    )
)
"""Blanks within a word, between it and a number, and around commas."""
_BROKEN = rf"(?<=[{_HAN},、])\n(?=[{_HAN}\d])(?![一二三四五六七八九十]+[、.]|\d+[、.])|(?<=\d)\n(?=[{_HAN}\d])"
"""Ends of lines within a sentence, unless the next line begins with its number."""
_DROPPED = re.compile(f"{_TORN}|{_BROKEN}")


@dataclass(frozen=True)
class MendedText:
    """`text[i]` is the character `places[i]` of the original; `places` has one more entry, its length."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that holds text[start:end]."""
        return self.places[start], self.places[end - 1] + 1

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Where each piece of the text begins, and the piece: up to the last sentence that ends within `PIECE`."""
        for start, end in split_windows(self.text, PIECE, overlap=0):
            yield start, self.text[start:end]


def mend(text: str) -> MendedText:
    folded = fold(text)
    dropped = [match.span() for match in _DROPPED.finditer(folded)]
    if not dropped:
        return MendedText(folded, range(len(folded) + 1))
    edges = [0, *chain.from_iterable(dropped), len(folded)]
    kept = list(zip(edges[::2], edges[1::2], strict=True))
    places = chain(*(range(start, end) for start, end in kept), [len(folded)])
    return MendedText("".join(folded[start:end] for start, end in kept), tuple(places))


class Ends:
    """The places in a text where something ends, such as its sentences."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._places = [0, *(match.end() for match in pattern.finditer(text))]
        self._length = len(text)

    def before(self, place: int) -> int:
        """The last one up to `place`: where its sentence begins."""
        return self._places[bisect_right(self._places, place) - 1]

    def behind(self, place: int) -> int:
        """The first one behind `place`, or the end of the text."""
        number = bisect_right(self._places, place)
        return self._places[number] if number < len(self._places) else self._length
