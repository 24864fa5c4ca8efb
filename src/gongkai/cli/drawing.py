"""What the views for the terminal have in common: the console, tables, and text that fits and cannot steer it."""

from __future__ import annotations

from typing import IO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table

WIDTH = 100  # columns: the seven figures of the request table beside labels of a readable width
CUT = "…"


def open_console(stream: IO[str], *, color: bool) -> Console:
    console = Console(file=stream, no_color=None if color else True, highlight=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def ruled_table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")


def plain_grid(n_columns: int) -> Table:
    """Columns without lines. The last one breaks long words; rich would cut them off."""
    view = Table.grid(padding=(0, 2))
    for _ in range(n_columns - 1):
        view.add_column(no_wrap=True)
    view.add_column(overflow="fold")
    return view


def in_its_words(before: str, text: str, behind: str, width: int) -> tuple[str, str, str]:
    """A stretch of text with as many words around it as there is room for: at most half of it before the stretch, and
    as much after that half as if it were full, so that stretches can stand below each other."""
    middle = width // 2
    stretch = first_columns(printable(text), width - middle)
    return (
        last_columns(printable(before).lstrip(), middle),
        stretch,
        first_columns(printable(behind).rstrip(), width - middle - cell_len(stretch)),
    )


def first_columns(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + CUT if width else ""


def last_columns(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    while cell_len(text) > width - 1:
        text = text[1:]
    return CUT + text


def clean(text: str) -> str:
    return printable(text).strip()


def printable(text: str) -> str:
    """One line without control characters: a report must not be able to steer the reader's terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
