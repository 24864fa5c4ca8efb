"""Drawn lines to grids of cells with spans.

A grid is found from its borders: lines that touch make a region, their positions make its tracks (the smallest rows and
columns), and tracks with no line between them are one cell. pdfplumber's own finder looks for the smallest rectangle
with four drawn sides instead; it loses a cell for each side that is missing, and its cells do not know their spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from pdfplumber.table import merge_edges

from gongkai.readers.pdf_model import Box, Rule

# Double lines and cells set apart are up to 3 points from each other; the smallest type in use is 5 points high.
_SNAP = 4.0
_ROUNDING = 0.5
_JOIN = 3.0  # gaps in dotted and dashed lines
_MIN_LENGTH = 5.0  # of a joined rule: anything shorter is a dot or a bullet
# A rule that goes on by more than this past the outermost rule across it leaves that side of the table open.
_OVERHANG = 10.0
_COVERED = 0.75  # share of a cell's side that must be drawn: rules end short of each other at corners
# A page with more joined rules than this is a map or a chart. The largest official form has 60.
_MAX_RULES = 1500


@dataclass(frozen=True, slots=True)
class GridSlot:
    """A cell of a grid, before its text."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Grid:
    """Tracks between `edges` (x) and `tops` (y), each one more than the tracks, and the rules of the region."""

    edges: tuple[float, ...]
    tops: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def box(self) -> Box:
        return Box(self.edges[0], self.tops[0], self.edges[-1], self.tops[-1])

    @cached_property
    def drawn(self) -> frozenset[tuple[bool, int, int]]:
        """Sides of tracks with a line on them: (horizontal, number of the line, number of the track along it)."""
        sides: set[tuple[bool, int, int]] = set()
        for rule in self.rules:
            across, along = (self.tops, self.edges) if rule.horizontal else (self.edges, self.tops)
            line = nearest(across, rule.at)
            sides.update((rule.horizontal, line, track) for track in _covered_tracks(along, rule))
        return frozenset(sides)

    @cached_property
    def cells(self) -> tuple[GridSlot, ...]:
        """Rectangles of tracks with no line inside, by row, then by column. They cover the grid."""
        taken: set[tuple[int, int]] = set()
        tracks = product(range(len(self.tops) - 1), range(len(self.edges) - 1))
        return tuple(self._grown(*track, taken) for track in tracks if track not in taken)

    def _grown(self, row: int, column: int, taken: set[tuple[int, int]]) -> GridSlot:
        """The cell that begins at a track: as wide as no line is in the way, then as high."""
        width = 1
        while not self._is_closed(False, column + width, row) and (row, column + width) not in taken:
            width += 1
        height = 1
        while self._row_is_open(row + height, column, width) and (row + height, column) not in taken:
            height += 1
        taken.update((r, c) for r in range(row, row + height) for c in range(column, column + width))
        return GridSlot(row, column, height, width)

    def _row_is_open(self, row: int, column: int, width: int) -> bool:
        """Whether the tracks of a row belong to those above: no line on top of them, none between them."""
        if any(self._is_closed(True, row, track) for track in range(column, column + width)):
            return False
        return not any(self._is_closed(False, line, row) for line in range(column + 1, column + width))

    def _is_closed(self, horizontal: bool, line: int, track: int) -> bool:
        last = len(self.tops if horizontal else self.edges) - 1
        return line >= last or (horizontal, line, track) in self.drawn

    def has_rule_above(self, cell: GridSlot) -> bool:
        return self._has_rule(cell.row, cell)

    def has_rule_below(self, cell: GridSlot) -> bool:
        return self._has_rule(cell.row + cell.rowspan, cell)

    def _has_rule(self, line: int, cell: GridSlot) -> bool:
        tracks = range(cell.column, cell.column + cell.colspan)
        return all((True, line, track) in self.drawn for track in tracks)


def nearest(positions: tuple[float, ...], at: float) -> int:
    index = bisect_left(positions, at)
    return min((i for i in (index - 1, index) if 0 <= i < len(positions)), key=lambda i: abs(positions[i] - at))


def _covered_tracks(along: tuple[float, ...], rule: Rule) -> Iterable[int]:
    first = max(bisect_right(along, rule.start) - 1, 0)
    for track in range(first, len(along) - 1):
        start, end = along[track], along[track + 1]
        if start >= rule.end:
            return
        if min(end, rule.end) - max(start, rule.start) >= _COVERED * (end - start):
            yield track


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """Grids of at least one cell, from top to bottom."""
    straightened = _joined(rules, _ROUNDING)
    if len(straightened) > _MAX_RULES:
        return []
    regions = (_joined(region, _SNAP) for region in _regions(straightened))
    grids = [grid for region in regions if (grid := _grid(region))]
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.x0))


def _joined(rules: Iterable[Rule], tolerance: float) -> list[Rule]:
    """Rules that lie on each other within `tolerance` made one, by pdfplumber."""
    edges = merge_edges([_edge(rule) for rule in rules], tolerance, tolerance, _JOIN, _JOIN)
    joined = [_from_edge(edge) for edge in edges]
    return [rule for rule in joined if rule.end - rule.start >= _MIN_LENGTH]


def _edge(rule: Rule) -> dict[str, Any]:
    across = {"orientation": "h", "x0": rule.start, "x1": rule.end, "top": rule.at, "bottom": rule.at}
    down = {"orientation": "v", "x0": rule.at, "x1": rule.at, "top": rule.start, "bottom": rule.end}
    edge = across if rule.horizontal else down
    return edge | {"doctop": edge["top"], "width": 0.0, "height": 0.0}


def _from_edge(edge: dict[str, Any]) -> Rule:
    if edge["orientation"] == "h":
        return Rule(True, edge["top"], edge["x0"], edge["x1"])
    return Rule(False, edge["x0"], edge["top"], edge["bottom"])


def _regions(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch, directly or by way of others (union-find)."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for first, second in _touching(rules):
        parent[root(first)] = root(second)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(rules):
        groups[root(index)].append(rule)
    return list(groups.values())


def _touching(rules: list[Rule]) -> Iterable[tuple[int, int]]:
    """Pairs of a horizontal and a vertical rule that cross or meet, as positions in `rules`."""
    across = sorted((rule.at, index) for index, rule in enumerate(rules) if rule.horizontal)
    for index, rule in enumerate(rules):
        if rule.horizontal:
            continue
        low, high = bisect_left(across, (rule.start - _SNAP, -1)), bisect_right(across, (rule.end + _SNAP, len(rules)))
        for _, other in across[low:high]:
            if rules[other].start - _SNAP <= rule.at <= rules[other].end + _SNAP:
                yield index, other


def _grid(region: list[Rule]) -> Grid | None:
    """The tracks of a region, one more at each side that is open; None where there is nothing to enclose."""
    across = [rule for rule in region if rule.horizontal]
    down = [rule for rule in region if not rule.horizontal]
    if not across or not down:
        return None
    edges = _positions({rule.at for rule in down}, across)
    tops = _positions({rule.at for rule in across}, down)
    if len(edges) < 2 or len(tops) < 2:
        return None
    return Grid(edges, tops, tuple(region))


def _positions(at: set[float], ends: list[Rule]) -> tuple[float, ...]:
    start, end = min(rule.start for rule in ends), max(rule.end for rule in ends)
    positions = set(at)
    if start < min(at) - _OVERHANG:
        positions.add(start)
    if end > max(at) + _OVERHANG:
        positions.add(end)
    return tuple(sorted(positions))
