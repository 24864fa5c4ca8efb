"""The end of a report: who signs it, and when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gongkai.document import Document
from gongkai.meta.bodies import is_body_name
from gongkai.meta.dates import find_date
from gongkai.meta.fields import Field, read_fields
from gongkai.meta.page import Cell, read_closing

_DATE = re.compile(r"[(（]?\s?20\d\d\s?(?:年|[-/.])[\s\d一二三四五六七八九十元月/.\-]{3,9}日?\s?[)）]?")
_DATED_NAME = re.compile(rf"(?:(?P<name>[\u4e00-\u9fff()·]+)\s+)?(?P<date>{_DATE.pattern})(?P<printing>\s?印发)?")
_BLANK = re.compile(r"\s+")
_CENTURY = "20"  # in every date; asked first, as hardly any line has one


class Signature(NamedTuple):
    issuer: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class Closing:
    """The last lines, read only when they are asked for: the opening of most reports tells enough."""

    document: Document

    @cached_property
    def signature(self) -> Signature:
        return find_signature(self._cells)

    @cached_property
    def fields(self) -> list[Field]:
        return read_fields(self._cells)

    @cached_property
    def _cells(self) -> list[Cell]:
        return read_closing(self.document)


def find_signature(cells: Sequence[Cell]) -> Signature:
    """The last line that is a date, alone or behind a name; else with the name on the line before it. The date of
    printing (印发) counts only where no other stands."""
    lines = [cell.folded for cell in cells if cell.folded]
    found = [
        (position, match)
        for position, line in enumerate(lines)
        if _CENTURY in line and (match := _DATED_NAME.fullmatch(line))
    ]
    dated = [(position, match) for position, match in found if find_date(match["date"])]
    if not dated:
        return Signature()
    position, match = max(dated, key=lambda candidate: (candidate[1]["printing"] is None, candidate[0]))
    name = _BLANK.sub("", match["name"] or (lines[position - 1] if position else ""))
    return Signature(name if is_body_name(name) else None, find_date(match["date"]))
