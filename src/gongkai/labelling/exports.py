"""Export files of Label Studio: lists of tasks with annotations, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from gongkai.errors import AnnotationError, OutputError
from gongkai.labelling.passages import Passage
from gongkai.labelling.tasks import Task, from_task, to_task


def load_export(path: Path) -> list[Passage]:
    """The passages of an export file, each with the marks of the annotation that counts.

    Raises:
        AnnotationError: no export, or a task that cannot be used (see `from_task`).
    """
    return [from_task(task, path.name) for task in load_tasks(path)]


def load_tasks(path: Path) -> list[Task]:
    """The tasks of an export file, as they are.

    Raises:
        AnnotationError: no export.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(str(path), f"cannot be read ({error})", "Give a Label Studio export in JSON") from error
    if not isinstance(tasks, list):
        raise AnnotationError(str(path), "holds no list of tasks", "Export from Label Studio as JSON")
    return tasks


def save_export(passages: Iterable[Passage], path: Path) -> None:
    """Writes an export file of passages."""
    save_tasks((to_task(passage, number) for number, passage in enumerate(passages, 1)), path)


def save_tasks(tasks: Iterable[Task], path: Path) -> None:
    """Writes an export file, one task a line, so that a change of one task is a change of one line."""
    text = ",\n".join(json.dumps(task, ensure_ascii=False) for task in tasks)
    write_whole(path, f"[\n{text}\n]\n")


def write_whole(path: Path, text: str) -> None:
    """Replaces the file by one with this text: whole, or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(str(path), f"cannot be written ({error.strerror})", "Choose another place") from error
