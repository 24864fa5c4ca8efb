"""Marks over text, which may overlap, -> stretches that each lie in the same marks from end to end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """`text[start:end]` belongs to the item `id`; `start` < `end`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch and the marks that it lies in. `first` are those of which nothing came before it, `last` those
    that end with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    first: tuple[Mark, ...] = ()
    last: tuple[Mark, ...] = ()


def cut(text: str, marks: Iterable[Mark], lines: Iterable[tuple[int, int]]) -> Iterator[list[Segment]]:
    """The segments of each line, which together are its text. `lines` are spans of the text in rising order."""
    waiting = deque(sorted(marks))
    active: list[Mark] = []
    begun: set[Mark] = set()
    for start, end in lines:
        while waiting and waiting[0].start < end:
            active.append(waiting.popleft())
        active = [mark for mark in active if mark.end > start]
        yield list(_segments(text, start, end, active, begun))


def _segments(text: str, start: int, end: int, marks: list[Mark], begun: set[Mark]) -> Iterator[Segment]:
    beginning: dict[int, list[Mark]] = {}
    for mark in marks:
        beginning.setdefault(max(mark.start, start), []).append(mark)
    bounds = {start, end} | set(beginning) | {mark.end for mark in marks if mark.end < end}
    inside: list[Mark] = []
    for left, right in pairwise(sorted(bounds)):
        inside = [mark for mark in inside if mark.end > left] + beginning.get(left, [])
        first = tuple(mark for mark in inside if mark not in begun)
        begun.update(first)
        last = tuple(mark for mark in inside if mark.end == right)
        yield Segment(text[left:right], tuple(inside), first, last)
