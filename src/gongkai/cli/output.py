"""Writers: results in, one stream of bytes out, each result written as soon as it is there.

A source that failed has its place in every format: in JSON an object with the one key `failure`, in CSV and Parquet a
row that has only `name` and `error`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import IO, Any, Protocol

from gongkai.frames import Rows, report_rows
from gongkai.report import Failure, Report, exact_json


class Writer(Protocol):
    """Takes results one by one; `close` completes the output but leaves the stream open."""

    def write(self, result: Report | Failure) -> None: ...

    def close(self) -> None: ...


class JsonWriter:
    """One object, or with `array` a list of them."""

    def __init__(self, stream: IO[bytes], *, array: bool) -> None:
        self._stream = stream
        self._before, self._after = (b"[\n", b"\n]\n") if array else (b"", b"\n")

    def write(self, result: Report | Failure) -> None:
        self._stream.write(self._before + json_text(result, indent=1).encode())
        self._before = b",\n"

    def close(self) -> None:
        self._stream.write(self._after)


class JsonLinesWriter:
    """One object a line."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, result: Report | Failure) -> None:
        self._stream.write(json_text(result, indent=None).encode() + b"\n")
        self._stream.flush()  # so that the next program in the pipe, or `tail -f`, sees it now

    def close(self) -> None:
        self._stream.flush()


class CsvWriter:
    """One row a table value or a claim."""

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
    """The rows as lines of CSV, the figures in plain digits."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writerows({**row, "value": figure_text(row["value"])} for row in rows)
    return text.getvalue()


def json_text(result: Report | Failure, *, indent: int | None) -> str:
    if isinstance(result, Report):
        return result.to_json(indent=indent)
    return exact_json({"failure": result.model_dump()}, indent)


def table_columns(rows: Rows) -> tuple[str, ...]:
    return (*rows.columns, "error")


def result_rows(result: Report | Failure, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of a report, or the one row of a failure, keyed by `table_columns(rows)`."""
    if isinstance(result, Report):
        yield from (row | {"error": None} for row in report_rows(result, rows))
    else:
        yield dict.fromkeys(table_columns(rows)) | {"name": result.name, "error": f"{result.error}: {result.message}"}


def figure_text(value: Decimal | None) -> str:
    """The figure in plain digits: no exponent, no zeros at the end of a fraction, empty for None."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
