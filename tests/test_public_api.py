"""What `import gongkai` offers, and that it costs nothing until it is used."""

from __future__ import annotations

import importlib.metadata
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import gongkai
from gongkai import errors, report

HEAVY = ("docx", "matplotlib", "pandas", "pdfplumber", "pyarrow", "rich", "torch", "transformers")


def public_classes(module: ModuleType) -> set[str]:
    classes = inspect.getmembers(module, inspect.isclass)
    return {name for name, each in classes if each.__module__ == module.__name__ and not name.startswith("_")}


def modules_after(code: str) -> set[str]:
    """The names of all modules that a fresh interpreter has loaded after running `code`."""
    report_them = "import sys; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", f"{code}\n{report_them}"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_all_is_what_there_is() -> None:
    functions = {"extract", "extract_many", "find_claims"}
    assert set(gongkai.__all__) == functions | {"__version__"} | public_classes(errors) | public_classes(report)


def test_all_is_sorted_and_without_doubles() -> None:
    assert sorted(set(gongkai.__all__), key=str.casefold) == sorted(gongkai.__all__, key=str.casefold)
    assert set(gongkai.__all__) <= set(dir(gongkai))


@pytest.mark.parametrize("name", gongkai.__all__)
def test_every_name_can_be_used(name: str) -> None:
    value = getattr(gongkai, name)
    assert name in vars(gongkai), "it is looked up only once"
    assert name == "__version__" or value.__name__ == name


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        gongkai.__getattr__("extrakt")


def test_the_version_is_that_of_the_package() -> None:
    assert importlib.metadata.version("gongkai") == gongkai.__version__


def test_importing_the_package_loads_no_other() -> None:
    loaded = modules_after("import gongkai") - modules_after("")
    assert {name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names} == {"gongkai"}


@pytest.mark.usefixtures("tagger")
def test_extracting_a_text_loads_nothing_heavy(example: Callable[[str], Path]) -> None:
    arguments = ["extract", str(example(".txt")), "--format", "json"]
    loaded = modules_after(f"from gongkai.cli import app; app({arguments!r}, standalone_mode=False)")
    assert "gongkai.pipeline" in loaded
    assert loaded.isdisjoint(HEAVY)
