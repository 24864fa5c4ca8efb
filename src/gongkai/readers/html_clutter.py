"""Which parts of a page are the furniture of the site: navigation, share bars, footers, lists of related links.

Nothing goes by its name alone: a part that holds substance (a figure in a table, an index number, a numbered heading,
running text) stays, whatever it is called. The words are in `html_clutter.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from gongkai.data import load_yaml
from gongkai.readers.html_flow import Attachment, Block, Flow, Grid, Line, Snapshot

# A list of links is furniture when it has this many of them, and when they make up so much of its text (dates and bars
# stand between the titles). Reports link to a few attachments only, which are not counted.
MIN_LINKS = 4
MIN_LINK_SHARE = 0.4
# Running text: a line of this many characters that ends or separates a sentence. The longest line of a footer without
# one of the marks is an address.
MIN_PROSE = 40
# A table in a footer has telephone numbers, but no two cells with nothing but a figure.
MIN_FIGURES = 2
# Buttons and breadcrumbs are short; a longer line is text even if it begins like one.
MAX_FURNITURE_LINE = 200
_NAME_CHARACTERS = 300  # of class and id together; the longest on real pages has some 100

_WORD_BORDER = re.compile("(?<=[a-z])(?=[A-Z])")
_SENTENCE = re.compile("[。；]")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*")


class _Words(NamedTuple):
    tags: frozenset[str]
    roles: frozenset[str]
    names: re.Pattern[str]
    button: re.Pattern[str]
    button_row: re.Pattern[str]
    beginnings: re.Pattern[str]
    marks: re.Pattern[str]
    substance: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load_yaml("readers/html_clutter.yaml")
    words, buttons, beside = (list(chain.from_iterable(data[key])) for key in ("words", "buttons", "beside_buttons"))
    return _Words(
        tags=frozenset(data["tags"]),
        roles=frozenset(data["roles"]),
        names=re.compile(rf"(?<![a-z])(?:{_any_of(words)})(?![a-z])|{_any_of(data['pieces'])}"),
        button=re.compile(_any_of(buttons)),
        # Possessive throughout: "返回首页" is two buttons or one, and a line of many must not be tried in every way.
        button_row=re.compile(rf"(?:[\W_]*+(?>{_any_of(buttons + beside)}))++[\W_]*"),
        beginnings=re.compile(_any_of(data["beginnings"])),
        marks=re.compile(_any_of(data["marks"])),
        substance=re.compile(_any_of(data["substance"])),
    )


def _any_of(alternatives: Iterable[str]) -> str:
    """Longer ones first, so that a button is not taken for a shorter one with something behind it."""
    return "|".join(sorted(alternatives, key=len, reverse=True))


class Suspicion(Enum):
    """Why an element may be furniture."""

    NONE = auto()
    BY_NAME = auto()  # a word in its class or id: too weak alone, as an article or a table may have a "header" too
    BY_ELEMENT = auto()  # its tag or role


def suspicion(tag: str, attributes: Mapping[str, str]) -> Suspicion:
    """What the element's tag, role, class and id say."""
    return _suspicion(attributes.get("role"), tag, attributes.get("class"), attributes.get("id"))


@lru_cache(maxsize=1024)  # a page has few different names, and asks for each element
def _suspicion(role: str | None, tag: str, *names: str | None) -> Suspicion:
    words = _words()
    if tag in words.tags or role in words.roles:
        return Suspicion.BY_ELEMENT
    name = " ".join(filter(None, (tag, *names)))[:_NAME_CHARACTERS]
    return Suspicion.BY_NAME if words.names.search(_WORD_BORDER.sub("-", name).lower()) else Suspicion.NONE


def prune(flow: Flow, before: Snapshot, suspected: Suspicion = Suspicion.NONE) -> None:
    """Takes out of the flow what came into it since `before`, if that is furniture."""
    content = flow.since(before)
    is_suspect = suspected is Suspicion.BY_ELEMENT or (suspected is Suspicion.BY_NAME and content.n_links > 0)
    if content.n_kept or not (is_suspect or _is_link_list(content)):
        return
    if _has_substance(flow.blocks[before.n_blocks :]):
        flow.n_kept += 1
    else:
        flow.rewind(before)


def _is_link_list(content: Snapshot) -> bool:
    """Whether an element with this content is mostly links that lead elsewhere."""
    return content.n_links >= MIN_LINKS and content.link_chars >= MIN_LINK_SHARE * content.chars


def _has_substance(blocks: Iterable[Block]) -> bool:
    """Whether any of the blocks can belong to a report."""
    return any(map(_is_substance, blocks))


def _is_substance(block: Block) -> bool:
    if isinstance(block, Line):
        is_named = not block.is_link and _names_substance(block.text)
        return (is_named or is_prose(block.text)) and not is_furniture(block)
    if isinstance(block, Grid):
        texts = [cell.text for cell in block.cells]
        return sum(map(_is_figure, texts)) >= MIN_FIGURES or any(map(_names_substance, texts))
    return isinstance(block, Attachment) and _names_substance(block.title)


def is_prose(text: str) -> bool:
    """Whether a line is running text, no label and no heading."""
    return len(text) >= MIN_PROSE and _SENTENCE.search(text) is not None


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _names_substance(text: str) -> bool:
    return _words().substance.search(text) is not None


def is_furniture(block: Block) -> bool:
    """Whether it is a line of buttons, a breadcrumb trail or part of a footer, wherever it stands."""
    if not isinstance(block, Line) or len(block.text) > MAX_FURNITURE_LINE or "。" in block.text:
        return False
    text, words = block.text, _words()
    if words.beginnings.match(text) or words.marks.search(text):
        return True
    return words.button_row.fullmatch(text) is not None and words.button.search(text) is not None
