"""From the bytes of a page to its characters: what is declared, what is misdeclared, what is broken."""

from __future__ import annotations

import codecs

import pytest

from gongkai.errors import UnreadableInput
from gongkai.readers.html import read_html
from gongkai.readers.html_encoding import declared_encoding

SIMPLIFIED = "镕城区政府信息公开工作年度报告，全年主动公开政府信息镕镕条。"  # 镕 is in GBK, not in GB2312
TRADITIONAL = "海州區政府信息公開工作年度報告，全年主動公開政府信息若干條，依申請公開信息五條。"


def text_of(data: bytes) -> str:
    document = read_html(data, "page.html")
    assert not document.warnings
    return document.text.strip()


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="gb2312">',
        "<META http-equiv=Content-Type content='text/html; charset=GB2312'>",
        '<meta http-equiv="Content-Type" content="text/html; charset= gbk" />',
        "<meta charset=gb18030>",
        "<meta charset='gb-2312'>",
        "<meta charset=x-gbk>",
        "<meta charset=cp936>",
        '<?xml version="1.0" encoding="gb2312"?>',
        "<!-- " + "x" * 3000 + " --><meta charset=gb2312>",
        "<meta charset=utf-8>",
        "<meta charset=iso-8859-1>",
        "<meta charset=no-such-thing>",
        "",
    ],
)
def test_gb18030_whatever_is_declared(declaration: str) -> None:
    assert text_of(f"{declaration}<p>{SIMPLIFIED}㐀</p>".encode("gb18030")) == f"{SIMPLIFIED}㐀"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1"])
def test_utf8_whatever_is_declared(declared: str) -> None:
    assert text_of(f"<meta charset={declared}><p>{SIMPLIFIED}</p>".encode()) == SIMPLIFIED


@pytest.mark.parametrize("declaration", ["<meta charset=big5>", "<meta charset=gb2312>", ""])
def test_big5_whatever_is_declared(declaration: str) -> None:
    assert text_of(f"{declaration}<p>{TRADITIONAL}</p>".encode("big5")) == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_byte_order_mark_and_utf16(mark: bytes, encoding: str) -> None:
    assert text_of(mark + f"<meta charset=gb2312><p>{SIMPLIFIED}</p>".encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_broken_characters_are_replaced_with_a_warning(encoding: str) -> None:
    page = f"<meta charset={encoding}><p>{SIMPLIFIED * 9}</p>".encode(encoding) + b"<p>\xff\xff"
    document = read_html(page, "page.html")
    assert document.paragraphs[0].text == SIMPLIFIED * 9
    assert "\ufffd" in document.paragraphs[1].text
    assert [warning.code for warning in document.warnings] == ["undecodable_characters"]


def test_a_short_gbk_page_that_happens_to_be_valid_utf8() -> None:
    page = "<meta charset=gbk><p>全员同知</p>".encode("gbk")
    assert "全" not in page.decode("utf-8", errors="strict")
    assert text_of(page) == "全员同知"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableInput) as raised:
        read_html(b"<meta charset=gbk>" + bytes(range(128, 256)) * 99, "page.html")
    assert raised.value.reason == "unknown_format"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<meta charset=UTF8>", "utf-8"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=Big5-HKSCS>", "big5hkscs"),
        (b"<meta charset=windows-1252>", None),
        (b"<meta name=charset content=x>", None),
        (b"<p>charset=gbk", None),
        (b"", None),
    ],
)
def test_declared_encoding(head: bytes, expected: str | None) -> None:
    assert declared_encoding(head) == expected
