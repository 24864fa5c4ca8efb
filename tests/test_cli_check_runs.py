"""`gongkai check` on real files, from their bytes to what is printed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gongkai import extract
from gongkai.cli import app

GONGKAI = str(Path(sys.executable).with_name("gongkai"))


def check(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)], input=stdin, prog_name="gongkai")


@pytest.fixture
def conflicting(examples: Path, tagger: object) -> Path:
    """A report whose text and table differ: 318 and 308."""
    return examples / "03-baiyan-township-2015.docx"


@pytest.fixture
def sound(examples: Path, tagger: object) -> Path:
    return examples / "02-linxi-county-2016.txt"


def test_a_conflict_of_a_real_report(conflicting: Path) -> None:
    result = check(conflicting)
    printed = [line.split() for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (1, "")
    assert ["×", "矛盾", "正文与表格", "主动公开政府信息数"] in printed
    assert ["右", "308", "统计表", "308", "主动公开情况", "›", "主动公开政府信息数", "›", "统计数"] in printed
    assert any(line[:4] == ["左", "318", "正文", "二"] and "信息318条" in line[4] for line in printed)


def test_a_sound_report(sound: Path) -> None:
    result = check(sound)
    assert result.exit_code == 0
    assert "矛盾 " not in result.stdout
    assert result.stdout.splitlines()[-1] == "共检查 1 份报告，没有矛盾"


def test_a_figure_that_is_changed_is_found(sound: Path) -> None:
    text = sound.read_bytes().decode("utf-8")
    report = extract(text)
    cell = report.cell("disclosed.total")
    assert cell
    changed = f"{report.text[: cell.start]}99{report.text[cell.end :]}"
    result = check("-", "-f", "jsonl", stdin=changed.encode())
    assert result.exit_code == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    found = [(row["name"], row["severity"], row["indicator"], row["left"], row["right"]) for row in rows]
    assert ("<stdin>", "conflict", "disclosed.total", int(cell.value or 0), 99) in found


def test_a_directory_on_two_workers(conflicting: Path, sound: Path, tmp_path: Path) -> None:
    for source in (conflicting, sound):
        shutil.copy(source, tmp_path / source.name)
    result = check(tmp_path, conflicting, "-f", "json", "--workers", "2", "--timeout", "60", "--fail-on", "never")
    assert result.exit_code == 0
    (expected,) = extract(conflicting).to_dict()["findings"]
    rows = json.loads(result.stdout)
    assert [row["name"] for row in rows] == [str(tmp_path / conflicting.name), str(conflicting)]
    assert [{key: row[key] for key in expected} for row in rows] == [expected] * 2


@pytest.mark.parametrize(
    ("options", "environment", "is_colored"),
    [([], {}, True), (["--no-color"], {}, False), ([], {"NO_COLOR": "1"}, False)],
)
def test_colors(options: list[str], environment: dict[str, str], is_colored: bool, conflicting: Path) -> None:
    forced = {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color", **environment}
    command: list[str | Path] = [GONGKAI, "check", conflicting, "--fail-on", "never", *options]
    done = subprocess.run(command, env=forced, capture_output=True, text=True, check=True)
    assert ("\x1b[1;31m× 矛盾" in done.stdout) is is_colored
    assert "× 矛盾" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(sound: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([GONGKAI, "check", sound], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        ["<stdout>: cannot be written (No space left on device). Free some space, or write to another disk."],
    )
