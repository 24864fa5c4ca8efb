"""The colours of the page: text has the contrast that the WCAG asks for (AA), by day and by night."""

from __future__ import annotations

import re

import pytest

from gongkai.data import read_data

AA = 4.5
TONES = ("conflict", "doubt", "note", "agrees", "uncompared")
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "accent") for ground in ("ground", "sheet")),
    *((tone, ground) for tone in TONES for ground in ("ground", "sheet", f"{tone}-ground")),
    *(("ink", ground) for ground in ("lit", "kin", *(f"{tone}-ground" for tone in TONES))),
]


def themes() -> dict[str, dict[str, str]]:
    """The variables of each theme; the dark one replaces them all."""
    blocks = re.findall(r":root \{(.*?)\}", read_data("view/templates/colors.css"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in blocks)
    return {"light": light, "dark": dark}


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast(text: str, ground: str, theme: str) -> None:
    colors = themes()[theme]
    darker, lighter = sorted((luminance(colors[text]), luminance(colors[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= AA


def test_both_themes_have_every_colour() -> None:
    assert themes()["light"].keys() == themes()["dark"].keys()
