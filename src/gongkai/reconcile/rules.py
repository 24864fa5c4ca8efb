"""The rules of `data/reconcile.yaml`, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from gongkai.data import load_yaml
from gongkai.errors import FormError
from gongkai.forms import vocabulary

FILE = "data/reconcile.yaml"


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Counterpart(_Rule):
    """The sums of cells that a claim may state; cells as `indicator` or `indicator@applicant`."""

    claim: str
    sums: tuple[tuple[str, ...], ...]
    forms: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


class TextSum(_Rule):
    """Two sums of indicators that free text states as equal."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    enough: int
    unless: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    over: Literal["conflict", "doubt"] = "conflict"


class Enumeration(_Rule):
    """Words around the parts of a whole."""

    whole_first: tuple[str, ...]
    whole_last: tuple[str, ...]
    remainder: tuple[str, ...]
    nested: tuple[str, ...]


class Sign(_Rule):
    """Words by which the indicator of a lost figure is told."""

    pattern: str
    indicator: str


class Missing(_Rule):
    """How a lost figure looks."""

    measures: tuple[str, ...]
    patterns: tuple[str, ...]
    denials: tuple[str, ...]
    no_denials: tuple[str, ...]
    words: tuple[str, ...]
    indicators: tuple[Sign, ...]


class Rules(_Rule):
    counterparts: tuple[Counterpart, ...]
    words: Mapping[str, tuple[str, ...]]
    firm: frozenset[str]
    lumped: frozenset[str]
    row_words: Mapping[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    channels: frozenset[str]
    single: frozenset[str]
    text_sums: tuple[TextSum, ...]
    enumeration: Enumeration
    missing: Missing


@cache
def rules() -> Rules:
    """All rules.

    Raises:
        FormError: the file has an unknown key or names an unknown indicator.
    """
    try:
        read = Rules.model_validate(load_yaml(FILE))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FormError(FILE, f"{place}: {first['msg']}", f"Allowed: {', '.join(Rules.model_fields)}") from error
    if unknown := _named(read) - set(vocabulary().indicators):
        raise FormError(FILE, f"unknown indicators {sorted(unknown)}", "Use names of forms/vocabulary.yaml")
    return read


def _named(read: Rules) -> set[str]:
    """Every indicator that the rules name."""
    cells = {cell.partition("@")[0] for entry in read.counterparts for row in entry.sums for cell in row}
    claims = {entry.claim for entry in read.counterparts} | set(read.words) | set(read.row_words)
    sums = {
        name for rule in read.text_sums for name in (*rule.left, *rule.right, *rule.unless, *rule.rows, *rule.needs)
    }
    lost = {entry.indicator for entry in read.missing.indicators}
    return cells | claims | sums | lost | read.firm | read.lumped | read.channels | read.single
