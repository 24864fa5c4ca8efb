"""How sure the model has to be of a claim before it is held against an office."""

from __future__ import annotations

from typing import Final

POSSIBLE: Final = 0.6
"""A claim below it makes no finding, though it may agree: of those between 0.5 and 0.6 half are wrong, and of those
that differ from their cell nearly all."""
NAMED: Final = 0.5
"""The same for a figure beside which a word of its label stands, where it is held against cells."""
FIRM: Final = 0.75
"""A claim below it makes a doubt, not a conflict. It says how sure the label is, not that the figure is the whole: for
that there are the words around it and the other claims."""
