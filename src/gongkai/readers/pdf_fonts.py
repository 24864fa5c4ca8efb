"""How many character codes a font maps or measures, counted before pdfminer fills dictionaries with them.

A range of codes takes a few bytes to write, however wide it is: in the widths of a font, in its ToUnicode map, and in
the cmap table of an embedded TrueType font.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from pdfminer.cmapdb import CMapParser, UnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import LIT

from gongkai.readers.pdf_budget import Budget


class CountedFonts(PDFResourceManager):
    """Fonts whose codes are spent as objects of the budget."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.budget = budget

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        is_composed = resolve1(spec.get("Subtype")) is LIT("Type0")  # comes here again with the font that it is made of
        if not is_composed and not (objid and objid in self._cached_fonts):
            self._count(spec)
        return super().get_font(objid, spec)

    def _count(self, spec: Mapping[str, object]) -> None:
        self.budget.spend("objects", 1 + _range_width(spec.get("W"), 3) + _range_width(spec.get("W2"), 5))
        to_unicode = resolve1(spec.get("ToUnicode"))
        if isinstance(to_unicode, PDFStream):
            CMapParser(_CountingMap(self.budget), BytesIO(to_unicode.get_data())).run()
            return
        program = resolve1(dict_value(spec.get("FontDescriptor", {})).get("FontFile2"))
        if isinstance(program, PDFStream):
            for n_codes in _truetype_codes(program.get_data()):
                self.budget.spend("objects", 1 + n_codes)


def _range_width(widths: object, group: int) -> int:
    """Codes covered by the entries `first last width…` of `group` numbers, among those of the form `first [width…]`."""
    total = 0
    numbers: list[Any] = []
    for item in map(resolve1, list_value(widths or [])):
        numbers = [] if isinstance(item, list) else [*numbers, item]
        if len(numbers) == group:
            first, last = numbers[:2]
            total += max(0, last - first + 1)
            numbers = []
    return total


class _CountingMap(UnicodeMap):
    """Takes the entries of a ToUnicode map and keeps none."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget

    def add_cid2unichr(self, cid: int, code: object) -> None:
        self._budget.spend("objects", 1)


def _truetype_codes(font: bytes) -> Iterator[int]:
    """Codes in each range of the cmap table; none where the font ends too early, as pdfminer sees to that."""
    try:
        (n_tables,) = struct.unpack_from(">H", font, 4)
        for index in range(n_tables):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
            if tag == b"cmap":
                yield from _cmap_codes(font, offset)
    except struct.error:
        return


def _cmap_codes(font: bytes, offset: int) -> Iterator[int]:
    (n_subtables,) = struct.unpack_from(">H", font, offset + 2)
    for index in range(n_subtables):
        (at,) = struct.unpack_from(">L", font, offset + 8 + 8 * index)
        (version,) = struct.unpack_from(">H", font, offset + at)
        if version in _RANGES:
            yield from _RANGES[version](font, offset + at)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: two lists, of the last and of the first codes."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", font, at + 14)
    firsts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    return (max(0, last - first + 1) for first, last in zip(firsts, lasts, strict=True))


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: first code, last code, first glyph."""
    (count,) = struct.unpack_from(">L", font, at + 12)
    groups = (struct.unpack_from(">LLL", font, at + 16 + 12 * index) for index in range(count))
    return (max(0, last - first + 1) for first, last, _ in groups)


_RANGES: dict[int, Callable[[bytes, int], Iterator[int]]] = {4: _segments, 12: _groups}
