"""Long text in overlapping windows that the model can take, cut at ends of sentences."""

from __future__ import annotations

import re

_BREAKS = (re.compile(r"[。！？!?\n]"), re.compile(r"[；;]"), re.compile(r"[，,、]"))
"""Where a window may end, best first."""


def split_windows(text: str, size: int, overlap: int) -> list[tuple[int, int]]:
    """Stretches (start, end) of at most `size` characters that cover `text`, each but the first beginning at a break
    one to two `overlap` characters before the last one ended. `size` is at least six times `overlap`."""
    windows: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > size:
        end = _last_break(text, start + size // 2, start + size)
        windows.append((start, end))
        start = _last_break(text, max(start + 1, end - 2 * overlap), end - overlap)
    windows.append((start, len(text)))
    return windows


def _last_break(text: str, low: int, high: int) -> int:
    """The place behind the last break in text[low:high]; `high` where there is none."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
