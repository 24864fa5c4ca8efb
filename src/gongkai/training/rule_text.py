"""Text as the rules read it: folded, and mended where spaces or line breaks tear words apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.characters import fold

_HAN = r"\u4e00-\u9fff"
_TORN = re.compile(
    rf"(?<=[{_HAN}])[ \t]+(?=[{_HAN}\d])|(?<=\d)[ \t]+(?=[{_HAN}])|[ \t]+(?=[,。;、:])|(?<=[,。;、:])[ \t]+"
)
_BROKEN = re.compile(
    rf"(?<=[{_HAN},、])\n(?=[{_HAN}\d])(?![一二三四五六七八九十]+[、.]|\d+[、.])|(?<=\d)\n(?=[{_HAN}\d])"
)


@dataclass(frozen=True)
class MendedText:
    """`text[i]` is the character `places[i]` of the original; `places` has one more entry, its length."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that holds text[start:end]."""
        return self.places[start], self.places[end - 1] + 1


def mend(text: str) -> MendedText:
    folded = fold(text)
    dropped = {
        place for pattern in (_TORN, _BROKEN) for match in pattern.finditer(folded) for place in range(*match.span())
    }
    kept = [place for place in range(len(folded)) if place not in dropped]
    return MendedText("".join(folded[place] for place in kept), (*kept, len(folded)))
