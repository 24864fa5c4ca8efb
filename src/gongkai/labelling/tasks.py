"""Passages as Label Studio tasks and back.

A task's `data` holds `text`, `passage` (the id), `issuer` and `year`. A mark is a region of type `labels`; where its
period or scope differs from the default, a `choices` result with the same id stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gongkai.errors import AnnotationError
from gongkai.labelling.passages import (
    ATTRIBUTES,
    Mark,
    Passage,
    checked_year,
    narrative_labels,
    written_value,
)

LABELS, TEXT = "label", "text"
"""Names of the labelling configuration's label control and text."""


def to_task(passage: Passage, number: int) -> dict[str, Any]:
    """A task with one completed annotation, as Label Studio exports it and imports it again."""
    results = [result for mark in passage.marks for result in _results(passage, mark)]
    annotation = {"id": number, "completed_by": 1, "was_cancelled": False, "result": results}
    data = {"text": passage.text, "passage": passage.id, "issuer": passage.issuer, "year": passage.year}
    return {"id": number, "data": data, "annotations": [annotation], "predictions": []}


def save_export(passages: Iterable[Passage], path: Path) -> None:
    """Writes an export file, one task a line, so that a change of one passage is a change of one line."""
    tasks = [json.dumps(to_task(passage, number), ensure_ascii=False) for number, passage in enumerate(passages, 1)]
    path.write_text("[\n" + ",\n".join(tasks) + "\n]\n", encoding="utf-8")


def load_export(path: Path) -> list[Passage]:
    """The passages of an export file, each with the marks of its last annotation that was not cancelled.

    Raises:
        AnnotationError: no export, a task without text or finished annotation, or a region that does not match its
            text.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(str(path), f"cannot be read ({error})", "Give a Label Studio export in JSON") from error
    if not isinstance(tasks, list):
        raise AnnotationError(str(path), "holds no list of tasks", "Export from Label Studio as JSON")
    return [from_task(task, path.name) for task in tasks]


def from_task(task: dict[str, Any], source: str) -> Passage:
    """One task as a passage."""
    try:
        data = task["data"]
        results = _finished(task)["result"]
        name = str(data.get("passage", task.get("id")))
        passage = Passage(name, data["text"], (), data.get("issuer"), checked_year(data.get("year")), source)
        marks = sorted(_marks(passage, results), key=lambda mark: mark.start)
        return Passage(name, passage.text, tuple(marks), passage.issuer, passage.year, source)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = f"task {task.get('id') if isinstance(task, dict) else '?'} cannot be used ({error!r})"
        raise AnnotationError(source, problem, "Correct the task in Label Studio and export again") from error


def _finished(task: dict[str, Any]) -> dict[str, Any]:
    """The last annotation that was not cancelled. Taken for a passage without claims, a task that has none would teach
    that there are none."""
    finished = [annotation for annotation in task.get("annotations", []) if not annotation.get("was_cancelled")]
    if not finished:
        raise ValueError("it has no finished annotation")
    last: dict[str, Any] = finished[-1]
    return last


def _results(passage: Passage, mark: Mark) -> Iterable[dict[str, Any]]:
    region = {"start": mark.start, "end": mark.end, "text": passage.surface(mark)}
    name = f"{passage.id}-{mark.start}-{mark.end}"
    common = {"id": name, "to_name": TEXT, "origin": "manual"}
    yield {**common, "from_name": LABELS, "type": "labels", "value": {**region, "labels": [mark.indicator]}}
    for attribute, default in ATTRIBUTES.items():
        choice = getattr(mark, attribute)
        if choice != default:
            yield {**common, "from_name": attribute, "type": "choices", "value": {**region, "choices": [choice]}}


def _marks(passage: Passage, results: list[dict[str, Any]]) -> Iterable[Mark]:
    choices = {
        (result["id"], result["from_name"]): result["value"]["choices"][0]
        for result in results
        if result["type"] == "choices" and result["value"].get("choices")
    }
    for result in results:
        if result["type"] != "labels":
            continue
        value = result["value"]
        start, end, label = value["start"], value["end"], value["labels"][0]
        if label not in narrative_labels():
            raise ValueError(f"unknown label {label}")
        if not 0 <= start < end <= len(passage.text):
            raise ValueError(f"region {result['id']} is empty or reaches beyond the text")
        if passage.text[start:end] != value.get("text", passage.text[start:end]):
            raise ValueError(f"region {result['id']} says {value['text']!r}, the text {passage.text[start:end]!r}")
        given = {name: choices.get((result["id"], name), default) for name, default in ATTRIBUTES.items()}
        yield Mark(start, end, label, written_value(passage.text[start:end], label), given["period"], given["scope"])
