"""`open_document`: every kind of source, the format by its content, errors that name the file and say what to do."""

from __future__ import annotations

import hashlib
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import gongkai.readers as readers
from gongkai.errors import UnreadableInput
from gongkai.readers import MAX_BYTES, open_document
from gongkai.readers.sniff import Format, sniff

TEXT = "云山区2019年政府信息公开工作年度报告\r\n全年共受理申请12件。\n"
PAGE = "<html><head><title>报告</title></head><body><p>全年共受理申请12件。</p></body></html>"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")  # without the time of day: test names must not change
    return buffer.getvalue()


DOCX = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def fails(source: Any, reason: str, *words: str, name: str | None = None) -> None:
    with pytest.raises(UnreadableInput) as error:
        open_document(source, name=name)
    assert error.value.reason == reason
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize("as_path", [str, Path])
def test_a_path(tmp_path: Path, as_path: Callable[[Path], str | Path]) -> None:
    path = tmp_path / "云山区 年报.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    document = open_document(as_path(path))
    assert document.name == str(path)
    assert document.text == TEXT.replace("\r\n", "\n")
    assert document.sha256 == hashlib.sha256(TEXT.encode("gb18030")).hexdigest()


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes(kind: Callable[[bytes], Any]) -> None:
    document = open_document(kind(TEXT.encode()))
    assert (document.name, document.media_type) == ("<bytes>", "text/plain")


def test_open_files(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    with path.open("rb") as file:
        assert open_document(file).name == str(path)
        fails(file, "empty")  # it was read to its end
    assert open_document(io.BytesIO(TEXT.encode())).name == "<bytes>"
    assert open_document(io.BytesIO(TEXT.encode()), name="mail.txt").name == "mail.txt"
    fails(file, "missing", "report.txt", "closed")
    with pytest.raises(TypeError, match="binary mode"):
        open_document(io.StringIO(TEXT))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [TEXT, "一行\n", "一行\r", "申请12件，" * 2000, "申请" * 50, "\ufeff一行\n"])
def test_a_text_in_hand(text: str) -> None:
    document = open_document(text)
    assert document.name == "<text>"
    assert document.media_type == "text/plain"
    assert document.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_half_a_surrogate_pair_is_replaced() -> None:
    document = open_document("一行\ud83d\n")
    assert document.text == "一行?\n"
    assert [warning.code for warning in document.warnings] == ["undecodable_characters"]


@pytest.mark.parametrize("text", ["", "  ", "\n", " \n\t\n", "\ufeff\n"])
def test_an_empty_text(text: str) -> None:
    fails(text, "empty", "<text>")


def test_the_name_given_stands_in_errors() -> None:
    fails(b"", "empty", "2019.txt", name="2019.txt")
    fails("no/such/file.txt", "missing", "2019.txt", name="2019.txt")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("no/such/report.html", "no such file"),
        ("全年共受理申请12件。", "to pass a text itself"),
        ("a\0b", "cannot be opened"),
        (".", "directory"),
        (os.devnull, "not a regular file"),
    ],
)
def test_paths_that_are_no_file(path: str, word: str) -> None:
    fails(path, "missing", word)
    fails(Path(path), "missing", word)


def test_a_file_that_is_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    fails(tmp_path / "report.txt" / "more.txt", "missing", "more.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    fails(path, "missing", "may not be read")


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")
    Path(path).write_text(TEXT, encoding="utf-8")
    assert open_document(path).name.endswith("/??.txt")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a hole: no bytes are written
    begin = time.perf_counter()
    fails(path, "too_large", "huge.txt", "50 MB")
    assert time.perf_counter() - begin < 1  # it was not read
    fails(bytes(MAX_BYTES + 1), "too_large")
    fails(io.BytesIO(bytes(MAX_BYTES + 1)), "too_large")
    fails("申请" * (MAX_BYTES // 6 + 1), "too_large")


def test_a_stream_without_end_is_read_to_the_limit_only() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MAX_BYTES + 1
            return bytes(size)

    fails(Endless(), "too_large")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (TEXT.encode(), "report.txt", Format.TEXT),
        (TEXT.encode(), "report.html", Format.TEXT),
        (TEXT.encode(), "report.doc", Format.TEXT),
        (TEXT.encode("utf-16"), "report", Format.TEXT),
        (b"# Report\n\n<table><tr><td>1</td></tr></table>", "report.md", Format.TEXT),
        (b"<table><tr><td>1</td></tr></table>\n\ntext", "report.md", Format.TEXT),
        ("<关于公开的说明>\n".encode(), "report.txt", Format.TEXT),
        (PAGE.encode(), "report.html", Format.HTML),
        (PAGE.encode(), "report.txt", Format.HTML),
        (PAGE.encode("gb18030"), "report.doc", Format.HTML),
        (PAGE.encode("utf-16"), "report.doc", Format.HTML),
        (b"\xef\xbb\xbf\r\n\r\n <!DOCTYPE html>\n<p>x", "page", Format.HTML),
        (b"\n" * 9000 + b"<!-- made by hand --><HTML><BODY>x", "page", Format.HTML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>x", "page.xml", Format.HTML),
        (b"<div class='a'><p>x</p></div>", "fragment", Format.HTML),
        (b"text <p>x</p>", "fragment.shtml", Format.HTML),
        (b"text <p>x</p>", "fragment.txt", Format.TEXT),
        (DOCX, "report.docx", Format.DOCX),
        (DOCX, "report.doc", Format.DOCX),
        (DOCX, "report.zip", Format.DOCX),
        (DOCX[:60], "cut.docx", Format.DOCX),
        (b"%PDF-1.7\n", "report.pdf", Format.PDF),
        (b"\r\n\r\n%PDF-1.4\n", "report.txt", Format.PDF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "report.docx", Format.OLE2),
    ],
)
def test_the_content_decides(data: bytes, name: str, expected: Format) -> None:
    assert sniff(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "what", "advice"),
    [
        (b"{\\rtf1\\ansi", "report.doc", "RTF", ".docx"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "a.mht",
            "MHTML",
            "HTML",
        ),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "report.doc", "MHTML", "HTML"),
        (b"<?xml version='1.0'?>\n<?mso-application progid=\"Word.Document\"?>", "report.doc", "flat XML", ".docx"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "feed.xml", "XML", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "page.png", "PNG", "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "page.pdf", "JPEG", "OCR"),
        (b"GIF89a", "page.gif", "GIF", "OCR"),
        (b"II*\x00" + bytes(40), "page.tif", "TIFF", "OCR"),
        (b"BM" + (58).to_bytes(4, "little") + bytes(52), "page.bmp", "BMP", "OCR"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "report.docx", "Excel", "report"),
        (zipped("ppt/presentation.xml"), "report.pptx", "PowerPoint", "PDF"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "report.ofd", "OFD", "PDF"),
        (zipped("mimetype", "content.xml"), "report.odt", "OpenDocument", ".docx"),
        (zipped("report.docx", "table.xls"), "report.zip", "zip", "Unpack"),
        (zipped("xl/workbook.xml")[:40], "cut.xlsx", "zip", "Unpack"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "report.7z", "7z", "Unpack"),
        (b"Rar!\x1a\x07\x00", "report.rar", "RAR", "Unpack"),
        (b"\x1f\x8b\x08\x00", "report.html", "gzip", "Unpack"),
        (bytes(range(256)) * 8, "report.ceb", "CEB", "PDF"),
        (bytes(range(256)) * 8, "report.gd", "GD", "PDF"),
        (bytes(range(256)) * 8, "report.wps", "WPS", ".docx"),
        (bytes(range(256)) * 8, "report.pdf", "damaged PDF", "again"),
        (bytes(range(256)) * 8, "report", "not text", "PDF"),
    ],
)
def test_foreign_formats_are_named(data: bytes, name: str, what: str, advice: str) -> None:
    fails(data, "unknown_format", name, what, advice, name=name)


def test_an_archive_with_an_endless_directory_is_not_listed() -> None:
    data = zipped("word/document.xml")
    end = data.rindex(b"PK\x05\x06")
    forged = data[: end + 12] + (0x7FFFFFFF).to_bytes(4, "little") + data[end + 16 :]
    fails(forged, "unknown_format", "zip")


@pytest.mark.parametrize("data", [DOCX, b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_damaged_files_reach_their_reader(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as error:
        open_document(data, name="broken.bin")
    assert "broken.bin" in str(error.value)


def test_a_page_reaches_its_reader() -> None:
    for source in (PAGE.encode(), PAGE.encode("gb18030"), PAGE + "\n"):
        document = open_document(source)
        assert document.media_type == "text/html"
        assert [paragraph.text for paragraph in document.paragraphs] == ["全年共受理申请12件。"]


def test_fifty_megabytes_of_text_take_seconds() -> None:
    data = ("全年共受理申请12件，均已按时答复。" * 40 + "\n").encode()
    data *= MAX_BYTES // len(data)
    begin = time.perf_counter()
    assert len(open_document(data).paragraphs) == data.count(b"\n")
    assert time.perf_counter() - begin < 10


def test_every_public_name_is_there() -> None:
    assert readers.__all__ == sorted(readers.__all__)
    assert all(hasattr(readers, name) for name in readers.__all__)
