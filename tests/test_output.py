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

from gongkai import Failure, Report, extract
from gongkai.cli.output import CsvWriter, JsonLinesWriter, JsonWriter, Writer, figure_text
from gongkai.cli.parquet import ROW_GROUP, ParquetWriter
from gongkai.frames import COLUMNS, values_frame
from gongkai.schema import schema_text

MakeReport = Callable[..., Report]
FIGURES = ["360.54242", "78955503", None, "0", "-15", "78955503.00", "0.0000001", "1234567890123456.75"]
EXACT = [None if figure is None else Decimal(figure) for figure in FIGURES]


def written(make_writer: Callable[[io.BytesIO], Writer], *results: Report | Failure) -> bytes:
    stream = io.BytesIO()
    writer = make_writer(stream)
    for result in results:
        writer.write(result)
    writer.close()
    return stream.getvalue()


def as_csv(*results: Report | Failure) -> list[dict[str, str]]:
    text = written(lambda stream: CsvWriter(stream, byte_order_mark=False), *results).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_parquet(*results: Report | Failure) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(io.BytesIO(written(ParquetWriter, *results))).to_pylist()
    return rows


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


@pytest.mark.parametrize("read", [as_csv, as_parquet])
def test_a_failure_is_a_row_with_name_and_error(read: Callable[..., list[dict[str, Any]]], failure: Failure) -> None:
    (row,) = read(failure)
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


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx"])
def test_a_report_follows_the_schema(suffix: str, example: Callable[[str], Path]) -> None:
    report = extract(example(suffix))
    validator = jsonschema.Draft202012Validator(
        json.loads(schema_text()), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(json.loads(report.to_json()))
    assert report.values


def test_the_schema_refuses_what_is_no_report(make_report: MakeReport) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    broken = make_report("1").to_dict()
    broken["values"][0]["value"] = "1"
    del broken["warnings"]
    assert len(list(validator.iter_errors(broken))) == 2
