"""What the wording of a claim, or the printing of a cell, says about how exact its figure is."""

from __future__ import annotations

import re
from decimal import Decimal

from gongkai.characters import fold
from gongkai.forms import common, vocabulary
from gongkai.reconcile.intervals import INFINITE, ZERO, Interval, Stated, exactly
from gongkai.report import Claim, TableValue

ROUNDING = Decimal("0.1")
"""The most that rounding to the last stated digit may take away, of the figure: 近百 is 90 to 110, not 50 to 150."""
ESTIMATE = Decimal("0.05")
"""How far 约 reaches where the figure is written to the last one and shows no rounding: 约45 is 43 to 47."""
WILD = Decimal("0.5")
"""An estimate that is off by more than this part of itself is no estimate: 约45 cannot stand for 90."""

_SCALES = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_ARABIC = re.compile(r"(\d[\d,]*)(?:\.(\d+))?")
_BOUND_BEFORE_SCALE = re.compile(r"[余多几来][万亿]|几十?[万亿]")
_RANGE = re.compile(r"(\d[\d,.]*)(?:[—~～至到–-]{1,2})(\d[\d,.]*)")
_NEIGHBOURS = re.compile("一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九")


def stated_claim(claim: Claim) -> Stated:
    """The figure of a claim that has one."""
    value = claim.value if claim.value is not None else ZERO
    words = re.sub(r"\s", "", fold(claim.text))
    if claim.precision == "at_least":
        return _at_least(value, words)
    if claim.precision == "about":
        return _about(value, words)
    if not _is_rounded(claim.indicator, words):
        return exactly(value)
    step = _place(value, words)
    return _within(value, min(step / 2, value * ROUNDING), step)


def stated_cell(cell: TableValue) -> tuple[Stated, ...]:
    """The readings of a cell that has a figure: two for an amount of money without a unit, which may be 元 or 万元."""
    value = cell.value if cell.value is not None else ZERO
    if not is_money(cell.indicator):
        return (exactly(value),)
    step = _place(value, re.sub(r"\s", "", fold(cell.raw)))
    reading = _within(value, step / 2, step)
    if cell.unit is not None or not value:
        return (reading,)
    factor = common().money["万元"]
    other = factor if vocabulary().indicators[cell.indicator].unit == "元" else 1 / Decimal(factor)
    return (reading, _within(value * other, step * other / 2, step * other))


def is_money(indicator: str) -> bool:
    known = vocabulary().indicators.get(indicator)
    return known is not None and known.unit in common().money


def _is_rounded(indicator: str, words: str) -> bool:
    """Amounts of money, and counts in 万 and 亿, are written as far as the writer cared."""
    return is_money(indicator) or any(scale in words for scale in _SCALES)


def _within(value: Decimal, tolerance: Decimal, further: Decimal) -> Stated:
    return Stated(
        value,
        Interval(value - tolerance, value + tolerance),
        Interval(value - max(tolerance, further), value + max(tolerance, further)),
    )


def _about(value: Decimal, words: str) -> Stated:
    if highest := _range_end(value, words):
        return Stated(value, Interval(value, highest), Interval(value * WILD, highest * (1 + WILD)))
    is_round = _shows_rounding(value, words)
    tolerance = min(_round_step(value, words) / 2, value * ROUNDING) if is_round else value * ESTIMATE
    return _within(value, tolerance, value * WILD)


def _at_least(value: Decimal, words: str) -> Stated:
    """Up to the next round figure surely, beyond it possibly: 1600余 is no way to say 9000."""
    step = _round_step(value, words) if _shows_rounding(value, words) else max(_place(value, words), value * ESTIMATE)
    return Stated(value, Interval(value, value + step), Interval(value, INFINITE))


def _shows_rounding(value: Decimal, words: str) -> bool:
    return _round_step(value, words) > _place(value, words) or any(scale in words for scale in _SCALES)


def _place(value: Decimal, words: str) -> Decimal:
    """What one in the last written digit is worth, in the unit of `value`: 1000 in 2.3万."""
    number, decimals = _written_number(value, words)
    one = Decimal(1).scaleb(-decimals)
    return value * one / number if number and value else one


def _round_step(value: Decimal, words: str) -> Decimal:
    """What one in the last digit that is not 0 is worth: 100 in 1600余, 10000 in 10万余, 100000 in 10余万."""
    number, decimals = _written_number(value, words)
    scaled = any(scale in words for scale in _SCALES)
    if not number or decimals or (scaled and not _BOUND_BEFORE_SCALE.search(words)):
        return _place(value, words)
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    return value * Decimal(10) ** zeros / number


def _written_number(value: Decimal, words: str) -> tuple[Decimal, int]:
    """The number without its 万, and how many decimals it is written with."""
    if match := _ARABIC.search(words):
        digits, fraction = match[1].replace(",", ""), match[2] or ""
        return Decimal(f"{digits}.{fraction}" if fraction else digits), len(fraction)
    scale = next((size for sign, size in _SCALES.items() if sign in words), Decimal(1))
    number = value / scale
    exponent = number.normalize().as_tuple().exponent
    return number, max(0, -exponent) if isinstance(exponent, int) else 0


def _range_end(value: Decimal, words: str) -> Decimal | None:
    """The upper end of 3—5万 or 两三次, in the unit of `value`, which is the lower end; None for other wordings."""
    if match := _RANGE.search(words):
        low, high = (Decimal(figure.replace(",", "").rstrip(".")) for figure in match.groups())
        return value * high / low if low and high > low else None
    if _NEIGHBOURS.search(words):
        return value + max(_round_step(value, words), Decimal(1))
    return None
