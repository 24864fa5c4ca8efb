"""The formats that results are written in, and which of them a command line means."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer


class Format(StrEnum):
    """Also the endings of the files."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def choose_format(named: Format | None, output: Path | None) -> Format | None:
    """The format named, else that of the file's ending; None without either, which means tables for reading."""
    if named is Format.PARQUET and output is None:
        raise typer.BadParameter("parquet is not text: name a file with --output.", param_hint="--format")
    if named or output is None:
        return named
    ending = output.suffix.lower().removeprefix(".")
    if ending not in set(Format):
        endings = ", ".join(f".{known}" for known in Format)
        raise typer.BadParameter(f"'{output}' ends in none of {endings}: give --format.", param_hint="--output")
    return Format(ending)
