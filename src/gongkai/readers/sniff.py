"""What a file is, by its content; its suffix decides only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum, auto
from pathlib import PurePath
from typing import NamedTuple

from gongkai.errors import UnreadableInput
from gongkai.readers.ole import is_ole2


class Format(Enum):
    """The formats that have a reader."""

    TEXT = auto()
    HTML = auto()
    DOCX = auto()
    PDF = auto()
    OLE2 = auto()  # its reader only says which kind it is


class Foreign(NamedTuple):
    """A format that is recognised but not read."""

    what: str
    advice: str


_PRINT_TO_PDF = "Print it to PDF in the program that shows it, and give the PDF."
_SAVE_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx, and give that file."
_SAVE_PAGE = "Open it in a browser, save it as a web page (HTML only), and give that file."
_UNPACK = "Unpack it, and give the report inside."
_RECOGNISE = "Run text recognition (OCR) over it, and give the recognised text or PDF."

_MHTML = Foreign("a web archive (MHTML)", _SAVE_PAGE)
_WORD_XML = Foreign("a Word document as flat XML", _SAVE_AS_DOCX)
_OPEN_DOCUMENT = Foreign("an OpenDocument file", _SAVE_AS_DOCX)
_WORKBOOK = Foreign("an Excel workbook (.xlsx)", "Give the report itself, as a web page, .docx file or PDF.")
_ARCHIVE = Foreign("a zip archive", _UNPACK)

_MAGIC: tuple[tuple[bytes, Foreign], ...] = (
    (b"{\\rtf", Foreign("a rich text file (RTF)", _SAVE_AS_DOCX)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", Foreign("a RAR archive", _UNPACK)),
    (b"\x1f\x8b", Foreign("a gzip archive", _UNPACK)),
    (b"BZh", Foreign("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Foreign("an xz archive", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", Foreign("a zstd archive", _UNPACK)),
    (b"MSCF", Foreign("a cabinet archive", _UNPACK)),
    (b"\x89PNG\r\n\x1a\n", Foreign("a picture (PNG)", _RECOGNISE)),
    (b"\xff\xd8\xff", Foreign("a picture (JPEG)", _RECOGNISE)),
    (b"GIF8", Foreign("a picture (GIF)", _RECOGNISE)),
    (b"II*\x00", Foreign("a picture (TIFF)", _RECOGNISE)),
    (b"MM\x00*", Foreign("a picture (TIFF)", _RECOGNISE)),
    (b"RIFF", Foreign("a picture (WebP) or a recording", _RECOGNISE)),
    (b"%!PS", Foreign("a PostScript file", _PRINT_TO_PDF)),
    (b"bplist00", Foreign("a Safari web archive", _SAVE_PAGE)),
)
# By a name inside a zip archive; the first that matches counts.
_MEMBERS: tuple[tuple[re.Pattern[str], Foreign | Format], ...] = (
    (re.compile(r"/?word[/\\]", re.IGNORECASE), Format.DOCX),
    (re.compile(r"xl/", re.IGNORECASE), _WORKBOOK),
    (re.compile(r"ppt/", re.IGNORECASE), Foreign("a PowerPoint file (.pptx)", _PRINT_TO_PDF)),
    (re.compile(r"OFD\.xml$"), Foreign("an OFD document", _PRINT_TO_PDF)),
    (re.compile(r"META-INF/container\.xml$"), Foreign("an e-book (EPUB)", _PRINT_TO_PDF)),
    (re.compile(r"content\.xml$"), _OPEN_DOCUMENT),
)
# Told by the suffix once the bytes are known to be no text: formats without a reliable signature, and damaged files.
_SUFFIXES = {
    **dict.fromkeys((".ceb", ".cebx"), Foreign("a CEB document", _PRINT_TO_PDF)),
    **dict.fromkeys(
        (".gd", ".gw", ".s2", ".s10", ".s72", ".s92", ".sep"), Foreign("a GD or SEP document", _PRINT_TO_PDF)
    ),
    ".caj": Foreign("a CAJ document", _PRINT_TO_PDF),
    ".ofd": Foreign("a damaged OFD document", _PRINT_TO_PDF),
    **dict.fromkeys((".wps", ".wpt"), Foreign("a WPS document", _SAVE_AS_DOCX)),
    **dict.fromkeys((".doc", ".docx", ".dot", ".docm"), Foreign("a damaged Word document", _SAVE_AS_DOCX)),
    ".pdf": Foreign("a damaged PDF", "Get the file again from its source."),
}
_MARKDOWN = frozenset((".md", ".markdown"))
_WEB = frozenset((".html", ".htm", ".shtml", ".xhtml", ".aspx", ".asp", ".jsp", ".php"))

_HEAD = 4096  # bytes in which a signature or the first tags must stand
_LEADING_SPACE = 65536  # bytes of white space that pages made from templates may begin with
# Some servers put a few bytes in front of a PDF; readers accept that within the first kilobyte.
_PDF = re.compile(rb"%PDF-\d")
_PDF_HEAD = 1024
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_MAX_CONTROLS = 0.01  # share of a page's bytes; of random bytes a tenth
_UTF16_BEGINNINGS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # every other byte of it may look like a control
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"
_MAX_DIRECTORY = 1 << 20  # bytes; the directory of a Word file has some kilobytes, and reading it takes time

_MIME_HEADERS = re.compile(r"(?=.*^mime-version:)(?=.*^content-type:\s*multipart/)", re.DOTALL | re.MULTILINE)
_WORD_XML_MARK = re.compile(r"progid=\"word\.document\"|<w:worddocument|<pkg:package")
_DOCUMENT_TAG = re.compile(r"<!doctype html|<(?:html|head|body)[\s>]")
_FIRST_TAG = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:meta|title|link|style|script|div|span|table|tbody|tr|td|p|h[1-6]|center|font|article|section"
    r"|main|ul|ol|li|br|b|strong|img|a|form)[\s/>]",
    re.DOTALL,
)
_ANY_TAG = re.compile(r"</?(?:p|br|div|span|table|t[drh]|h[1-6]|li|strong|b|font)[\s/>]")


def sniff(data: bytes, name: str) -> Format:
    """The format of `data`; `name` gives the suffix.

    Raises:
        UnreadableInput: `empty`, or `unknown_format` with the name of the format and what to do with it.
    """
    if not data.strip():
        raise UnreadableInput(name, "empty", "there is nothing in it", "Give a file that holds the report itself.")
    start = data[:_LEADING_SPACE].lstrip()[:_HEAD]
    suffix = PurePath(name).suffix.lower()
    found = _binary(data, start) or _markup(start, suffix) or Format.TEXT
    return found if isinstance(found, Format) else _refuse(name, found)


def foreign_by_suffix(name: str) -> UnreadableInput | None:
    """For bytes that turned out to be no text: the error that names their format by the suffix, if that tells it."""
    foreign = _SUFFIXES.get(PurePath(name).suffix.lower())
    return _refusal(name, foreign) if foreign else None


def _refuse(name: str, foreign: Foreign) -> Format:
    raise _refusal(name, foreign)


def _refusal(name: str, foreign: Foreign) -> UnreadableInput:
    return UnreadableInput(name, "unknown_format", f"this is {foreign.what}, which is not read", foreign.advice)


def _binary(data: bytes, start: bytes) -> Format | Foreign | None:
    if is_ole2(data):
        return Format.OLE2
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if _PDF.search(data, 0, _PDF_HEAD) and not _FIRST_TAG.match(_as_ascii(start)):
        return Format.PDF
    if data.startswith(b"BM") and len(data) == int.from_bytes(data[2:6], "little"):
        return Foreign("a picture (BMP)", _RECOGNISE)
    return next((foreign for magic, foreign in _MAGIC if start.startswith(magic)), None)


def _zipped(data: bytes) -> Format | Foreign:
    names = _member_names(data)
    for pattern, kind in _MEMBERS:
        if any(pattern.match(member) for member in names):
            return kind
    # A truncated archive has lost its directory; what it begins with still shows what it was meant to be.
    is_cut_off = not names and b"[Content_Types].xml" in data[:_HEAD]
    return Format.DOCX if is_cut_off else _ARCHIVE


def _member_names(data: bytes) -> list[str]:
    """Names in the archive's directory; none where it is missing, broken or far longer than that of a document."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or int.from_bytes(data[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _markup(start: bytes, suffix: str) -> Format | Foreign | None:
    if not start.startswith(_UTF16_BEGINNINGS) and len(_CONTROLS.findall(start)) > _MAX_CONTROLS * len(start):
        return None
    text = _as_ascii(start)
    if "mime-version:" in text and _MIME_HEADERS.match(text):  # the pattern alone is slow to find nothing
        return _MHTML
    if _DOCUMENT_TAG.search(text) or (_FIRST_TAG.match(text) and suffix not in _MARKDOWN):
        return Format.HTML
    if _WORD_XML_MARK.search(text):
        return _WORD_XML
    if text.startswith("<?xml"):
        return Foreign("an XML file", "Give the report itself, as a web page, .docx file or PDF.")
    return Format.HTML if suffix in _WEB and _ANY_TAG.search(text) else None


def _as_ascii(start: bytes) -> str:
    """Tags are ASCII in every encoding that pages come in; without the zeros, in UTF-16 too."""
    return start.replace(b"\0", b"").lstrip(_BYTE_ORDER_MARKS + b" \t\r\n").decode("latin-1").lower()
