"""What the page of Label Studio shows of a text: the same number of characters, each one that it counts as one."""

from __future__ import annotations

import re

STAND_IN = "〓"
"""What printers set for a character that they have no type for."""
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """`text` with a stand-in for every character outside the basic plane, and spaces for control characters.

    Label Studio 1.23 counts a character outside the basic plane as one when a region is made, and as two when its end
    is dragged: it would end elsewhere than where the annotator let go. U+0000 it does not show at all, so that
    everything behind is counted one short.
    """
    return _CONTROL.sub(" ", _BEYOND.sub(STAND_IN, text))
