"""What the READMEs say is so: their commands run, their Python gives what they print, their help texts are current."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generated import READMES, section_of, with_section
from gongkai.cli import app
from write_help import help_section

_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!http)(?P<target>[^)#]+)")


def code_blocks(path: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a Markdown file: language and code."""
    return [(match["language"], match["code"]) for match in _FENCE.finditer(path.read_text(encoding="utf-8"))]


def documented_commands() -> list[str]:
    blocks = [code for language, code in code_blocks(READMES[0]) if language == "console"]
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def echoed(command: str) -> str | None:
    """What `echo "…"` prints."""
    return f"{shlex.split(command)[1]}\n" if command else None


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examples: Path) -> Path:
    """A folder with the examples in it, to write into."""
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("tagger")
@pytest.mark.parametrize("command", documented_commands())
def test_documented_commands_run(command: str, workplace: Path) -> None:
    feeding, _, fed = command.rpartition(" | ")
    program, *arguments = shlex.split(fed)
    result = CliRunner().invoke(app, arguments, input=echoed(feeding))
    assert program == "gongkai"
    assert (result.exit_code, result.stderr) == (0, "")
    written = [path for path in workplace.iterdir() if path.name != "examples"]
    assert all(path.stat().st_size for path in written)
    assert result.stdout or written


@pytest.mark.usefixtures("tagger")
def test_documented_python_gives_what_is_printed(workplace: Path) -> None:
    results = doctest.testfile(str(READMES[0]), module_relative=False, encoding="utf-8")
    assert results.attempted > 5
    assert results.failed == 0


def test_both_languages_show_the_same_code() -> None:
    blocks = [[block for block in code_blocks(path) if block[0] != "sh"] for path in READMES]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_help_texts_are_current(readme: Path) -> None:
    section = section_of(readme.read_text(encoding="utf-8"), "help")
    assert section == help_section(), "run: python scripts/write_help.py"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_first_commands_are_make_demo_and_make_test(readme: Path, root: Path) -> None:
    language, code = code_blocks(readme)[0]
    targets = [line.split()[1] for line in code.splitlines()]
    assert (language, targets) == ("sh", ["demo", "test"])
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(f"^{target}:", makefile, re.MULTILINE) for target in targets)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str, root: Path) -> None:
    targets = [match["target"] for match in _LINK.finditer((root / name).read_text(encoding="utf-8"))]
    assert [target for target in targets if not (root / target).exists()] == []


def test_a_section_is_replaced_and_nothing_else() -> None:
    text = "a\n<!-- begin x -->old\n1<!-- end x -->\nb"
    assert with_section(text, "x", r"\1 new") == "a\n<!-- begin x -->\\1 new<!-- end x -->\nb"
    with pytest.raises(KeyError, match="no section 'y'"):
        with_section(text, "y", "")
