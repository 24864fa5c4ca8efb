"""The command line as its users meet it: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from fake_tagger import FakeTagger
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import gongkai
from gongkai import Claim, Report, Warning, extract
from gongkai.cli import app, progress
from gongkai.cli.drawing import WIDTH
from gongkai.cli.terminal import TerminalWriter
from gongkai.figures import figure_text
from gongkai.narrative.encoding import LAST_YEAR
from gongkai.schema import schema_text
from gongkai.view.official_tables import report_grids

GONGKAI = str(Path(sys.executable).with_name("gongkai"))
NO_REPORT = "此文与本题无关。\n"
DISCLOSED = {"indicator": "disclosed.total", "unit": "条"}


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin, prog_name="gongkai")


@pytest.fixture
def text(example: Callable[[str], Path], tagger: object) -> Path:
    """A report to extract, which needs the model."""
    return example(".txt")


@pytest.fixture
def claiming_report(make_report: Callable[..., Report], make_claim: Callable[..., Claim]) -> Report:
    """Claims of every kind, at the edges of the text and of lines."""
    text = (
        "共45件。\n《条例》施行以来，经机关门户网站\t公开信息1600多份，含财政信息约1.3万条，均可在本机关网站的专栏中查到。\n"
        "上年\x1b[31m收到9件\n2018年\n12\n件。另有[bold]行政诉讼[/bold]未发生"
    )
    claims = [
        make_claim(text, "45件", "45"),
        make_claim(text, "1600多份", "1600", section="一", period="cumulative", precision="at_least", **DISCLOSED),
        make_claim(text, "1.3万条", "13000", section="一", scope="part", precision="about", **DISCLOSED),
        make_claim(text, "9件", "9", section="一（二）", period="last_year", scope="part"),
        make_claim(text, "12\n件", "12", section="一（二）", period="2018"),
        make_claim(text, "行政诉讼", "0", section="五", indicator="litigation.total"),
    ]
    return make_report("1").model_copy(update={"text": text, "claims": claims})


@pytest.fixture
def two_reports(tmp_path: Path, text: Path) -> Path:
    """A folder with two reports, one of them below, and files that are none."""
    folder = tmp_path / "reports"
    (folder / "b" / ".cache").mkdir(parents=True)
    for place in ("b/second.txt", "c-first.TXT", "README.md", "b/.hidden.txt", "b/.cache/third.txt", "~$word.docx"):
        shutil.copy(text, folder / place)
    (folder / "notes.xlsx").write_bytes(b"PK")
    return folder


@pytest.fixture
def no_report(tmp_path: Path) -> Path:
    path = tmp_path / "poem.txt"
    path.write_text(NO_REPORT, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["extract", "-h"], ["claims", "-h"], ["schema", "--help"]])
def test_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.output.startswith("Usage: gongkai")


def test_version() -> None:
    assert run("--version").output == f"gongkai {gongkai.__version__}\n"


def test_schema() -> None:
    assert run("schema").output == schema_text()


def test_json_of_one_file_is_its_report(text: Path) -> None:
    result = run("extract", text, "--format", "json")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert Report.from_json(result.stdout) == extract(text)


def test_json_of_a_directory_is_an_array_sorted_by_path(two_reports: Path) -> None:
    result = run("extract", two_reports, "--format", "json")
    names = [report["source"]["name"] for report in json.loads(result.stdout)]
    assert names == [str(two_reports / "b/second.txt"), str(two_reports / "c-first.TXT")]


def test_json_lines_on_two_workers(two_reports: Path, text: Path) -> None:
    result = run("extract", two_reports, text, "-f", "jsonl", "--workers", "2")
    assert result.exit_code == 0
    reports = [Report.from_json(line) for line in result.stdout.splitlines()]
    assert [report.values for report in reports] == [extract(text).values] * 3


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_rows_may_be_claims(ending: str, text: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"{rows}.{ending}" for rows in ("values", "claims")]
    for output in outputs:
        assert run("extract", text, "--rows", output.stem, "-o", output).exit_code == 0
    read: Callable[[Path], pandas.DataFrame] = pandas.read_csv if ending == "csv" else pandas.read_parquet
    values, claims = [read(output) for output in outputs]
    assert list(values["indicator"]) == [value.indicator for value in extract(text).values]
    assert list(claims["text"]) == [claim.text for claim in extract(text).claims]


def test_standard_input(text: Path) -> None:
    result = run("extract", "-", "-f", "json", stdin=text.read_bytes())
    report = Report.from_json(result.stdout)
    assert report.source.name == "<stdin>"
    assert report.values == extract(text).values


def test_standard_input_with_a_time_limit(text: Path) -> None:
    result = run("extract", "-", "-f", "json", "--timeout", "60", stdin=text.read_bytes())
    assert Report.from_json(result.stdout).source.name == "<stdin>"


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "parquet"])
def test_the_ending_of_the_output_names_the_format(ending: str, text: Path, tmp_path: Path) -> None:
    output = tmp_path / f"result.{ending}"
    result = run("extract", text, "-o", output)
    assert (result.exit_code, result.output) == (0, "")
    data = output.read_bytes()
    assert data.startswith(
        {"json": b"{\n", "jsonl": b'{"schema', "csv": "\ufeffname".encode(), "parquet": b"PAR1"}[ending]
    )


def test_a_csv_in_a_pipe_has_no_byte_order_mark(text: Path) -> None:
    assert run("extract", text, "-f", "csv").stdout_bytes.startswith(b"name,")


def test_a_failure_is_told_and_recorded_and_stops_nothing(text: Path, no_report: Path) -> None:
    result = run("extract", no_report, "missing.pdf", text, "-f", "jsonl")
    assert result.exit_code == 1
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert (first["failure"]["error"], second["failure"]["reason"]) == ("NotAReport", "missing")
    assert third["source"]["name"] == str(text)
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [str(no_report), "missing.pdf"]


def test_a_single_failure(no_report: Path) -> None:
    result = run("extract", no_report, "-f", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["failure"]["error"] == "NotAReport"


def test_failures_in_parquet(no_report: Path, text: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    assert run("extract", no_report, text, "-o", output).exit_code == 1
    rows = pyarrow.parquet.read_table(output).to_pylist()
    assert rows[0]["error"].startswith("NotAReport: ")
    assert len(rows) == 1 + len(extract(text).values)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "-f", "parquet"], "name a file with --output"),
        (["a.txt", "-o", "out.xlsx"], "ends in none of .json, .jsonl, .csv, .parquet"),
        (["a.txt", "-f", "yaml"], "yaml"),
        (["a.txt", "-w", "0"], "--workers"),
        (["a.txt", "--timeout", "0"], "--timeout"),
        (["a.txt", "--rows", "cells"], "cells"),
        (["a.txt", "--rows", "claims"], "the tables for reading show values and claims"),
        (["a.txt", "--rows", "claims", "-f", "json"], "json holds them all"),
        (["a.txt", "--rows", "values", "-o", "out.jsonl"], "jsonl holds them all"),
        ([], "FILE"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = run("extract", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_directory_without_reports_is_wrong_usage(tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert result.exit_code == 2
    assert "no report in" in result.stderr


def test_a_report_is_not_overwritten(text: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(text, tmp_path / "report.txt"))
    result = run("extract", tmp_path, "-f", "json", "-o", copy)
    assert result.exit_code == 2
    assert "one of the reports" in result.stderr
    assert copy.read_bytes() == text.read_bytes()


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("missing/out.json", "No such file or directory"),
        ("folder.json", "Is a directory"),
        ("file/out.csv", "Not a dir"),
    ],
)
def test_an_output_that_cannot_be_opened_is_told_before_any_work(
    output: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    result = run("extract", "report-that-is-missing.txt", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{output}: cannot be written ({problem}")
    assert "report-that-is-missing" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("output_format", [None, "json", "jsonl", "csv"])
def test_a_full_disk(output_format: str | None, text: Path) -> None:
    formats = ["--format", output_format] if output_format else []
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [GONGKAI, "extract", text, *formats], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "<stdout>: cannot be written (No space left on device). Free some space, or write to another disk."
    ]


def test_a_reader_that_leaves_the_pipe_is_no_error(two_reports: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [GONGKAI, "extract", two_reports, "-f", "jsonl"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert done.stderr == b""


def test_a_terminal_without_chinese_still_gets_the_figures(text: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([GONGKAI, "extract", text], env=environment, capture_output=True, check=True)
    assert b"?" in done.stdout
    assert done.stderr == b""


@pytest.mark.usefixtures("tagger")
@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx"])
def test_the_view_shows_every_value_in_100_columns(suffix: str, example: Callable[[str], Path]) -> None:
    path = example(suffix)
    result = run("extract", path)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert max(map(cell_len, result.stdout.splitlines())) <= WIDTH
    report = extract(path)
    assert str(path.name) in result.stdout
    for value in report.values:
        assert figure_text(value.value) in result.stdout


@pytest.mark.usefixtures("tagger")
@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".md"])
def test_the_grids_hold_every_value_once(suffix: str, examples: Path) -> None:
    for path in examples.glob(f"*{suffix}"):
        if path.stem == "README":
            continue
        report = extract(path)
        placed = [cell for grid in report_grids(report) for line in grid.lines for cell in line.cells if cell]
        assert sorted(map(repr, placed)) == sorted(map(repr, report.values))


def test_values_that_the_form_does_not_have_are_shown_too(make_report: Callable[..., Report]) -> None:
    report = make_report("1.5", "2.5")  # the second is a second cell of the same indicator
    titles = [grid.title for grid in report_grids(report)]
    assert titles == ["主动公开政府信息情况", "上表以外的数据"]


def test_the_view_shows_claims_in_their_words(claiming_report: Report) -> None:
    lines = view(claiming_report).splitlines()
    begin = lines.index("正文中的数据")
    received = "本年新收政府信息公开申请数量"
    assert [line.split() for line in lines[begin + 3 : -1]] == [
        ["共45件。", received, "45件"],
        ["一", "…户网站", "公开信息1600多份，含财…", "主动公开政府信息数", "≥1600条", "累计"],
        ["…，含财政信息约1.3万条，均可在…", "主动公开政府信息数", "约13000条", "部分"],
        ["一（二）", "上年", "[31m收到9件", received, "9件", "上年", "部分"],
        ["12", "件。另有[bol…", received, "12件", "2018年"],
        ["五", "件。另有[bold]行政诉讼[/bold]…", "行政诉讼数量", "0件"],
    ]


def test_claims_stand_below_each_other(claiming_report: Report) -> None:
    printed = view(claiming_report).splitlines()
    places = [
        cell_len(line.partition(claim)[0])
        for claim in ("45件", "1600多份", "1.3万条", "9件", "12 件", "行政诉讼")
        for line in printed
        if line.count(claim) and ("申请数量" in line or "信息数" in line or "诉讼数" in line)
    ]
    assert len(places) == len(claiming_report.claims)
    assert len(set(places)) == 1
    assert max(map(cell_len, printed)) <= WIDTH


def test_blank_struck_and_unitless_cells_look_different(make_report: Callable[..., Report]) -> None:
    report = make_report("7", None, None)
    fee, blank, struck = report.values
    values = [
        fee.model_copy(update={"unit": None}),
        blank.model_copy(update={"indicator": "rules.issued"}),
        struck.model_copy(update={"indicator": "rules.repealed", "raw": "/"}),
    ]
    lines = view(report.model_copy(update={"values": values})).splitlines()
    assert [line.split() for line in lines if line.startswith(("规章", "行政事业性收费"))] == [
        ["规章", "空", "/"],
        ["行政事业性收费", "7", "单位不明"],
    ]


def test_a_report_cannot_steer_the_terminal(make_report: Callable[..., Report]) -> None:
    report = make_report("1", name="\x1b[31m[bold]名[/bold].html")
    report.warnings.append(Warning(code="unplaced", message="\x1b]0;title\x07 [red]x[/red]"))
    printed = view(report)
    assert "\x1b" not in printed
    assert "[bold]名[/bold].html" in printed
    assert "[red]x[/red]" in printed


REQUESTS = "依法办理。\r\n2019年收到申请1,045件，\r\n办结44件。\r\n"
FIRST = {
    "indicator": "requests.received",
    "value": 1045,
    "unit": "件",
    "text": "1,045件",
    "start": 15,
    "end": 21,
    "period": "this_year",
    "scope": "whole",
    "precision": "exact",
    "section": None,
}


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_claims_of_a_text_in_json(output_format: str, fake_tagger: FakeTagger, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(REQUESTS.encode("gb18030"))
    result = run("claims", path, "--year", "2019", "-f", output_format)
    assert result.exit_code == 0
    first, second = (
        json.loads(result.stdout) if output_format == "json" else map(json.loads, result.stdout.splitlines())
    )
    assert 0 < first.pop("confidence") < 1
    assert first == FIRST
    assert second["text"] == "44件"


def test_claims_of_a_text_in_csv(fake_tagger: FakeTagger) -> None:
    result = run("claims", "-", "-f", "csv", stdin=REQUESTS.encode())
    first, second = csv.DictReader(io.StringIO(result.stdout))
    assert list(first) == list(Claim.model_fields)
    assert (first["value"], first["text"], second["value"]) == ("1045", "1,045件", "44")


def test_claims_of_standard_input_for_reading(fake_tagger: FakeTagger) -> None:
    result = run("claims", stdin=REQUESTS.encode())
    assert result.exit_code == 0
    rows = result.stdout.splitlines()[2:]
    assert [row.split() for row in rows] == [
        ["2019年收到申请1,045件，", "本年新收政府信息公开申请数量", "1045件"],
        ["办结44件。", "本年新收政府信息公开申请数量", "44件"],
    ]


@pytest.mark.parametrize(("options", "digit"), [(["--year", "2019"], "0"), (["-y", "2020"], LAST_YEAR)])
def test_the_model_is_told_the_year(options: list[str], digit: str, fake_tagger: FakeTagger) -> None:
    run("claims", *options, stdin="2019年收到申请45件。".encode())
    assert fake_tagger.seen == [f"{digit * 4}年收到申请00件。"]


def test_a_text_without_claims(fake_tagger: FakeTagger) -> None:
    result = run("claims", stdin=NO_REPORT.encode())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "<stdin>: no claims\n")
    assert run("claims", "-f", "json", stdin=NO_REPORT.encode()).stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "exit_code", "message"),
    [
        ("missing.txt", 1, "missing.txt: there is no such file"),
        ("empty.txt", 1, "empty.txt: there is no"),
        ("page.html", 2, "is no plain text; for a report, use gongkai extract"),
    ],
)
def test_a_text_that_cannot_be_read(
    name: str, exit_code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "page.html").write_text("<!doctype html><html><body><p>收到申请45件。</p></body></html>")
    result = run("claims", name)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert message in result.stderr


def test_without_a_model_the_file_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_MODEL", str(tmp_path))
    result = run("claims", stdin=REQUESTS.encode())
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path / 'gongkai.json'}: this file of the model is missing")


@pytest.mark.usefixtures("tagger")
def test_claims_by_the_real_model() -> None:
    result = run("claims", "--year", "2019", "-f", "json", stdin="全年共收到申请45件。".encode())
    (claim,) = json.loads(result.stdout)
    assert (claim["indicator"], claim["value"], claim["text"]) == ("requests.received", 45, "45件")


@pytest.mark.parametrize(
    ("options", "environment", "is_colored"),
    [([], {}, True), (["--no-color"], {}, False), ([], {"NO_COLOR": "1"}, False)],
)
def test_colors(options: list[str], environment: dict[str, str], is_colored: bool, text: Path) -> None:
    forced = {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color", **environment}
    done = subprocess.run([GONGKAI, "extract", text, *options], env=forced, capture_output=True, text=True, check=True)
    assert ("\x1b[1;36m" in done.stdout) is is_colored


def test_a_bar_for_long_work_only_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert list(progress.with_progress(iter("abc"), 3)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    assert list(progress.with_progress(iter("abc"), 3)) == ["a", "b", "c"]
    assert "reading" in capsys.readouterr().err


def view(report: Report) -> str:
    stream = io.StringIO()
    writer = TerminalWriter(stream, color=True)
    writer.write(report)
    writer.close()
    return stream.getvalue()
