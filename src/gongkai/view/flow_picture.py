"""The picture of how the requests of a report flowed: bars for what came, for all of it and for what became of it, and
bands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

from gongkai.figures import figure_text
from gongkai.view.flow import NOTE_LINE, SLOT, Box, Flow, is_drawn, stacked
from gongkai.view.plot_style import ALARM, FAINT, INK, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, plot_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches from the left: the three bars, each BAR wide, so that the longest labels fit on either side.
WIDTH = 10.6
LEFT, MIDDLE, RIGHT, BAR = 2.45, 4.6, 6.75, 0.2
MARGIN, HEAD, FOOT_LINE = 0.4, 1.3, 0.2
TO_LABEL = 0.12  # from a bar to the name beside it
LEFT_NAME, RIGHT_NAME, FIGURE = 0.65, 0.95, 0.85  # room for a name, of four and of six characters; and for 123456 件
EMPTY = 0.16  # height of the frame that stands for a missing figure
SIGN_LENGTH = 0.3  # of the hatched piece that leads to nowhere

TOPIC = "政府信息公开申请的来源与办理结果"
UNIT = "件"
NO_FIGURE = "—"


class Side(Enum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class _Column:
    """Boxes, their bars' left edge, and how far the column's top is from that of the picture."""

    boxes: Sequence[Box]
    x: float
    y: float
    side: Side

    @property
    def inner(self) -> float:
        """The edge of the bars that bands begin at."""
        return self.x + BAR if self.side is Side.LEFT else self.x


def draw_flow(flow: Flow) -> Figure:
    """To be called where Chinese labels are set up."""
    from matplotlib.figure import Figure

    came, went = stacked(flow.received, flow), stacked(flow.outcomes, flow)
    height = max(came.height, went.height, flow.height)
    feet = list(_feet(flow))
    figure = Figure(figsize=(WIDTH, HEAD + height + MARGIN + FOOT_LINE * len(feet)))
    axes = _page(figure)
    _draw_head(axes, flow)
    top = HEAD + (height - flow.height) / 2
    for stack, x, side in ((came, LEFT, Side.LEFT), (went, RIGHT, Side.RIGHT)):
        _draw_column(axes, _Column(stack.boxes, x, HEAD + (height - stack.height) / 2, side), top)
    _draw_whole(axes, flow, top)
    for number, foot in enumerate(feet):
        _write(axes, MARGIN, HEAD + height + MARGIN / 2 + FOOT_LINE * number, foot, size=SMALL_SIZE, color=FAINT)
    return figure


def _draw_column(axes: Axes, column: _Column, top: float) -> None:
    """The bars with their labels, and the bands to or from the middle bar, which begins at `top`."""
    _draw_bands(axes, column, top)
    for box in column.boxes:
        _draw_bar(axes, box, column)
        _draw_label(axes, box, column)


def _page(figure: Figure) -> Axes:
    """Axes over the whole figure, in inches from the top left."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return axes


def _draw_head(axes: Axes, flow: Flow) -> None:
    _write(axes, MARGIN, 0.4, flow.title, size=TITLE_SIZE, weight="bold")
    _write(axes, MARGIN, 0.72, TOPIC, color=FAINT)
    if flow.came != flow.went:
        _write(axes, WIDTH - MARGIN, 0.72, _difference(flow), side="right", color=ALARM)


def _difference(flow: Flow) -> str:
    which = "去向" if flow.came > flow.went else "来处"
    unknown = f"{figure_text(abs(flow.came - flow.went))} {UNIT}{which}不明"
    came = f"来 {figure_text(flow.came)} {UNIT}" if any(map(is_drawn, flow.received)) else "来处没有数字"
    went = f"去 {figure_text(flow.went)} {UNIT}" if any(map(is_drawn, flow.outcomes)) else "去向没有数字"
    return f"{came}，{went}：{unknown}（斜线）"


def _draw_bands(axes: Axes, column: _Column, top: float) -> None:
    """From each bar to its share of the middle bar."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    end = MIDDLE if column.side is Side.LEFT else MIDDLE + BAR
    half = (column.inner + end) / 2
    for box in column.boxes:
        height = box.bottom - box.top
        if not height:
            continue
        y = column.y + box.top
        points = [(column.inner, y), (half, y), (half, top), (end, top)]
        points += [(x, low + height) for x, low in reversed(points)]
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
        axes.add_patch(PathPatch(Path(points, codes), color=_color(box), alpha=0.32, linewidth=0))
        top += height


def _draw_bar(axes: Axes, box: Box, column: _Column) -> None:
    """A bar as high as the figure; a line for 0; an empty frame where there is no figure."""
    from matplotlib.patches import Rectangle

    y = column.y + box.top
    if not is_drawn(box.amount):
        frame = Rectangle((column.x, y - EMPTY / 2), BAR, EMPTY, fill=False, edgecolor=FAINT, linestyle=(0, (3, 2)))
        axes.add_patch(frame)
    elif box.amount.value:
        axes.add_patch(Rectangle((column.x, y), BAR, box.bottom - box.top, color=_color(box), linewidth=0))
    else:
        axes.plot([column.x, column.x + BAR], [y, y], color=_color(box), linewidth=1.5, solid_capstyle="butt")


def _draw_label(axes: Axes, box: Box, column: _Column) -> None:
    """The name beside the bar, the figure beside the name, the notes below."""
    is_left = column.side is Side.LEFT
    edge = column.x - TO_LABEL if is_left else column.x + BAR + TO_LABEL
    side: Literal["left", "right"] = "right" if is_left else "left"
    top = column.y + box.middle - NOTE_LINE * len(box.notes) / 2
    name = plot_style().requests[box.amount.indicator].label
    figure = f"{figure_text(box.amount.value)} {UNIT}" if is_drawn(box.amount) else NO_FIGURE
    color = INK if box.amount.value else FAINT
    _write(axes, edge, top, name, side=side, color=color)
    figure_edge = edge - LEFT_NAME - TO_LABEL if is_left else edge + RIGHT_NAME + FIGURE
    _write(axes, figure_edge, top, figure, side="right", color=color, weight="bold")
    for number, note in enumerate(box.notes, 1):
        _write(axes, edge, top + NOTE_LINE * number + 0.02, note, side=side, size=SMALL_SIZE, color=FAINT)


def _draw_whole(axes: Axes, flow: Flow, top: float) -> None:
    """The middle bar with what it comes to; what came from nowhere, or went nowhere, is hatched."""
    from matplotlib.patches import Rectangle

    centre = MIDDLE + BAR / 2
    if not flow.whole:
        missing = "没有可画的数字" if any(not is_drawn(amount) for amount in flow.amounts) else "没有申请"
        _write(axes, centre, top, missing, side="center", color=FAINT)
        return
    axes.add_patch(Rectangle((MIDDLE, top), BAR, flow.height, color="#4a4a4a", linewidth=0))
    if flow.came == flow.went:
        _write(axes, centre, top - SLOT / 2, f"共 {figure_text(flow.whole)} {UNIT}", side="center", weight="bold")
    lost = flow.height_of(abs(flow.came - flow.went))
    if lost:
        x = MIDDLE - SIGN_LENGTH if flow.came < flow.went else MIDDLE + BAR
        place = (x, top + flow.height - lost)
        axes.add_patch(Rectangle(place, SIGN_LENGTH, lost, fill=False, edgecolor=ALARM, hatch="////", linewidth=0))


def _feet(flow: Flow) -> Iterator[str]:
    if any(not is_drawn(amount) for amount in flow.amounts):
        yield "虚线框：没有数字，不当作 0。"
    if flow.is_from_text:
        yield "数字取自正文，正文没有提到的不列出。"
    elif any(amount.source == "text" for amount in flow.amounts):
        yield "注明“正文”的数字取自正文，因为表格没有该项。"


def _color(box: Box) -> str:
    return plot_style().requests[box.amount.indicator].color


def _write(
    axes: Axes,
    x: float,
    y: float,
    words: str,
    *,
    side: Literal["left", "right", "center"] = "left",
    size: float = TEXT_SIZE,
    color: str = INK,
    weight: Literal["normal", "bold"] = "normal",
) -> None:
    axes.text(x, y, words, ha=side, va="center", fontsize=size, color=color, fontweight=weight)
