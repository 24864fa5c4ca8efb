"""A report for reading in the terminal: what it says about itself, its official tables, and the warnings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from gongkai.cli.layout import Grid, report_grids
from gongkai.cli.output import figure_text
from gongkai.forms import common, vocabulary
from gongkai.report import Failure, Report, TableValue

WIDTH = 100  # columns: the seven figures of the request table beside labels of a readable width
HEAD_WIDTH = 8  # columns: long heads are broken into lines of four characters; figures are never broken

META_LABELS = {
    "title": "标题",
    "issuer": "机关",
    "year": "年度",
    "form": "表式",
    "document_number": "文号",
    "index_number": "索引号",
    "published": "发布日期",
}
BLANK = "空"  # a cell that is there, with nothing in it
UNIT_UNKNOWN = "单位不明"


class TerminalWriter:
    """Prints each report when it is there. Failures are told on standard error, not here."""

    def __init__(self, stream: IO[str], *, color: bool) -> None:
        self._console = Console(file=stream, no_color=None if color else True, highlight=False, emoji=False)
        self._console.width = min(self._console.width, WIDTH) if self._console.is_terminal else WIDTH

    def write(self, result: Report | Failure) -> None:
        if isinstance(result, Report):
            self._console.print(*report_view(result), sep="\n")

    def close(self) -> None:
        self._console.file.flush()


def report_view(report: Report) -> Iterator[RenderableType]:
    """The parts of the page from top to bottom."""
    yield Rule(Text(_clean(report.source.name), style="bold"), align="left")
    yield _meta_view(report)
    yield ""
    for grid in report_grids(report):
        if grid.title:
            yield Text(grid.title, style="bold cyan")
        yield _grid_view(grid)
        yield ""
    if report.warnings:
        yield _warnings_view(report)
        yield ""


def _meta_view(report: Report) -> Table:
    view = _plain_grid(2)
    for field, label in META_LABELS.items():
        value = getattr(report.meta, field)
        if value is not None:
            view.add_row(Text(label, style="dim"), Text(_clean(str(value))))
    return view


def _grid_view(grid: Grid) -> Table:
    view = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    view.add_column("", overflow="fold")
    for head in grid.heads:
        lines = [head[i : i + HEAD_WIDTH // 2] for i in range(0, len(head), HEAD_WIDTH // 2)]
        view.add_column(Text("\n".join(lines)), justify="right", no_wrap=True, vertical="bottom")
    for line in grid.lines:
        view.add_row(Padding.indent(line.label, 2 * line.depth), *map(_cell_view, line.cells))
    return view


def _cell_view(cell: TableValue | None) -> Text:
    """Zeros are dimmed, so that the eye finds the others."""
    if cell is None:
        return Text("")
    if cell.value is None:
        return Text(_clean(cell.raw) or BLANK, style="dim")
    return Text(figure_text(cell.value) + _unit_text(cell), style="" if cell.value else "dim")


def _unit_text(cell: TableValue) -> str:
    """The unit of an amount of money: the only one that the form leaves open."""
    if vocabulary().indicators[cell.indicator].unit not in common().money:
        return ""
    return cell.unit or f" {UNIT_UNKNOWN}"


def _warnings_view(report: Report) -> Table:
    view = _plain_grid(3)
    for warning in report.warnings:
        view.add_row(Text("!", style="bold yellow"), Text(warning.code), Text(_clean(warning.message)))
    return view


def _plain_grid(n_columns: int) -> Table:
    """Columns without lines. The last one breaks long words; rich would cut them off."""
    view = Table.grid(padding=(0, 2))
    for _ in range(n_columns - 1):
        view.add_column(no_wrap=True)
    view.add_column(overflow="fold")
    return view


def _clean(text: str) -> str:
    """One line without control characters: a report must not be able to steer the reader's terminal."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
