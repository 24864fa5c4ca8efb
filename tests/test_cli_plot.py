"""`gongkai plot` as its users meet it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from gongkai import OutputError
from gongkai.cli import app

SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def plot(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["plot", *map(str, arguments)], input=stdin, prog_name="gongkai")


def labels(path: Path) -> list[str]:
    return [str(text.xpath("string()")) for text in etree.parse(path).iter(SVG_TEXT)]


@pytest.fixture
def text(example: Callable[[str], Path], tagger: object) -> Path:
    return example(".txt")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return tmp_path / "picture.svg"


def test_one_report_is_a_flow(examples: Path, picture: Path, tagger: object) -> None:
    result = plot(examples / "13-wangling-county-2023.txt", "-o", picture)
    assert (result.exit_code, result.output) == (0, "")
    assert {"望岭县 2023年", "51 件", "来 53 件，去 52 件：1 件去向不明（斜线）", "结转下年"} <= set(labels(picture))


def test_several_reports_are_years(examples: Path, picture: Path, tagger: object) -> None:
    result = plot(examples / "12-chengzhou-city-2022.pdf", examples / "16-chengzhou-city-2023.html", "-o", picture)
    assert (result.exit_code, result.output) == (0, "")
    assert {"2022", "2023", "行政复议数量（件）"} <= set(labels(picture))


@pytest.mark.parametrize("option", ["--indicator", "-i"])
def test_with_indicators_one_report_is_years_too(option: str, text: Path, picture: Path) -> None:
    assert plot(text, "-o", picture, option, "staff.total", option, "disclosed.total").exit_code == 0
    assert {"主动公开政府信息数（条）", "2016"} <= set(labels(picture))


def test_standard_input_as_png(text: Path, tmp_path: Path) -> None:
    result = plot("-", "-o", tmp_path / "picture.PNG", stdin=text.read_bytes())
    assert result.exit_code == 0
    assert (tmp_path / "picture.PNG").read_bytes().startswith(b"\x89PNG")


def test_the_others_are_drawn_where_one_cannot_be_read(text: Path, picture: Path) -> None:
    result = plot(text, "missing.pdf", "-o", picture, "--workers", "2")
    assert result.exit_code == 1
    assert result.stderr.startswith("missing.pdf: there is no such file")
    assert "2016" in labels(picture)


def test_nothing_is_written_where_nothing_can_be_read(picture: Path) -> None:
    picture.write_text("an older picture")
    result = plot("missing.pdf", "-o", picture)
    assert (result.exit_code, picture.read_text()) == (1, "an older picture")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt"], "--output"),
        (["a.txt", "-o", "a.jpg"], "'a.jpg' ends in none of .png, .svg."),
        (["a.txt", "-o", "a.png", "-i", "requests"], "no indicator 'requests'"),
        (["a.txt", "-o", "missing/a.png"], "missing/a.png: cannot be written"),
        (["-o", "a.png"], "FILE"),
    ],
)
def test_what_is_wrong_is_told_before_any_work(arguments: list[str], message: str) -> None:
    result = plot(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "a.txt: there is no such file" not in result.stderr


def test_a_report_is_not_overwritten(text: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(text, tmp_path / "report.txt"))
    result = plot(copy, "-o", copy)
    assert result.exit_code == 2
    assert "one of the reports" in result.stderr


def test_without_a_font_nothing_is_read(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_font() -> str:
        raise OutputError("matplotlib", "no font", "Install one")

    monkeypatch.setattr("gongkai.cli.plotting.chinese_font", no_font)
    result = plot("missing.txt", "-o", picture)
    assert (result.exit_code, result.stderr) == (2, "matplotlib: no font. Install one\n")
