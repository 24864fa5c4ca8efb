"""PDF files that are broken, locked, without text, or made to break their reader."""

from __future__ import annotations

import random
import time
import zlib

import pytest
from pdf_samples import CODES, MAX_SECONDS, Pen, drawn, identity_font, one_page, raw_pdf, refused, stream, text_pages
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from gongkai.document import Document
from gongkai.errors import UnreadableInput
from gongkai.readers.pdf import read_pdf
from gongkai.readers.pdf_budget import LIMITS

TEXT = "全年共收到政府信息公开申请45件，均按期答复。"
GOOD = text_pages([TEXT] * 8)


def locked(pen: Pen) -> None:
    pen.text(80, 80, "45 requests", font="Helvetica")


@pytest.fixture(autouse=True)
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that running into them takes a tenth of a second, not a few."""
    monkeypatch.setitem(LIMITS, "objects", 200_000)


def encrypted(user: str, **options: int) -> bytes:
    return drawn(locked, encrypt=StandardEncryption(user, ownerPassword="owner", **options))


def scanned(pen: Pen) -> None:
    pen.canvas.drawImage(ImageReader(Image.new("L", (8, 8))), 0, 0, 595, 842)
    pen.text(280, 800, "- 1 -", 10)


def scanned_in_strips(pen: Pen) -> None:
    for top in range(0, 842, 20):
        pen.canvas.drawImage(ImageReader(Image.new("L", (8, 8))), 0, top, 595, 20)
    pen.text(200, 20, "青岚区人民政府办公室扫描专用", 10)


PRIVATE_USE = stream(b"1 beginbfrange <0001> <0006> <E001> endbfrange")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + random.Random(1).randbytes(50_000), "damaged"),
        (b"%PDF-1.7\n" + random.Random(2).randbytes(50_000) + b"\nstartxref\n9\n%%EOF", "damaged"),
        (b"<html>" + GOOD.replace(b"%PDF", b"%XXX"), "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (GOOD[:-40], "damaged"),
        (encrypted("secret"), "encrypted"),
        (encrypted("secret", strength=128), "encrypted"),
        (GOOD.replace(b"/Root", b"/Encrypt <</Filter /Other>> /Root"), "encrypted"),
        (drawn(scanned), "scanned"),
        (drawn(lambda pen: None), "scanned"),
        (drawn(scanned_in_strips, scanned_in_strips), "scanned"),
        (drawn(lambda pen: pen.text(280, 800, "- 1 -", 10)), "scanned"),
        (one_page(CODES, font=identity_font()), "damaged"),
        (one_page(CODES, PRIVATE_USE, font=identity_font(b"/ToUnicode 6 0 R")), "damaged"),
        (raw_pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 9 /Kids []>>"]), "damaged"),
        (raw_pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [2 0 R]>>"]), "damaged"),
        (raw_pdf([b"<</Type /Catalog>>"]), "damaged"),
        (raw_pdf([b"2 0 R", b"1 0 R"]), "too_complex"),
    ],
    ids=[
        "header",
        "random",
        "random-with-an-end",
        "no-header",
        "half",
        "end-missing",
        "password",
        "password-128",
        "unknown-encryption",
        "scan-with-page-number",
        "blank",
        "strips",
        "page-number-only",
        "codes-without-meaning",
        "private-use",
        "no-pages",
        "page-tree-in-a-circle",
        "no-page-tree",
        "references-in-a-circle",
    ],
)
def test_unreadable(data: bytes, reason: str) -> None:
    assert refused(data).reason == reason


def test_advice_for_scans_names_a_way_to_go_on() -> None:
    assert "ocrmypdf -l chi_sim" in str(refused(drawn(scanned)))


@pytest.mark.parametrize("strength", [40, 128])
def test_empty_password_opens(strength: int) -> None:
    document = read_pdf(encrypted("", strength=strength, canPrint=0), "report.pdf")
    assert [block.text for block in document.paragraphs] == ["45 requests"]


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\n\r\n" + GOOD,
        GOOD + b"<html>served by</html>",
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"startxref\n", b"startxref\n9"),
        GOOD.replace(b"trailer\n<<", b"trailer\n<</Prev 20 "),
    ],
    ids=["something-before", "something-after", "line-ends-changed", "wrong-position", "earlier-list-missing"],
)
def test_small_faults_are_overlooked(data: bytes) -> None:
    assert read_pdf(data, "report.pdf").text.startswith(TEXT)


def test_object_list_that_continues_in_itself() -> None:
    start = GOOD.rindex(b"startxref\n") + len(b"startxref\n")
    position = GOOD[start:].split(b"\n")[0]
    data = GOOD.replace(b"trailer\n<<", b"trailer\n<</Prev " + position)
    assert read_pdf(data, "report.pdf").text.startswith(TEXT)


def test_some_unreadable_characters_are_reported() -> None:
    some = stream(b"1 beginbfrange <0001> <0004> <4E00> endbfrange 1 beginbfchar <0005> <E005> endbfchar")
    document = read_pdf(one_page(CODES, some, font=identity_font(b"/ToUnicode 6 0 R")), "report.pdf")
    assert document.text.startswith("一丁丂七\N{REPLACEMENT CHARACTER}")
    assert [warning.code for warning in document.warnings] == ["unreadable_characters"]


def damaged_stream(cut: int) -> bytes:
    packed = zlib.compress(
        b"".join(b"BT /F1 12 Tf 80 %d Td (Line %d) Tj ET\n" % (800 - n, n) for n in range(0, 700, 14))
    )
    return b"<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream" % (len(packed), packed[:cut] + b"\xff" * -cut)


def test_wrong_checksum_of_a_stream_is_overlooked() -> None:
    document = read_pdf(one_page(damaged_stream(-4)), "report.pdf")
    assert document.text.rstrip().endswith("Line 686")
    assert not document.warnings


def test_damage_inside_a_stream_is_reported() -> None:
    rng = random.Random(3)  # text that compresses badly, so that half of the bytes are half of the lines
    lines = [
        b"BT /F1 12 Tf 80 %d Td (%b) Tj ET\n" % (y, rng.randbytes(30).hex().encode()) for y in range(800, 100, -14)
    ]
    packed = zlib.compress(b"".join(lines))
    broken = packed[: len(packed) // 2] + b"\xff" * 50
    content = b"<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream" % (len(broken), broken)
    document = read_pdf(one_page(content), "report.pdf")
    assert 1000 < len(document.text) < 2000 < 60 * len(lines)
    assert [warning.code for warning in document.warnings] == ["damaged_stream"]


@pytest.mark.parametrize("seed", range(30))
def test_flipped_bytes_give_a_document_or_an_error(seed: int) -> None:
    """The structure of the file is not compressed, so that most changes reach the parser."""
    rng = random.Random(seed)
    data = bytearray(text_pages([TEXT] * 3, [TEXT]))
    for _ in range(rng.choice([1, 5, 40])):
        data[rng.randrange(9, len(data))] = rng.choice(b"0123456789 <>[]()/%\n\0R" + bytes([rng.randrange(256)]))
    start = time.perf_counter()
    try:
        result: object = read_pdf(bytes(data), "report.pdf")
    except UnreadableInput as error:
        result = error
    assert isinstance(result, Document | UnreadableInput)
    assert time.perf_counter() - start < MAX_SECONDS
