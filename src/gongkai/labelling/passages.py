"""An annotated passage: a text and the claims that a person marked in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from gongkai.errors import AnnotationError
from gongkai.forms import vocabulary
from gongkai.narrative.labels import Scope
from gongkai.narrative.quantities import parse_quantity

DEFAULT_PERIOD = "this_year"
DEFAULT_SCOPE: Scope = "whole"
ATTRIBUTES = {"period": DEFAULT_PERIOD, "scope": DEFAULT_SCOPE}
"""What a mark may say beside its indicator, and what is meant where it does not."""
_ALLOWED = {"period": re.compile(r"this_year|last_year|cumulative|(?:19|20)\d\d"), "scope": re.compile("whole|part")}


@dataclass(frozen=True)
class Mark:
    """`text[start:end]` states `value`, in the unit of `indicator`; 0 for a statement of none."""

    start: int
    end: int
    indicator: str
    value: Decimal
    period: str = DEFAULT_PERIOD
    scope: Scope = DEFAULT_SCOPE


@dataclass(frozen=True)
class Passage:
    """`year` is the one that the report covers, `section` the number of the section that the passage begins in. Marks
    are in the order of the text."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    issuer: str | None = None
    year: int | None = None
    section: str | None = None
    source: str = field(default="", compare=False)  # file, for messages

    def surface(self, mark: Mark) -> str:
        return self.text[mark.start : mark.end]


def written_value(surface: str, indicator: str) -> Decimal:
    """What a marked stretch says: its quantity in the indicator's unit, or 0 where it names what there was none of."""
    quantity = parse_quantity(surface)
    return quantity.in_unit(vocabulary().indicators[indicator].unit) if quantity else Decimal(0)


def checked_year(given: object) -> int | None:
    """`given` where it is a year or nothing.

    Raises:
        ValueError: it is something else, such as a year in quotation marks.
    """
    if given is None or (isinstance(given, int) and not isinstance(given, bool)):
        return given
    raise ValueError(f"{given!r} is no year")


def unknown_attributes(mark: Mark) -> list[str]:
    """What is wrong with the period and the scope of a mark."""
    given = {name: getattr(mark, name) for name in ATTRIBUTES}
    return [f"unknown {name} {choice}" for name, choice in given.items() if not _ALLOWED[name].fullmatch(choice)]


def narrative_labels() -> list[str]:
    """The indicators that can be marked in free text, in the order of the vocabulary."""
    return [indicator.id for indicator in vocabulary().indicators.values() if indicator.narrative]


def load_passages(paths: Sequence[Path]) -> list[Passage]:
    """Passages from Label Studio exports (.json) and inline files (.jsonl).

    Raises:
        AnnotationError: a file or a task in it cannot be used.
    """
    from gongkai.labelling.exports import load_export
    from gongkai.labelling.inline import load_inline

    readers = {".json": load_export, ".jsonl": load_inline}
    passages: list[Passage] = []
    for path in paths:
        if path.suffix not in readers:
            raise AnnotationError(
                str(path), "not an annotation file", "Give a Label Studio export (.json) or inline marks (.jsonl)"
            )
        passages.extend(readers[path.suffix](path))
    return passages
