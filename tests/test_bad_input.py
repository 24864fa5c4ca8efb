"""What users may bring that is no good report: each ends, within seconds, in the right error with the way out."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongkai import GongkaiError, NoTables, NotAReport, UnreadableInput, extract

SECONDS = 5.0
OLE2_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITIES = '<!ENTITY e0 "哈">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECRET = "不得外传的一行字"
HEADINGS = """某某县2022年政府信息公开工作年度报告
一、总体情况
本年度各项工作平稳有序。
二、主动公开政府信息情况
{}
三、收到和处理政府信息公开申请情况
{}
"""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that no report has any business with."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


def refusal(source: Path | bytes, name: str | None = None) -> GongkaiError:
    """The error that the source ends in, after checks that hold for all."""
    begin = time.perf_counter()
    with pytest.raises(GongkaiError) as caught:
        extract(source, name=name)
    assert time.perf_counter() - begin < SECONDS
    error = caught.value
    assert str(error).startswith(f"{name or str(source)}: ")
    assert error.problem
    assert error.advice
    assert "\n" not in str(error)
    return error


def reason(source: Path | bytes, name: str | None = None) -> str:
    error = refusal(source, name)
    assert isinstance(error, UnreadableInput)
    return error.reason


def encrypted_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("user", "owner", canPrint=0))
    canvas.drawString(100, 100, "1")
    canvas.save()
    return file.getvalue()


def encrypted_docx() -> bytes:
    """A compound file with the two streams that a Word file with a password consists of."""
    header = bytearray(512)
    header[:8] = OLE2_MAGIC
    struct.pack_into("<H", header, 30, 9)
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    return bytes(header) + directory.ljust(512, b"\0")


def docx_with(example: Path, change: Callable[[str], str]) -> bytes:
    """The example with its main part changed and everything else as it is."""
    written = io.BytesIO()
    with zipfile.ZipFile(example) as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, change(content.decode()) if name == "word/document.xml" else content)
    return written.getvalue()


def with_entities(declarations: str, reference: str, begin: str) -> Callable[[str], str]:
    """Declares entities before a page or an XML part, and refers to one of them in its first `begin`."""

    def change(markup: str) -> str:
        _, _, content = markup.partition("?>") if markup.startswith("<?xml") else ("", "", markup)
        return f"<!DOCTYPE x [{declarations}]>{content.replace(begin, begin + reference, 1)}"

    return change


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff".encode()], ids=["nothing", "white-space", "mark-only"])
def test_empty(data: bytes) -> None:
    assert reason(data, "a.txt") == "empty"


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf", ".md", ""])
@pytest.mark.parametrize("seed", range(5))
def test_random_bytes(seed: int, ending: str) -> None:
    data = random.Random(seed).randbytes(20_000)
    assert reason(data, f"noise{ending}") in ("unknown_format", "damaged")


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_truncated(suffix: str, part: float, example: Callable[[str], Path]) -> None:
    data = example(suffix).read_bytes()
    assert reason(data[: int(part * len(data))], f"half{suffix}") == "damaged"


@pytest.mark.parametrize(
    ("make", "name"), [(encrypted_pdf, "secret.pdf"), (encrypted_docx, "secret.docx")], ids=["pdf", "docx"]
)
def test_encrypted(make: Callable[[], bytes], name: str) -> None:
    error = refusal(make(), name)
    assert isinstance(error, UnreadableInput)
    assert error.reason == "encrypted"
    assert "password" in str(error)


def test_zip_bomb(example: Callable[[str], Path]) -> None:
    bomb = docx_with(example(".docx"), lambda xml: xml.replace("<w:body>", "<w:body>" + " " * 100_000_000))
    assert len(bomb) < 1_000_000
    assert reason(bomb, "bomb.docx") == "too_large"


@pytest.mark.parametrize("element", ["div", "b", "table><tr><td", "ul><li"])
def test_deeply_nested_page(element: str) -> None:
    page = f"<html><body>{f'<{element}>' * 100_000}政府信息公开工作年度报告"
    assert reason(page.encode(), "deep.html") == "too_complex"


def test_too_large() -> None:
    assert reason("公".encode() * 17_000_000, "all-reports-of-the-province.html") == "too_large"


def test_entity_bomb_in_a_word_file(example: Callable[[str], Path]) -> None:
    bomb = docx_with(example(".docx"), with_entities(ENTITIES, "&e9;", "<w:body>"))
    assert reason(bomb, "laughs.docx") == "too_complex"


def test_external_entity_in_a_word_file(example: Callable[[str], Path], secret: Path) -> None:
    declaration = f'<!ENTITY x SYSTEM "{secret.as_uri()}">'
    data = docx_with(example(".docx"), with_entities(declaration, "&x;", "<w:body>"))
    assert SECRET not in str(refusal(data, "external.docx"))


@pytest.mark.parametrize("prologue", ["", '<?xml version="1.0" encoding="utf-8"?>'], ids=["html", "xhtml"])
def test_entities_of_a_page_are_not_expanded(prologue: str, example: Callable[[str], Path], secret: Path) -> None:
    page = example(".html").read_bytes().decode("gb18030")
    declarations = f'{ENTITIES}<!ENTITY x SYSTEM "{secret.as_uri()}">'
    changed = prologue + with_entities(declarations, "&x;&e9;", "<td>")(page)
    begin = time.perf_counter()
    report = extract(changed)
    assert time.perf_counter() - begin < SECONDS
    assert SECRET not in report.to_json()
    assert report.text.count("哈") == 0
    assert [value.value for value in report.values] == [value.value for value in extract(page).values]


def test_a_page_that_is_no_report() -> None:
    page = (
        "<html><body><h1>今日天气</h1><p>多云转晴</p><table><tr><td>最高气温</td><td>12</td></tr></table></body></html>"
    )
    error = refusal(page.encode(), "weather.html")
    assert isinstance(error, NotAReport)
    assert "政府信息公开工作年度报告" in error.problem


def test_a_report_without_tables() -> None:
    error = refusal(HEADINGS.format("另行公布。", "另行公布。").encode(), "report.txt")
    assert isinstance(error, NoTables)
    assert "attachment" in error.advice


def test_a_report_whose_tables_are_pictures() -> None:
    picture = '<img src="table.png" width="600" height="400">'
    page = f"<html><body><p>{HEADINGS.format(picture, picture).replace(chr(10), '</p><p>')}</p></body></html>"
    error = refusal(page.encode(), "report.html")
    assert isinstance(error, NoTables)
    assert "2 pictures" in error.problem


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert reason(tmp_path / "report.html") == "missing"


def test_a_directory(tmp_path: Path) -> None:
    assert "directory" in str(refusal(tmp_path))
    assert reason(tmp_path) == "missing"
