"""From the bytes of a web page to its characters.

What a page declares is a claim, not a fact: `gb2312` is written over GBK and GB18030 bytes, and pages moved to UTF-8
keep their old declaration. So valid UTF-8 is taken as such, then the declaration if what comes out is official Chinese;
all else is judged by the careful (and ten times slower) reading of `readers.text`.
"""

from __future__ import annotations

import re

from gongkai.document import ReadWarning
from gongkai.readers.text import decode

# How far a declaration is looked for. Browsers stop at 1024 bytes; old sites put scripts and comments before it.
DECLARATION_BYTES = 8192
# Every page of a government site holds one of these; bytes read in the wrong encoding as good as never do.
OFFICIAL_WORDS = ("政府", "信息", "公开", "公開", "工作", "年度")
# Pages saved as UTF-16 without a byte order mark begin with a tag all the same.
UNMARKED_UTF16 = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))

_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([-\w.:]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([-\w.:]+)""", re.IGNORECASE)
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def decode_html(data: bytes, name: str) -> tuple[str, list[ReadWarning]]:
    """The characters of a page, and a warning where some of its bytes mean nothing.

    Raises:
        UnreadableInput: unknown_format, as in no encoding of Chinese text the bytes make sense.
    """
    for beginning, encoding in UNMARKED_UTF16:
        if data.startswith(beginning):
            return decode(data, encoding, name=name)
    declared = declared_encoding(data)
    text = _as_utf8(data) or _as_declared(data, declared)
    return (text, []) if text else decode(data, declared, name=name)


def declared_encoding(data: bytes) -> str | None:
    """The Python codec for what a `meta` element or an XML declaration names; None if nothing usable is named."""
    head = data[:DECLARATION_BYTES]
    found = _META.search(head) or _XML.search(head)
    return _codec(found.group(1).decode("ascii", "replace").lower()) if found else None


def _codec(label: str) -> str | None:
    """Takes misspelt labels too (`gb-2312`, `gbk2312`, `utf8`), and each encoding by its largest superset."""
    if "gb" in label or label.endswith("936"):
        return "gb18030"
    if "utf" in label:
        return "utf-8"  # even for `utf-16`: a declaration that can be read as ASCII is not written in it
    if "big5" in label:
        return "big5hkscs"
    return None  # iso-8859-1 and the like: the default of a template, never true of a Chinese page


def _as_utf8(data: bytes) -> str | None:
    """None also for the few GBK words that happen to be valid UTF-8, and come out as Greek or Arabic letters."""
    text = _strictly(data, "utf-8-sig")
    return text if text and (_IDEOGRAPH.search(text) or text.isascii()) else None


def _as_declared(data: bytes, encoding: str | None) -> str | None:
    text = _strictly(data, encoding) if encoding else None
    return text if text and any(word in text for word in OFFICIAL_WORDS) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
