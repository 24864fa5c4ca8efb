"""Passages as Label Studio tasks and back.

A task's `data` holds what the passage is, by one table for both directions, and a hash of its text: a text that
somebody changed in Label Studio no longer fits what was marked in it, and is refused. Marks are regions (`regions`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from gongkai.errors import AnnotationError
from gongkai.labelling.passages import Passage, checked_year
from gongkai.labelling.regions import TEXT, from_results, to_results
from gongkai.labelling.shown import shown
from gongkai.report import Claim

Task = dict[str, Any]
Key = tuple[str, str | None, int | None]
FIELDS = {"passage": "id", "issuer": "issuer", "year": "year", "section": "section"}
"""Keys of a task's data, and what of a passage they hold."""
HASH, ORIGINAL = "hash", "original"
"""Of the text; and the text itself where the page cannot show it as it is."""
ABOUT = "about"
"""What the page says above the text: the report's year and the section, in words, since it shows no numbers."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def to_data(passage: Passage) -> Task:
    """A task's `data`.

    Raises:
        AnnotationError: the text holds half a character, which no server takes.
    """
    try:
        passage.text.encode()
    except UnicodeEncodeError as error:
        advice = "Read the source again with its right encoding"
        raise AnnotationError(passage.source or passage.id, f"half a character ({error})", advice) from error
    text = shown(passage.text)
    original = {} if text == passage.text else {ORIGINAL: passage.text}
    fields = {key: getattr(passage, name) for key, name in FIELDS.items()}
    about = [f"{passage.year}年度" if passage.year else "年份不详", passage.section or ""]
    return {TEXT: text, **original, **fields, ABOUT: " ".join(about).strip(), HASH: text_hash(passage.text)}


def to_task(passage: Passage, number: int) -> Task:
    """A task with one completed annotation, as Label Studio exports it and imports it again."""
    annotation = {"id": number, "completed_by": 1, **to_annotation(passage)}
    return {"id": number, "data": to_data(passage), "annotations": [annotation], "predictions": []}


def to_annotation(passage: Passage) -> dict[str, Any]:
    """The marks as a finished annotation."""
    return {"was_cancelled": False, "result": to_results(shown(passage.text), passage.marks, passage.id)}


def to_prediction(text: str, claims: Sequence[Claim], version: str) -> dict[str, Any]:
    """What the model with this version suggests. Its score is that of the claim it is least sure of, 1 without claims:
    Label Studio can hand out the tasks with the lowest score first."""
    score = min((claim.confidence for claim in claims), default=1.0)
    return {"model_version": version, "score": score, "result": to_results(shown(text), claims, "claim")}


def from_task(task: Task, source: str) -> Passage:
    """One task as a passage, with the marks of the annotation that counts: of several, the one that was finished last.
    One without regions says that there are no claims.

    Raises:
        AnnotationError: no finished annotation, a text that was changed, or a region that does not fit it.
    """
    with _named(task, source):
        if not (done := finished(task)):
            # taken for a passage without claims, such a task would teach that there are none
            raise ValueError("it has no finished annotation")
        return from_annotation(task, done[-1], source)


def from_annotation(task: Task, annotation: dict[str, Any], source: str) -> Passage:
    """What one annotator made of a task; errors as in `from_task`."""
    with _named(task, source):
        passage = passage_of(task, source)
        return replace(passage, marks=from_results(task["data"][TEXT], annotation["result"]))


def passage_of(task: Task, source: str) -> Passage:
    """What is annotated in a task; errors as in `from_task`."""
    with _named(task, source):
        data = task["data"]
        fields = {name: data.get(key) for key, name in FIELDS.items()}
        fields |= {"id": str(data.get("passage", task.get("id"))), "year": checked_year(data.get("year"))}
        return Passage(**fields, text=_checked_text(data), source=source)


def finished(task: Task) -> list[dict[str, Any]]:
    """The annotations that were not cancelled, the last one last."""
    annotations = task.get("annotations", [])
    if any(isinstance(annotation, int) for annotation in annotations):
        raise ValueError("its annotations are bare ids")
    return sorted((each for each in annotations if not each.get("was_cancelled")), key=_when)


def annotator(annotation: dict[str, Any]) -> str:
    """Who made it: the address where it is known, else the number."""
    who = annotation.get("completed_by")
    return str(who.get("email") or who.get("id")) if isinstance(who, dict) else str(who)


def key_of(data: Task) -> Key:
    """What makes two tasks the same: text, issuer and year."""
    return data.get(HASH) or text_hash(data[TEXT]), data.get("issuer"), data.get("year")


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _checked_text(data: Task) -> str:
    text: str = data[ORIGINAL] if ORIGINAL in data else data[TEXT]
    if shown(text) != data[TEXT] or data.get(HASH, text_hash(text)) != text_hash(text):
        raise ValueError("its text is not the one that was pushed")
    return text


def _when(annotation: dict[str, Any]) -> datetime:
    """Files that were not made by Label Studio say no time."""
    written = annotation.get("updated_at") or annotation.get("created_at")
    return datetime.fromisoformat(written) if written else _NEVER


@contextmanager
def _named(task: Task, source: str) -> Iterator[None]:
    """Whatever is wrong with a task is said with its id."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = f"task {task.get('id') if isinstance(task, dict) else '?'} cannot be used ({error!r})"
        raise AnnotationError(source, problem, "Correct the task in Label Studio and export again") from error
