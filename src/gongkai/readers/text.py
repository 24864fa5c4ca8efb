"""Plain text, in whatever encoding it comes.

The document's text is the decoded text itself: only the byte order mark goes, and line ends become `\\n`. Blank lines
and tabs stay, because tables that were flattened into text are rebuilt from them later, and offsets are the user's.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache

from gongkai.characters import to_simplified
from gongkai.data import read_data
from gongkai.document import Document, Paragraph, ReadWarning
from gongkai.errors import UnreadableInput

# A line is the unit of work later on. Twenty times the longest report seen (flattened to one cell a line); a file of
# fifty million line ends would otherwise become gigabytes of paragraphs.
MAX_LINES = 200_000

# Of the characters outside ASCII, how many are among the 1000 commonest of official texts (or Chinese punctuation).
# Set on 3000 snippets of such texts in GB18030 and Big5: from ten characters on, the right encoding gave 0.7 or more,
# the wrong one 0.4 or less.
_PLAUSIBLE = 0.6
# Real files hold a stray control character now and then; random bytes are an eighth control characters.
_MAX_CONTROLS = 0.01
_SAMPLE = 20_000  # characters judged at the beginning, the middle and the end
_DETECTOR_SAMPLE = 32_768  # bytes shown to charset-normalizer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Each name by its largest superset: what is declared as GB2312 is GBK or GB18030 in truth.
_SUPERSETS = {
    **dict.fromkeys(("utf_8", "ascii"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs"), "big5hkscs"),
    "cp950": "cp950",
    **dict.fromkeys(("utf_16", "utf_16_le"), "utf-16-le"),
    "utf_16_be": "utf-16-be",
}
_TRIALS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_REPLACEMENT = "\ufffd"
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_STRIPPED_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉〔〕【】—…·－％／　①②③④⑤⑥⑦⑧⑨⑩")


def read_text(data: bytes, name: str) -> Document:
    """Reads plain text or Markdown; each line that is not blank is a paragraph."""
    text, warnings = decode(data, name=name)
    return text_document(text, name=name, data=data, warnings=warnings)


def text_document(text: str, *, name: str, data: bytes, warnings: Sequence[ReadWarning] = ()) -> Document:
    """The document of a text that is decoded already; `data` are the bytes that its SHA-256 is taken of."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if not text or text.isspace():
        raise UnreadableInput(name, "empty", "there is no text in it", "Give a file that holds the report itself.")
    if text.count("\n") > MAX_LINES:
        problem = f"more than {MAX_LINES} lines of text"
        raise UnreadableInput(name, "too_complex", problem, "Give one report at a time.")
    return Document(
        text=text,
        blocks=tuple(_paragraphs(text)),
        name=name,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=tuple(warnings),
    )


def decode(data: bytes, declared: str | None = None, *, name: str = "<bytes>") -> tuple[str, list[ReadWarning]]:
    """Bytes as text, without the byte order mark; `declared` is the encoding that the file claims, which may be wrong.

    Raises:
        UnreadableInput: unknown_format, as in no encoding of Chinese text the bytes make sense.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    confident = next((text for text in _readings(data, declared) if _plausibility(text) >= _PLAUSIBLE), None)
    if confident is not None:
        return confident, _control_warnings(confident)
    # Another script than Chinese, in UTF-8: what passes strictly with characters of several bytes is hardly chance.
    utf8 = _strictly(data, "utf-8")
    if utf8 is not None and _is_text(utf8):
        return utf8, _control_warnings(utf8)
    return _replacing(data, [encoding for encoding in (_superset(declared), *_TRIALS) if encoding], name)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in _STRIPPED_LINE.finditer(text):
        yield Paragraph(line[0], line.start(), line.end())


def _decode_marked(data: bytes, encoding: str, name: str) -> tuple[str, list[ReadWarning]]:
    text = _strictly(data, encoding)
    if text is not None and _is_text(text):
        return text, _control_warnings(text)
    return _replacing(data, [encoding], name)


def _readings(data: bytes, declared: str | None) -> Iterator[str]:
    """Strict decodings, the likeliest encoding first."""
    tried: set[str] = set()
    for encoding in _likeliest(data, declared):
        if encoding not in tried:
            tried.add(encoding)
            text = _strictly(data, encoding)
            if text is not None:
                yield text


def _likeliest(data: bytes, declared: str | None) -> Iterator[str]:
    yield "utf-8"
    if encoding := _superset(declared):
        yield encoding
    if encoding := _detected(data):
        yield encoding
    yield from _TRIALS


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:_DETECTOR_SAMPLE]
    if len(data) > len(sample):
        sample = sample[: sample.rfind(b"\n") + 1] or sample  # a line feed is never part of a longer character
    best = from_bytes(sample, cp_isolation=["gb18030", "big5", "big5hkscs", "cp950"]).best()
    return _superset(best.encoding) if best else None


def _superset(encoding: str | None) -> str | None:
    try:
        codec = codecs.lookup((encoding or "").strip().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(codec.replace("-", "_"))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _replacing(data: bytes, encodings: Sequence[str], name: str) -> tuple[str, list[ReadWarning]]:
    """The last resort: the encoding in which most of the bytes make sense, with replacement characters for the rest."""
    head = data[:_SAMPLE]
    best = max(encodings, key=lambda encoding: _plausibility(head.decode(encoding, errors="replace")))
    text = data.decode(best, errors="replace") if _plausibility(head.decode(best, errors="replace")) else ""
    if _plausibility(text) < _PLAUSIBLE or not text:
        problem = "this is not text, or not in UTF-8, UTF-16, GB18030 or Big5"
        raise UnreadableInput(name, "unknown_format", problem, "Give text, a web page, a .docx file or a PDF.")
    message = f"{text.count(_REPLACEMENT)} characters could not be decoded and were replaced by U+FFFD"
    return text, [ReadWarning("undecodable_characters", message), *_control_warnings(text)]


def _plausibility(text: str) -> float:
    """The share of common Chinese characters outside ASCII, from 0 to 1; 0 for what is not text at all."""
    if not _is_text(text):
        return 0.0
    middle = len(text) // 2
    sample = text if len(text) <= 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    others = [character for character in to_simplified(sample) if not character.isascii()]
    return sum(character in _common() for character in others) / len(others) if others else 1.0


def _is_text(text: str) -> bool:
    return _count_controls(text) <= _MAX_CONTROLS * len(text)


def _count_controls(text: str) -> int:
    return sum(1 for _ in _CONTROL.finditer(text))


def _control_warnings(text: str) -> list[ReadWarning]:
    count = _count_controls(text)
    return [ReadWarning("control_characters", f"{count} control characters in the text")] if count else []


@cache
def _common() -> frozenset[str]:
    """The 1000 commonest characters of laws, regulations and work reports: 98 % of their running text."""
    return frozenset(read_data("data/common_characters.txt")) - {"\n"} | _PUNCTUATION
