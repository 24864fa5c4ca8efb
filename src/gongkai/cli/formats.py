"""The formats that results are written in, what their rows are, and which of them a command line means."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from gongkai.frames import Rows


class Format(StrEnum):
    """Also the endings of the files."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"


class TextFormat(StrEnum):
    """The formats for claims of a text and for findings: those that a terminal can show."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


AnyFormat = TypeVar("AnyFormat", bound=StrEnum)


def choose_format(known: type[AnyFormat], named: AnyFormat | None, output: Path | None) -> AnyFormat | None:
    """The format named, else that of the file's ending; None without either, which means something for reading."""
    if named is Format.PARQUET and output is None:
        raise typer.BadParameter("parquet is not text: name a file with --output.", param_hint="--format")
    return named if named or output is None else format_of_ending(known, output, "; or give --format")


def format_of_ending(known: type[AnyFormat], output: Path, way_out: str = "") -> AnyFormat:
    ending = output.suffix.lower().removeprefix(".")
    if ending not in set(known):
        endings = ", ".join(f".{each}" for each in known)
        raise typer.BadParameter(f"'{output}' ends in none of {endings}{way_out}.", param_hint="--output")
    return known(ending)


def choose_rows(named: Rows | None, chosen: Format | None) -> Rows:
    """The rows named, else table values; only a format that has rows leaves a choice."""
    if named and chosen not in (Format.CSV, Format.PARQUET):
        shown = f"{chosen} holds them all" if chosen else "the tables for reading show values and claims"
        raise typer.BadParameter(f"only csv and parquet have rows; {shown}.", param_hint="--rows")
    return named or Rows.VALUES


def check_pages(chosen: Format | None, output: Path | None, is_array: bool) -> None:
    """Refuses several reports in one page."""
    if chosen is Format.HTML and is_array and not (output and output.is_dir()):
        problem = "html is one page a report: for several, name a directory that exists"
        raise typer.BadParameter(f"{problem}.", param_hint="--output")
