"""The words of the review page, loaded from the file beside this module and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from gongkai.data import load_yaml
from gongkai.report import FindingKind
from gongkai.view.standing import Standing


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StandingWords(_Words):
    sign: str
    mark: str
    word: str


class Words(_Words):
    """Each field: a code -> its words."""

    standings: Mapping[Standing, StandingWords]
    kinds: Mapping[FindingKind, str]
    rules: Mapping[str, str]
    reasons: Mapping[str, str]
    periods: Mapping[str, str]
    scopes: Mapping[str, str]
    precisions: Mapping[str, str]
    meta: Mapping[str, str]
    forms: Mapping[str, str]


@lru_cache
def words() -> Words:
    return Words.model_validate(load_yaml("view/words.yaml"))
