"""A font for Chinese labels in pictures: the first of a list that is installed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gongkai.data import load_yaml
from gongkai.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontManager

OTHER_CHARACTERS = "DejaVu Sans"  # comes with matplotlib; for what the Chinese font lacks


@cache
def font_names() -> tuple[str, ...]:
    """The fonts that are looked for, in this order."""
    return tuple(load_yaml("view/fonts.yaml")["names"])


def chinese_font() -> str:
    """The name of the font that matplotlib finds for Chinese.

    Raises:
        OutputError: matplotlib, or every font of the list, is missing; it says what to install.
    """
    manager = _font_manager()
    found = _first_installed(manager)
    if found is None:
        _learn_new_fonts(manager)
        found = _first_installed(manager)
    if found is None:
        problem = f"no font for Chinese labels is installed; looked for {', '.join(font_names())}"
        advice = "Install one, as on Debian and Ubuntu with: apt-get install fonts-noto-cjk"
        raise OutputError("matplotlib", problem, advice)
    return found


@contextlib.contextmanager
def chinese_labels() -> Iterator[None]:
    """Text that is made inside is drawn in a Chinese font and as it is written: a `$` in it begins no formula.

    Raises:
        OutputError: as `chinese_font`.
    """
    family = [chinese_font(), OTHER_CHARACTERS]
    import matplotlib

    with matplotlib.rc_context({"font.family": family, "text.parse_math": False, "axes.unicode_minus": False}):
        yield


def _font_manager() -> FontManager:
    try:
        from matplotlib.font_manager import fontManager
    except ModuleNotFoundError as error:
        problem = f"pictures need the package {error.name}, which is not installed"
        raise OutputError("matplotlib", problem, "Install it with: pip install 'gongkai[plots]'") from error
    return fontManager


def _first_installed(manager: FontManager) -> str | None:
    installed = {entry.name for entry in manager.ttflist}
    return next((name for name in font_names() if name in installed), None)


def _learn_new_fonts(manager: FontManager) -> None:
    """matplotlib keeps the list of fonts that it made when it was first used: one installed since is not in it."""
    from matplotlib.font_manager import findSystemFonts

    known = {entry.fname for entry in manager.ttflist}
    for path in sorted(set(findSystemFonts()) - known):
        with contextlib.suppress(OSError, RuntimeError):  # a font file that FreeType cannot read
            manager.addfont(path)
