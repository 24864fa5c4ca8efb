"""The formats that results are written in, what their rows are, and which of them a command line means."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer

from gongkai.frames import Rows


class Format(StrEnum):
    """Also the endings of the files."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class TextFormat(StrEnum):
    """The formats for the claims of a text: those that a terminal can show."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


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


def choose_rows(named: Rows | None, chosen: Format | None) -> Rows:
    """The rows named, else table values; only a format that has rows leaves a choice."""
    if named and chosen not in (Format.CSV, Format.PARQUET):
        shown = f"{chosen} holds" if chosen else "the tables for reading show"
        raise typer.BadParameter(f"only csv and parquet have rows; {shown} values and claims.", param_hint="--rows")
    return named or Rows.VALUES
