"""`gongkai check` as its users meet it: what is said about a finding, in which format, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from gongkai import Claim, Comparison, Evidence, Failure, Finding, Report
from gongkai.cli import app
from gongkai.cli.drawing import WIDTH
from gongkai.frames import Rows
from gongkai.report import Section, TableValue

MakeReport = Callable[..., Report]
MakeClaim = Callable[..., Claim]
Give = Callable[..., None]

TEXT = "一、总体情况\n全年共收到政府信息公开申请45件，其中自然人40件。各乡镇共发布信息余条，均已归档。"


def check(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)], input=stdin, prog_name="gongkai")


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Sets what the jobs of a command come to."""

    def set_results(*results: Report | Failure) -> None:
        monkeypatch.setattr("gongkai.cli.reading.extract_jobs", lambda *_: iter(results))

    return set_results


def cell(indicator: str, figure: str, applicant: str | None = "total") -> TableValue:
    value = Decimal(figure) if figure else None
    return TableValue(
        indicator=indicator, applicant=applicant, value=value, unit="件", raw=figure, table=1, row=2, column=3
    )


def finding(number: int, severity: str, **fields: Any) -> Finding:
    usual = {"kind": "text_vs_table", "indicator": "requests.received", "message": f"问题{number}"}
    return Finding.model_validate({"id": f"f{number}", "severity": severity, **usual, **fields})


@pytest.fixture
def disputed(make_report: MakeReport, make_claim: MakeClaim) -> Report:
    """A report with a finding of each severity, given from mild to grave, and of each kind of evidence."""
    values = [
        cell("requests.received", "42"),
        cell("requests.concluded", "17"),
        *(cell(f"requests.denied.{reason}", figure) for reason, figure in REASONS.items()),
        cell("penalties.decisions", "", None),
    ]
    claims = [
        make_claim(TEXT, "45件", "45", section="一"),
        make_claim(TEXT, "40件", "40", section="一", indicator="requests.natural_person"),
    ]
    lost = TEXT.index("发布信息余条")
    findings = [
        finding(1, "note", kind="blank_cell", indicator="penalties.decisions", left_evidence=Evidence(values=[6])),
        finding(
            2,
            "doubt",
            kind="missing_figure",
            indicator=None,
            message="\x1b[31m[bold]缺数字[/bold]",
            left_evidence=Evidence(start=lost, end=lost + 6),
        ),
        finding(
            3,
            "conflict",
            left=Decimal(45),
            right=Decimal(42),
            delta=Decimal(3),
            values=[0],
            claims=[0],
            left_evidence=Evidence(claims=[0]),
            right_evidence=Evidence(values=[0]),
        ),
        finding(
            4,
            "conflict",
            kind="identity",
            indicator="requests.concluded",
            left=Decimal(17),
            right=Decimal(16),
            left_evidence=Evidence(values=[1]),
            right_evidence=Evidence(values=[2, 3, 4, 5]),
        ),
    ]
    compared: dict[str, Any] = {"kind": "text_vs_table", "rule": "text_vs_table", "indicator": "requests.received"}
    comparisons = [
        Comparison(**compared, outcome="conflicts", finding="f3", left_evidence=Evidence(claims=[0])),
        Comparison(**compared, outcome="uncompared", reason="no_cell", left_evidence=Evidence(claims=[1])),
        Comparison(kind="identity", rule="requests.outcomes", outcome="conflicts", indicator=None, finding="f4"),
        Comparison(kind="identity", rule="requests.balance", outcome="agrees", indicator=None),
    ]
    sections = [
        Section(number="一", title="总体情况", start=0, end=len(TEXT)),
        Section(number="一（一）", title="各乡镇", start=TEXT.index("各乡镇"), end=len(TEXT)),
    ]
    report = make_report(name="某县.html").model_copy(update={"text": TEXT, "sections": sections})
    return report.model_copy(
        update={"values": values, "claims": claims, "findings": findings, "comparisons": comparisons}
    )


REASONS = {"state_secret": "0", "third_party_rights": "6", "internal_affairs": "10", "enforcement_file": ""}


def test_findings_for_reading_the_gravest_first(disputed: Report, give: Give) -> None:
    give(disputed)
    result = check("a.html")
    assert result.exit_code == 1
    name, *lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert name.startswith("某县.html ──")
    assert [line for line in lines if line] == [
        "某县 2022年 2021年版",
        "× 矛盾 正文与表格 本年新收政府信息公开申请数量",
        "问题3",
        "左 45 正文 一 全年共收到政府信息公开申请45件，其中自然人40件。各乡镇共发布…",
        "右 42 申请情况表 42 本年新收政府信息公开申请数量 › 总计",
        "× 矛盾 表内勾稽 申请办结数（本年度办理结果总计）",
        "问题4",
        "左 17 申请情况表 17 本年度办理结果 › 总计 › 总计",
        "右 16 申请情况表 6 本年度办理结果 › 不予公开 › 保护第三方合法权益 › 总计",
        "申请情况表 10 本年度办理结果 › 不予公开 › 属于三类内部事务信息 › 总计",
        "另有 1 格为 0、1 格没有数字",
        "？ 存疑 数字缺失",
        "[31m[bold]缺数字[/bold]",
        "正文 一（一） …申请45件，其中自然人40件。各乡镇共发布信息余条，均已归档。",
        "！ 提示 空白单元格 行政处罚处理决定数量",
        "问题1",
        "主动公开表 空白 行政处罚 › 本年处理决定数量",
        "正文数据 可比 1 处：× 矛盾 1；○ 无可比对象 1",
        "表内勾稽 可比 2 处：√ 相符 1，× 矛盾 1",
        "共检查 1 份报告，1 份有矛盾；× 矛盾 2，？ 存疑 1，！ 提示 1",
    ]


def test_the_view_fits_and_cannot_steer_the_terminal(disputed: Report, give: Give) -> None:
    give(disputed)
    printed = check("a.html").stdout
    assert "\x1b" not in printed
    assert max(map(cell_len, printed.splitlines())) <= WIDTH


def test_a_report_with_nothing_to_compare(make_report: MakeReport, give: Give) -> None:
    give(make_report("1"))
    lines = check("a.html").stdout.splitlines()
    assert [line for line in lines if line][-2:] == ["没有可比的数字", "共检查 1 份报告，没有矛盾"]


def test_several_reports_are_told_apart_and_counted(
    disputed: Report, make_report: MakeReport, failure: Failure, give: Give
) -> None:
    give(disputed, failure, make_report("1", name="另一县.html"))
    result = check("a.html", "b.pdf", "c.html")
    assert [line.split()[0] for line in result.stdout.splitlines() if "──" in line] == ["某县.html", "另一县.html"]
    assert result.stdout.splitlines()[-1] == "共检查 2 份报告，1 份有矛盾；× 矛盾 2，？ 存疑 1，！ 提示 1；1 份读不出"
    assert result.stderr == f"{failure.name}: {failure.message}\n"


@pytest.mark.parametrize(
    ("severities", "fail_on", "exit_code"),
    [
        ([], None, 0),
        (["note"], None, 0),
        (["doubt"], None, 0),
        (["doubt", "conflict"], None, 1),
        (["conflict"], "conflict", 1),
        (["note"], "doubt", 0),
        (["doubt"], "doubt", 1),
        (["conflict"], "doubt", 1),
        (["conflict", "doubt", "note"], "never", 0),
    ],
)
@pytest.mark.parametrize("with_failure", [False, True])
@pytest.mark.parametrize("output_format", [None, "jsonl"])
def test_the_exit_code(
    severities: Sequence[str],
    fail_on: str | None,
    exit_code: int,
    with_failure: bool,
    output_format: str | None,
    make_report: MakeReport,
    failure: Failure,
    give: Give,
) -> None:
    findings = [finding(number, severity) for number, severity in enumerate(severities)]
    results = [make_report("1"), make_report("2").model_copy(update={"findings": findings})]
    give(*results, *([failure] if with_failure else []))
    options = ["--fail-on", fail_on] if fail_on else []
    options += ["--format", output_format] if output_format else []
    assert check("a.html", *options).exit_code == (2 if with_failure else exit_code)


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_findings_in_json(output_format: str, disputed: Report, failure: Failure, give: Give) -> None:
    give(disputed, failure)
    printed = check("a.html", "-f", output_format).stdout
    rows = json.loads(printed) if output_format == "json" else [json.loads(line) for line in printed.splitlines()]
    *findings, failed = rows
    about = {"name": "某县.html", "issuer": "某县", "year": 2022, "form": "2021"}
    assert findings == [about | each for each in disputed.to_dict()["findings"]]
    assert failed == {"failure": failure.model_dump()}


def test_figures_in_json_are_exact(make_report: MakeReport, give: Give) -> None:
    amounts = {"left": Decimal("360.54242"), "right": Decimal("12345678901234567890.05"), "delta": None}
    give(make_report("1").model_copy(update={"findings": [finding(1, "note", **amounts)]}))
    printed = check("a.html", "-f", "jsonl").stdout
    assert '"left": 360.54242, "right": 12345678901234567890.05, "delta": null' in printed


@pytest.mark.parametrize("arguments", [["a.html"], ["a.html", "b.html"]])
def test_without_findings_json_is_an_empty_list(arguments: list[str], make_report: MakeReport, give: Give) -> None:
    give(*[make_report("1")] * len(arguments))
    assert json.loads(check(*arguments, "-f", "json").stdout) == []


def test_findings_in_csv(disputed: Report, failure: Failure, give: Give) -> None:
    give(disputed, failure)
    printed = check("a.html", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert list(rows[0]) == [*Rows.FINDINGS.columns, "error"]
    row = rows[2]
    assert [row[name] for name in ("name", "id", "severity", "left", "right", "delta")] == [
        "某县.html", "f3", "conflict", "45", "42", "3",
    ]  # fmt: skip
    assert json.loads(row["values"]) == [0]
    assert json.loads(row["right_evidence"]) == {"values": [0], "claims": [], "start": None, "end": None}
    assert (rows[0]["left"], rows[1]["indicator"]) == ("", "")
    assert {key: value for key, value in rows[4].items() if value} == {
        "name": failure.name,
        "error": f"UnreadableInput: {failure.message}",
    }


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv"])
def test_the_ending_of_the_output_names_the_format(ending: str, disputed: Report, give: Give, tmp_path: Path) -> None:
    give(disputed)
    output = tmp_path / f"findings.{ending}"
    result = check("a.html", "-o", output)
    assert (result.exit_code, result.output) == (1, "")
    begin = {"json": b"[\n{", "jsonl": b'{"name"', "csv": "\ufeffname".encode()}[ending]
    assert output.read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "-f", "parquet"], "parquet"),
        (["a.txt", "-o", "out.txt"], "ends in none of .json, .jsonl, .csv; or give --format"),
        (["a.txt", "--fail-on", "note"], "note"),
        (["a.txt", "-w", "0"], "--workers"),
        (["a.txt", "--timeout", "0"], "--timeout"),
        (["a.txt", "-o", "missing/out.json"], "missing/out.json: cannot be written"),
        ([], "FILE"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = check(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "no such file." not in result.stderr


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("此文与本题无关。\n", encoding="utf-8")
    result = check(tmp_path, "missing.pdf")
    assert result.exit_code == 2
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [str(tmp_path / "poem.txt"), "missing.pdf"]
    assert result.stdout == "共检查 0 份报告，没有矛盾；2 份读不出\n"
