"""The work of `gongkai extract`: jobs in, results to a writer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gongkai.batch import Job
from gongkai.cli.formats import Format
from gongkai.cli.output import CsvWriter, JsonLinesWriter, JsonWriter, Writer
from gongkai.cli.reading import read_reports
from gongkai.cli.streams import open_output, printable_standard_output
from gongkai.frames import Rows
from gongkai.report import Failure


@dataclass(frozen=True, slots=True)
class Target:
    """Where the results go. `format` None: tables for reading; `path` None: standard output."""

    format: Format | None = None
    rows: Rows = Rows.VALUES
    path: Path | None = None
    array: bool = True  # JSON: a list of results, not the only one
    color: bool = True


def extract_to(target: Target, jobs: list[Job], workers: int, timeout: float | None) -> int:
    """Does all jobs and returns how many failed.

    Raises:
        OutputError: the target cannot be written; before any job is done, where that can be known.
    """
    failed = 0
    with _open_writer(target) as writer:
        for result in read_reports(jobs, workers, timeout, target.path):
            writer.write(result)
            failed += isinstance(result, Failure)
    return failed


@contextlib.contextmanager
def _open_writer(target: Target) -> Iterator[Writer]:
    if target.format is Format.HTML and target.path and target.path.is_dir():
        from gongkai.cli.pages import FolderWriter

        yield FolderWriter(target.path)
        return
    with open_output(target.path) as stream:
        writer = _make_writer(target, stream)
        yield writer
        writer.close()


def _make_writer(target: Target, stream: IO[bytes]) -> Writer:
    if target.format is Format.JSON:
        return JsonWriter(stream, array=target.array)
    if target.format is Format.JSONL:
        return JsonLinesWriter(stream)
    if (
        target.format is Format.CSV
    ):  # Excel takes a file without the mark for GBK; a program at the end of a pipe trips on it
        return CsvWriter(stream, target.rows, byte_order_mark=target.path is not None)
    if target.format is Format.PARQUET:
        from gongkai.cli.parquet import ParquetWriter

        return ParquetWriter(stream, target.rows)
    if target.format is Format.HTML:
        from gongkai.cli.pages import PageWriter

        return PageWriter(stream)
    from gongkai.cli.terminal import TerminalWriter

    return TerminalWriter(printable_standard_output(), color=target.color)
