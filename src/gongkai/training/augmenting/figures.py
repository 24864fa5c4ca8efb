"""New figures, and other ways of writing them."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from gongkai.narrative.numerals import parse_number
from gongkai.narrative.numerals import words as words_of_numbers
from gongkai.training.augmenting.quantities import Change, Written
from gongkai.training.augmenting.words import words

_FIGURE = re.compile(
    r"(?P<figure>(?:[0-9]{1,3}(?P<separator>[,， ])[0-9]{3}(?:(?P=separator)[0-9]{3})*|[0-9]+)(?:\.[0-9]+)?)"
    r"(?P<rest>\D*)"
)
Form = Literal["plain", "comma", "full_comma", "space", "chinese", "scaled", "bounded", "around"]
_TEN_THOUSAND = 10_000
_MOST_IN_CHINESE = 9_999
"""Larger numbers are hardly ever written out in Chinese numerals."""


def new_figure(written: Written, rng: random.Random) -> Written:
    """Another number of like magnitude, written in the same way."""
    if match := _FIGURE.fullmatch(written.number):
        return replace(written, number=_like_figure(match, rng) + match["rest"])
    if re.search(r"\d", written.number):
        return replace(written, number=re.sub(r"[1-9１-９]", lambda match: _digit(match[0], rng), written.number))
    return replace(written, number=_like_chinese(written, rng))


def new_form(weights: Mapping[Form, float]) -> Change:
    """A change that writes a number in one of the `FORMS`, drawn by weight from those that fit it."""

    def change(written: Written, rng: random.Random) -> Written:
        number = parse_number(written.number)
        if number is None or number.is_bound or number.is_range or written.prefix:
            return written
        value = number.value.quantize(Decimal(1)) if number.value == int(number.value) else number.value
        forms = [name for name in weights if weights[name] and FORMS[name][0](written, value)]
        if not forms:
            return written
        chosen = rng.choices(forms, [weights[name] for name in forms])[0]
        return FORMS[chosen][1](written, value, rng)

    return change


def to_chinese(number: int) -> str:
    """1 to 9999, or as many 万, in Chinese numerals: 三十二, 一百零五, 二千, 二十三万."""
    if number >= _TEN_THOUSAND:
        return to_chinese(number // _TEN_THOUSAND) + "万"
    digits = [int(digit) for digit in str(number)]
    out = ""
    for place, digit in enumerate(digits):
        if digit:
            out += "零一二三四五六七八九"[digit] + ["", "十", "百", "千"][len(digits) - place - 1]
        elif any(digits[place + 1 :]) and not out.endswith("零"):
            out += "零"
    return out.removeprefix("一") if 10 <= number < 20 else out


def _like_figure(match: re.Match[str], rng: random.Random) -> str:
    separator = match["separator"]
    figure = Decimal(match["figure"].replace(separator, "") if separator else match["figure"])
    exponent = figure.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    if step == 1 and match["rest"][:1] in words()["bound_within"]:
        step = Decimal(10) ** (len(str(figure)) - len(str(figure).rstrip("0")))
    new = _like(figure / step, rng) * step
    return f"{new:,f}".replace(",", separator) if separator else f"{new:f}"


def _like(number: Decimal, rng: random.Random) -> int:
    """A whole number from a third of `number` to three times it, at least 1."""
    return max(1, round((float(number) + 0.5) * math.exp(rng.uniform(-1.1, 1.1))))


def _like_chinese(written: Written, rng: random.Random) -> str:
    """A plain numeral, as 三十二, becomes another; other kinds (十余, 二〇一九, 一百〇五) stay."""
    number = parse_number(written.number)
    if not number or number.is_bound or not _can_be_written_out(number.value):
        return written.number
    if to_chinese(int(number.value)) != written.number.replace("两", "二"):
        return written.number
    step = _TEN_THOUSAND if number.value >= _TEN_THOUSAND else 1
    return _chinese(min(_like(number.value / step, rng), _MOST_IN_CHINESE) * step, rng)


def _can_be_written_out(value: Decimal) -> bool:
    return value >= 1 and (value % 1 == 0 if value <= _MOST_IN_CHINESE else value % _TEN_THOUSAND == 0)


def _digit(old: str, rng: random.Random) -> str:
    """Another digit of the same width, never 0."""
    return chr(ord(old) - int(old) + rng.randint(1, 9))


def _chinese(value: Decimal | int, rng: random.Random) -> str:
    """二 before a measure word is mostly 两, and may be so before 百, 千 and 万."""
    out = to_chinese(int(value))
    if re.fullmatch("二(?:[百千万].*)?", out) and rng.random() < (0.7 if out == "二" else 0.3):
        return "两" + out[1:]
    return out.replace("零", "〇") if rng.random() < 0.3 else out


def _plain(written: Written, value: Decimal, rng: random.Random) -> Written:
    return replace(written, number=f"{value:f}")


def _separated(separator: str) -> Callable[[Written, Decimal, random.Random], Written]:
    return lambda written, value, rng: replace(written, number=f"{value:,f}".replace(",", separator))


def _written_out(written: Written, value: Decimal, rng: random.Random) -> Written:
    return replace(written, number=_chinese(value, rng))


def _scaled(written: Written, value: Decimal, rng: random.Random) -> Written:
    """13800 as 1.38万 or 1.4万, 230000000 as 2.3亿."""
    scale, sign = (10**8, "亿") if value >= 10**8 else (_TEN_THOUSAND, "万")
    return replace(written, number=f"{_shortened(value / scale, rng.randint(0, 2))}{sign}")


def _shortened(number: Decimal, places: int) -> str:
    """Rounded down, without zeros at the end: 1.38."""
    out = f"{number:.6f}"
    head, tail = out.split(".")
    return f"{head}.{tail[:places]}".rstrip("0").rstrip(".")


def _bounded(written: Written, value: Decimal, rng: random.Random) -> Written:
    """1623 as 1600余, 38 as 三十多, 13800 as 1.3万余 or 13000多."""
    kept = rng.randint(1, 2) if value >= 100 else 1
    rough = int(value) // 10 ** (len(str(int(value))) - kept) * 10 ** (len(str(int(value))) - kept)
    word = rng.choice("余余多")
    if rough >= _TEN_THOUSAND and rng.random() < 0.6:
        return replace(written, number=f"{_shortened(Decimal(rough) / _TEN_THOUSAND, 2)}万{word}")
    if rough <= _MOST_IN_CHINESE and rng.random() < 0.3:
        return replace(written, number=f"{to_chinese(rough)}{word}")
    return replace(written, number=f"{rough}{word}")


def _around(written: Written, value: Decimal, rng: random.Random) -> Written:
    return replace(written, prefix=rng.choice(words()["around"]))


def _is_whole(written: Written, value: Decimal) -> bool:
    return value == int(value) and value >= 1 and not written.is_beside_figure


def _is_large(written: Written, value: Decimal) -> bool:
    return _is_whole(written, value) and value >= 1000


def _can_be_chinese(written: Written, value: Decimal) -> bool:
    """A single numeral without measure word is none (申请三), and one behind another would run into it."""
    stands_alone = written.before[-1:] not in words_of_numbers()["digits"] and (bool(written.measure) or value > 20)
    return _is_whole(written, value) and _can_be_written_out(value) and value < 10**8 and stands_alone


def _can_be_scaled(written: Written, value: Decimal) -> bool:
    return _is_large(written, value) and value >= _TEN_THOUSAND and written.measure[:1] not in ("万", "亿", "千", "百")


def _can_be_bounded(written: Written, value: Decimal) -> bool:
    return _is_whole(written, value) and value >= 11 and bool(written.measure)


def _can_be_around(written: Written, value: Decimal) -> bool:
    return value >= 10 and not written.before.rstrip().endswith(tuple(words()["not_before_around"]))


FORMS: Mapping[
    Form, tuple[Callable[[Written, Decimal], bool], Callable[[Written, Decimal, random.Random], Written]]
] = {
    "plain": (_is_whole, _plain),
    "comma": (_is_large, _separated(",")),
    "full_comma": (_is_large, _separated("，")),
    "space": (_is_large, _separated(" ")),
    "chinese": (_can_be_chinese, _written_out),
    "scaled": (_can_be_scaled, _scaled),
    "bounded": (_can_be_bounded, _bounded),
    "around": (_can_be_around, _around),
}
"""Ways of writing a number: which numbers it fits, and how it is done."""
