"""Words, colours and sizes of the pictures; the words and colours are loaded from plots.yaml and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml
from gongkai.view.printable import printable

INK, FAINT, ALARM = "#222222", "#6b6b6b", "#b5482f"
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 14.0, 10.5, 8.5  # points
LONGEST_NAME = 26  # characters that fit across the narrowest picture at TITLE_SIZE


class _Style(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FlowStyle(_Style):
    """`outcomes`: by form of the report, `other` without one."""

    received: tuple[str, ...]
    carried_out: str
    outcomes: Mapping[str, tuple[str, ...]]


class RequestStyle(_Style):
    label: str
    color: str


class Stroke(_Style):
    """How a line is drawn, and the marks on it, by the names of matplotlib."""

    line: Literal["solid", "dashed", "dotted"]
    marker: Literal["o", "s", "^"]


class YearsStyle(_Style):
    colors: tuple[str, ...]
    strokes: tuple[Stroke, ...]
    default: tuple[str, ...]


class PlotStyle(_Style):
    flow: FlowStyle
    requests: Mapping[str, RequestStyle]
    years: YearsStyle


@cache
def plot_style() -> PlotStyle:
    return PlotStyle.model_validate(load_yaml("view/plots.yaml"))


def shown(text: str, longest: int = LONGEST_NAME, *, end: int = 0) -> str:
    """Words of a report as a label: one line of characters that can be drawn, a long one cut before its last `end`."""
    line = " ".join(printable(text).split())
    return line if len(line) <= longest else f"{line[: longest - end - 1]}…{line[len(line) - end :]}"
