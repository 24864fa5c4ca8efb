"""Which numbers of a text count something: no telephones and paragraphs, no differences, limits and plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gongkai.narrative.quantities import Quantity, find_quantities, parse_quantity
from gongkai.narrative.rules.text import Ends
from gongkai.narrative.rules.words import Pattern, any_of, rule_words

DIFFERENCE_REACH = 12
"""Characters before a number in which a word of difference is looked for."""
_NO_COUNT = re.compile(r"12\d{3}|96\d{3,4}|\d{7,}")
"""Numbers of hotlines and telephones."""
_IS_SPLIT = re.compile(r"\d[-—.:]$|[〔\[]$")
"""What stands before a bare number that is a part of something longer."""
_GOES_ON = re.compile(r"[-—/.:@]\s?\d|[0-9a-zA-Z]")
"""What stands behind one."""
_NUMBERS_PARAGRAPH = re.compile(r"\s?[.、)]")
"""What stands behind a bare number at the beginning of a sentence that numbers it."""


def find_whole_quantities(text: str) -> list[Quantity]:
    """The quantities of a text; those torn apart by spaces (1 2 6 条) as one."""
    out: list[Quantity] = []
    for quantity in find_quantities(text):
        is_torn = out and not out[-1].measure and not text[out[-1].end : quantity.start].strip()
        whole = parse_quantity(re.sub(r"\n", " ", text[out[-1].start : quantity.end])) if is_torn else None
        out.append(replace(whole, start=out.pop().start, end=quantity.end) if whole else quantity)
    return out


def find_countable(text: str, quantities: Sequence[Quantity], sentences: Ends) -> frozenset[int]:
    """Where those of the quantities begin that count something."""
    plans = Ends(_plans(), text)
    may_be_left_out = bool(_words_left_out().search(text))
    return frozenset(
        quantity.start
        for quantity in quantities
        if not _is_no_count(text, quantity)
        and not _is_difference(text, quantity, opening := sentences.before(quantity.start))
        and not plans.before(quantity.start) > opening
        and not (may_be_left_out and _left_out().match(text, quantity.end))
    )


def _is_no_count(text: str, quantity: Quantity) -> bool:
    """Telephone numbers, numbers of paragraphs, parts of longer numbers."""
    if quantity.measure:
        return False
    before = text[max(0, quantity.start - 2) : quantity.start]
    is_split = _GOES_ON.match(text, quantity.end) or _IS_SPLIT.search(before)
    is_opening = not before or before[-1] in "。;\n("
    numbers = is_opening and _NUMBERS_PARAGRAPH.match(text, quantity.end)
    return bool(_NO_COUNT.fullmatch(text, quantity.start, quantity.end) or is_split or numbers)


def _is_difference(text: str, quantity: Quantity, opening: int) -> bool:
    """A difference (增加9件) or a limit (不少于4次), in a sentence that begins at `opening`."""
    return bool(_not_before().search(text[max(opening, quantity.start - DIFFERENCE_REACH) : quantity.start]))


@cache
def _not_before() -> Pattern:
    others = rule_words().others
    differences, limits = "|".join(others.differences), "|".join(others.not_before)
    return re.compile(rf"(?:(?<!新)(?:{differences})了?|(?:{limits})(?:为|约)?)\s?$")


@cache
def _left_out() -> Pattern:
    """What the text itself leaves out of its counts: 另有9件不计入."""
    return re.compile(rf"[^。;\n]{{0,14}}(?:{_words_left_out().pattern})")


@cache
def _words_left_out() -> Pattern:
    return any_of(rule_words().others.left_out)


@cache
def _plans() -> Pattern:
    return any_of(rule_words().others.plans)
