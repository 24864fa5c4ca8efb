"""One character for one character: folding text so that it can be compared, without moving any offset.

Every function here returns a string of the same length as its argument, so that a match in the folded text is a match
at the same place in the printed one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Extension A, the basic block, compatibility ideographs, extensions B to H; and the Kangxi radicals, which PDF files
# often hold in the place of the ideographs that they look like (⼀ for 一).
_IDEOGRAPHS = ((0x2F00, 0x2FD6), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
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
    # OpenCC chooses by phrase: a line for each character keeps it to single characters. 60 ms, once.
    from opencc import OpenCC

    characters = [chr(code) for first, end in _IDEOGRAPHS for code in range(first, end)]
    composed = [unicodedata.normalize("NFKC", character) for character in characters]
    converted = OpenCC("t2s").convert("\n".join(composed)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}


@cache
def _folded() -> dict[int, str | int]:
    return {**_simplified(), **_HALFWIDTH}
