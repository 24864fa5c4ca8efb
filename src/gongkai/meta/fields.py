"""The index block over a report (索引号, 文号, 发布机构, 发布日期 …), whatever it is laid out as.

Labels with their values come in lines (发布时间: 2021-02-19 发布机构:政府办公室, several in one), as cells of a table
with the value in the next cell, or as lines by turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gongkai.meta.page import Cell
from gongkai.meta.words import words


class Field(NamedTuple):
    """`kind` is a key of `labels` in `data/meta.yaml`. The value is never blank; printed and folded are as long."""

    kind: str
    printed: str
    folded: str


# Values end before the next label, known or not: white space, two to eight ideographs, colon.
_NEXT_LABEL = re.compile(r"\s+[【\[(]?(?:[\u4e00-\u9fff]\s?){1,7}[\u4e00-\u9fff/]{1,3}\s?[】\])]?\s?:|\s{3,}")
_EDGES = "【】[]：: \t"


def read_fields(cells: Sequence[Cell]) -> list[Field]:
    """All fields in reading order; a kind may come twice."""
    # The labels are Chinese: figures and blank cells, which are most of a table, are passed over.
    positions = (position for position, cell in enumerate(cells) if not cell.folded.isascii())
    return [field for position in positions for field in _fields_at(cells, position)]


def _fields_at(cells: Sequence[Cell], position: int) -> Iterator[Field]:
    cell = cells[position]
    for label in _labels().finditer(cell.folded):
        kind = next(name for name in words().labels if label[name])
        has_value = cell.folded[label.end() :].strip(_EDGES)
        if has_value and label["colon"]:
            yield from _field(kind, cell, label.end(), _value_end(cell.folded, label.end()))
        elif not has_value and (label["colon"] or label.start() == 0):
            yield from _from_next(kind, cells[position + 1 : position + 2])


def _from_next(kind: str, following: Sequence[Cell]) -> Iterator[Field]:
    for cell in following:
        if not _is_label(cell.folded):
            yield from _field(kind, cell, 0, _value_end(cell.folded, 0))


def _field(kind: str, cell: Cell, start: int, end: int) -> Iterator[Field]:
    while start < end and cell.folded[start] in _EDGES:
        start += 1
    while start < end and cell.folded[end - 1] in _EDGES:
        end -= 1
    if cell.folded[start:end] not in words().blanks:
        yield Field(kind, cell.printed[start:end], cell.folded[start:end])


def _value_end(text: str, start: int) -> int:
    following = _NEXT_LABEL.search(text, start)
    return following.start() if following else len(text)


def _is_label(text: str) -> bool:
    return text.endswith(":") or _labels().fullmatch(text) is not None


@cache
def _labels() -> re.Pattern[str]:
    """A label, in the group of its kind, with the colon or closing bracket behind it."""
    kinds = "|".join(f"(?P<{kind}>{_alternatives(labels)})" for kind, labels in words().labels.items())
    return re.compile(rf"(?<![\u4e00-\u9fff/])[【\[(]?(?:{kinds})\s?(?P<colon>[】\])]\s?:?|:)?")


def _alternatives(labels: Iterable[str]) -> str:
    return "|".join(r"\s{0,4}".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))
