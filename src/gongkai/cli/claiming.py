"""The work of `gongkai claims`: a plain text in, its claims out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from gongkai.cli.formats import TextFormat
from gongkai.cli.output import csv_head, csv_lines
from gongkai.cli.sources import STDIN
from gongkai.cli.streams import open_output, printable_standard_output
from gongkai.document import Document
from gongkai.frames import Rows
from gongkai.narrative.claims import find_claims
from gongkai.readers import open_document
from gongkai.report import Claim, exact_json

PLAIN = "text/plain"


def write_claims(file: str, year: int | None, chosen: TextFormat | None, *, color: bool) -> None:
    """Writes the claims of a file, or of standard input, to standard output; without a format, for reading.

    Raises:
        UnreadableInput: the text cannot be read.
        ModelError: the model cannot be loaded.
        OutputError: standard output cannot be written.
    """
    document = _open(file)
    (claims,) = find_claims([document.text], [year])
    with open_output(None) as stream:
        if chosen:
            stream.write(_written(claims, chosen).encode())
        elif claims:
            from gongkai.cli.terminal import print_claims

            print_claims(printable_standard_output(), document.text, claims, color=color)
        else:
            print(f"{document.name}: no claims", file=sys.stderr)


def _open(file: str) -> Document:
    document = open_document(sys.stdin.buffer, name="<stdin>") if file == STDIN else open_document(Path(file))
    if document.media_type != PLAIN:
        problem = f"'{document.name}' is no plain text; for a report, use gongkai extract."
        raise typer.BadParameter(problem, param_hint="FILE")
    return document


def _written(claims: Sequence[Claim], chosen: TextFormat) -> str:
    if chosen is TextFormat.CSV:
        columns = Rows.CLAIMS.fields
        return csv_head(columns) + csv_lines(columns, map(dict, claims))
    rows = [claim.model_dump() for claim in claims]
    if chosen is TextFormat.JSONL:
        return "".join(exact_json(row) + "\n" for row in rows)
    return exact_json(rows, indent=1) + "\n"
