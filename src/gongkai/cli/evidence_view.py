"""What a finding rests on, for reading in the terminal: each figure with its place in a table or its words in the
text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gongkai.cli.drawing import clean, in_its_words, plain_grid
from gongkai.cli.layout import words_around
from gongkai.figures import figure_text
from gongkai.report import Evidence, Finding, Report, TableValue
from gongkai.view.findings_pane import sides_of
from gongkai.view.items import value_figure
from gongkai.view.official_tables import HEADINGS, report_grids

SIDES = ("左", "右")  # as `left` and `right` of a finding
TEXT = "正文"
TABLES = {"article20": "主动公开表", "requests": "申请情况表", "disputes": "复议诉讼表", "statistics": "统计表"}
FEW_CELLS = 3  # of more than these on one side, blank cells and zeros are only counted
NOTHING = Evidence()

Span = tuple[int, int]
Exhibit = tuple[str, Text]  # where it stands, and what


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The table of a cell, and its row with those above it and its column."""

    table: str
    path: str


class EvidenceViews:
    """Of the findings of one report, each `width` columns wide in its last column."""

    def __init__(self, report: Report, width: int) -> None:
        self._report = report
        self._width = width
        self._places = dict(_cell_places(report))

    def view(self, finding: Finding) -> Table:
        """Both sides below each other; of a finding with only one, that one without a name."""
        view = plain_grid(4)
        view.columns[1].justify = "right"
        sides = sides_of(finding)
        names = ("", "") if NOTHING in sides else SIDES
        for name, figure, evidence in zip(names, (finding.left, finding.right), sides, strict=True):
            first = (name, figure_text(figure))
            for exhibit in self._exhibits(evidence):
                view.add_row(*first, *exhibit)
                first = ("", "")
        return view

    def _exhibits(self, evidence: Evidence) -> Iterator[Exhibit]:
        spans = [(claim.start, claim.end) for claim in (self._report.claims[i] for i in evidence.claims)]
        if evidence.start is not None and evidence.end is not None:
            spans.append((evidence.start, evidence.end))
        for together in _neighbours(sorted(spans), self._report.text, self._width // 2):
            yield self._section(together[0][0]), self._in_their_words(together)
        yield from self._cells([self._report.values[i] for i in evidence.values])

    def _section(self, offset: int) -> str:
        """As `正文 一（二）`; the smallest section that the offset is in."""
        around = [section for section in self._report.sections if section.start <= offset < section.end]
        smallest = min(around, key=lambda section: section.end - section.start, default=None)
        return clean(f"{TEXT} {smallest.number}") if smallest else TEXT

    def _in_their_words(self, spans: Sequence[Span]) -> Text:
        text, start, end = self._report.text, spans[0][0], spans[-1][1]
        before, behind = words_around(text, start, end)
        before, stretch, behind = in_its_words(before, text[start:end], behind, self._width)
        emphasised = Text(stretch)
        for first, last in spans:
            emphasised.stylize("bold", first - start, last - start)
        return Text.assemble(before, emphasised, behind)

    def _cells(self, cells: Sequence[TableValue]) -> Iterator[Exhibit]:
        telling = [cell for cell in cells if cell.value] or cells[:FEW_CELLS]
        shown = telling if len(cells) > FEW_CELLS else cells
        figures = [clean(value_figure(cell)) for cell in shown]
        width = max(map(cell_len, figures), default=0)
        for cell, figure in zip(shown, figures, strict=True):
            place = self._places[id(cell)]
            yield place.table, Text.assemble(" " * (width - cell_len(figure)), (figure, "bold"), "  ", place.path)
        if len(shown) < len(cells):
            yield "", Text(_rest_text([cell for cell in cells if cell not in shown]), style="dim")


def _neighbours(spans: Iterable[Span], text: str, width: int) -> Iterator[list[Span]]:
    """The spans in groups that stand in one line of the text and fit into `width` columns together."""
    group: list[Span] = []
    for span in spans:
        stretch = text[group[0][0] : span[1]] if group else ""
        if "\n" in stretch or cell_len(stretch) > width:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _rest_text(cells: Sequence[TableValue]) -> str:
    zeros, blanks = sum(cell.value == 0 for cell in cells), sum(cell.value is None for cell in cells)
    counts = ((zeros, "为 0"), (blanks, "没有数字"))
    return "另有 " + "、".join(f"{count} 格{what}" for count, what in counts if count)


def _cell_places(report: Report) -> Iterator[tuple[int, CellPlace]]:
    """By `id` of the table value."""
    short = {HEADINGS[table]: name for table, name in TABLES.items()}
    title = ""
    for grid in report_grids(report):
        title = grid.title or title
        for line in grid.lines:
            for head, cell in zip(grid.heads, line.cells, strict=True):
                if cell is not None:
                    yield id(cell), CellPlace(short.get(title, title), " › ".join((*line.path, head)))
