"""Figures of many reports over the years: which issuer stated what in which year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.errors import OutputError
from gongkai.forms import vocabulary
from gongkai.report import Report
from gongkai.view.amounts import Amount, Amounts
from gongkai.view.plot_style import plot_style, shown

END_OF_NAME = 8  # characters that stay of a name that is cut: offices of one place differ there
MOST_NAMED = 4  # reports of one year that a note names

Editions = dict[str, dict[int, list[Amounts]]]  # by issuer and year


@dataclass(frozen=True, slots=True)
class Point:
    """What one issuer stated for one year, in one or more editions of its report; those without a figure left out."""

    year: int
    amounts: tuple[Amount, ...]

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The different figures, in their order of size."""
        return tuple(sorted({amount.value for amount in self.amounts if amount.value is not None}))

    @property
    def is_certain(self) -> bool:
        return len(self.values) == 1

    @property
    def is_from_text(self) -> bool:
        return all(amount.source == "text" for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Series:
    """The points of an issuer, by year; none for a year without a figure."""

    points: tuple[Point, ...]

    def stretches(self) -> Iterator[list[Point]]:
        """Runs of years, one following the other, each with one certain figure: what a line may join."""
        run: list[Point] = []
        for point in self.points:
            if run and (point.year != run[-1].year + 1 or not point.is_certain):
                yield run
                run = []
            if point.is_certain:
                run.append(point)
        if run:
            yield run


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator; a series an issuer, in the order of `Years.issuers`."""

    label: str
    unit: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """`notes` are sentences for the foot of the picture."""

    issuers: tuple[str, ...]
    panels: tuple[Panel, ...]
    notes: tuple[str, ...]


def figures_by_year(reports: Iterable[Report], indicators: Sequence[str]) -> Years:
    """Raises:
    KeyError: an indicator is not in the vocabulary.
    OutputError: no report states any of them, or there are more issuers than can be told apart.
    """
    for indicator in indicators:
        vocabulary().check(indicator)
    editions: Editions = {}
    n_undated = 0
    for report in reports:
        if report.meta.year is None:
            n_undated += 1
            continue
        years = editions.setdefault(report.meta.issuer or report.source.name, {})
        years.setdefault(report.meta.year, []).append(Amounts(report))
    _refuse_too_many(editions)
    panels = tuple(_panel(indicator, editions) for indicator in indicators)
    if not any(series.points for panel in panels for series in panel.series):
        names = ", ".join(indicators)
        raise OutputError("plot", f"no report with a known year states {names}", "Choose other indicators or reports")
    return Years(tuple(map(_name, editions)), panels, tuple(_notes(editions, panels, n_undated)))


def _name(issuer: str) -> str:
    return shown(issuer, end=END_OF_NAME)


def _refuse_too_many(editions: Editions) -> None:
    style = plot_style().years
    most = len(style.colors) * len(style.strokes)
    if len(editions) > most:
        problem = f"{len(editions)} issuers cannot be told apart in one picture"
        raise OutputError("plot", problem, f"Choose the reports of at most {most}")


def _panel(indicator: str, editions: Editions) -> Panel:
    named = vocabulary().indicators[indicator]
    series = (Series(tuple(_points(indicator, years))) for years in editions.values())
    return Panel(named.zh, named.unit, tuple(series))


def _points(indicator: str, years: dict[int, list[Amounts]]) -> Iterator[Point]:
    for year, reports in sorted(years.items()):
        amounts = tuple(amount for report in reports if (amount := report.of(indicator)).value is not None)
        if amounts:
            yield Point(year, amounts)


def _notes(editions: Editions, panels: Sequence[Panel], n_undated: int) -> Iterator[str]:
    several = [
        f"{_name(issuer)}{year}年（{len(reports)}份）"
        for issuer, years in editions.items()
        for year, reports in sorted(years.items())
        if len(reports) > 1
    ]
    if several:
        rest = f"等 {len(several)} 处" if len(several) > MOST_NAMED else ""
        yield f"同一年有几份报告：{'、'.join(several[:MOST_NAMED])}{rest}；数字不同的都画出（空心点），不连线。"
    if any(point.is_from_text for panel in panels for series in panel.series for point in series.points):
        yield "半空心点：取自正文，因为表格没有该项。"
    if n_undated:
        yield f"{n_undated} 份报告的年度不明，没有画出。"
