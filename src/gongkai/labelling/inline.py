"""Inline marks: `[[45件|requests.received]]`, `[[两次|meetings.total=2;period=last_year]]`, one passage a line of JSON.

A line is `{"id": …, "era": the report's year, "issuer": …, "marked": the text with its marks}`. Taking the marks away
gives back the text, character by character.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
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

_MARK = re.compile(r"\[\[([^\[\]|]+)\|([a-z_.]+)(?:=(-?[0-9]+(?:\.[0-9]+)?))?((?:;[a-z]+=[a-z0-9_]+)*)\]\]")


def load_inline(path: Path) -> list[Passage]:
    """The passages of a JSON-lines file.

    Raises:
        AnnotationError: the file cannot be read, a line is no such object, or one of its marks is wrong; the message
            names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # a string of JSON may hold other ends of lines
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), f"cannot be read ({error})", "Give inline marks in UTF-8") from error
    return [_passage(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def parse_inline(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without marks, and the marks.

    Raises:
        ValueError: an unknown label or attribute, or brackets that are no mark.
    """
    text, marks, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append(_mark(len(text), *match.groups()))
        text += match[1]
        last = match.end()
    text += marked[last:]
    if "[[" in text or "]]" in text:
        raise ValueError(f"brackets that are no mark near {text[max(0, text.find('[[')) :][:20]!r}")
    return text, tuple(marks)


def to_inline(passage: Passage) -> str:
    """The text with its marks; values are written where the marked stretch does not say them in plain digits."""
    out, last = [], 0
    for mark in passage.marks:
        surface = passage.surface(mark)
        figure = f"{mark.value.normalize():f}"
        value = "" if re.fullmatch(rf"{re.escape(figure)}\D*", surface) else f"={figure}"
        given = {name: getattr(mark, name) for name, default in ATTRIBUTES.items() if getattr(mark, name) != default}
        attributes = "".join(f";{name}={choice}" for name, choice in given.items())
        out += [passage.text[last : mark.start], f"[[{surface}|{mark.indicator}{value}{attributes}]]"]
        last = mark.end
    return "".join([*out, passage.text[last:]])


def _mark(start: int, surface: str, label: str, value: str | None, attributes: str) -> Mark:
    given: dict[str, Any] = dict(item.split("=") for item in attributes.split(";") if item)
    if label not in narrative_labels():
        raise ValueError(f"unknown label {label}")
    if unknown := set(given) - set(ATTRIBUTES):
        raise ValueError(f"unknown attribute {', '.join(unknown)}; allowed: {', '.join(sorted(ATTRIBUTES))}")
    number = Decimal(value) if value is not None else written_value(surface, label)
    return Mark(start, start + len(surface), label, number, **given)


def _passage(path: Path, number: int, line: str) -> Passage:
    try:
        record = json.loads(line)
        text, marks = parse_inline(record["marked"])
        return Passage(
            record["id"], text, marks, record.get("issuer"), checked_year(record.get("era")), source=path.name
        )
    except (ValueError, KeyError, TypeError) as error:
        problem = f"line {number} is no annotated passage ({error})"
        raise AnnotationError(str(path), problem, 'Each line is {"id", "era", "issuer", "marked"}') from error
