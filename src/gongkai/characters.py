"""One character for one character: folding text so that it can be compared, without moving any offset.

Every function here returns a string of the same length as its argument, so that a match in the folded text is a match
at the same place in the printed one.
"""

from __future__ import annotations

from functools import cache

from gongkai.data import read_data

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_HALFWIDTH: dict[int, str | int] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _SPACES), " "),
    **str.maketrans("﹐﹒﹔﹕﹖﹗﹙﹚", ",.;:?!()"),
}


def to_simplified(text: str) -> str:
    """Traditional characters as simplified ones, each by itself: 政務微博 becomes 政务微博; simplified text stays."""
    return text if text.isascii() else text.translate(_simplified())


def to_halfwidth(text: str) -> str:
    """Full-width letters, digits and punctuation as ASCII, special spaces as plain ones: （２０１９） gives (2019)."""
    return text if text.isascii() else text.translate(_HALFWIDTH)


def fold(text: str) -> str:
    """`to_simplified` and `to_halfwidth` together: the form in which labels and headings are compared."""
    return text if text.isascii() else text.translate(_folded())


@cache
def _simplified() -> dict[int, str]:
    """OpenCC's table of single characters, from a file: OpenCC itself would take ten times as long to load."""
    lines = read_data("data/simplified.txt").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _folded() -> dict[int, str | int]:
    return {**_simplified(), **_HALFWIDTH}
