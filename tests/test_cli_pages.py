"""`gongkai extract --format html`: one page, or a directory of pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gongkai import extract
from gongkai.cli import app
from gongkai.cli.pages import FolderWriter
from gongkai.report import Failure, Report


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], prog_name="gongkai")


@pytest.fixture
def text(example: Callable[[str], Path], tagger: object) -> Path:
    """A report to extract, which needs the model."""
    return example(".txt")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def test_one_report_goes_to_standard_output_or_to_a_file(text: Path, tmp_path: Path) -> None:
    printed = run(text, "-f", "html")
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert printed.stdout == extract(text).to_html()
    output = tmp_path / "report.html"
    assert run(text, "-o", output).exit_code == 0
    assert output.read_text(encoding="utf-8") == printed.stdout


def test_several_reports_go_to_a_directory(text: Path, pages: Path) -> None:
    sources = pages.parent / "reports"
    sources.mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(text, sources / name)
    result = run(sources, "-f", "html", "-o", pages)
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in pages.iterdir()) == ["a.txt.review.html", "b.txt.review.html"]


def test_pages_are_not_read_as_reports(text: Path, pages: Path) -> None:
    shutil.copy(text, pages / "a.txt")
    for _ in range(2):
        assert run(pages, "-f", "html", "-o", pages).exit_code == 0
    assert sorted(path.name for path in pages.iterdir()) == ["a.txt", "a.txt.review.html"]


def test_a_failure_is_a_page_too(pages: Path) -> None:
    result = run("missing.txt", "-f", "html", "-o", pages)
    assert result.exit_code == 1
    assert result.stderr.startswith("missing.txt: ")
    assert "未能读取" in (pages / "missing.txt.review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["a.txt", "b.txt", "-f", "html"], ["a.txt", "b.txt", "-o", "out.html"]])
def test_several_reports_in_one_page_are_refused(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "html is one page a report" in result.stderr


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["x/a.txt", "y/a.txt", "A.TXT"], ["A.TXT-3.review.html", "a.txt-2.review.html", "a.txt.review.html"]),
        (["<stdin>", '?*"|'], ["report.review.html", "stdin.review.html"]),
        (["报" * 200], ["报" * 60 + ".review.html"]),
    ],
    ids=["same", "odd", "long"],
)
def test_names_of_pages(names: list[str], written: list[str], pages: Path, make_report: Callable[..., Report]) -> None:
    writer = FolderWriter(pages)
    for name in names:
        writer.write(make_report("1", name=name))
    assert sorted(path.name for path in pages.iterdir()) == sorted(written)


def test_pages_hold_what_failed(pages: Path, failure: Failure) -> None:
    FolderWriter(pages).write(failure)
    (page,) = pages.iterdir()
    assert failure.message in page.read_text(encoding="utf-8")
