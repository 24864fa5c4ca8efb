"""The picture of figures over the years: a panel an indicator, a line an issuer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING

from gongkai.figures import figure_text
from gongkai.view.plot_style import FAINT, INK, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, Stroke, plot_style
from gongkai.view.years import Panel, Series, Years

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS_PER_INCH = 72
# Inches.
PANEL_WIDTH, PANEL_HEIGHT = 4.3, 2.3
ROOM_LEFT, ROOM_ABOVE, ROOM_BELOW = 0.75, 0.5, 0.45  # around a panel: figures, its title, years
MARGIN, HEAD, LINE = 0.3, 0.55, 0.22
SAMPLE, CHARACTER, ROW = 0.75, 0.135, 0.18  # in the legend: a piece of line with the room around it, a letter, a line

MOST_YEARS = 12  # whose labels fit side by side below a panel
MANY = 10_000  # from here on in 万
TOPIC = "政府信息公开年度数据"
NOTHING = "没有数字"

Look = tuple[str, Stroke]  # colour and stroke


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where everything goes, in inches from the bottom left: left and bottom of each panel, the bottom of the legend,
    and the lines of the notes, the last one at the bottom."""

    width: float
    height: float
    panels: tuple[tuple[float, float], ...]
    legend: float
    legend_columns: int
    notes: tuple[str, ...]


def draw_years(years: Years) -> Figure:
    """To be called where Chinese labels are set up."""
    from matplotlib.figure import Figure

    sheet = _lay_out(years)
    figure = Figure(figsize=(sheet.width, sheet.height))
    looks, extent = _looks(len(years.issuers)), _extent(years)
    for place, panel in zip(sheet.panels, years.panels, strict=True):
        _draw_panel(_panel_axes(figure, place, sheet), panel, looks, extent)
    has_several = len(years.issuers) > 1
    title = TOPIC if has_several else years.issuers[0]
    _write(figure, sheet, sheet.height - MARGIN, title, size=TITLE_SIZE, weight="bold")
    if has_several:
        _draw_legend(figure, years.issuers, looks, sheet)
    for number, note in enumerate(reversed(sheet.notes)):
        _write(figure, sheet, MARGIN / 2 + LINE * (number + 0.5), note, size=SMALL_SIZE, color=FAINT)
    return figure


def _lay_out(years: Years) -> _Sheet:
    n_columns = min(2, len(years.panels))
    cell_width, cell_height = ROOM_LEFT + PANEL_WIDTH, ROOM_ABOVE + PANEL_HEIGHT + ROOM_BELOW
    room = n_columns * cell_width
    notes = tuple(line for note in years.notes for line in wrap(note, int(room * POINTS_PER_INCH / SMALL_SIZE)))
    legend = MARGIN / 2 + LINE * (len(notes) + 0.5)
    legend_columns = int(room / (SAMPLE + CHARACTER * max(map(len, years.issuers)))) or 1
    legend_lines = ceil(len(years.issuers) / legend_columns) if len(years.issuers) > 1 else 0
    bottom = legend + ROW * legend_lines
    n_rows = ceil(len(years.panels) / n_columns)
    places = (divmod(number, n_columns) for number in range(len(years.panels)))
    panels = tuple(
        (MARGIN + column * cell_width + ROOM_LEFT, bottom + (n_rows - 1 - row) * cell_height + ROOM_BELOW)
        for row, column in places
    )
    return _Sheet(room + 2 * MARGIN, bottom + n_rows * cell_height + HEAD, panels, legend, legend_columns, notes)


def _panel_axes(figure: Figure, place: tuple[float, float], sheet: _Sheet) -> Axes:
    left, bottom = place
    width, height = sheet.width, sheet.height
    return figure.add_axes((left / width, bottom / height, PANEL_WIDTH / width, PANEL_HEIGHT / height))


def _write(
    figure: Figure, sheet: _Sheet, y: float, words: str, *, size: float, color: str = INK, weight: str = "normal"
) -> None:
    x = MARGIN / sheet.width
    figure.text(x, y / sheet.height, words, fontsize=size, color=color, fontweight=weight, va="center")


def _looks(count: int) -> list[Look]:
    """All colours in the first stroke, then all in the next."""
    style = plot_style().years
    return [(color, stroke) for stroke, color in product(style.strokes, style.colors)][:count]


def _extent(years: Years) -> tuple[int, int]:
    """The first and the last year of all panels."""
    found = [point.year for panel in years.panels for series in panel.series for point in series.points]
    return min(found), max(found)


def _draw_panel(axes: Axes, panel: Panel, looks: Sequence[Look], extent: tuple[int, int]) -> None:
    axes.set_title(f"{panel.label}（{panel.unit}）", loc="left", fontsize=TEXT_SIZE, color=INK, weight="bold")
    _set_scales(axes, panel, extent)
    for series, look in zip(panel.series, looks, strict=True):
        _draw_series(axes, series, look)
    drawn = [series for series in panel.series if series.points]
    if not drawn:
        axes.text(0.5, 0.5, NOTHING, transform=axes.transAxes, ha="center", color=FAINT)
    if len(panel.series) == 1:
        _write_figures(axes, panel.series[0])


def _set_scales(axes: Axes, panel: Panel, extent: tuple[int, int]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    first, last = extent
    step = ceil((last - first + 1) / MOST_YEARS)
    axes.set_xlim(first - 0.5, last + 0.5)
    axes.set_xticks(range(first, last + 1, step), [str(year) for year in range(first, last + 1, step)])
    values = [float(value) for series in panel.series for point in series.points for value in point.values]
    highest, lowest = max([*values, 0]), min([*values, 0])
    axes.set_ylim(lowest * 1.15, highest * 1.15 or 1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _scale_text(value)))
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL_SIZE, labelcolor=FAINT)


def _scale_text(value: float) -> str:
    return f"{value / MANY:g}万" if abs(value) >= MANY else f"{value:g}"


def _draw_series(axes: Axes, series: Series, look: Look) -> None:
    """Lines between years that follow each other, and a mark a figure: filled for a cell, half filled for a figure from
    the text, and empty where the year has several figures."""
    color, stroke = look
    for run in series.stretches():
        years, values = [point.year for point in run], [float(point.values[0]) for point in run]
        axes.plot(years, values, color=color, linestyle=stroke.line, linewidth=1.8)
    for point in series.points:
        years, values = [point.year] * len(point.values), [float(value) for value in point.values]
        marks = axes.plot(years, values, color=color, linewidth=0.8, marker=stroke.marker, markersize=5, clip_on=False)
        marks[0].set_markerfacecolor(color if point.is_certain else "white")
        marks[0].set_fillstyle("bottom" if point.is_certain and point.is_from_text else "full")
        marks[0].set_markerfacecoloralt("white")


def _write_figures(axes: Axes, series: Series) -> None:
    """Above each mark, on a ground that covers the line."""
    ground = {"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5}
    for point in series.points:
        for value in point.values:
            place, words = (point.year, float(value)), figure_text(value)
            text = axes.annotate(words, place, (0, 6), textcoords="offset points", fontsize=SMALL_SIZE, bbox=ground)
            text.set(ha="center", color=INK)


def _draw_legend(figure: Figure, issuers: Sequence[str], looks: Sequence[Look], sheet: _Sheet) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=color, linestyle=stroke.line, marker=stroke.marker, markersize=5)
        for color, stroke in looks
    ]
    legend = figure.legend(
        handles,
        [str(number) for number in range(len(issuers))],
        loc="lower left",
        ncols=sheet.legend_columns,
        fontsize=SMALL_SIZE,
        frameon=False,
        borderpad=0,
        borderaxespad=0,
    )
    legend.set_bbox_to_anchor((MARGIN / sheet.width, sheet.legend / sheet.height))
    for text, issuer in zip(legend.get_texts(), issuers, strict=True):
        text.set_text(issuer)  # only now: matplotlib before 3.10 leaves out a label that begins with an underscore
