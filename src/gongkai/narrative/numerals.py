"""Numbers as Chinese official prose writes them, to exact decimals.

Arabic and Chinese numerals, both mixed, scaled by 万 and 亿: 16.4亿, 三千二百余, 十余万, 1亿2000万, 两三, 二〇一九.
The number libraries at hand are wrong on such forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from gongkai.characters import fold
from gongkai.data import load_yaml

BOUND_WORDS = frozenset("余多几数上")
LARGE = 10_000
"""From 万 on, a multiplier scales all that stands before it: 三十五万."""
SHORTENED = 100
"""From 百 on, a last figure stands for the next lower place: 三百五 is 350, 一万二 is 12000; 十二 is 12."""
LONGEST = 60
"""Characters of a number or range. What is longer counts nothing, and could leave the limits of Decimal."""
RANGE_SIGN = r"\s?(?:—{1,2}|[-~–至到])\s?"


@dataclass(frozen=True)
class Number:
    """`value` is the least that the words allow: 两三 is 2, 十余 is 10, 数百 is 100."""

    value: Decimal
    is_bound: bool = False  # 余, 多, 数, 几: at least the value
    is_range: bool = False  # 两三, 3—5; 三十来


@cache
def words() -> Any:
    """`data/quantities.yaml`: digits, multipliers and the words around numbers."""
    data = load_yaml("data/quantities.yaml")
    for name in ("measures", "not_counts", "not_numbers"):
        data[name] = [word for line in data[name] for word in str(line).split()]
    return data


def alternatives(items: Iterable[str]) -> str:
    """A pattern that matches the longest of `items`."""
    return "|".join(sorted(map(re.escape, items), key=len, reverse=True))


def in_place(word: str) -> str:
    """A pattern of `word` where neither neighbour makes another word of it: `not_after`, `not_before` of the data."""
    behind, ahead = words()["not_after"].get(word), words()["not_before"].get(word)
    return (rf"(?<![{behind}])" if behind else "") + word + (rf"(?![{ahead}])" if ahead else "")


@cache
def number_pattern() -> str:
    """A regular expression, for folded text, of one written number with its 余 and 万.

    It never gives back what it has taken, so that it is done in time linear in the length of the text.
    """
    return rf"(?>(?:{_arabic()}{scale_pattern()}|{_vague()}|{_chinese()})(?: ?{_tail()})?)"


@cache
def scale_pattern() -> str:
    """The 万 of Arabic figures, and what it is mixed with: 3.5万, 30余万, 1亿2000万, 2亿3千万."""
    scale = rf"(?:{in_place('百')}|[佰千仟万亿])++"
    further = rf"(?:零?[0-9]++(?:\.[0-9]++)?{scale})*+(?:零[0-9]++)?"
    return rf"(?>(?: ?[余多几来])? {{0,2}}{scale}{further})?+"


def parse_number(written: str) -> Number | None:
    """The number that the whole of `written` is; None where it is none. White space in it is ignored."""
    return _parse(written) if len(written) <= 4 * LONGEST else None


@lru_cache(maxsize=8192)
def _parse(written: str) -> Number | None:
    text = re.sub(r"\s+", "", fold(written))
    if len(text) > LONGEST:
        return None
    if between := _range().fullmatch(text):
        return _first_of_range(between[1], between[2])
    return _evaluate(text) if _number().fullmatch(text) else None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(number_pattern())


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"({number_pattern()}){RANGE_SIGN}({number_pattern()})")


def numeral_characters() -> str:
    """Every character of Chinese numerals, for a class of a pattern."""
    return "".join([*words()["digits"], *words()["multipliers"], *words()["tens"]])


def _arabic() -> str:
    """1234, 1,234, 12, 345 (a comma folded from ，), 9 300, 16.4."""
    by_comma = r"[0-9]{1,3}(?: ?, ?[0-9]{3}(?![0-9])){1,5}+(?:\.[0-9]++)?"
    by_space = r"[0-9]{1,3}(?: [0-9]{3}(?![0-9])){1,5}+(?! ?\.[0-9])"
    return rf"(?>{by_comma}|{by_space}|[0-9]++(?: ?\.[0-9]++)?)"


def _vague() -> str:
    """数十, 好几百, 上千, 几十万; not 总数十二."""
    scale = rf"[{''.join(words()['multipliers'])}]++(?![{''.join(words()['digits'])}])"
    return rf"(?:(?:好?几|{in_place('数')}){scale}|{in_place('上')}(?!十){scale})(?:[余多来][万亿]++)?+"


def _chinese() -> str:
    """三千二百, 三十余万, 十几万, 廿三, 二〇一九, 一点八亿."""
    within = r"(?<=[十百千万拾佰仟廿卅])(?:[余多来](?=[万亿])|几(?=[十百千万亿]))"
    run = rf"[{numeral_characters()}](?:[{numeral_characters()}]|{within})*+"
    return rf"(?>{run}(?:点[{''.join(words()['digits'])}]++[万亿]++)?+)"


def plain(value: Decimal) -> Decimal:
    """35000.0 as 35000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _tail() -> str:
    """The 余 before a measure word."""
    return (
        rf"(?:{in_place('余')}(?! ?[0-9])|{in_place('多')}|(?<=[十百千万0廿卅]){in_place('来')}|(?<=[十百千万0廿卅])几)"
    )


def _first_of_range(first: str, second: str) -> Number | None:
    """3—5万 begins with 30000, 9000—1万 with 9000. A range rises: 2019-05 is none."""
    scale = re.search(r"([万亿]*)[余多]?$", second)
    high = _parse(second)
    for written in (first + (scale[1] if scale else ""), first):
        low = _parse(written)
        if low and high and low.value < high.value:
            return Number(low.value, low.is_bound, is_range=True)
    return None


def _evaluate(text: str) -> Number | None:
    """What a number that fits the pattern is worth; None where its multipliers are in no order: 十三十."""
    if match := re.fullmatch(r"(.+)点(.+?)([万亿]+.?)", text):
        whole, part = _evaluate(match[1]), "".join(str(words()["digits"][digit]) for digit in match[2])
        return _evaluate(f"{whole.value}.{part}{match[3]}") if whole else None
    total, is_range = _Sum(), "来" in text
    for token in _tokens().findall(text.translate(_tens())):
        if token in words()["multipliers"]:
            fits = total.multiply(words()["multipliers"][token])
        elif token[0].isascii():
            fits = total.add(Decimal(token.replace(",", "")))
        else:
            fits = token[0] not in words()["digits"] or total.add_numerals(token)
            is_range = is_range or _is_range(token)
        if not fits:
            return None
    return Number(plain(total.value), not BOUND_WORDS.isdisjoint(text), is_range)


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(rf"[0-9][0-9,.]*|[{''.join(words()['digits'])}]+|.")


@cache
def _tens() -> dict[int, str]:
    return str.maketrans(words()["tens"])


def _is_range(numerals: str) -> bool:
    """两三, 三五, 三两; not 二〇 or 九八, which are read one by one."""
    values = [words()["digits"].get(numeral, 0) for numeral in numerals]
    return len(values) == 2 and 0 not in values and (values[0] < values[1] or "两" in numerals)


class _Sum:
    """A number that is read from left to right. What cannot be taken is answered with False."""

    def __init__(self) -> None:
        self._total = Decimal(0)  # what 万 and 亿 have scaled
        self._section = Decimal(0)  # what has come since then and is multiplied by 十, 百, 千
        self._figure: Decimal | None = None  # the last figure, still without multiplier
        self._is_short = False  # whether that figure may stand for the next lower place
        self._last = 1  # the last multiplier
        self._lowest = LARGE  # the last multiplier of the section
        self._large = 0  # the last 万 or 亿

    @property
    def value(self) -> Decimal:
        figure = self._figure or Decimal(0)
        return self._total + self._section + (figure * self._last / 10 if self._is_short else figure)

    def add(self, figure: Decimal) -> bool:
        """Behind another figure there is none; a nought only fills a gap."""
        if self._figure:
            return False
        self._figure = figure
        return True

    def add_numerals(self, numerals: str) -> bool:
        """A digit, two that are a range, or digits read one by one (二〇一九, the 零五 of 一百零五)."""
        values = [words()["digits"][numeral] for numeral in numerals]
        is_range, is_single = _is_range(numerals), len(values) == 1 and values[0] > 0
        self._is_short = self._figure is None and self._last >= SHORTENED and (is_range or is_single)
        return self.add(Decimal(min(values)) if is_range else Decimal("".join(map(str, values))))

    def multiply(self, by: int) -> bool:
        """三百 multiplies, 百 stands for one. 十 behind 十 or 百 behind 十 is in no order."""
        if by >= LARGE:
            return self._scale(by)
        if by >= self._lowest:
            return False
        self._section += by if self._figure is None else self._figure * by
        self._figure, self._is_short = None, False
        self._lowest = self._last = by
        return True

    def _scale(self, by: int) -> bool:
        """一亿三千万 adds, 一万二千亿 and 1.2万亿 multiply all, 万余 stands for one 万."""
        amount = self._section + (self._figure or 0)
        if self._figure is None and not self._section:
            self._total = self._total * by if self._large else Decimal(by)
        elif by == self._large:
            return False
        else:
            self._total = self._total + amount * by if by < self._large else (self._total + amount) * by
        self._section, self._figure, self._is_short = Decimal(0), None, False
        self._lowest, self._last, self._large = LARGE, by, by
        return True
