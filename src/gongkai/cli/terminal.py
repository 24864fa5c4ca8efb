"""A report for reading in the terminal: what it says about itself, its official tables, the claims of its text, and
the warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from gongkai.cli.drawing import clean, in_its_words, open_console, plain_grid, ruled_table
from gongkai.cli.layout import ClaimLine, claim_lines
from gongkai.figures import figure_text
from gongkai.forms import common, vocabulary
from gongkai.report import Claim, Failure, Report, TableValue
from gongkai.view.official_tables import Grid, report_grids

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

CLAIMS_TITLE = "正文中的数据"
# Columns for a claim and the words around it, of which half stand before it: in 100, the longest of the usual names of
# indicators still fits beside them on one line.
AROUND_WIDTH, LEAST_AROUND_WIDTH = 32, 16
LEAST_LABEL_WIDTH = 8
PRECISIONS = {"about": "约", "at_least": "≥"}
PERIODS = {"this_year": "", "last_year": "上年", "cumulative": "累计"}
SCOPES = {"whole": "", "part": "部分"}


class TerminalWriter:
    """Prints each report when it is there. Failures are told on standard error, not here."""

    def __init__(self, stream: IO[str], *, color: bool) -> None:
        self._console = open_console(stream, color=color)

    def write(self, result: Report | Failure) -> None:
        if isinstance(result, Report):
            self._console.print(*report_view(result, self._console.width), sep="\n")

    def close(self) -> None:
        self._console.file.flush()


def print_claims(stream: IO[str], text: str, claims: Sequence[Claim], *, color: bool) -> None:
    """The claims of a text that is no report."""
    console = open_console(stream, color=color)
    console.print(_claims_view(text, claims, console.width))
    console.file.flush()


def report_view(report: Report, width: int) -> Iterator[RenderableType]:
    """The parts of the page from top to bottom."""
    yield Rule(Text(clean(report.source.name), style="bold"), align="left")
    yield _meta_view(report)
    yield ""
    for grid in report_grids(report):
        if grid.title:
            yield Text(grid.title, style="bold cyan")
        yield _grid_view(grid)
        yield ""
    if report.claims:
        yield Text(CLAIMS_TITLE, style="bold cyan")
        yield _claims_view(report.text, report.claims, width)
        yield ""
    if report.warnings:
        yield _warnings_view(report)
        yield ""


def _meta_view(report: Report) -> Table:
    view = plain_grid(2)
    for field, label in META_LABELS.items():
        value = getattr(report.meta, field)
        if value is not None:
            view.add_row(Text(label, style="dim"), Text(clean(str(value))))
    return view


def _grid_view(grid: Grid) -> Table:
    view = ruled_table()
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
        return Text(clean(cell.raw) or BLANK, style="dim")
    return Text(figure_text(cell.value) + _unit_text(cell), style="" if cell.value else "dim")


def _unit_text(cell: TableValue) -> str:
    """The unit of an amount of money: the only one that the form leaves open."""
    if vocabulary().indicators[cell.indicator].unit not in common().money:
        return ""
    return cell.unit or f" {UNIT_UNKNOWN}"


def _claims_view(text: str, claims: Sequence[Claim], width: int) -> Table:
    """One line a claim; a column in which no claim has anything is left out."""
    lines = list(claim_lines(text, claims))
    around = max(LEAST_AROUND_WIDTH, min(AROUND_WIDTH, width // 3))
    columns = {
        "章节": [Text(clean(line.section)) for line in lines],
        "原文": [_in_its_words(line, around) for line in lines],
        "指标": [Text(line.label) for line in lines],
        "数值": [Text(_claimed_figure(line.claim), justify="right") for line in lines],
        "备注": [Text(_other_than_usual(line.claim)) for line in lines],
    }
    shown = {head: cells for head, cells in columns.items() if any(cells)}
    view = ruled_table()
    for head in shown:
        least = LEAST_LABEL_WIDTH if head == "指标" else None
        view.add_column(head, overflow="fold", no_wrap=head in ("原文", "数值"), min_width=least)
    for row in zip(*shown.values(), strict=True):
        view.add_row(*row)
    return view


def _in_its_words(line: ClaimLine, width: int) -> Text:
    """The claim, emphasised, in the words around it; it begins in the middle."""
    before, claim, behind = in_its_words(line.before, line.claim.text, line.behind, width)
    return Text.assemble(" " * (width // 2 - cell_len(before)), before, (claim, "bold green"), behind)


def _claimed_figure(claim: Claim) -> str:
    """As `≥1600条`."""
    if claim.value is None:
        return ""
    return PRECISIONS.get(claim.precision, "") + figure_text(claim.value) + (claim.unit or "")


def _other_than_usual(claim: Claim) -> str:
    """Period and scope, unless all of the report's own year is meant."""
    return " ".join(filter(None, (PERIODS.get(claim.period, f"{claim.period}年"), SCOPES[claim.scope])))


def _warnings_view(report: Report) -> Table:
    view = plain_grid(3)
    for warning in report.warnings:
        view.add_row(Text("!", style="bold yellow"), Text(warning.code), Text(clean(warning.message)))
    return view
