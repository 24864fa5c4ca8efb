"""One cell of an official table -> a number, a struck or blank cell, or something unreadable.

Exact decimals throughout. Nothing is rounded and nothing is guessed: `约200` is unreadable, `22（其中修订16件）` is 22
and a note.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from gongkai.characters import to_simplified
from gongkai.forms import common


class Kind(Enum):
    NUMBER = "number"
    STRUCK = "struck"  # `/`, `-`, 无: the form's field does not apply
    BLANK = "blank"
    NOT_A_NUMBER = "not_a_number"


@dataclass(frozen=True, slots=True)
class CellValue:
    """`value` in the unit `unit` as printed beside it (None where none is printed).

    White space can be a slip inside a number or stand between cells: `value` takes it as a slip (None where that gives
    no number), `parts` as a separator (empty where the words are not all cells of their own). The row decides.
    `note` is a remark in brackets behind the number.
    """

    kind: Kind
    value: Decimal | None = None
    unit: str | None = None
    parts: tuple[CellValue, ...] = ()
    note: str | None = None


BLANK = CellValue(Kind.BLANK)
STRUCK = CellValue(Kind.STRUCK)
NOT_A_NUMBER = CellValue(Kind.NOT_A_NUMBER)

_MULTIPLIERS = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8}
_MINUS_WORDS = ("减少", "减", "下降", "-")
_NUMBER = re.compile(
    r"(?P<sign>增加|增|减少|减|上升|下降|\+|-)?"
    r"(?P<integer>\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.(?P<fraction>\d{1,10}))?"  # more digits are no figure
    r"(?P<multiplier>[千万亿](?!元))?"
    r"(?P<unit>[^\d\s.,]*)"
)
_NOTED = re.compile(r"(?P<number>[^()]+)(?P<note>\([^()]*[\u4e00-\u9fff][^()]*\))")
_FOOTNOTE = re.compile(r"(?<=\d)\s*[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u249b*＊]+\s*$")  # 5①, 5², 35*
_ZERO_WIDTH = re.compile(r"[\u200b-\u200d\u2060\ufeff]")
_ZERO_WORDS = {"零", "〇", "○"}
_DASHES = str.maketrans(dict.fromkeys("－—–―─‐‑−﹣", "-"))
_LEADING_ZERO = re.compile(r"-?0\d")


@lru_cache(maxsize=65536)
def parse_cell(text: str) -> CellValue:
    """Reads one cell. White space inside a number is dropped: `6 187.4 万元` is 6187.4万元."""
    if footnote := _FOOTNOTE.search(text):
        marked = parse_cell(text[: footnote.start()])
        return replace(marked, note=footnote[0]) if marked.kind is Kind.NUMBER else NOT_A_NUMBER
    folded = unicodedata.normalize("NFKC", to_simplified(_ZERO_WIDTH.sub("", text))).strip()
    words = folded.split()
    whole = _parse_word(text.strip(), "".join(words))
    if len(words) < 2:
        return whole
    parts = tuple(_parse_word(word, word) for word in words)
    if any(part.kind is Kind.NOT_A_NUMBER for part in parts):
        return whole
    is_signed = len(words) == 2 and words[0].translate(_DASHES) == "-"
    is_slip = (parts[0].kind is Kind.NUMBER or is_signed) and not _LEADING_ZERO.match("".join(words))
    return CellValue(Kind.NUMBER, whole.value if is_slip else None, whole.unit if is_slip else None, parts)


def _parse_word(printed: str, squeezed: str) -> CellValue:
    if not squeezed:
        return BLANK
    if printed in common().struck or squeezed in common().struck:
        return STRUCK
    if squeezed in _ZERO_WORDS:
        return CellValue(Kind.NUMBER, Decimal(0))
    return _plain_number(squeezed.translate(_DASHES))


def _plain_number(squeezed: str) -> CellValue:
    match = _NUMBER.fullmatch(squeezed)
    if match is None:
        return _noted_number(squeezed)
    unit = match["unit"].strip("()")
    if unit and unit not in common().units:
        return _noted_number(squeezed)
    digits = match["integer"].replace(",", "") + ("." + match["fraction"] if match["fraction"] else "")
    value = Decimal(digits) * _MULTIPLIERS[match["multiplier"] or ""]
    if match["sign"] in _MINUS_WORDS:
        value = -value
    return CellValue(Kind.NUMBER, value, unit or None)


def _noted_number(squeezed: str) -> CellValue:
    match = _NOTED.fullmatch(squeezed)
    if match is None:
        return NOT_A_NUMBER
    number = _plain_number(match["number"])
    return replace(number, note=match["note"]) if number.kind is Kind.NUMBER else NOT_A_NUMBER


def to_unit(value: Decimal, printed: str | None, canonical: str) -> tuple[Decimal, str | None]:
    """The amount in the indicator's unit and that unit; unchanged, with unit None, where the printed unit of an amount
    of money is unknown. Counts have their indicator's unit whatever measure word is printed."""
    factors = common().money
    if canonical not in factors:
        return value, canonical
    if printed is None or printed not in factors:
        return value, None
    return _exact(value * factors[printed] / factors[canonical]), canonical


def _exact(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
