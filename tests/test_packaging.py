"""The wheel: what is in it beside the modules."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from gongkai.narrative.scoring import Tagger

MODEL = Path("models/tagger")


@pytest.fixture
def included(root: Path) -> dict[str, str]:
    """Paths in the project, and where the wheel has them."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    paths: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return paths


def test_the_model_lies_where_it_is_looked_for(included: dict[str, str]) -> None:
    assert included == {path: f"gongkai/{path}" for path in included}


def test_the_wheel_is_built_from_the_source_archive(included: dict[str, str], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(included) <= set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])


def test_what_the_wheel_has_of_the_model_is_enough(included: dict[str, str], root: Path, tmp_path: Path) -> None:
    if not (root / MODEL).exists():
        pytest.skip(f"there is no model in {MODEL}: fetch or train it")
    for path, place in included.items():
        source, target = root / path, tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    tagger = Tagger(tmp_path / "gongkai" / MODEL)
    ((logits, _),) = tagger.score(["收到申请00件"])
    assert logits.shape == (7, len(tagger.tags))
