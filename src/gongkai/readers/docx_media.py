"""Pictures and embedded objects of a Word document: counted, since tables in them cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from gongkai.readers.docx_xml import WP, A, Element, W

_MIN_WIDTH_CM, _MIN_HEIGHT_CM = 5.0, 3.0  # of a picture that may be a scanned table; emblems and seals are smaller
_MAX_PROGRAM = 39  # characters, by the rules for program identifiers
_EMU_PER_CM = 360_000
_CM_PER_UNIT = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "pc": 2.54 / 6, "px": 2.54 / 96}
_VML_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d{0,9})?)(pt|in|cm|mm|pc|px)")


@dataclass(slots=True)
class Inventory:
    """What a document holds beside text, counted while its paragraphs are read."""

    n_pictures: int = 0  # large enough to be a table
    objects: Counter[str] = field(default_factory=Counter)  # embedded objects by the name of their program
    n_covered_texts: int = 0  # merged-away table cells that hold text all the same

    def count_drawing(self, drawing: Element) -> None:
        """Counts a `w:drawing` if it is a picture and large enough."""
        extent = next(drawing.iter(f"{WP}extent"), None)
        if extent is not None and next(drawing.iter(f"{A}blip"), None) is not None:
            self._count_picture(_emu_to_cm(extent.get("cx")), _emu_to_cm(extent.get("cy")))

    def count_vml_picture(self, image: Element) -> None:
        """Counts a `v:imagedata` by the size of the shape around it."""
        shape = image.getparent()
        style = "" if shape is None else shape.get("style") or ""
        size = {side: float(number) * _CM_PER_UNIT[unit] for side, number, unit in _VML_LENGTH.findall(style)}
        self._count_picture(size.get("width", 0.0), size.get("height", 0.0))

    def count_object(self, program: str | None) -> None:
        """Counts an embedded object by the name of its program, such as `Excel.Sheet.12`."""
        self.objects[(program or "unknown program")[:_MAX_PROGRAM]] += 1

    def count_covered_cell(self, cell: Element) -> None:
        """Counts a cell that a merge covers if it holds text, which Word does not show."""
        self.n_covered_texts += any(text.text and text.text.strip() for text in cell.iter(f"{W}t"))

    def _count_picture(self, width: float, height: float) -> None:
        self.n_pictures += width >= _MIN_WIDTH_CM and height >= _MIN_HEIGHT_CM


def _emu_to_cm(text: str | None) -> float:
    """English Metric Units; 0 where there is no plausible number."""
    return int(text) / _EMU_PER_CM if text and text.isdecimal() and len(text) < 12 else 0.0
