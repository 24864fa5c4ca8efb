"""What a layout is: a way to write a printed report into a file, and what it loses on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from .printed import PrintedReport


class Blanks(Enum):
    """What becomes of a blank cell."""

    KEPT = "its place can be seen"
    DROPPED = "it vanishes, and the place of the others with it"
    DROPPED_RIGHT = "it is a bar that cannot be told from the bars that pad a row, or becomes one at the row's end"


@dataclass(frozen=True, slots=True)
class Layout:
    """`unfit` names the modifiers that make no sense here, because the layout could not even show them to a person.
    What `may_be_refused` need not be understood, as long as a warning or `NoTables` says so."""

    name: str
    suffix: str
    write: Callable[[PrintedReport], bytes]
    blanks: Blanks = Blanks.KEPT
    unfit: frozenset[str] = frozenset()
    may_be_refused: bool = False

    def render(self, report: PrintedReport) -> tuple[bytes, str]:
        """The bytes of the file and the suffix of its name."""
        return self.write(report), self.suffix


def text_layout(
    name: str,
    lines: Callable[[PrintedReport], list[str]],
    *,
    suffix: str = ".txt",
    blanks: Blanks = Blanks.KEPT,
    unfit: frozenset[str] = frozenset(),
) -> Layout:
    """A layout of UTF-8 text from a function that gives its lines."""
    return Layout(name, suffix, lambda report: ("\n".join(lines(report)) + "\n").encode(), blanks, unfit)
