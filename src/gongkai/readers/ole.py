"""OLE2 compound files: what Office wrote until 2003, and the envelope of files protected with a password."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.errors import Reason, UnreadableInput

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SAVE_AS = "Save it as .docx or PDF, for example with LibreOffice: `soffice --headless --convert-to docx FILE`."
_GIVE_REPORT = "Give the report itself, as a web page, .docx file or PDF."


class _Kind(NamedTuple):
    """A kind of compound file, known by the name of a stream that only it holds."""

    stream: str
    reason: Reason
    problem: str
    advice: str


# In order of precedence: a Word file may hold an Excel workbook as an embedded object, and then names both streams.
_KINDS = (
    _Kind(
        "EncryptedPackage",
        "encrypted",
        "the file is protected with a password",
        "Open it with the password, remove the protection and save it again.",
    ),
    _Kind("WordDocument", "old_word", "this is a binary Word file (.doc), not read", _SAVE_AS),
    _Kind("Workbook", "unknown_format", "this is a binary Excel workbook (.xls), not read", _GIVE_REPORT),
    _Kind("Book", "unknown_format", "this is a binary Excel workbook (.xls), not read", _GIVE_REPORT),
    _Kind(
        "PowerPoint Document",
        "unknown_format",
        "this is a binary PowerPoint file (.ppt), not read",
        _GIVE_REPORT,
    ),
)

_ENTRY_SIZE = 128  # bytes of a directory entry; entries are aligned to it, as sectors are to a multiple of it


def is_ole2(data: bytes) -> bool:
    return data.startswith(MAGIC)


def describe_ole2(data: bytes, name: str) -> UnreadableInput:
    """The error that says which kind of compound file this is and what to do with it, for the caller to raise."""
    for kind in _KINDS:
        if _has_stream(data, kind.stream):
            return UnreadableInput(name, kind.reason, kind.problem, kind.advice)
    if _is_cut_off(data):
        problem = "this is an old Office file that has lost its directory"
        return UnreadableInput(name, "damaged", problem, "Get the file again from its source.")
    problem = "this is an OLE2 compound file without a Word document"
    return UnreadableInput(name, "unknown_format", problem, _GIVE_REPORT)


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether a directory entry bears this name. An entry begins with its name, in UTF-16 and ended by a zero."""
    wanted = f"{stream}\0".encode("utf-16-le")
    position = data.find(wanted)
    while position >= 0:
        if position % _ENTRY_SIZE == 0:
            return True
        position = data.find(wanted, position + 1)
    return False


def _is_cut_off(data: bytes) -> bool:
    """Whether the directory's first sector lies behind the end of the data (MS-CFB 2.2: its number is at byte 48)."""
    sector_size = 1 << (int.from_bytes(data[30:32], "little") & 31)
    first_directory_sector = int.from_bytes(data[48:52], "little")
    return len(data) < 52 or (first_directory_sector + 2) * sector_size > len(data)
