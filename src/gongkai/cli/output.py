"""Writers: results in, one stream of bytes out, each result written as soon as it is there.

A source that failed has its place in every format: in JSON an object with the one key `failure`, in CSV and Parquet a
row that has only `name` and `error`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO, Any, Protocol

from gongkai.figures import figure_text
from gongkai.frames import Rows, report_rows
from gongkai.report import Failure, Report, exact_json, json_number

ToObjects = Callable[[Report | Failure], Iterable[dict[str, Any]]]


class Writer(Protocol):
    """Takes results one by one; `close` completes the output but leaves the stream open."""

    def write(self, result: Report | Failure) -> None: ...

    def close(self) -> None: ...


def whole_object(result: Report | Failure) -> Iterator[dict[str, Any]]:
    """The one object that a result is."""
    yield result.to_dict() if isinstance(result, Report) else {"failure": result.model_dump()}


def finding_objects(result: Report | Failure) -> Iterator[dict[str, Any]]:
    """One object a finding, with what `Rows.FINDINGS` says about its report."""
    if isinstance(result, Failure):
        yield from whole_object(result)
    else:
        yield from (_with_json_numbers(row) for row in report_rows(result, Rows.FINDINGS))


class JsonWriter:
    """One object, or with `array` a list of those that `to_objects` makes of the results."""

    def __init__(self, stream: IO[bytes], *, array: bool, to_objects: ToObjects = whole_object) -> None:
        self._stream = stream
        self._to_objects = to_objects
        self._before, self._between, self._after = (b"\n", b",\n", b"\n]\n") if array else (b"", b"", b"\n")
        self._stream.write(b"[" if array else b"")

    def write(self, result: Report | Failure) -> None:
        for each in self._to_objects(result):
            self._stream.write(self._before + exact_json(each, indent=1).encode())
            self._before = self._between

    def close(self) -> None:
        self._stream.write(self._after)


class JsonLinesWriter:
    """One object a line."""

    def __init__(self, stream: IO[bytes], to_objects: ToObjects = whole_object) -> None:
        self._stream = stream
        self._to_objects = to_objects

    def write(self, result: Report | Failure) -> None:
        for each in self._to_objects(result):
            self._stream.write(exact_json(each).encode() + b"\n")
        self._stream.flush()  # so that the next program in the pipe, or `tail -f`, sees it now

    def close(self) -> None:
        self._stream.flush()


class CsvWriter:
    """One row a table value, a claim or a finding."""

    def __init__(self, stream: IO[bytes], rows: Rows = Rows.VALUES, *, byte_order_mark: bool) -> None:
        self._stream = stream
        self._rows = rows
        self._columns = table_columns(rows)
        self._stream.write(csv_head(self._columns).encode("utf-8-sig" if byte_order_mark else "utf-8"))

    def write(self, result: Report | Failure) -> None:
        self._stream.write(csv_lines(self._columns, result_rows(result, self._rows)).encode())

    def close(self) -> None:
        self._stream.flush()


def csv_head(columns: Iterable[str]) -> str:
    return ",".join(columns) + "\n"


def csv_lines(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as lines of CSV, the figures in plain digits; lists and objects as JSON."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writerows({name: _field_text(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def table_columns(rows: Rows) -> tuple[str, ...]:
    return (*rows.columns, "error")


def result_rows(result: Report | Failure, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of a report, or the one row of a failure, keyed by `table_columns(rows)`."""
    if isinstance(result, Report):
        yield from (row | {"error": None} for row in report_rows(result, rows))
    else:
        yield dict.fromkeys(table_columns(rows)) | {"name": result.name, "error": f"{result.error}: {result.message}"}


def _field_text(value: object) -> object:
    if isinstance(value, Decimal):
        return figure_text(value)
    return exact_json(value) if isinstance(value, list | dict) else value


def _with_json_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: json_number(value) if isinstance(value, Decimal) else value for name, value in row.items()}
