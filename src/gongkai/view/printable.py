"""Text of a report as characters that a page can show: each that is invisible, or forbidden in HTML, as a sign for it.

Every character becomes exactly one character.
"""

from __future__ import annotations

from typing import Final

REPLACEMENT: Final = "\ufffd"
PICTURES: Final = 0x2400  # ␀ is the picture of NUL, and so on for the first 32 control characters
KEPT: Final = frozenset("\t\n")

# Characters that turn the direction of the text around them: what stands on the page would not be what is in the file.
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_SIGNS: Final[dict[int, str]] = {
    **{code: chr(PICTURES + code) for code in range(0x20) if chr(code) not in KEPT},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), REPLACEMENT),
    **dict.fromkeys(_TURNING, REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT),  # surrogates: no UTF-8 can hold one
    0xFEFF: REPLACEMENT,
    0xFFFE: REPLACEMENT,
    0xFFFF: REPLACEMENT,
}


def printable(text: str) -> str:
    """Controls as their pictures (␀), surrogates and marks that turn the writing direction as �."""
    return text if text.isascii() and text.isprintable() else text.translate(_SIGNS)
