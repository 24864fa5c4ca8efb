"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal


def figure_text(value: Decimal | None) -> str:
    """The figure in plain digits: no exponent, no zeros at the end of a fraction, empty for None."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
