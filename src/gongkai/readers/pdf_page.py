"""pdfplumber's objects of a page to `PageContent`: visible, upright, each character once."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from pdfplumber.page import Page

from gongkai.readers.pdf_model import BELOW_BASELINE, Box, Glyph, PageContent, Rule

UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # stands for a character whose font does not say what it is
# Borders are drawn as rectangles up to 5 CSS pixels (3.75 points) thick; no row of text is as low.
_MAX_THICKNESS = 4.0
_MIN_SIZE = 1.0  # points; smaller characters are there for search engines, if at all
# Italic type leans by 12 degrees, a watermark lies at 30 to 60.
_MAX_SLANT = 15
# Fake bold moves the second print by up to a tenth of the size; equal letters side by side (ii) are 0.25 apart.
_SAME_PLACE = 0.15
# Share of page width and height from which a picture may be a scanned table.
_LARGE_PICTURE = 1 / 3
_STRIP_GAP = 2.0  # points between the strips of one picture, at most

# Fonts share glyphs between ideographs and radicals, and many PDF writers name the radical: 青 comes out as U+2ED8.
# The radicals of U+2F00 are compatibility forms (NFKC), two of them of older shapes than those in use; these here are
# not, so they are paired with their ideographs.
_RADICALS = "⺊⺎⺒⺓⺝⺟⺠⺪⺬⺮⻁⻃⻄⻅⻆⻉⻊⻋⻏⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳"
_IDEOGRAPHS = "卜兀巳幺月母民疋示竹虎覀西见角贝足车阝钅長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀龟"
_IN_USE = str.maketrans(
    dict(zip(_RADICALS, _IDEOGRAPHS, strict=True))
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # ligatures: ﬁ
    | {"\N{KANGXI RADICAL DOOR}": "户", "\N{KANGXI RADICAL BLUE}": "青"}
)


def page_content(page: Page) -> PageContent:
    """What can be seen on the page; where most text runs upwards or downwards, the page is turned."""
    visible = _visible_box(page)
    glyphs = [glyph for glyph in _glyphs(page) if visible.holds(glyph.box.centre) and glyph.size >= _MIN_SIZE]
    pictures = _whole_pictures(_box(drawn) for drawn in page.images)
    content = PageContent(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        glyphs=tuple(_printed_once(glyphs)),
        rules=tuple(rule for rule in _rules(page) if _rule_is_within(rule, visible)),
        areas=tuple(area for area in _areas(page) if visible.holds(area.centre)),
        n_pictures=sum(_is_large(picture, visible) for picture in pictures),
    )
    return _upright(content)


def _visible_box(page: Page) -> Box:
    """The CropBox in pdfplumber's coordinates, which knows it but mirrors it on turned pages."""
    x0, y0, x1, y1 = page.page_obj.mediabox
    left, low, right, high = page.page_obj.cropbox
    cropped = Box(max(left, x0) - x0, y1 - min(high, y1), min(right, x1) - x0, y1 - max(low, y0))
    if cropped.width <= 0 or cropped.height <= 0:
        cropped = Box(0, 0, x1 - x0, y1 - y0)
    turned = cropped.turned(page.page_obj.rotate, x1 - x0, y1 - y0)
    dx, dy = page.bbox[:2]
    return Box(turned.x0 + dx, turned.top + dy, turned.x1 + dx, turned.bottom + dy)


def _box(drawn: dict[str, Any]) -> Box:
    return Box(float(drawn["x0"]), float(drawn["top"]), float(drawn["x1"]), float(drawn["bottom"]))


def _whole_pictures(boxes: Iterable[Box]) -> list[Box]:
    """The pictures on a page, those put together that a scanner or a word processor cut into strips."""
    wholes: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0), box.top)):
        last = wholes[-1] if wholes else None
        if last and _are_strips(last, box):
            wholes[-1] = Box(last.x0, last.top, last.x1, max(last.bottom, box.bottom))
        else:
            wholes.append(box)
    return wholes


def _are_strips(above: Box, below: Box) -> bool:
    same_sides = abs(above.x0 - below.x0) < _STRIP_GAP and abs(above.x1 - below.x1) < _STRIP_GAP
    return same_sides and abs(below.top - above.bottom) < _STRIP_GAP


def _is_large(box: Box, visible: Box) -> bool:
    return box.width > visible.width * _LARGE_PICTURE and box.height > visible.height * _LARGE_PICTURE


def _glyphs(page: Page) -> Iterator[Glyph]:
    for char in page.chars:
        text = _readable(char["text"])
        slope = math.degrees(math.atan2(char["matrix"][1], char["matrix"][0]))
        angle = round(slope / 90) * 90
        if text and abs(slope - angle) <= _MAX_SLANT:
            yield _glyph(text, char, angle % 360, page)


def _readable(text: str) -> str:
    if text.startswith("(cid:"):
        return UNREADABLE
    mapped = (_readable_character(character) for character in text.translate(_IN_USE))
    return "".join(mapped)


def _readable_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in {"Co", "Cs"}:
        return UNREADABLE
    return "" if category in {"Cc", "Cf"} else character


def _glyph(text: str, char: dict[str, Any], angle: int, page: Page) -> Glyph:
    box = _box(char)
    size = box.width if angle in {90, 270} else box.height
    is_vertical_writing = char["adv"] < 0
    if is_vertical_writing:
        return Glyph(text, box, box.width)
    x = float(page.bbox[0]) + char["matrix"][4]
    y = float(page.bbox[1]) + float(page.height) - char["matrix"][5]
    above, below = (1 - BELOW_BASELINE) * size, BELOW_BASELINE * size
    boxes = {
        0: Box(box.x0, y - above, box.x1, y + below),
        90: Box(x - above, box.top, x + below, box.bottom),
        180: Box(box.x0, y - below, box.x1, y + above),
        270: Box(x - below, box.top, x + above, box.bottom),
    }
    return Glyph(text, boxes[angle], size, angle)


def _printed_once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Drops repeats of a character at its place. (pdfplumber's `dedupe_chars` takes quadratic time.)"""
    printed: dict[tuple[str, int, int], list[Box]] = defaultdict(list)
    for glyph in glyphs:
        unit = max(glyph.size, 1.0)
        x, y = round(glyph.box.x0 / unit), round(glyph.box.bottom / unit)
        around = product((glyph.text,), (x - 1, x, x + 1), (y - 1, y, y + 1))
        near = (box for place in around for box in printed.get(place, ()))
        if not any(_are_close(box, glyph.box, _SAME_PLACE * unit) for box in near):
            printed[glyph.text, x, y].append(glyph.box)
            yield glyph


def _are_close(first: Box, second: Box, distance: float) -> bool:
    return abs(first.x0 - second.x0) <= distance and abs(first.bottom - second.bottom) <= distance


def _rules(page: Page) -> Iterator[Rule]:
    for drawn in page.lines:
        yield from _rule(_box(drawn))
    for drawn in page.rects:
        box = _box(drawn)
        if min(box.width, box.height) <= _MAX_THICKNESS:
            yield from _rule(box)
        elif drawn["stroke"]:
            yield from _frame(box)
    for drawn in page.curves:
        yield from _curve_rules(drawn)


def _curve_rules(curve: dict[str, Any]) -> Iterator[Rule]:
    if min(_box(curve).width, _box(curve).height) <= _MAX_THICKNESS:
        yield from _rule(_box(curve))
    elif curve["stroke"]:
        for (x0, y0), (x1, y1) in zip(curve["pts"], curve["pts"][1:], strict=False):
            yield from _rule(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _rule(box: Box) -> Iterator[Rule]:
    """One rule; two for a dot, as it may belong to a dotted line of either direction; none for a slanting line."""
    x, y = box.centre
    if box.height <= _MAX_THICKNESS and (box.width > box.height or box.width <= _MAX_THICKNESS):
        yield Rule(True, y, box.x0, box.x1)
    if box.width <= _MAX_THICKNESS and (box.height >= box.width or box.height <= _MAX_THICKNESS):
        yield Rule(False, x, box.top, box.bottom)


def _frame(box: Box) -> tuple[Rule, ...]:
    return (
        Rule(True, box.top, box.x0, box.x1),
        Rule(True, box.bottom, box.x0, box.x1),
        Rule(False, box.x0, box.top, box.bottom),
        Rule(False, box.x1, box.top, box.bottom),
    )


def area_rules(areas: Iterable[Box]) -> list[Rule]:
    """The outlines of filled rectangles, for tables that are drawn by nothing else."""
    return [rule for area in areas for rule in _frame(area)]


def _areas(page: Page) -> Iterator[Box]:
    for drawn in page.rects:
        if not drawn["stroke"] and min(drawn["width"], drawn["height"]) > _MAX_THICKNESS:
            yield _box(drawn)


def _rule_is_within(rule: Rule, visible: Box) -> bool:
    middle = (rule.start + rule.end) / 2
    return visible.holds((middle, rule.at) if rule.horizontal else (rule.at, middle))


def _upright(content: PageContent) -> PageContent:
    """The page turned so that most of its text runs to the right: a wide table may stand sideways."""
    angles = Counter(glyph.angle for glyph in content.glyphs if not glyph.text.isspace())
    angle = angles.most_common(1)[0][0] if angles else 0
    if not angle:
        return content
    size = content.width, content.height
    return replace(
        content,
        width=content.width if angle == 180 else content.height,
        height=content.height if angle == 180 else content.width,
        glyphs=tuple(glyph.turned(angle, *size) for glyph in content.glyphs),
        rules=tuple(_turned_rule(rule, angle, *size) for rule in content.rules),
        areas=tuple(area.turned(angle, *size) for area in content.areas),
    )


def _turned_rule(rule: Rule, angle: int, width: float, height: float) -> Rule:
    across, down = Box(rule.start, rule.at, rule.end, rule.at), Box(rule.at, rule.start, rule.at, rule.end)
    turned = (across if rule.horizontal else down).turned(angle, width, height)
    if rule.horizontal == (angle == 180):
        return Rule(True, turned.top, turned.x0, turned.x1)
    return Rule(False, turned.x0, turned.top, turned.bottom)
