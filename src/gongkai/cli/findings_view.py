"""The findings of reports for reading in the terminal: each with what stands on both of its sides, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from gongkai.cli.drawing import clean, open_console
from gongkai.cli.evidence_view import EvidenceViews
from gongkai.forms import vocabulary
from gongkai.report import Failure, Finding, Report, Severity
from gongkai.view.standing import Standing, report_standings
from gongkai.view.tally import tally
from gongkai.view.words import words

if TYPE_CHECKING:
    from gongkai.cli.checking import Verdict

STYLES = {
    Standing.CONFLICT: "bold red",
    Standing.DOUBT: "bold yellow",
    Standing.NOTE: "bold blue",
    Standing.AGREES: "green",
    Standing.UNCOMPARED: "dim",
}
SEVERITIES: tuple[Severity, ...] = ("conflict", "doubt", "note")
INDENT = 2
BESIDE_WORDS = 30  # columns that indent, side, figure and section take on the line of words from the text
CLAIMS, SUMS = "正文数据", "表内勾稽"
NOTHING = "没有可比的数字"
CHECKED = "共检查 {} 份报告"


class FindingsWriter:
    """Prints the findings of each report when it is there, and in the end `verdict`. Failures are told on standard
    error, not here."""

    def __init__(self, stream: IO[str], verdict: Verdict, *, color: bool) -> None:
        self._console = open_console(stream, color=color)
        self._verdict = verdict

    def write(self, result: Report | Failure) -> None:
        if isinstance(result, Report):
            self._console.print(*findings_view(result, self._console.width), sep="\n")

    def close(self) -> None:
        self._console.print(verdict_view(self._verdict))
        self._console.file.flush()


def findings_view(report: Report, width: int) -> Iterator[RenderableType]:
    """The parts of the page from top to bottom: the gravest findings first, then how many claims agree."""
    yield Rule(Text(clean(report.source.name), style="bold"), align="left")
    if about := _about(report):
        yield Text(about, style="dim")
    evidence = EvidenceViews(report, width - BESIDE_WORDS)
    for finding in sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity)):
        yield _head_view(finding)
        yield Padding.indent(Text(clean(finding.message)), INDENT)
        yield Padding.indent(evidence.view(finding), INDENT)
        yield ""
    yield _tally_view(report)
    yield ""


def verdict_view(verdict: Verdict) -> Text:
    """As `共检查 16 份报告，2 份有矛盾；× 矛盾 3，？ 存疑 1；1 份读不出`."""
    reports = CHECKED.format(verdict.reports)
    view = Text(f"{reports}，{verdict.conflicting} 份有矛盾" if verdict.conflicting else f"{reports}，没有矛盾")
    view.append_text(_counts_view([(Standing(each), verdict.findings[each]) for each in SEVERITIES], "；"))
    if verdict.failures:
        view.append(f"；{verdict.failures} 份读不出", "bold red")
    return view


def _about(report: Report) -> str:
    """As `某县 2022年 2021年版`."""
    meta = report.meta
    year = f"{meta.year}年" if meta.year else None
    form = words().forms[meta.form] if meta.form else None
    return clean(" ".join(filter(None, (meta.issuer, year, form))))


def _head_view(finding: Finding) -> Text:
    """As `× 矛盾  正文与表格  本年新收政府信息公开申请数量`."""
    standing = Standing(finding.severity)
    indicator = vocabulary().indicators.get(finding.indicator or "")
    label = indicator.zh if indicator else finding.indicator or ""
    return Text.assemble(_sign(standing), f"  {words().kinds[finding.kind]}  ", (clean(label), "bold"))


def _sign(standing: Standing) -> tuple[str, str]:
    named = words().standings[standing]
    return f"{named.sign} {named.word}", STYLES[standing]


def _tally_view(report: Report) -> Text:
    """As `正文数据 可比 19 处：√ 相符 17，× 矛盾 2；○ 无可比对象 9`, and the same of the sums inside the tables."""
    counted = tally(report, report_standings(report))
    lines = [(CLAIMS, counted.claims), (SUMS, counted.sums)]
    views = [_tally_line(name, counts) for name, counts in lines if any(counts.values())]
    return Text("\n").join(views) if views else Text(NOTHING, style="dim")


def _tally_line(name: str, counts: Mapping[Standing, int]) -> Text:
    compared = [(standing, counts.get(standing, 0)) for standing in (Standing.AGREES, *map(Standing, SEVERITIES))]
    view = Text(f"{name} 可比 {sum(count for _, count in compared)} 处")
    view.append_text(_counts_view(compared, "："))
    return view.append_text(_counts_view([(Standing.UNCOMPARED, counts.get(Standing.UNCOMPARED, 0))], "；"))


def _counts_view(counts: Sequence[tuple[Standing, int]], before: str) -> Text:
    """Those above 0, with `before` in front of the first."""
    view = Text()
    for standing, count in counts:
        if count:
            view.append("，" if view else before).append(*_sign(standing)).append(f" {count}")
    return view
