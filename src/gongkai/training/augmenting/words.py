"""`data/augmentation.yaml`: the words that variants are made of."""

from __future__ import annotations

from functools import cache
from typing import Any

from gongkai.data import load_yaml


@cache
def words() -> Any:
    """The data file, each line of words in it as a list."""
    return {name: _split(section) for name, section in load_yaml("data/augmentation.yaml").items()}


def _split(section: Any) -> Any:
    if isinstance(section, str):
        return section.split()
    if isinstance(section, dict):
        return {key: _split(value) for key, value in section.items()}
    return [_split(value) for value in section]
