"""Bytes -> `Document`: one module a format, and `open_document`, which finds out the format and chooses."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NoReturn

from gongkai.document import Document, ReadWarning
from gongkai.errors import UnreadableInput
from gongkai.readers.sniff import Format, foreign_by_suffix, sniff

__all__ = ["MAX_BYTES", "open_document"]

# The longest reports, with photographs of every ceremony, have some 20 MB; what is larger is a collection or no report.
MAX_BYTES = 50_000_000

# No path is longer, on Linux, macOS or Windows (without \\?\); and no single name in it.
_MAX_PATH_BYTES = 4096
_MAX_NAME_BYTES = 255


def open_document(source: str | Path | bytes | BinaryIO, *, name: str | None = None) -> Document:
    """Reads a report from a path, from bytes, from an open binary file, or from its text.

    Args:
        source: a `str` is a path, unless it holds a line break or is longer than any path: then it is the text itself.
        name: how errors and results call the source; without it the path as given, `<text>`, `<bytes>`, or the name
            of the open file.

    Raises:
        UnreadableInput: `reason` is one word that says why.
    """
    if isinstance(source, str) and _is_text(source):
        return _read_string(source, name or "<text>")
    if isinstance(source, str | Path):
        printed = name or _printable(source)
        return _read(_load(Path(source), printed), printed)
    if isinstance(source, bytes | bytearray | memoryview):
        printed = name or "<bytes>"
        return _read(_within_limit(bytes(source), printed), printed)
    printed = name or _stream_name(source)
    return _read(_drain(source, printed), printed)


def _is_text(source: str) -> bool:
    if "\n" in source or "\r" in source or not source.strip():
        return True
    encoded = source.encode(errors="surrogatepass")
    longest_name = max(map(len, encoded.replace(b"\\", b"/").split(b"/")))
    return len(encoded) > _MAX_PATH_BYTES or longest_name > _MAX_NAME_BYTES


def _read_string(text: str, name: str) -> Document:
    """A text in hand: its encoding is no question, but it may still be the source of a web page."""
    from gongkai.readers.text import text_document

    whole = text.encode(errors="replace").decode() if _has_surrogates(text) else text
    data = _within_limit(whole.encode(), name)
    if data.strip() and sniff(data, name) is Format.HTML:
        return _reader(Format.HTML)(data, name)
    message = "halves of surrogate pairs in the text were replaced by question marks"
    warnings = [ReadWarning("undecodable_characters", message)] if whole is not text else []
    return text_document(whole, name=name, data=data, warnings=warnings)


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _load(path: Path, name: str) -> bytes:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end."""
    try:
        if path.is_dir():
            _missing(name, "this is a directory", "Give a file, or use `gongkai run` for a directory.")
        if path.exists() and not path.is_file():
            _missing(name, "this is not a regular file", "Open it yourself and pass the open file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(name, size)
        with path.open("rb") as file:
            return _drain(file, name)
    except FileNotFoundError:
        _missing(name, "there is no such file", "Check the path; to pass a text itself, end it with a line break.")
    except PermissionError:
        _missing(name, "the file may not be read", "Check its permissions.")
    except (OSError, ValueError) as error:
        _missing(name, f"the file cannot be opened ({_reason(error)})", "Check the path.")


def _drain(file: BinaryIO, name: str) -> bytes:
    try:
        data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        _missing(name, f"it cannot be read ({_reason(error)})", "Open it again in binary mode.")
    if not isinstance(data, bytes):
        raise TypeError(f"{name}: open the file in binary mode; this one gives {type(data).__name__}")
    return _within_limit(data, name)


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    return data


def _too_large(name: str, size: int) -> UnreadableInput:
    problem = f"{size / 1e6:.1f} MB or more, and the limit is {MAX_BYTES // 10**6} MB"
    return UnreadableInput(name, "too_large", problem, "Give the report alone, without attachments and photographs.")


def _missing(name: str, problem: str, advice: str) -> NoReturn:
    raise UnreadableInput(name, "missing", problem, advice)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _stream_name(file: object) -> str:
    name = getattr(file, "name", None)
    return _printable(name) if isinstance(name, str | os.PathLike) else "<bytes>"


def _printable(path: str | os.PathLike[str]) -> str:
    """The path as given, but fit for printing: undecodable bytes of a file name come as surrogates."""
    return os.fspath(path).encode(errors="replace").decode()


def _read(data: bytes, name: str) -> Document:
    kind = sniff(data, name)
    try:
        return _reader(kind)(data, name)
    except UnreadableInput as error:
        if kind is Format.TEXT and error.reason == "unknown_format" and (foreign := foreign_by_suffix(name)):
            raise foreign from error
        raise


def _reader(kind: Format) -> Callable[[bytes, str], Document]:
    """The reader of a format; imported only now, because each brings a heavy library."""
    if kind is Format.HTML:
        from gongkai.readers.html import read_html

        return read_html
    if kind is Format.DOCX:
        from gongkai.readers.docx import read_docx

        return read_docx
    if kind is Format.PDF:
        from gongkai.readers.pdf import read_pdf

        return read_pdf
    if kind is Format.OLE2:
        return _describe_ole2
    from gongkai.readers.text import read_text

    return read_text


def _describe_ole2(data: bytes, name: str) -> NoReturn:
    from gongkai.readers.ole import describe_ole2

    raise describe_ole2(data, name)
