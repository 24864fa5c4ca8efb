"""The data files of the HTML reader: kinds of elements, and the words of a site's furniture."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def load(name: str) -> dict[str, Any]:
    """The YAML file of that name beside this module."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), Loader=loader)
    return data
