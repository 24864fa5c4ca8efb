"""The stream of text that a page, or one cell of a table, is made of: lines as a browser would break them.

A `Flow` counts while it grows (characters, link characters, links), so that what an element holds is the difference of
two snapshots and need not be measured again at every level of nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.document import GridCell

# Zero width, soft hyphen, byte order mark in the middle: no reader sees them.
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u00ad\ufeff]")
# A line break of the source between two full-width characters (CSS Text, segment break transformation).
_WIDE = "\u2e80-\u303e\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
_WRAPPED = re.compile(f"(?<=[{_WIDE}])[ \t\f]*\n[ \t\f\n]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\n\f]+")


class TooComplexError(Exception):
    """The page is nested or repeated beyond what a report can be; the message says in which way."""


def visible(text: str) -> str:
    """The text as a browser shows it: ASCII white space collapsed, invisible characters dropped, ends stripped.

    No-break and ideographic spaces stay where they are, except at the ends.
    """
    stripped = text.strip()
    if stripped.isprintable() and "  " not in stripped:  # nearly all: no line breaks, nothing invisible
        return stripped
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def unwrap(text: str) -> str:
    """Joins Chinese text that is wrapped in the source. Not for whole lines: between elements, a break is a space."""
    return _WRAPPED.sub("", text) if "\n" in text.strip(" \t\f\n") else text


class Line(NamedTuple):
    """One line of text, `link_chars` characters of which are links."""

    text: str
    link_chars: int = 0
    is_heading: bool = False

    @property
    def is_link(self) -> bool:
        return 2 * self.link_chars > len(self.text)


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table."""

    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the page links to or shows in a frame."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture large enough to hold a table."""


Block = Line | Grid | Attachment | Picture


class Snapshot(NamedTuple):
    """What a flow held at one moment; the difference of two is what was added between them."""

    n_blocks: int
    chars: int
    link_chars: int
    n_links: int
    n_kept: int


BEGINNING = Snapshot(0, 0, 0, 0, 0)


@dataclass(slots=True)
class Flow:
    """Blocks in reading order.

    `n_kept` counts the parts that looked like clutter and were found to be none, so that nobody looks again.
    """

    blocks: list[Block] = field(default_factory=list)
    chars: int = 0
    link_chars: int = 0
    n_links: int = 0
    n_kept: int = 0

    def add_line(self, written: str, link_chars: int = 0, is_heading: bool = False, keep_spaces: bool = False) -> None:
        """Adds a line as it is written in the source, unless nothing of it is visible."""
        text = _INVISIBLE.sub("", written) if keep_spaces else visible(written)
        if text:
            if link_chars:
                link_chars = min(link_chars, len(text))
                self.link_chars += link_chars
            self.blocks.append(Line(text, link_chars, is_heading))
            self.chars += len(text)

    def absorb(self, others: Iterable[Flow], blocks: Iterable[Block]) -> None:
        """Appends the blocks of `others`, or those that were made from them, and counts what they counted."""
        self.blocks.extend(blocks)
        for other in others:
            self.chars += other.chars
            self.link_chars += other.link_chars
            self.n_links += other.n_links
            self.n_kept += other.n_kept

    def snapshot(self) -> Snapshot:
        return Snapshot(len(self.blocks), self.chars, self.link_chars, self.n_links, self.n_kept)

    def since(self, before: Snapshot) -> Snapshot:
        return Snapshot(*(now - then for now, then in zip(self.snapshot(), before, strict=True)))

    def rewind(self, before: Snapshot) -> None:
        """Forgets everything that was added since `before`."""
        n_blocks, self.chars, self.link_chars, self.n_links, self.n_kept = before
        del self.blocks[n_blocks:]
