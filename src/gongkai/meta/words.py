"""The words of `data/meta.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml


class Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: Mapping[str, tuple[str, ...]]
    blanks: frozenset[str]
    body_endings: tuple[str, ...]
    generic_names: tuple[str, ...]
    not_places: tuple[str, ...]
    not_in_places: str
    not_before_places: str
    not_in_names: tuple[str, ...]
    not_in_titles: tuple[str, ...]
    self_references: Mapping[str, tuple[str, ...]]


@cache
def words() -> Words:
    return Words.model_validate(load_yaml("data/meta.yaml"))
