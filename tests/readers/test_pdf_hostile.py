"""PDF files made to use up memory or time, each within limits that are lowered here to be reached soon."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest
from pdf_samples import CODES, FONT, SHOW, identity_font, one_page, refused, stream, text_pages

from gongkai.errors import UnreadableInput
from gongkai.readers import pdf_open
from gongkai.readers.pdf import read_pdf
from gongkai.readers.pdf_budget import LIMITS

TEXT = "全年共收到政府信息公开申请45件，均按期答复。"
PAGE = text_pages([TEXT])


@pytest.fixture(autouse=True)
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that running into them takes a tenth of a second, not a few."""
    monkeypatch.setitem(LIMITS, "objects", 200_000)


def run_length_bomb() -> bytes:
    return b"<</Filter /RunLengthDecode /Length 20000>>\nstream\n" + b"\x81 " * 10_000 + b"\nendstream"


def lzw_bomb() -> bytes:
    """Nine-bit codes 256, then 32 and each code that the one before has just made: 1, 2, 3, … blanks."""
    bits = "".join(f"{code:09b}" for code in [256, 32, *range(258, 511)])
    packed = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    return b"<</Filter /LZWDecode /Length %d>>\nstream\n%b\nendstream" % (len(packed), packed)


ZEROS = b" " * 2_000_000


@pytest.mark.parametrize(
    "data",
    [
        one_page(stream(ZEROS)),
        one_page(b"[" + b"6 0 R " * 40 + b"]", stream(b" " * 30_000)),
        one_page(stream(SHOW), stream(ZEROS), font=FONT.replace(b">>", b"/ToUnicode 6 0 R>>")),
        one_page(run_length_bomb()),
        one_page(lzw_bomb()),
    ],
    ids=["flate", "many-small-ones", "in-a-font", "run-lengths", "lzw"],
)
def test_bombs_are_not_unpacked(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "unpacked", 25_000)
    assert refused(data).reason == "too_large"


def test_compressed_twice() -> None:
    twice = zlib.compress(zlib.compress(SHOW))
    content = b"<</Filter [/FlateDecode /FlateDecode] /Length %d>>\nstream\n%b\nendstream" % (len(twice), twice)
    assert refused(one_page(content)).reason == "too_complex"


def nested_forms(levels: int, each: int) -> bytes:
    """Forms that draw the next one several times each."""
    forms = []
    for level in range(levels):
        inner = b"/Resources <</XObject <</X %d 0 R>>>> " % (7 + level) if level < levels - 1 else b""
        forms.append(stream(b"/X Do " * each, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner))
    return one_page(stream(b"/X Do " + SHOW), *forms, resources=b"/XObject <</X 6 0 R>>")


def wide_font(entry: bytes) -> bytes:
    return identity_font().replace(b"/CIDSystemInfo", entry + b" /CIDSystemInfo")


def truetype(version: int) -> bytes:
    """The cmap table of a font with one enormous range, or with very many that overlap."""
    if version == 12:
        table = (12).to_bytes(2, "big") + bytes(10) + (1).to_bytes(4, "big") + b"\0\0\0\0\xff\xff\xff\xf0\0\0\0\0"
    else:
        n = 2000
        table = b"\0\4" + bytes(4) + (2 * n).to_bytes(2, "big") + bytes(6)
        table += b"\xff\xf0" * n + bytes(2) + b"\0\0" * n + bytes(4 * n)
    cmap = b"\0\0\0\1" + b"\0\3\0\1\0\0\0\x0c" + table
    return (
        b"\0\1\0\0\0\1" + bytes(6) + b"cmap" + bytes(4) + (28).to_bytes(4, "big") + len(cmap).to_bytes(4, "big") + cmap
    )


def with_font_program(version: int) -> bytes:
    font = wide_font(b"/FontDescriptor <</Type /FontDescriptor /FontName /A /FontFile2 6 0 R>>")
    return one_page(CODES, stream(truetype(version)), font=font)


WIDE_MAP = stream(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange")
WIDE_CIDS = stream(b"1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange")


@pytest.mark.parametrize(
    "make",
    [
        lambda: nested_forms(12, 10),
        lambda: one_page(stream(b"q " * 5000 + SHOW)),
        lambda: one_page(stream(b"0 0 m 9 9 l S " * 2000)),
        lambda: one_page(stream(SHOW), WIDE_MAP, font=FONT.replace(b">>", b"/ToUnicode 6 0 R>>")),
        lambda: one_page(stream(SHOW), WIDE_CIDS, font=FONT.replace(b">>", b"/ToUnicode 6 0 R>>")),
        lambda: one_page(CODES, font=wide_font(b"/W [0 2000000000 500]")),
        lambda: one_page(CODES, font=wide_font(b"/W [" + b"0 65535 500 " * 50 + b"]")),
        lambda: with_font_program(12),
        lambda: with_font_program(4),
    ],
    ids=["forms", "states", "marks", "map", "cids", "widths", "many-widths", "truetype-12", "truetype-4"],
)
def test_endless_work_is_refused(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "drawing", 200_000)
    monkeypatch.setitem(LIMITS, "marks", 1000)
    assert refused(make()).reason == "too_complex"


def test_form_that_draws_itself() -> None:
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>> ")
    document = read_pdf(one_page(stream(b"/X Do " + SHOW), form, resources=b"/XObject <</X 6 0 R>>"), "report.pdf")
    assert document.text == "Annual report\n"


def test_operands_that_nothing_takes() -> None:
    document = read_pdf(one_page(stream(b"1 " * 50_000 + SHOW)), "report.pdf")
    assert document.text == "Annual report\n"


def test_nesting() -> None:
    deep = b"[" * 5000 + b"]" * 5000
    box = one_page(stream(SHOW), deep).replace(b"[0 0 595 842]", b"6 0 R")
    assert refused(box).reason == "too_complex"


def test_object_list_of_enormous_size() -> None:
    entries = stream(b"\1\0\0\0", b"/Type /XRef /Size 9 /Index [0 4000000000] /W [1 2 1] /Root 1 0 R ")
    data = b"%PDF-1.7\n1 0 obj\n" + entries + b"\nendobj\nstartxref\n9\n%%EOF"
    assert refused(data).reason == "too_complex"


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1_000_000, 7))
    monkeypatch.setattr(time, "thread_time", lambda: next(clock))
    with pytest.raises(UnreadableInput, match="takes too long"):
        read_pdf(PAGE, "report.pdf")


def test_number_of_pages_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_open, "MAX_PAGES", 3)
    assert read_pdf(text_pages(*[[TEXT]] * 3), "report.pdf").text.count(TEXT) == 3
    assert refused(text_pages(*[[TEXT]] * 4)).reason == "too_large"


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_open, "MAX_BYTES", len(PAGE) - 1)
    assert refused(PAGE).reason == "too_large"


def test_faults_name_the_page() -> None:
    data = one_page(stream(SHOW)).replace(b"[0 0 595 842]", b"[0 0 (a) 842]")
    assert "page 1" in str(refused(data))
