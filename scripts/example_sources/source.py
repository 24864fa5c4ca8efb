"""The data file of one example: prose, figures and what is peculiar to its tables, checked for unknown keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

import yaml

HERE = Path(__file__).parent
LABELS: Mapping[str, Any] = yaml.safe_load((HERE / "labels.yaml").read_text(encoding="utf-8"))

Value = int | float | None
LineKind = Literal["title", "heading", "text", "right"]

_MARKS: dict[str, LineKind] = {"# ": "title", "## ": "heading", "> ": "right"}
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")

# How a report writes its figures.
_STYLES: dict[str, Callable[[int | float], str]] = {
    "plain": str,
    "thousands": lambda number: f"{number:,}",
    "full_width": lambda number: f"{number:,}".translate(_FULL_WIDTH),
    "spaced": lambda number: f"{number:,}".replace(",", " "),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as printed and the value that it must be read as, in the indicator's unit; None: blank or struck."""

    printed: str
    value: Value


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class TableMark:
    """The place of a table in the body, `[[name]]`."""

    name: str


@dataclass(frozen=True)
class Source:
    """One data file. `figures` holds single cells, `requests` rows of seven, `disputes` rows of five, `local` the rows
    of a table of the issuer's own. A figure is a number, null (blank) or `{print: …, value: …}`."""

    file: str
    renderer: str
    meta: Mapping[str, Any]
    body: str
    form: str | None = None
    layout: str | None = None  # article20: key in labels.yaml where it is not the form
    numbers: str = "plain"
    figures: Mapping[str, Any] = field(default_factory=dict)
    requests: Mapping[str, list[Any]] = field(default_factory=dict)
    disputes: Mapping[str, list[Any]] = field(default_factory=dict)
    local: Mapping[str, Any] = field(default_factory=dict)
    areas: tuple[str, ...] = ()  # statistics: headings of two value columns, the first of which counts
    relabel: Mapping[str, str] = field(default_factory=dict)  # official label -> as this report words it
    omit: tuple[str, ...] = ()  # rows of the request table that this report lacks
    subtotal_column: bool = False
    subtotal_groups: tuple[str, ...] = ()
    replace: Mapping[str, str] = field(default_factory=dict)  # characters, over the whole text
    romanise: Mapping[str, str] = field(default_factory=dict)  # a mirror in traditional characters: which ones carry it
    page: Mapping[str, Any] = field(default_factory=dict)  # what stands around the report on a web page
    tracked: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # docx: what was corrected, and its old text
    contradictions: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def load(cls, path: Path) -> Source:
        """Raises ValueError for keys that no example has."""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        unknown = content.keys() - {entry.name for entry in fields(cls)}
        if unknown:
            raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
        return cls(**content)

    def figure(self, node: Any) -> Figure:
        if isinstance(node, Mapping):
            return Figure(node["print"], node["value"])
        return Figure("", None) if node is None else Figure(_STYLES[self.numbers](node), node)

    def label(self, text: str) -> str:
        return self.relabel.get(text.strip("　"), text)

    def blocks(self) -> list[Line | TableMark]:
        """The body in reading order."""
        return [_block(line) for line in self.body.splitlines() if line.strip()]


def _block(line: str) -> Line | TableMark:
    if line.startswith("[["):
        return TableMark(line.strip("[]"))
    mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
    return Line(_MARKS.get(mark, "text"), line.removeprefix(mark))
