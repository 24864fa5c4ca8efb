"""Numbers as they are written, and what a slip makes of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.characters import fold

_NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FULL_WIDTH: Final = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789,."}
_NUMERALS: Final = "一二三四五六七八九"
_GROUP: Final = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: `plain` without separators and in ASCII, `written` as it stands there."""

    start: int
    end: int
    plain: str
    written: str

    @property
    def number(self) -> Decimal:
        return Decimal(self.plain)


def find_figure(text: str) -> Figure | None:
    """The first number in Arabic digits."""
    match = _NUMBER.search(fold(text))
    if match is None:
        return None
    return Figure(*match.span(), re.sub("[, ]", "", match[0]), text[match.start() : match.end()])


def written_like(plain: str, model: str) -> str:
    """A number with the thousands separators and the width of digits of another one."""
    folded = fold(model)
    separator = next((sign for sign in ", " if sign in folded), "")
    whole, point, fraction = plain.partition(".")
    head = len(whole) % _GROUP
    groups = [whole[:head], *(whole[place : place + _GROUP] for place in range(head, len(whole), _GROUP))]
    result = separator.join(filter(None, groups)) if separator else whole
    result += point + fraction
    return result if model == folded else result.translate(_FULL_WIDTH)


def other_numeral(text: str, rng: random.Random) -> str | None:
    """The text with another Chinese numeral in the place of its only one: 三期 for 一期."""
    places = [place for place, sign in enumerate(text) if sign in f"{_NUMERALS}两十百千万"]
    if len(places) != 1 or text[places[0]] not in _NUMERALS:
        return None
    other = rng.choice([sign for sign in _NUMERALS if sign != text[places[0]]])
    return text[: places[0]] + other + text[places[0] + 1 :]


def digit_replaced(plain: str, rng: random.Random) -> str | None:
    place = rng.choice([place for place, sign in enumerate(plain) if sign != "."])
    return _with_digit(plain, place, rng)


def last_digit_replaced(plain: str, rng: random.Random) -> str | None:
    return _with_digit(plain, len(plain) - 1, rng)


def off_by_one(plain: str, rng: random.Random) -> str | None:
    """One more or less in the last place, never below 0."""
    step = Decimal(1).scaleb(-len(plain.partition(".")[2]))
    number = Decimal(plain)
    return format(number + rng.choice([step, -step] if number >= step else [step]), "f")


def digits_swapped(plain: str, rng: random.Random) -> str | None:
    """Two different neighbours change places."""
    swapped = [
        plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        for place in range(len(plain) - 1)
        if plain[place] != plain[place + 1] and "." not in plain[place : place + 2]
    ]
    return _one_that_is_written([new for new in swapped if _is_written(new)], rng)


def digit_lost(plain: str, rng: random.Random) -> str | None:
    shorter = [plain[:place] + plain[place + 1 :] for place, sign in enumerate(plain) if sign != "."]
    return _one_that_is_written([new for new in shorter if _is_written(new)], rng)


SLIPS: Final[Mapping[str, Callable[[str, random.Random], str | None]]] = {
    "digit_replaced": digit_replaced,
    "off_by_one": off_by_one,
    "digits_swapped": digits_swapped,
    "digit_lost": digit_lost,
}
"""Each gives another number that somebody might have written, or None where the number has no room for the slip."""


def slip(kind: str, plain: str, rng: random.Random) -> str | None:
    """What the slip makes of a number; None where that is the same number."""
    new = SLIPS[kind](plain, rng)
    return new if new is not None and Decimal(new) != Decimal(plain) else None


def _with_digit(plain: str, place: int, rng: random.Random) -> str:
    is_first_of_several = place == 0 and len(plain.partition(".")[0]) > 1
    allowed = "123456789" if is_first_of_several else "0123456789"
    return plain[:place] + rng.choice(allowed.replace(plain[place], "")) + plain[place + 1 :]


def _is_written(plain: str) -> bool:
    """Whether a number is written so: with digits before and behind its point, and without a needless 0."""
    return bool(re.fullmatch(r"(?:0|[1-9]\d*)(?:\.\d+)?", plain))


def _one_that_is_written(numbers: list[str], rng: random.Random) -> str | None:
    return rng.choice(numbers) if numbers else None
