"""Automatic numbering: the 一、 （一） 1. that Word puts before paragraphs without its being in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from gongkai.readers.docx_number_formats import format_number
from gongkai.readers.docx_styles import Styles, numbering_reference
from gongkai.readers.docx_xml import Element, W, child, integer_value, is_on, text_value

_PLACEHOLDER = re.compile(r"%([1-9])")
_MAX_PATTERN = 64  # characters; Word's own patterns have about ten
_NO_LIST = "0"
_BULLET = "bullet"
# A label that ends so stands close to its text. Not ．, which could become the decimal point of a figure behind it.
_CLOSING = "、，。：；）】〕》」"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    number_format: str
    pattern: str  # such as `（%1）`; %1 stands for the number of the first level
    restart: int | None  # restarts after this level (1-based) or one above; 0: never; None: after any above
    is_legal: bool  # writes the numbers of the levels above it in decimal digits
    style: str | None  # the paragraph style that stands for this level


@dataclass(frozen=True, slots=True)
class _List:
    counter: str  # lists with the same counter go on counting where the other stopped
    levels: dict[int, _Level]
    start_overrides: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Count:
    """How far the levels of one list have come."""

    numbers: dict[int, int] = field(default_factory=dict)  # without the levels that restart with their next use
    used: set[int] = field(default_factory=set)  # all levels that have ever been used


@dataclass(frozen=True, slots=True)
class Story:
    """A run of paragraphs that are counted together: the body is one, and each text box another, as in Word."""

    counts: defaultdict[str, _Count] = field(default_factory=lambda: defaultdict(_Count))
    overridden: set[tuple[str, int]] = field(default_factory=set)  # start overrides that have had their effect


class Numbering:
    """The labels of numbered paragraphs, from the definitions in `numbering.xml`."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._numbers = _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}

    def label(self, properties: Element | None, style: str | None, story: Story) -> str:
        """The label as printed, such as `（三）`, of a paragraph with this `w:numPr` and in this style.

        Empty for a paragraph without numbering, and for bullets. This counts the paragraph in its story: ask once for
        each, in the order of the document.
        """
        direct = numbering_reference(properties)
        inherited = self._styles.numbering(style)
        list_id = direct.list_id or inherited.list_id
        numbered = self._list(list_id) if list_id and list_id != _NO_LIST else None
        if list_id is None or numbered is None:
            return ""
        depth = _first_number(direct.level, inherited.level, self._level_of_style(numbered, style), 0)
        if depth not in numbered.levels:
            return ""
        _count(list_id, numbered, depth, story)
        return _render(numbered, depth, story.counts[numbered.counter].numbers)

    def _level_of_style(self, numbered: _List, style: str | None) -> int | None:
        levels = {level.style: depth for depth, level in numbered.levels.items() if level.style}
        return next((levels[each] for each in self._styles.ancestry(style) if each in levels), None)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> _List | None:
        number = self._numbers.get(list_id)
        counter = text_value(child(number, "abstractNumId"))
        abstract = self._definition(counter)
        if number is None or counter is None or abstract is None:
            return None
        numbered = _List(counter, _read_levels(abstract))
        for override in number.iterfind(f"{W}lvlOverride"):
            numbered.levels.update(_read_levels(override))
            start = integer_value(child(override, "startOverride"))
            if start is not None:
                numbered.start_overrides[_level_number(override)] = start
        return numbered

    def _definition(self, abstract_id: str | None) -> Element | None:
        """The definition itself, or the one that it borrows through a numbering style."""
        abstract = self._abstract.get(abstract_id or "")
        link = text_value(child(abstract, "numStyleLink"))
        if link is None:
            return abstract
        lender = self._numbers.get(self._styles.numbering(link).list_id or "")
        return self._abstract.get(text_value(child(lender, "abstractNumId")) or "")


def _count(list_id: str, numbered: _List, depth: int, story: Story) -> None:
    """Counts one paragraph at this level. Levels above that have never been used begin with it."""
    count = story.counts[numbered.counter]
    for level in range(depth) if depth not in count.used else ():
        if level not in count.used and level in numbered.levels:
            count.used.add(level)
            count.numbers[level] = numbered.levels[level].start
    count.used.add(depth)
    count.numbers[depth] = _next_number(list_id, numbered, depth, story)
    for deeper in [each for each in count.numbers if each > depth and _restarts(numbered.levels.get(each), depth)]:
        del count.numbers[deeper]


def _next_number(list_id: str, numbered: _List, depth: int, story: Story) -> int:
    numbers = story.counts[numbered.counter].numbers
    if depth in numbered.start_overrides and (list_id, depth) not in story.overridden:
        story.overridden.add((list_id, depth))
        return numbered.start_overrides[depth]
    return numbers[depth] + 1 if depth in numbers else numbered.levels[depth].start


def _by_id(root: Element | None, tag: str, attribute: str) -> dict[str, Element]:
    found = [] if root is None else root.findall(f"{W}{tag}")
    return {text_value(each, attribute) or "": each for each in found}


def _read_levels(definition: Element) -> dict[int, _Level]:
    return {_level_number(level): _read_level(level) for level in definition.iterfind(f"{W}lvl")}


def _level_number(element: Element) -> int:
    text = text_value(element, "ilvl") or ""
    return int(text) if text.isdecimal() and len(text) == 1 else -1


def _read_level(level: Element) -> _Level:
    number_format = next(level.iter(f"{W}numFmt"), None)  # may stand inside mc:AlternateContent
    return _Level(
        start=integer_value(child(level, "start")) or 0,
        number_format=text_value(number_format) or "decimal",
        pattern=(text_value(child(level, "lvlText")) or "")[:_MAX_PATTERN],
        restart=integer_value(child(level, "lvlRestart")),
        is_legal=is_on(child(level, "isLgl")),
        style=text_value(child(level, "pStyle")),
    )


def _first_number(*candidates: int | None) -> int:
    return next(each for each in candidates if each is not None)


def _restarts(level: _Level | None, used: int) -> bool:
    return level is None or level.restart is None or used < level.restart


def _render(numbered: _List, depth: int, numbers: dict[int, int]) -> str:
    level = numbered.levels[depth]
    if level.number_format == _BULLET:
        return ""
    label = _PLACEHOLDER.sub(lambda match: _number_of(int(match[1]) - 1, numbered, depth, numbers), level.pattern)
    return label.strip()


def _number_of(named: int, numbered: _List, depth: int, numbers: dict[int, int]) -> str:
    """What the label of a paragraph at `depth` shows for the level that its pattern names."""
    level = numbered.levels.get(named)
    if level is None or level.number_format == _BULLET:
        return ""
    is_decimal = named < depth and numbered.levels[depth].is_legal
    return format_number(numbers.get(named, level.start), "decimal" if is_decimal else level.number_format)


def with_label(label: str, text: str) -> str:
    """The label before the text, apart from it where they could run together (`1.` and `5万件`)."""
    return f"{label}{text}" if not label or label[-1] in _CLOSING else f"{label} {text}"
