"""What each HTML element does to the page: break the line, hold a part of the site, build a table, name a file."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar, Self

from gongkai.readers.html_attributes import Attributes, file_address, is_large_picture, leads_elsewhere, typed_figure
from gongkai.readers.html_clutter import Suspicion, is_furniture, prune, suspicion
from gongkai.readers.html_flow import Attachment, Flow, Line, Picture, Snapshot, TooComplexError, visible
from gongkai.readers.html_tables import OpenTable
from gongkai.readers.html_walk import ELEMENTS, Walk

# Layout tables go ten deep on old sites.
MAX_OPEN_TABLES = 100


class Page(Walk):
    """The parser target. After `close`, `flow` holds the blocks of the page, and `hints` what its head says about it.

    Args:
        shows_hidden: takes what attributes hide for text too.
        keeps_furniture: takes navigation and the like for text too.
    """

    def __init__(self, *, shows_hidden: bool = False, keeps_furniture: bool = False) -> None:
        super().__init__(shows_hidden=shows_hidden)
        self._keeps_furniture = keeps_furniture
        self.hints: dict[str, str] = {}
        self._tables: list[OpenTable] = []

    def close(self) -> Self:
        super().close()
        if not self._keeps_furniture:
            self.flow.blocks = [block for block in self.flow.blocks if not is_furniture(block)]
        return self

    # -- headings and containers

    def _start_heading(self, _tag: str, _attributes: Attributes) -> None:
        self.is_heading = True
        self.at_end(self._end_heading)

    def _end_heading(self, _: None) -> None:
        self.is_heading = False

    def _start_preformatted(self, _tag: str, _attributes: Attributes) -> None:
        self.keep_spaces()

    def _start_unshown(self, _tag: str, _attributes: Attributes) -> None:
        self.silence()

    def _start_container(self, tag: str, attributes: Attributes) -> None:
        if not self._keeps_furniture:
            self.at_end(self._judge, (self.flow.snapshot(), suspicion(tag, attributes)))

    def _judge(self, container: tuple[Snapshot, Suspicion]) -> None:
        prune(self.flow, *container)

    # -- tables

    def _start_table(self, tag: str, attributes: Attributes) -> None:
        self._start_container(tag, attributes)
        if len(self._tables) == MAX_OPEN_TABLES:
            raise TooComplexError(f"tables nested more than {MAX_OPEN_TABLES} deep")
        if self._tables and self._tables[-1].outer is self.flow:
            self._tables[-1].close()  # a table in a table, but in no cell of it: browsers end the outer one here
        self._tables.append(OpenTable(self.flow))
        self.at_end(self._end_table)

    def _end_table(self, _: None) -> None:
        self._tables.pop().close()

    def _start_group(self, tag: str, _attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].start_group(tag)
            self.at_end(OpenTable.end_group, self._tables[-1])

    def _start_row(self, _tag: str, _attributes: Attributes) -> None:
        if self._tables:
            table = self._tables[-1]
            table.start_row()
            self.at_end(OpenTable.end_row, table)
            self.enter(table.outer)  # text of the row that is in no cell; browsers show it before the table

    def _start_cell(self, _tag: str, attributes: Attributes) -> None:
        if self._tables:
            self.enter(self._tables[-1].start_cell(attributes))

    # -- links, frames, pictures, fields

    def _start_link(self, _tag: str, attributes: Attributes) -> None:
        if address := file_address(attributes):
            self.file_title = []
            self.at_end(self._end_file_link, address)
        elif leads_elsewhere(attributes):
            self.n_links += 1
            self.flow.n_links += 1
            self.at_end(self._end_link)

    def _end_link(self, _: None) -> None:
        self.n_links -= 1

    def _end_file_link(self, address: str) -> None:
        title = visible("".join(self.file_title or ()))
        self.file_title = None
        self.flow.blocks.append(Attachment(title, address))

    def _start_frame(self, tag: str, attributes: Attributes) -> None:
        if address := file_address(attributes):
            self.flow.blocks.append(Attachment(attributes.get("title", ""), address))
        if tag != "embed":  # which has no end, so that the parser takes what follows for its content
            self.silence()

    def _start_picture(self, _tag: str, attributes: Attributes) -> None:
        if is_large_picture(attributes):
            self.flow.blocks.append(Picture())

    def _start_field(self, _tag: str, attributes: Attributes) -> None:
        if figure := typed_figure(attributes):
            self.data(figure)

    # -- what the page says about itself

    def _start_title(self, _tag: str, _attributes: Attributes) -> None:
        title = Flow()
        self.enter(title)
        self.at_end(self._end_title, title)

    def _end_title(self, title: Flow) -> None:
        self._add_hint("title", " ".join(line.text for line in title.blocks if isinstance(line, Line)))

    def _start_meta(self, _tag: str, attributes: Attributes) -> None:
        self._add_hint(attributes.get("name") or attributes.get("property", ""), attributes.get("content", ""))

    def _add_hint(self, key: str, value: str) -> None:
        """The first of several statements counts, unless it is empty."""
        if key and (shown := visible(value)):
            self.hints.setdefault(key.strip().lower(), shown)

    openers: ClassVar = {
        **dict.fromkeys(ELEMENTS["unshown"], _start_unshown),
        **dict.fromkeys(ELEMENTS["containers"], _start_container),
        **dict.fromkeys(ELEMENTS["headings"], _start_heading),
        **dict.fromkeys(ELEMENTS["frames"], _start_frame),
        **dict.fromkeys(("thead", "tbody", "tfoot"), _start_group),
        **dict.fromkeys(("td", "th"), _start_cell),
        "a": _start_link,
        "img": _start_picture,
        "input": _start_field,
        "meta": _start_meta,
        "pre": _start_preformatted,
        "table": _start_table,
        "title": _start_title,
        "tr": _start_row,
    }
    breaks_line = frozenset(
        chain(
            ELEMENTS["lines"],
            ELEMENTS["containers"],
            ELEMENTS["headings"],
            ("br", "pre", "table", "td", "th", "title", "tr"),
        )
    )
