"""The report's own document number (发文字号) and index number (索引号); never those of documents that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.characters import to_halfwidth
from gongkai.meta.fields import Field
from gongkai.meta.page import Cell

_OPEN, _CLOSE = "〔［【﹝〖<《[(", "〕］】﹞〗>》])"
_AUTHORITY = r"[\u4e00-\u9fffA-Za-z]{1,20}"
_SERIAL = rf"[{re.escape(_OPEN)}]\s?20\d\d\s?年?[{re.escape(_CLOSE)}]\s?第?\s?\d{{1,5}}\s?[号號]"
_NUMBER = re.compile(rf"(?:{_AUTHORITY}\s?)?{_SERIAL}")
# A number that stands alone on its line, in brackets or with the signer behind it: the head of an official document.
_HEAD_LINE = re.compile(rf"\(?(?P<number>{_AUTHORITY}\s?{_SERIAL})\)?(?:\s+签发.*)?")
_BRACKETS = str.maketrans({**dict.fromkeys(_OPEN, "〔"), **dict.fromkeys(_CLOSE, "〕")})
_UNFILLED = re.compile(r"(?i)\b(?:none|null|undefined|nan)\b")  # what a page template prints for a missing value
_BLANK = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_ORDINARY = re.compile(r".*\d.*[号號]")


def find_document_number(fields: Sequence[Field], opening: Sequence[Cell]) -> str | None:
    """From the index block, else from a line of its own; brackets become 〔〕, white space goes."""
    for field in fields:
        if field.kind == "document_number" and (number := _own(field)):
            return number
    heads = ((cell, _HEAD_LINE.fullmatch(cell.folded)) for cell in opening)
    return next((_normalised(cell.printed[slice(*match.span("number"))]) for cell, match in heads if match), None)


def find_index_number(fields: Sequence[Field]) -> str | None:
    values = (field.printed for field in fields if field.kind == "index_number")
    filled = (value for value in values if _DIGIT.search(value) and not _UNFILLED.search(value))
    return next((_BLANK.sub(" ", to_halfwidth(value)) for value in filled), None)


def _own(field: Field) -> str | None:
    """The value as a number of the usual form; one of another form is taken as it is, if it is a number at all."""
    match = _NUMBER.search(field.folded)
    if match:
        return _normalised(field.printed[slice(*match.span())])
    return _BLANK.sub("", to_halfwidth(field.printed)) if _ORDINARY.fullmatch(field.folded) else None


def _normalised(number: str) -> str:
    return _BLANK.sub("", to_halfwidth(number)).translate(_BRACKETS)
