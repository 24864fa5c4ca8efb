"""Every format gives every figure back exactly, and every failure has its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet
import pytest

from gongkai import Claim, Evidence, Failure, Finding, Report, TableValue, extract
from gongkai.cli.output import CsvWriter, JsonLinesWriter, JsonWriter, Writer
from gongkai.cli.parquet import ROW_GROUP, ParquetWriter
from gongkai.figures import figure_text
from gongkai.frames import Rows, claims_frame, findings_frame, values_frame
from gongkai.schema import schema_text

MakeReport = Callable[..., Report]
MakeClaim = Callable[..., Claim]
COLUMNS = Rows.VALUES.columns
FIGURES = ["360.54242", "78955503", None, "0", "-15", "78955503.00", "0.0000001", "1234567890123456.75"]
EXACT = [None if figure is None else Decimal(figure) for figure in FIGURES]


def written(make_writer: Callable[[io.BytesIO], Writer], *results: Report | Failure) -> bytes:
    stream = io.BytesIO()
    writer = make_writer(stream)
    for result in results:
        writer.write(result)
    writer.close()
    return stream.getvalue()


def as_csv(*results: Report | Failure, rows: Rows = Rows.VALUES) -> list[dict[str, str]]:
    text = written(lambda stream: CsvWriter(stream, rows, byte_order_mark=False), *results).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_parquet(*results: Report | Failure, rows: Rows = Rows.VALUES) -> list[dict[str, Any]]:
    data = written(lambda stream: ParquetWriter(stream, rows), *results)
    table: list[dict[str, Any]] = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    return table


@pytest.fixture
def claiming_report(make_report: MakeReport, make_claim: MakeClaim) -> Report:
    """A report with one table value and two claims."""
    text = "收到申请45件，\n累计收费约1.20345678亿元。"
    money = {"indicator": "administrative_fees.amount", "unit": "万元", "section": "一（二）", "confidence": 0.625}
    claims = [
        make_claim(text, "45件", "45"),
        make_claim(text, "1.20345678亿元", "12034.5678", period="cumulative", scope="part", precision="about", **money),
    ]
    return make_report("7").model_copy(update={"text": text, "claims": claims})


def test_json_gives_figures_back_exactly(make_report: MakeReport) -> None:
    report = make_report(*FIGURES)
    data = written(lambda stream: JsonWriter(stream, array=False), report)
    assert [value.value for value in Report.from_json(data).values] == EXACT
    assert b'"value": 360.54242,' in data
    assert b'"value": 78955503,' in data
    assert b'"value": null,' in data


def test_a_figure_that_no_float_holds_is_still_a_json_number(make_report: MakeReport) -> None:
    report = make_report("12345678901234567890.05")
    assert '"value": 12345678901234567890.05,' in report.to_json()
    assert Report.from_json(report.to_json()) == report


def test_several_reports_in_json_are_an_array(make_report: MakeReport, failure: Failure) -> None:
    data = written(lambda stream: JsonWriter(stream, array=True), make_report("1"), failure, make_report("2"))
    first, second, third = json.loads(data)
    assert [first["values"][0]["value"], third["values"][0]["value"]] == [1, 2]
    assert second == {"failure": failure.model_dump()}


def test_an_array_of_one_is_an_array(make_report: MakeReport) -> None:
    assert len(json.loads(written(lambda stream: JsonWriter(stream, array=True), make_report("1")))) == 1


def test_json_lines_are_one_result_a_line(make_report: MakeReport, failure: Failure) -> None:
    lines = written(JsonLinesWriter, make_report(*FIGURES), failure).decode().splitlines()
    assert [value.value for value in Report.from_json(lines[0]).values] == EXACT
    assert [json.loads(line) for line in lines[1:]] == [{"failure": failure.model_dump()}]


def test_csv_gives_figures_back_exactly(make_report: MakeReport) -> None:
    rows = as_csv(make_report(*FIGURES))
    assert [Decimal(row["value"]) if row["value"] else None for row in rows] == EXACT
    assert [row["value"] for row in rows[:4]] == ["360.54242", "78955503", "", "0"]
    assert list(rows[0]) == [*COLUMNS, "error"]
    assert (rows[0]["name"], rows[0]["issuer"], rows[0]["year"]) == ("某县.html", "某县", "2022")


def test_parquet_gives_figures_back_exactly(make_report: MakeReport) -> None:
    rows = as_parquet(make_report(*FIGURES))
    assert [row["value"] for row in rows] == EXACT
    assert {row["error"] for row in rows} == {None}
    assert (rows[0]["year"], rows[0]["row"], rows[0]["start"]) == (2022, 0, None)


def test_claims_in_csv(claiming_report: Report) -> None:
    first, second = as_csv(claiming_report, rows=Rows.CLAIMS)
    assert list(first) == [*Rows.CLAIMS.columns, "error"]
    assert (first["name"], first["year"], first["value"], first["text"], first["section"]) == (
        "某县.html",
        "2022",
        "45",
        "45件",
        "",
    )
    assert (second["value"], second["unit"], second["start"], second["end"]) == ("12034.5678", "万元", "14", "26")
    assert (second["period"], second["scope"], second["precision"], second["confidence"], second["section"]) == (
        "cumulative",
        "part",
        "about",
        "0.625",
        "一（二）",
    )


def test_claims_in_parquet(claiming_report: Report) -> None:
    first, second = as_parquet(claiming_report, rows=Rows.CLAIMS)
    assert list(first) == [*Rows.CLAIMS.columns, "error"]
    assert (first["section"], first["error"]) == (None, None)
    assert (second["value"], second["start"], second["confidence"]) == (Decimal("12034.5678"), 14, 0.625)


def test_claims_in_json(claiming_report: Report) -> None:
    assert Report.from_json(claiming_report.to_json()) == claiming_report
    assert '"value": 12034.5678,' in claiming_report.to_json()


def test_a_frame_of_claims(claiming_report: Report, make_report: MakeReport) -> None:
    frame = claims_frame([claiming_report, make_report("1"), claiming_report])
    assert list(frame["value"]) == [Decimal(45), Decimal("12034.5678")] * 2
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == Rows.CLAIMS.columns
    assert claiming_report.claims_frame().equals(frame[:2])
    assert {name: str(kind) for name, kind in make_report("1").claims_frame().dtypes.items()} == Rows.CLAIMS.columns


@pytest.fixture
def disputed_report(claiming_report: Report) -> Report:
    """A report with a finding of figures and one without."""
    usual: dict[str, Any] = {"kind": "text_vs_table", "indicator": "administrative_fees.amount", "message": "不符"}
    figures = {"left": Decimal("12034.5678"), "right": Decimal("7.10"), "delta": Decimal("12027.4678")}
    sides = {"left_evidence": Evidence(claims=[1]), "right_evidence": Evidence(values=[0], start=2, end=5)}
    findings = [
        Finding(id="a", severity="conflict", values=[0], claims=[1], **figures, **sides, **usual),
        Finding(id="b", severity="note", **usual),
    ]
    return claiming_report.model_copy(update={"findings": findings})


def test_findings_in_csv(disputed_report: Report) -> None:
    first, second = as_csv(disputed_report, rows=Rows.FINDINGS)
    assert list(first) == [*Rows.FINDINGS.columns, "error"]
    assert [first[name] for name in ("name", "id", "left", "right", "delta", "values", "claims")] == [
        *("某县.html", "a", "12034.5678", "7.1", "12027.4678", "[0]", "[1]")
    ]
    assert json.loads(first["right_evidence"]) == {"values": [0], "claims": [], "start": 2, "end": 5}
    assert (second["left"], second["values"]) == ("", "[]")


def test_findings_in_parquet(disputed_report: Report) -> None:
    first, second = as_parquet(disputed_report, rows=Rows.FINDINGS)
    assert (first["left"], first["right"], first["claims"]) == (Decimal("12034.5678"), Decimal("7.1"), [1])
    assert first["right_evidence"] == {"values": [0], "claims": [], "start": 2, "end": 5}
    assert (second["delta"], second["values"], second["error"]) == (None, [], None)


def test_a_frame_of_findings(disputed_report: Report, make_report: MakeReport) -> None:
    frame = findings_frame([disputed_report, make_report("1")])
    assert list(frame["left"]) == [Decimal("12034.5678"), None]
    assert frame["left_evidence"].iloc[0]["claims"] == [1]
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == Rows.FINDINGS.columns
    assert disputed_report.findings_frame().equals(frame)


@pytest.mark.parametrize(("rows", "item"), [(Rows.VALUES, TableValue), (Rows.CLAIMS, Claim), (Rows.FINDINGS, Finding)])
def test_a_row_has_every_field_of_its_item(rows: Rows, item: type[TableValue | Claim | Finding]) -> None:
    assert list(rows.fields) == list(item.model_fields)


@pytest.mark.parametrize("rows", Rows)
@pytest.mark.parametrize("read", [as_csv, as_parquet])
def test_a_failure_is_a_row_with_name_and_error(
    read: Callable[..., list[dict[str, Any]]], rows: Rows, failure: Failure
) -> None:
    (row,) = read(failure, rows=rows)
    filled = {key: value for key, value in row.items() if value}
    assert filled == {"name": failure.name, "error": f"UnreadableInput: {failure.message}"}


@pytest.mark.parametrize("figure", ["0.12345678901", "1" + "0" * 28])
def test_a_figure_that_parquet_cannot_hold_is_an_error_not_another_figure(figure: str, make_report: MakeReport) -> None:
    first, second = as_parquet(make_report(figure, "5"))
    assert first["value"] is None
    assert first["error"] == f"{figure} does not fit into decimal(38, 10)"
    assert (second["value"], second["error"]) == (5, None)


def test_parquet_writes_large_results_in_groups(make_report: MakeReport) -> None:
    half = ROW_GROUP // 2 + 1
    data = written(ParquetWriter, make_report(*["1"] * half), make_report(*["2"] * half), make_report("3"))
    file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
    assert [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)] == [2 * half, 1]


def test_a_csv_file_for_excel_begins_with_the_byte_order_mark(make_report: MakeReport) -> None:
    data = written(lambda stream: CsvWriter(stream, byte_order_mark=True), make_report("1"))
    assert data.startswith("\ufeffname,".encode())
    assert data.decode().count("\ufeff") == 1


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("1E+3", "1000"), ("1E-7", "0.0000001"), ("10", "10"), ("10.50", "10.5"), ("-0.0", "-0"), (None, "")],
)
def test_figure_text(figure: str | None, expected: str) -> None:
    assert figure_text(None if figure is None else Decimal(figure)) == expected


def test_a_frame_has_exact_figures_and_stable_columns(make_report: MakeReport) -> None:
    frame = values_frame([make_report(*FIGURES), make_report("7", name="另一县.pdf")])
    assert list(frame["value"]) == [*EXACT, Decimal(7)]
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS
    assert list(frame["name"].unique()) == ["某县.html", "另一县.pdf"]


def test_a_frame_without_rows_has_the_same_columns(make_report: MakeReport) -> None:
    frame = make_report().to_frame()
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS


def test_the_schema_that_is_checked_in_is_current(root: Path) -> None:
    assert (root / "schema" / "report.schema.json").read_text(encoding="utf-8") == schema_text(), (
        "run: python scripts/write_schema.py"
    )


@pytest.mark.usefixtures("tagger")
@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx"])
def test_a_report_follows_the_schema(suffix: str, example: Callable[[str], Path]) -> None:
    report = extract(example(suffix))
    validator = jsonschema.Draft202012Validator(
        json.loads(schema_text()), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(json.loads(report.to_json()))
    assert report.values


def test_a_report_with_claims_follows_the_schema(claiming_report: Report) -> None:
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(json.loads(claiming_report.to_json()))


def test_the_schema_refuses_what_is_no_report(make_report: MakeReport) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    broken = make_report("1").to_dict()
    broken["values"][0]["value"] = "1"
    del broken["warnings"]
    assert len(list(validator.iter_errors(broken))) == 2
