"""Bytes to the contents of pages. Here the errors of pdfplumber and pdfminer end; `_FAULTS` says what they become."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from gongkai.errors import Reason, UnreadableInput
from gongkai.readers.pdf_bounded import BoundedDocument
from gongkai.readers.pdf_budget import MIB, Budget
from gongkai.readers.pdf_model import PageContent
from gongkai.readers.pdf_page import page_content

MAX_BYTES = 256 * MIB  # a page scanned in colour takes 1 or 2; such files are still told to be scans
MAX_PAGES = 500  # as many as can be read in the time that `Budget` grants
_HEADER_WITHIN = 1024  # bytes: where readers look for %PDF-, as some servers put something before it

_ADVICE = "Open the file in a PDF viewer and print it to a new PDF, or get it again from its source."
_GET_AGAIN = "Get the file again from its source."

# What malformed objects make pdfminer raise besides its own exceptions: it takes most values on trust.
_ANY_FAULT = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# In order: the first row that fits counts.
_FAULTS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Reason, str, str], ...] = (
    (PDFPasswordIncorrect, "encrypted", "the PDF needs a password", "Save it without the password and read that."),
    (PDFEncryptionError, "encrypted", "the PDF is encrypted by an unknown method", "Print it to a new PDF."),
    (RecursionError, "too_complex", "the PDF is nested beyond what a report can be", _ADVICE),
    (MemoryError, "too_large", "the PDF needs more memory than there is", _ADVICE),
    (_ANY_FAULT, "damaged", "the PDF is corrupt", _ADVICE),
)

_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?")


@dataclass(frozen=True, slots=True)
class PdfFile:
    """All pages of a file, and what it says about itself."""

    pages: tuple[PageContent, ...]
    hints: Mapping[str, str]
    n_damaged_streams: int = 0


def open_pdf(data: bytes, name: str) -> PdfFile:
    """
    Raises:
        UnreadableInput: `damaged`, `encrypted`, `too_large` or `too_complex`.
    """
    budget = Budget(name)
    sound = _whole_file(data, name)
    with _library_faults(name, "the list of its objects"):
        document = BoundedDocument(sound, budget)
        hints = _hints(document)
    pages = tuple(_contents(document, name))
    if not pages:
        raise UnreadableInput(name, "damaged", "the PDF has no pages", _ADVICE)
    return PdfFile(pages, hints, budget.n_damaged_streams)


def _whole_file(data: bytes, name: str) -> bytes:
    """The bytes from the PDF header on, once the end of the file is seen to be there."""
    if len(data) > MAX_BYTES:
        raise UnreadableInput(name, "too_large", f"the PDF has more than {MAX_BYTES // MIB} MiB", _ADVICE)
    start = data.find(b"%PDF-", 0, _HEADER_WITHIN)
    if start < 0:
        raise UnreadableInput(name, "damaged", "the file does not begin as a PDF", _GET_AGAIN)
    if b"startxref" not in data:
        raise UnreadableInput(name, "damaged", "the end of the PDF is missing", _GET_AGAIN)
    return data[start:]


@contextmanager
def _library_faults(name: str, where: str) -> Iterator[None]:
    """Turns what the libraries raise into `UnreadableInput`; `where` is the part of the file that is being read."""
    try:
        yield
    except (*_ANY_FAULT, MemoryError) as error:
        wraps_another = bool(error.args) and isinstance(error.args[0], Exception)  # as pdfplumber's own errors do
        fault = error.args[0] if wraps_another else error
        reason, problem, advice = next(row[1:] for row in _FAULTS if isinstance(fault, row[0]))
        raise UnreadableInput(name, reason, f"{problem} ({where}: {type(fault).__name__})", advice) from error


def _contents(document: BoundedDocument, name: str) -> Iterator[PageContent]:
    pages = document.pages()
    for number in range(1, MAX_PAGES + 2):
        with _library_faults(name, f"page {number}"):
            page = next(pages, None)
            if page is None:
                return
            if number > MAX_PAGES:
                raise UnreadableInput(name, "too_large", f"the PDF has more than {MAX_PAGES} pages", _ADVICE)
            yield _content(page)


def _content(page: Page) -> PageContent:
    try:
        return page_content(page)
    finally:
        page.close()


def _hints(document: BoundedDocument) -> dict[str, str]:
    """The document information as text, keys in lower case; dates as YYYY-MM-DD, left out if they are none."""
    hints: dict[str, str] = {}
    for information in document.info:
        for key, raw in information.items():
            value = resolve1(raw)
            text = _decoded(value).strip() if isinstance(value, bytes) else ""
            key = key.lower()
            hints[key] = _iso_date(text) if key in {"creationdate", "moddate"} else text
    return {key: value for key, value in hints.items() if value}


def _decoded(value: bytes) -> str:
    """Text of the information dictionary: UTF-16 or PDFDocEncoding, or what Chinese programs write instead."""
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", "ignore").replace("\0", "")
    for encoding in ("ascii", "utf-8-sig", "gb18030"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return decode_text(value)


def _iso_date(text: str) -> str:
    match = _DATE.match(text)
    if not match:
        return ""
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
