"""Whether the form or the text makes a plant detectable, and by what.

A cell that was blanked (`blank`) shows itself, and so does a sentence that lost its figure (`gap`), unless the words
that are left read as a word. Else the plant has to break one of the `checks` that it takes part in. An identity of the
form counts also where it was broken before: the figures by which it is broken are others now, and reconciliation has to
say these. A claim that did not agree before, or a sum in the text that did not come out, proves nothing: the model may
have misread it. What stays within the rounding of a figure, or only makes a list of parts come short, breaks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gongkai.characters import fold
from planting.checks import Check, checks_of
from planting.plants import BLANKED, FIGURE_LOST, Plant

BLANK: Final = "blank"
GAP: Final = "gap"
WORDS: Final = ("会场", "到场", "信封", "函件", "有人")
"""What a measure word without its figure may make with the character before it; by the examples, as far as such words
come more than a few times before punctuation in 20 million characters of official text."""
BASES: Final = (BLANK, GAP, "identity", "claim", "text_sum", "parts")


def bases(plant: Plant, before: Mapping[str, Check]) -> tuple[str, ...]:
    """What makes the plant detectable, in the order of `BASES`; nothing if it is not.

    `before` are the checks of the unchanged report.
    """
    if plant.kind == BLANKED:
        return (BLANK,)
    if plant.kind == FIGURE_LOST:
        return () if _reads_on(plant) else (GAP,)
    site = (plant.where, plant.position)
    broken = {
        check.basis
        for check in checks_of(plant.document).values()
        if site in check.members and check.is_broken and _proves(check, before.get(check.name))
    }
    return tuple(basis for basis in BASES if basis in broken)


def _proves(after: Check, before: Check | None) -> bool:
    if after.basis == "identity":
        return True
    return before is not None and not before.is_broken


def _reads_on(plant: Plant) -> bool:
    """Whether nobody would miss the figure: 新闻发布会场 for 新闻发布会42场."""
    if plant.start is None:
        return False
    words = fold(plant.document.text[plant.start - 1 : plant.start + len(plant.new)])
    return words in WORDS
