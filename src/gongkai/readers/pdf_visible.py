"""pdfminer's interpreter with clipping, which it leaves out: spreadsheets and browsers draw more than can be seen.

The text of a cell that is too long goes on below the next cell, rules go on past the end of a page; only the clipping
path hides them. Here it is taken as its bounding box, and what lies outside of it is not drawn.
"""

from __future__ import annotations

from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTComponent
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.utils import Matrix, Rect, apply_matrix_pt

_TOLERANCE = 2.0  # points: fonts state the boxes of their characters loosely


class ClippedAggregator(PDFPageAggregator):
    """Collects what is drawn inside of `clip`, which the interpreter sets; None is the whole page."""

    clip: Rect | None = None

    def render_char(self, *args: Any) -> float:
        advance = super().render_char(*args)
        self._drop_hidden(-1)
        return advance

    def paint_path(self, *args: Any) -> None:
        n_before = len(self.cur_item)
        super().paint_path(*args)
        if len(self.cur_item) == n_before + 1:  # a path of several parts comes here again with each of them
            self._drop_hidden(-1)

    def _drop_hidden(self, index: int) -> None:
        drawn = self.cur_item._objs[index]
        if self.clip and isinstance(drawn, LTComponent) and _is_hidden(drawn, self.clip):
            del self.cur_item._objs[index]


def _is_hidden(drawn: LTComponent, clip: Rect) -> bool:
    """Whether the middle is outside: a character is read if half of it is seen. Rules end at a clipping path anyway."""
    x, y = (drawn.x0 + drawn.x1) / 2, (drawn.y0 + drawn.y1) / 2
    inside_x = clip[0] - _TOLERANCE <= x <= clip[2] + _TOLERANCE
    return not (inside_x and clip[1] - _TOLERANCE <= y <= clip[3] + _TOLERANCE)


class ClippingInterpreter(PDFPageInterpreter):
    """Tells its `ClippedAggregator` of clipping paths, and of their end when the graphics state is restored."""

    device: ClippedAggregator

    def __init__(self, resources: PDFResourceManager, device: ClippedAggregator) -> None:
        super().__init__(resources, device)
        self._saved: list[Rect | None] = []

    def execute(self, streams: Any) -> None:
        """Runs a page, or a form on it, which leaves the clipping path as it was."""
        clip = self.device.clip
        super().execute(streams)
        self.device.clip = clip

    def do_q(self) -> None:
        super().do_q()
        self._saved.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802
        super().do_Q()
        if self._saved:
            self.device.clip = self._saved.pop()

    def do_W(self) -> None:  # noqa: N802
        points = [number for step in self.curpath for number in step[1:]]
        if points:
            self.device.clip = _intersection(self.device.clip, _bounding_box(self.ctm, points))

    def do_W_a(self) -> None:  # noqa: N802
        self.do_W()


def _bounding_box(matrix: Matrix, numbers: list[Any]) -> Rect:
    """Of points given as x, y, x, y…, in the coordinates of the page."""
    points = [apply_matrix_pt(matrix, point) for point in zip(numbers[::2], numbers[1::2], strict=True)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _intersection(first: Rect | None, second: Rect) -> Rect:
    if first is None:
        return second
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])
