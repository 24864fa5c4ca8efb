"""The data files of the package: here, and beside the modules that use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).parent.parent
# The parser written in C takes a tenth of the time, and is missing only where PyYAML was built without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(path: str) -> str:
    """The text of a file; `path` begins at the package: `data/meta.yaml`."""
    return (_PACKAGE / path).read_text(encoding="utf-8")


def load_yaml(path: str) -> Any:
    """What a YAML file says."""
    return yaml.load(read_data(path), Loader=_LOADER)
