"""pdfplumber's pages on top of a pdfminer that is kept within a `Budget`.

pdfminer unpacks whatever it is given, follows references in circles, fills font tables from ranges as wide as they are
written and draws a form as often as it is named. Each class here guards one of these ways.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument, PDFNoPageLabels, PDFNoValidXRef, PDFXRefStream
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT, PSKeyword, literal_name
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from gongkai.readers.pdf_budget import EXPANDING_FILTERS, Budget
from gongkai.readers.pdf_fonts import CountedFonts
from gongkai.readers.pdf_visible import ClippedAggregator, ClippingInterpreter

# pdfminer warns of every font without a box and of every colour it does not know. Whoever set a level keeps it.
for _library in ("pdfminer", "pdfplumber"):
    if logging.getLogger(_library).level == logging.NOTSET:
        logging.getLogger(_library).setLevel(logging.ERROR)

_TEXT_FILTERS = {"ASCII85Decode": ascii85decode, "A85": ascii85decode, "AHx": asciihexdecode}
_TEXT_FILTERS["ASCIIHexDecode"] = asciihexdecode
_FILTER_KEYS = {"F", "Filter", "DP", "DecodeParms", "FDecodeParms"}
_FORM_OVERHEAD = 500  # what setting up to draw a form costs, in bytes of instructions that take as long
_MAX_OPERANDS = 100  # kept for the next operator; the most that one takes are 33, and arrays count as one
_MAX_SAVED_STATES = 500  # the PDF specification promises 28
_MAX_XREF_RANGES = 5000  # one for each time that a file was saved, and some


class BoundedDocument(PDFDocument):
    """A document that is asked for a limited number of objects, each with its streams unpacked within limits."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.budget = budget
        self._xref_positions: set[int] = set()
        super().__init__(_Parser(data, budget))
        ranges = [r for xref in self.xrefs if isinstance(xref, PDFXRefStream) for r in xref.ranges]
        budget.spend("objects", sum(count for _, count in ranges))
        if len(ranges) > _MAX_XREF_RANGES:
            raise budget.too_complex("its list of objects is in pieces")

    def getobj(self, objid: int) -> object:
        self.budget.spend("objects", 1)
        return super().getobj(objid)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        if start in self._xref_positions:
            raise PDFNoValidXRef(f"list of objects at {start} continues in itself")
        self._xref_positions.add(start)
        super().read_xref_from(parser, start, xrefs)

    def get_page_labels(self) -> Iterator[str]:
        """None: they are of no use here, and pdfminer stumbles over some."""
        raise PDFNoPageLabels

    def pages(self) -> Iterator[Page]:
        fonts = CountedFonts(self.budget)
        opened = SimpleNamespace(rsrcmgr=fonts, laparams=None, unicode_norm=None)  # what `Page` asks a `PDF` for
        for number, page in enumerate(PDFPage.create_pages(self), start=1):
            yield _Page(cast(PDF, opened), page, page_number=number)


class _Parser(PDFParser):
    def __init__(self, data: bytes, budget: Budget) -> None:
        super().__init__(BytesIO(data))
        self._budget = budget

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            position, item = self.curstack[-1]
            if isinstance(item, PDFStream):
                guarded = _Stream(item.attrs, item.rawdata or b"", item.decipher, self._budget)
                self.curstack[-1] = (position, guarded)


class _Stream(PDFStream):
    def __init__(self, attrs: dict[str, Any], rawdata: bytes, decipher: Any, budget: Budget) -> None:
        super().__init__(attrs, rawdata, decipher)
        self._budget = budget

    def decode(self) -> None:
        """Puts sound, stored data in the place of compressed ones, then lets pdfminer go on from there."""
        filters = [(literal_name(name), parameters) for name, parameters in self.get_filters()]
        if sum(name in EXPANDING_FILTERS for name, _ in filters) > 1:
            raise self._budget.too_complex("its streams are compressed twice over")
        data = self._deciphered()
        while filters and filters[0][0] in _TEXT_FILTERS:
            data = _TEXT_FILTERS[filters.pop(0)[0]](data)
        if filters and filters[0][0] in EXPANDING_FILTERS:
            data = zlib.compress(self._budget.unpack(filters[0][0], data), level=0)
            filters[0] = ("FlateDecode", filters[0][1])
        self._become(data, filters)
        super().decode()

    def _deciphered(self) -> bytes:
        raw = self.rawdata or b""
        if self.decipher is None or self.objid is None or self.genno is None:
            return raw
        return self.decipher(self.objid, self.genno, raw, self.attrs)

    def _become(self, data: bytes, filters: list[tuple[str, Any]]) -> None:
        self.rawdata, self.decipher = data, None
        self.attrs = {key: value for key, value in self.attrs.items() if key not in _FILTER_KEYS}
        self.attrs["Filter"] = [LIT(name) for name, _ in filters]
        self.attrs["DecodeParms"] = [parameters for _, parameters in filters]


class _Page(Page):
    @property
    def layout(self) -> LTPage:
        fonts = cast(CountedFonts, self.pdf.rsrcmgr)
        device = _Device(fonts, pageno=self.page_number)
        _Interpreter(fonts, device).process_page(self.page_obj)
        return device.get_result()


class _Interpreter(ClippingInterpreter):
    def execute(self, streams: Any) -> None:
        size = sum(len(stream_value(stream).get_data()) for stream in streams)
        self._budget.spend("drawing", size + _FORM_OVERHEAD)
        super().execute(streams)

    @property
    def _budget(self) -> Budget:
        return cast(CountedFonts, self.rsrcmgr).budget

    def push(self, obj: Any) -> None:
        """Keeps an operand; pdfminer never drops those that no operator took, and copies them at each operator."""
        if len(self.argstack) >= 2 * _MAX_OPERANDS:
            del self.argstack[:-_MAX_OPERANDS]
        super().push(obj)

    def do_q(self) -> None:
        if len(self.gstack) >= _MAX_SAVED_STATES:
            raise self._budget.too_complex("its drawings are nested too deeply")
        super().do_q()


class _Device(ClippedAggregator):
    def _spend(self) -> None:
        cast(CountedFonts, self.rsrcmgr).budget.spend("marks", 1)

    def render_char(self, *args: Any) -> float:
        self._spend()
        return super().render_char(*args)

    def render_image(self, name: str, stream: PDFStream) -> None:
        self._spend()
        super().render_image(name, stream)

    def paint_path(self, *args: Any) -> None:
        self._spend()
        super().paint_path(*args)
