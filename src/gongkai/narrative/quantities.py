"""Counts and amounts of money in running text: 45件, 三千二百余条, １．８亿元, 两三次, 近百人次.

Only what can count something is found: no dates, times of day, shares, ordinals and lengths of time, and no numerals
inside words (统一, 一切). A number without a measure word is found too; it may be a postcode or a hotline, which only
the sentence can tell from a figure. Nine digits and more, and telephone numbers with a dash, are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from gongkai.characters import fold
from gongkai.narrative.numerals import (
    RANGE_SIGN,
    Number,
    alternatives,
    in_place,
    number_pattern,
    numeral_characters,
    parse_number,
    plain,
    scale_pattern,
    words,
)

Precision = Literal["exact", "about", "at_least"]

MONEY_UNITS = {"元": 1, "万元": 10_000}
"""The indicators' units of money, in yuan."""
CONTEXT = 6
"""Characters before a figure in which words of precision are looked for."""
LONGEST_BARE = 8
"""Digits of a number without measure word; longer ones are numbers of telephones, documents, accounts."""
ONLY_MULTIPLIED = frozenset("百千万亿佰仟")
"""Numbers that need 近 or 超 before them: 近百人 is a figure; 万元, of a table's heading, is none."""
DIGIT_OR_NEGATION = re.compile("[0-9０-９无無没沒未不零〇免否空]")
"""Characters of which one stands in nearly every text that states something, as they are printed."""
_GAP = r"(?: {1,2}|\n)"
"""Between the digits of a figure that was torn apart: 1 2 6 条."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word. `text[start:end]` is what an annotator marks; `measure` is empty for a bare
    number; `value` is in yuan where `measure` is a unit of money."""

    start: int
    end: int
    value: Decimal
    measure: str
    precision: Precision

    @property
    def is_money(self) -> bool:
        return self.measure in words()["money"]

    def in_unit(self, unit: str) -> Decimal:
        """The value in an indicator's unit; a count, or a bare number, stays as it is."""
        return self.value / MONEY_UNITS[unit] if self.is_money and unit in MONEY_UNITS else self.value


def find_quantities(text: str) -> list[Quantity]:
    """Every count or amount in `text`, in order, none overlapping."""
    folded = fold(text)
    return [quantity for match in _pattern().finditer(folded) if (quantity := _quantity(folded, match))]


def parse_quantity(text: str) -> Quantity | None:
    """The quantity that the whole of `text` is, as `两次`; None where it is none. Here a bare numeral counts too, and
    white space is ignored: figures are torn apart by spaces and line breaks (1 2 6 条)."""
    joined = re.sub(r"\s+", "", fold(text))
    match = _whole_pattern().fullmatch(joined)
    read = _read(joined, match) if match and match["unit"] not in _no_counts() else None
    return replace(read, start=0, end=len(text)) if read else None


def may_state_something(text: str) -> bool:
    """Whether `text` could hold a claim: a digit, a counted numeral, or a word of negation.

    Wider than the truth, and quick: it decides what the model need not read.
    """
    return bool(DIGIT_OR_NEGATION.search(text) or _counted_numeral().search(fold(text)))


def _quantity(folded: str, match: re.Match[str]) -> Quantity | None:
    if match["skipped"] is not None or match["unit"] in _no_counts():
        return None
    start, end = match.span("number")
    if match["number"] in ONLY_MULTIPLIED and not any(_said_before(folded, start)):
        return None
    if not match["unit"] and not _may_stand_alone(folded, match["number"], start, end):
        return None
    return _read(folded, match)


def _may_stand_alone(folded: str, number: str, start: int, end: int) -> bool:
    """Whether a number without measure word may be a figure: no long string of digits, no part of a name (A4, 5G), no
    numeral within a word (一切), no heading (十一、 at the start of a line, or (十二))."""
    before, behind = folded[start - 1] if start else "\n", folded[end : end + 1]
    if number[0].isascii():
        is_named = any(beside.isascii() and beside.isalpha() for beside in (before, behind))
        return not is_named and not (len(number) > LONGEST_BARE and number.isdecimal())
    is_heading = before in "\n(" and behind in {")", "、"}
    return not is_heading and (len(number) > 1 or number in "零〇")


def _read(folded: str, match: re.Match[str]) -> Quantity | None:
    """`match` has the groups of `_figure`; 约, 近 or 逾 before it belongs to the quantity."""
    number = parse_number(match["number"])
    if number is None:
        return None
    start, end = match.span("figure")
    prefix, word = _said_before(folded, start)
    behind = _behind().match(folded, end)
    precision = _precision(number, prefix.strip(), word, behind["word"] if behind else "")
    value = _value(number, match["unit"], match["change"])
    return Quantity(start - len(prefix), end, value, match["unit"] or "", precision)


def _said_before(folded: str, start: int) -> tuple[str, str]:
    """What belongs to the figure (约, with a space behind it), and the word before that (不少于)."""
    match = _before().search(folded, max(0, start - CONTEXT), start)
    return (match["prefix"] or "", match["word"] or "") if match else ("", "")


def _precision(number: Number, *words_around: str) -> Precision:
    """A bound outweighs an estimate: 约1600余."""
    said = [_precisions()[word] for word in words_around if word]
    if number.is_bound or "at_least" in said:
        return "at_least"
    return "about" if number.is_range or said else "exact"


def _value(number: Number, unit: str | None, change: str | None) -> Decimal:
    """In yuan, for money. `change` is the 六角 of 十四元六角."""
    if unit is None or unit not in words()["money"]:
        return number.value
    value = number.value * _yuan(unit)
    for written, coin in re.findall(r"零?(.+?)([角分])", change or ""):
        part = parse_number(written)
        value += part.value * _yuan(coin) if part else 0
    return plain(value)


def _yuan(unit: str) -> Decimal:
    return Decimal("0.01") if unit == "分" else Decimal(str(words()["money"][unit]))


@cache
def _pattern() -> re.Pattern[str]:
    """What only looks like a quantity (group `skipped`), or a quantity."""
    skipped = "|".join([alternatives(words()["not_numbers"]), _no_figures(), _ordinals()])
    return re.compile(rf"(?=[{_first_characters()}])(?:(?P<skipped>{skipped})|{_figure()})")


@cache
def _whole_pattern() -> re.Pattern[str]:
    """A quantity, with the 约 that belongs to it."""
    return re.compile(rf"(?:{_prefixes()})?{_figure()}")


def _first_characters() -> str:
    """Of numbers, and of what is skipped."""
    listed = [*words()["not_numbers"], *words()["ordinals"], *words()["digits"], *words()["multipliers"]]
    return "".join(sorted({word[0] for word in [*listed, *words()["tens"], *"0123456789好几数上"]}))


def _no_figures() -> str:
    """Times and ratios (8:30), fractions and dates (2019/5/1, 2019-05-01, 2019.5.1), telephones (0734-8225678)."""
    telephone = r"0[0-9]{2,3} ?- ?[0-9](?: ?[0-9]){6,7}"
    return rf"[0-9]++(?: ?: ?[0-9]++)++|[0-9]++(?:/[0-9]++)++|[0-9]++(?:[-.][0-9]++){{2,}}+|{telephone}"


def _ordinals() -> str:
    """第三, 百分之五, 第1、2, 第三至五."""
    number = rf"[0-9.{numeral_characters()}]++"
    return rf"(?:{alternatives(words()['ordinals'])})\s?{number}(?:(?:、|{RANGE_SIGN}第?){number})*+"


def _figure() -> str:
    """Groups: number, unit (of things, of money, or one that counts nothing), change."""
    unit, number = _units(), number_pattern()
    torn = rf"{_torn()}{scale_pattern()}(?: ?[余多])?(?=\s{{0,2}}{unit})"
    change = r"(?:[0-9一二两三四五六七八九]角)?(?:零?[0-9一二两三四五六七八九]分)?"
    measured = rf"\s{{0,3}}(?P<unit>{unit})(?P<change>(?<=元){change})?"
    return rf"(?P<figure>(?P<number>{torn}|{number}(?:{RANGE_SIGN}{number})?)(?:{measured})?)"


def _torn() -> str:
    """1 2 6, 6,1 3 0,0 0 0, 2 316 .4, from the first digit on; not 2019 45, which are two numbers."""
    begins = rf"(?<![0-9][ \n])(?<![0-9]  )(?=[0-9,]{{1,9}}{_GAP}[0-9.,])(?!(?:(?:19|20)[0-9]{{2}}|0){_GAP}[0-9])"
    thousands = rf"(?:{_GAP}?,{_GAP}?[0-9](?:{_GAP}?[0-9]){{2}}(?!{_GAP}?[0-9]))"
    decimals = rf"(?:{_GAP}?\.|{_GAP}\.{_GAP})[0-9]{{1,6}}(?:{_GAP}[0-9]{{1,6}}){{0,4}}+"
    return rf"{begins}(?>[0-9]{{1,9}}(?:{_GAP}[0-9]{{1,9}}){{0,8}}+{thousands}{{0,4}}+(?:{decimals})?+)"


@cache
def _units() -> str:
    return f"(?:{'|'.join(map(_unit, sorted(_unit_words(), key=len, reverse=True)))})"


def _unit_words() -> list[str]:
    return [*words()["measures"], *words()["money"], *words()["not_counts"]]


def _unit(word: str) -> str:
    """A unit, but for its last character being the first one of another word: 部分."""
    other = words()["measure_not_before"].get(word[-1]) if word not in _no_counts() else None
    return re.escape(word) + (f"(?![{other}])" if other else "")


@cache
def _no_counts() -> frozenset[str]:
    return frozenset(words()["not_counts"])


def _prefixes() -> str:
    return "|".join(in_place(word) for word in [*words()["about"]["prefix"], *words()["at_least"]["prefix"]])


@cache
def _before() -> re.Pattern[str]:
    listed = alternatives([*words()["about"]["before"], *words()["at_least"]["before"]])
    return re.compile(rf"(?:(?P<word>{listed})[{words()['links']}]?\s?)?(?P<prefix>(?:{_prefixes()})\s?)?$")


@cache
def _behind() -> re.Pattern[str]:
    listed = sorted([*words()["about"]["behind"], *words()["at_least"]["behind"]], key=len, reverse=True)
    return re.compile(rf"\s?(?P<word>{'|'.join(map(in_place, listed))})(?! ?[0-9])")


@cache
def _precisions() -> dict[str, Precision]:
    """What each word around a number makes of it."""
    said: dict[str, Precision] = {}
    for place in ("prefix", "before", "behind"):
        said |= dict.fromkeys(words()["about"][place], "about")
        said |= dict.fromkeys(words()["at_least"][place], "at_least")
    return said


@cache
def _counted_numeral() -> re.Pattern[str]:
    measures = "".join({word[0] for word in [*words()["measures"], *words()["money"]]})
    numerals = numeral_characters()
    return re.compile(rf"[{numerals}]\s*[{numerals}余多几来至到—–~{measures}-]|[几数上][{numerals}]")
