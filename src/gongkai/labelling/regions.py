"""Marked stretches as Label Studio's results and back, by one table that serves both directions.

A stretch is a region: several results that share an `id`, one for each control that says something about it. The one
for its label is always there, those for period and scope where they differ from the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from gongkai.labelling.passages import (
    ATTRIBUTES,
    Mark,
    narrative_labels,
    unknown_attributes,
    written_value,
)

TEXT = "text"
"""Name of the configuration's text, and of the key in a task's data that it shows."""


@dataclass(frozen=True)
class Control:
    """A control of the configuration. `kind` is both the type of its results and the key of the choice in them;
    `attribute` is the choice's name here; a choice that is the `default` is not written."""

    name: str
    kind: str
    attribute: str
    default: str | None = None


LABEL = Control("label", "labels", "indicator")
CONTROLS = (LABEL, *(Control(name, "choices", name, default) for name, default in ATTRIBUTES.items()))
_BY_NAME = {(control.name, control.kind): control for control in CONTROLS}
# What the page does not keep when it tells what a region says: it shows runs of white space as one, and writes line
# breaks as a backslash and an n.
_LOOSE = re.compile(r"\\n|\s")


class Stretch(Protocol):
    """What can become a region: a `Mark`, or a `Claim`, whose confidence becomes the region's score."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def indicator(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def scope(self) -> str: ...


def to_results(text: str, stretches: Iterable[Stretch], name: str) -> list[dict[str, Any]]:
    """The results of all stretches; `name` begins the ids of their regions."""
    return [result for stretch in stretches for result in _region(text, stretch, name)]


def from_results(text: str, results: Iterable[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """The marks of one annotation, in the order of the text.

    Raises:
        ValueError: a region without a label or with several, with an unknown choice, empty, or that says something else
            than the text. The message names the region.
    """
    regions: dict[str, dict[Control, Mapping[str, Any]]] = {}
    for result in results:
        control = _BY_NAME.get((result.get("from_name", ""), result["type"]))
        if control:  # relations, and controls that somebody added, are passed over
            regions.setdefault(result["id"], {})[control] = result["value"]
    marks = [_mark(text, name, values) for name, values in regions.items()]
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _region(text: str, stretch: Stretch, name: str) -> Iterator[dict[str, Any]]:
    place = {"start": stretch.start, "end": stretch.end, "text": text[stretch.start : stretch.end]}
    common: dict[str, Any] = {"id": f"{name}-{stretch.start}-{stretch.end}", "to_name": TEXT}
    confidence = getattr(stretch, "confidence", None)
    common |= {"origin": "manual"} if confidence is None else {"origin": "prediction", "score": confidence}
    for control in CONTROLS:
        choice = getattr(stretch, control.attribute)
        if choice != control.default:
            value = {**place, control.kind: [choice]}
            yield {**common, "from_name": control.name, "type": control.kind, "value": value}


def _mark(text: str, name: str, values: Mapping[Control, Mapping[str, Any]]) -> Mark:
    chosen = {control: _choice(name, control, values[control]) for control in CONTROLS if control in values}
    given: dict[str, Any] = {control.attribute: choice for control, choice in chosen.items() if choice is not None}
    if (label := given.get(LABEL.attribute)) is None:
        raise ValueError(f"region {name} has no label")
    if label not in narrative_labels():
        raise ValueError(f"unknown label {label}")
    start, end = _place(text, name, values[LABEL])
    mark = Mark(start, end, value=written_value(text[start:end], label), **given)
    if wrong := unknown_attributes(mark):
        raise ValueError(f"region {name}: {', '.join(wrong)}")
    return mark


def _choice(name: str, control: Control, value: Mapping[str, Any]) -> str | None:
    """The one choice, None where it was taken back."""
    choices: list[str] = value.get(control.kind) or []
    if len(choices) > 1:
        raise ValueError(f"region {name} has several choices of {control.name}: {', '.join(choices)}")
    return choices[0] if choices else None


def _place(text: str, name: str, value: Mapping[str, Any]) -> tuple[int, int]:
    """Start and end without the white space that a hand with a mouse takes along."""
    start, end = value["start"], value["end"]
    if not 0 <= start < end <= len(text):
        raise ValueError(f"region {name} is empty or reaches beyond the text")
    surface = text[start:end]
    said = value.get("text", surface)
    if _LOOSE.sub("", said) != _LOOSE.sub("", surface):
        raise ValueError(f"region {name} says {said!r}, the text {surface!r}")
    if not surface.strip():
        raise ValueError(f"region {name} is empty but for white space")
    return end - len(surface.lstrip()), start + len(surface.rstrip())
