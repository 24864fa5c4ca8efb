"""What the attributes of one element say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf

Attributes = Mapping[str, str]  # names in lower case

# A picture with an official table in it is a page wide; buttons, emblems and QR codes are smaller in both directions.
MIN_PICTURE_WIDTH = 200
MIN_PICTURE_HEIGHT = 150
# An inline picture (data:) of fewer characters is a bullet or an icon.
MIN_INLINE_PICTURE = 5000
# Longer addresses are inline data, and no file name is looked for in them.
MAX_ADDRESS = 2000

_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*pre(?!-line)", re.IGNORECASE)
_FILE = re.compile(r"""\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar)(?=$|[?#&'"])""", re.IGNORECASE)
_FIGURE = re.compile(r"\s*[-+]?\d[\d.,]*\s*")
_ICON_NAME = re.compile(
    r"icon|logo|qr_?code|ewm|erweima|banner|btn|button|arrow|blank|spacer|conac|jiucuo|zfzc|weixin|weibo|share|print",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLED_SIZE = re.compile(r"(?<![-\w])(width|height)\s*:\s*(\d{1,6})(?:\.\d+)?px", re.IGNORECASE)


def is_not_displayed(attributes: Attributes) -> bool:
    """Whether the element is hidden by its own attributes; style sheets are not read."""
    return "hidden" in attributes or _NOT_DISPLAYED.search(attributes.get("style", "")) is not None


def is_preformatted(attributes: Attributes) -> bool:
    """Whether line breaks of the source are line breaks of the page."""
    return _PREFORMATTED.search(attributes.get("style", "")) is not None


def leads_elsewhere(attributes: Attributes) -> bool:
    """Whether an `a` element is a link, and not to a place on the same page."""
    address = attributes.get("href", "")
    return bool(address) and (len(address) == 1 or not address.startswith("#"))


def file_address(attributes: Attributes) -> str | None:
    """The address of a document that a link or a frame names, in a viewer's query too (`viewer.html?file=a.pdf`)."""
    address = attributes.get("href") or attributes.get("src") or attributes.get("data") or ""
    return address if len(address) <= MAX_ADDRESS and _FILE.search(address) else None


def typed_figure(attributes: Attributes) -> str | None:
    """The figure in a text field, which forms put on the page in the place of text."""
    value = attributes.get("value", "")
    is_text = attributes.get("type", "text").lower() in ("text", "number")
    return value if is_text and _FIGURE.fullmatch(value) else None


def is_large_picture(attributes: Attributes) -> bool:
    """Whether an `img` may hold a table: by its size where one is stated, else by its length or its name."""
    source = attributes.get("src", "")
    if sizes := _stated_sizes(attributes):
        return sizes.get("width", inf) >= MIN_PICTURE_WIDTH and sizes.get("height", inf) >= MIN_PICTURE_HEIGHT
    if source.startswith("data:"):
        return len(source) >= MIN_INLINE_PICTURE
    names = (source[:MAX_ADDRESS], attributes.get("class", ""), attributes.get("alt", ""))
    return not any(map(_ICON_NAME.search, names))


def _stated_sizes(attributes: Attributes) -> dict[str, int]:
    """Width and height in pixels, as far as attributes or style state them; the style comes first, as in browsers."""
    stated = {key: _PIXELS.fullmatch(attributes.get(key, "")) for key in ("width", "height")}
    styled = _STYLED_SIZE.findall(attributes.get("style", ""))
    return {key: int(found.group(1)) for key, found in stated.items() if found} | {
        key.lower(): int(pixels) for key, pixels in styled
    }
