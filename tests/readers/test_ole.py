"""Compound files: recognised by their magic, told apart by the streams that they hold."""

from __future__ import annotations

import struct

import pytest

from gongkai.errors import UnreadableInput
from gongkai.readers.docx import read_docx
from gongkai.readers.ole import MAGIC, describe_ole2, is_ole2

_SECTOR = 512


def compound_file(*streams: str, directory_sector: int = 0) -> bytes:
    """A header and one directory sector a four streams, enough to be recognised."""
    header = bytearray(_SECTOR)
    header[: len(MAGIC)] = MAGIC
    struct.pack_into("<H", header, 30, 9)  # sectors of 2 ** 9 bytes
    struct.pack_into("<I", header, 48, directory_sector)
    directory = b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return bytes(header) + directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")


@pytest.mark.parametrize(
    ("streams", "reason", "problem"),
    [
        (["EncryptionInfo", "EncryptedPackage"], "encrypted", "password"),
        (["1Table", "WordDocument"], "old_word", ".doc"),
        (["Workbook", "ObjectPool", "WordDocument"], "old_word", ".doc"),
        (["Workbook"], "unknown_format", "Excel"),
        (["Book"], "unknown_format", "Excel"),
        (["PowerPoint Document"], "unknown_format", "PowerPoint"),
        (["__properties_version1.0"], "unknown_format", "without a Word document"),
    ],
)
def test_kinds(streams: list[str], reason: str, problem: str) -> None:
    error = describe_ole2(compound_file(*streams), "report.doc")
    assert (error.name, error.reason) == ("report.doc", reason)
    assert problem in error.problem


def test_an_old_word_file_comes_with_the_way_out() -> None:
    with pytest.raises(UnreadableInput, match="--convert-to docx"):
        read_docx(compound_file("WordDocument"), "report.doc")


@pytest.mark.parametrize(
    "data",
    [MAGIC, compound_file()[:600], compound_file("WordDocument", directory_sector=7)[:512], MAGIC + b"\xff" * 600],
)
def test_a_file_without_its_directory_is_damaged(data: bytes) -> None:
    assert describe_ole2(data, "report.doc").reason == "damaged"


def test_a_name_in_the_text_is_no_stream() -> None:
    text = b"\0" * 10 + "WordDocument\0".encode("utf-16-le")
    assert describe_ole2(compound_file("Other") + text, "a").reason == "unknown_format"


@pytest.mark.parametrize(
    ("data", "expected"), [(MAGIC, True), (MAGIC[:7], False), (b"", False), (b"PK\x03\x04", False)]
)
def test_magic(data: bytes, expected: bool) -> None:
    assert is_ole2(data) is expected
