"""Plain text: encodings, line ends, offsets, and what is no text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from gongkai.characters import fold, to_halfwidth, to_simplified
from gongkai.document import Document
from gongkai.errors import UnreadableInput
from gongkai.readers.text import MAX_LINES, decode, read_text

REPORTS = Path(__file__).parents[3] / "shared" / "reports"

SIMPLIFIED = "云山区2019年政府信息公开工作年度报告\n全年共受理申请12件，其中予以公开9件。\n"
TRADITIONAL = "雲山區2019年政府信息公開工作年度報告\n全年共受理申請12件，其中予以公開9件。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]


def assert_offsets_hold(document: Document) -> None:
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text == paragraph.text.strip()
        assert paragraph.text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    document = read_text(SIMPLIFIED.encode(encoding), "report.txt")
    assert document.text == SIMPLIFIED
    assert document.warnings == ()
    assert_offsets_hold(document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "big5", "big5hkscs", "cp950", "gb18030"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert read_text(TRADITIONAL.encode(encoding), "report.txt").text == TRADITIONAL


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "x-gbk", "utf-8", "big5", "no-such-encoding", "", None])
def test_a_wrong_declaration_is_harmless(declared: str | None) -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), declared) == (SIMPLIFIED, [])
    assert decode(SIMPLIFIED.encode("utf-8"), declared) == (SIMPLIFIED, [])


@pytest.mark.parametrize("length", [8, 12, 20, 40])
def test_short_snippets_are_told_apart(length: int) -> None:
    sentences = "本年度共收到政府信息公开申请十二件均已按时答复未发生行政复议和行政诉讼工作人员培训一次"
    traditional = "本年度共收到政府信息公開申請十二件均已按時答覆未發生行政復議和行政訴訟工作人員培訓一次"
    for start in range(len(sentences) - length):
        for text, encoding in ((sentences, "gb18030"), (traditional, "big5")):
            snippet = text[start : start + length]
            assert decode(snippet.encode(encoding)) == (snippet, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    document = read_text(f"一、总体情况{end}{end}\t第二行".encode(), "report.txt")
    assert document.text == "一、总体情况\n\n\t第二行"
    assert [paragraph.text for paragraph in document.paragraphs] == ["一、总体情况", "第二行"]
    assert_offsets_hold(document)


def test_blank_lines_and_tabs_stay() -> None:
    text = "\n　　规章\t \n\n\t0 \n\n  26\t\n"
    document = read_text(text.encode(), "report.txt")
    assert document.text == text
    assert [(p.text, p.start) for p in document.paragraphs] == [("规章", 3), ("0", 10), ("26", 16)]


def test_markdown_is_text() -> None:
    document = read_text("# 报告\n\n| 规章 | 0 |\n".encode(), "report.md")
    assert [paragraph.text for paragraph in document.paragraphs] == ["# 报告", "| 规章 | 0 |"]
    assert document.media_type == "text/plain"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe", "\u3000\n".encode()]
)
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as error:
        read_text(data, "blank.txt")
    assert error.value.reason == "empty"
    assert "blank.txt" in str(error.value)


@pytest.mark.parametrize("size", [64, 256, 4096, 200_000])
def test_random_bytes_are_refused(size: int) -> None:
    source = random.Random(size)
    for _ in range(20):
        with pytest.raises(UnreadableInput) as error:
            read_text(source.randbytes(size), "noise.bin")
        assert error.value.reason == "unknown_format"


@pytest.mark.parametrize("data", [b"\0" * 100, b"\0\1\2\3" * 50, bytes(range(256)) * 4, "政府\0信息\1公开\2".encode()])
def test_control_characters_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as error:
        read_text(data, "noise.bin")
    assert error.value.reason == "unknown_format"


def test_a_stray_control_character_is_kept_and_reported() -> None:
    text = SIMPLIFIED * 3 + "\x07"
    document = read_text(text.encode(), "report.txt")
    assert document.text == text
    assert [warning.code for warning in document.warnings] == ["control_characters"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_character_cut_in_two_is_replaced_with_a_warning(encoding: str) -> None:
    document = read_text((SIMPLIFIED + "申请").encode(encoding)[:-1], "report.txt")
    assert document.text == SIMPLIFIED + "申\ufffd"
    assert [warning.code for warning in document.warnings] == ["undecodable_characters"]


def test_text_without_chinese_is_text() -> None:
    for text in ("Annual report 2019\n", "Годовой отчёт за 2019 год\n"):
        assert read_text(text.encode(), "report.txt").text == text


def test_more_lines_than_any_report_has_are_refused() -> None:
    with pytest.raises(UnreadableInput) as error:
        read_text(b"0\n" * (MAX_LINES + 1), "long.txt")
    assert error.value.reason == "too_complex"


def test_sha256_is_that_of_the_bytes() -> None:
    one, other = (read_text(SIMPLIFIED.encode(encoding), "report.txt") for encoding in ("utf-8", "gb18030"))
    assert one.text == other.text
    assert one.sha256 != other.sha256
    assert len(one.sha256) == 64


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")
def test_real_reports_keep_every_character() -> None:
    paths = sorted(REPORTS.glob("*.txt"))
    assert paths
    for path in paths:
        expected = path.read_bytes().decode().replace("\r\n", "\n")
        for encoding in ("utf-8", "gb18030", "utf-16"):
            document = read_text(expected.encode(encoding), path.name)
            assert document.text == expected
            assert_offsets_hold(document)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("政務微博２０１９", "政务微博2019"),
        ("（一）收到申請數：５件", "(一)收到申请数:5件"),
        ("1﹒當面申請數", "1.当面申请数"),
        ("⼀、总体情况", "一、总体情况"),  # a Kangxi radical, as PDF files have it
        ("显著　藉由\u00a0后来", "显著 藉由 后来"),
        ("plain text", "plain text"),
    ],
)
def test_folding_goes_character_by_character(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(text) == to_halfwidth(to_simplified(text))
    assert len(fold(text)) == len(text)
