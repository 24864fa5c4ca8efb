"""The bookkeeping of one pass over the mark-up: depth, hidden parts, the open line, what is due when an element ends.

The parser calls `start`, `data` and `end` (lxml's parser target interface): no tree is built, nothing recurses, and
time grows with the length of the page alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from gongkai.data import load_yaml
from gongkai.readers.html_attributes import Attributes, is_not_displayed, is_preformatted
from gongkai.readers.html_flow import Flow, TooComplexError, unwrap
from gongkai.readers.text import MAX_LINES

# Deeper than any page: with `p` and `font` never closed, each paragraph is inside the one before it.
MAX_DEPTH = 2000

ELEMENTS: Mapping[str, list[str]] = load_yaml("readers/html_elements.yaml")
_UNSHOWN = frozenset(ELEMENTS["unshown"])

Closer = Callable[[Any], None]


class Walk:
    """Follows the mark-up and writes its text into `flow`, line by line; subclasses say what each element does.

    Args:
        shows_hidden: takes what attributes hide for text too.
    """

    openers: ClassVar[Mapping[str, Callable[[Any, str, Attributes], None]]] = {}
    breaks_line: ClassVar[frozenset[str]] = frozenset()  # elements that begin and end a line

    def __init__(self, *, shows_hidden: bool = False) -> None:
        self.flow = Flow()
        self.n_hidden_chars = 0  # of sentences; hidden menus do not matter
        self._shows_hidden = shows_hidden
        self.n_links = 0  # that are open
        self.file_title: list[str] | None = None  # the text of the link to a file that is open
        self.is_heading = False
        self._depth = 0
        self._silences: list[tuple[int, bool]] = []  # open elements not shown: depth, and whether they hide text
        self._closers: list[tuple[int, Closer, Any]] = []  # depth of the element, and the call at its end
        self._line: list[str] = []  # what is written on the open line
        self._line_link_chars = 0
        self._n_preformatted = 0  # elements that are open
        self._n_preformatted_lines = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooComplexError(f"elements nested more than {MAX_DEPTH} deep")
        if self._silences:
            if tag in _UNSHOWN:
                self.silence()
            return
        if attributes:
            style = attributes.get("style")
            if "hidden" in attributes or (style and ("none" in style or "white-space" in style)):  # hardly ever
                if is_not_displayed(attributes) and not self._shows_hidden:
                    self.silence(hides_text=True)
                    return
                if is_preformatted(attributes):
                    self.keep_spaces()
        if self._line and tag in self.breaks_line:
            self.end_line()
        opener = self.openers.get(tag)
        if opener is not None:
            opener(self, tag, attributes)

    def data(self, text: str) -> None:
        if self.file_title is not None:
            self.file_title.append(text)
        if self._silences:
            if self._silences[-1][1] and "。" in text:
                self.n_hidden_chars += len(text)
        elif self._n_preformatted:
            self._write_preformatted(text)
        elif self._line or not text.isspace():  # white space does not open a line
            self._line.append(unwrap(text) if "\n" in text else text)
            if self.n_links:
                self._line_link_chars += len(text)

    def end(self, tag: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if self._silences:
            if self._silences[-1][0] == depth:
                self._silences.pop()
            return
        if self._line and tag in self.breaks_line:
            self.end_line()
        closers = self._closers
        while closers and closers[-1][0] == depth:
            _, closer, argument = closers.pop()
            closer(argument)

    def close(self) -> Self:
        """The end of the page."""
        self.end_line()
        return self

    def at_end(self, closer: Closer, argument: object = None) -> None:
        """Calls `closer(argument)` when the element that has just opened ends; the last one given is called first."""
        self._closers.append((self._depth, closer, argument))

    def silence(self, *, hides_text: bool = False) -> None:
        """Nothing inside the element that has just opened is shown."""
        self._silences.append((self._depth, hides_text))

    def enter(self, flow: Flow) -> None:
        """Writes into another flow until the element ends."""
        self._closers.append((self._depth, self._return_to, self.flow))
        self.flow = flow

    def _return_to(self, flow: Flow) -> None:
        self.flow = flow

    def end_line(self) -> None:
        if self._line:
            written = "".join(self._line)
            self.flow.add_line(written, self._line_link_chars, self.is_heading, self._n_preformatted > 0)
            self._line.clear()
            self._line_link_chars = 0

    def keep_spaces(self) -> None:
        """Shows white space as it is written until the element ends."""
        self._n_preformatted += 1
        self.at_end(self._collapse_spaces)

    def _collapse_spaces(self, _: None) -> None:
        self._n_preformatted -= 1

    def _write_preformatted(self, text: str) -> None:
        self._n_preformatted_lines += text.count("\n")
        if self._n_preformatted_lines > MAX_LINES:
            raise TooComplexError(f"more than {MAX_LINES} lines of preformatted text")
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self.end_line()
            self._line.append(line)
