"""A report's text -> blocks of marked lines: headings, paragraphs, and the flattened tables apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.report import Report
from gongkai.view.items import Item, Items, Span
from gongkai.view.marking import Mark, Segment, cut
from gongkai.view.standing import Standing
from gongkai.view.stretches import Stretch, line_at, line_spans, table_stretches
from gongkai.view.words import words

PART_LENGTH = 3000  # characters: about two screens, what a browser lays out at once when it comes into view
LONGEST_HEADING = 60  # characters: a longer line that begins a section is its first paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    `items` are the ids of what it belongs to, the one that it looks like first; `anchors` those that begin here. A
    piece with a `label` can be focused: it begins a claim, or words that evidence names. `is_last`: that one ends here.
    """

    text: str
    items: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    kind: Literal["", "claim", "stretch", "cell"] = ""
    standing: Standing | None = None
    label: str = ""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of pieces: one line for a heading or a paragraph, all lines for a table with `n_cells` cells. `section` is
    the position of the section that begins here."""

    kind: Literal["heading", "paragraph", "table"]
    lines: tuple[tuple[Piece, ...], ...]
    section: int | None = None
    depth: int = 0
    n_cells: int = 0


def text_parts(report: Report, items: Items) -> list[list[Block]]:
    """All lines of the text but blank ones, in parts of about equal length."""
    parts: list[list[Block]] = [[]]
    length = 0
    for block in _blocks(report, items):
        if length > PART_LENGTH:
            parts.append([])
            length = 0
        parts[-1].append(block)
        length += sum(len(piece.text) for line in block.lines for piece in line)
    return parts


def _blocks(report: Report, items: Items) -> Iterator[Block]:
    spans = line_spans(report.text)
    marker = _Marker(items)
    stripped = (_stripped(report.text, span) for span in spans)
    lines = [tuple(marker.pieces(segments)) for segments in cut(report.text, marker.marks, stripped)]
    stretches = {stretch.first: stretch for stretch in table_stretches(report, spans)}
    sections = {line_at(spans, section.start): i for i, section in reversed([*enumerate(report.sections)])}
    number = 0
    while number < len(lines):
        stretch = stretches.get(number)
        if stretch:
            yield _table(stretch, lines)
        elif lines[number]:
            yield _line(lines[number], sections.get(number), report)
        number = stretch.last + 1 if stretch else number + 1


def _stripped(text: str, span: Span) -> Span:
    line = text[slice(*span)]
    start = span[0] + len(line) - len(line.lstrip())
    return start, start + len(line.strip())


def _table(stretch: Stretch, lines: Sequence[tuple[Piece, ...]]) -> Block:
    filled = tuple(line for line in lines[stretch.first : stretch.last + 1] if line)
    return Block("table", filled, n_cells=len(stretch.values))


def _line(pieces: tuple[Piece, ...], section: int | None, report: Report) -> Block:
    if section is None or sum(len(piece.text) for piece in pieces) > LONGEST_HEADING:
        return Block("paragraph", (pieces,), section)
    return Block("heading", (pieces,), section, depth=report.sections[section].number.count("（"))


class _Marker:
    """Joins the marks of a text to the items that they stand for."""

    def __init__(self, items: Items) -> None:
        self._items = {item.id: item for item in (*items.claims, *items.stretches)}
        self.marks = [*_marks(self._items.values()), *_marks(items.values, "r"), *_warning_marks(items)]

    def pieces(self, segments: Iterable[Segment]) -> Iterator[Piece]:
        for segment in segments:
            if segment.text:
                yield self._piece(segment) if segment.marks else Piece(segment.text)

    def _piece(self, segment: Segment) -> Piece:
        """Claims come before stretches, and both before cells, in deciding what the piece looks like."""
        chosen = min(
            (self._items[mark.id] for mark in segment.marks if mark.id in self._items), key=_rank, default=None
        )
        first = [mark.id for mark in segment.first]
        others = (mark.id for mark in segment.marks if chosen is None or mark.id != chosen.id)
        return Piece(
            text=segment.text,
            items=(*([chosen.id] if chosen else []), *others),
            anchors=tuple(first),
            kind="cell" if chosen is None else "claim" if chosen.kind == "claim" else "stretch",
            standing=chosen.standing if chosen else None,
            label=_spoken(chosen) if chosen and chosen.id in first else "",
            is_last=chosen is not None and any(mark.id == chosen.id for mark in segment.last),
        )


def _marks(items: Iterable[Item], prefix: str = "") -> list[Mark]:
    """`prefix` replaces the first letter of the ids: a value has its id in its table, and another in the text."""
    return [Mark(*item.place, prefix + item.id[1:] if prefix else item.id) for item in items if item.place]


def _warning_marks(items: Items) -> list[Mark]:
    return [Mark(*place, f"w{i}") for i, place in enumerate(items.warning_places) if place]


def _rank(item: Item) -> tuple[bool, str]:
    return item.kind != "claim", item.id


def _spoken(item: Item) -> str:
    """What a screen reader says of a marked piece."""
    fared = words().standings[item.standing].word if item.standing else ""
    return "，".join(filter(None, (item.name, item.figure, item.remark, fared)))
