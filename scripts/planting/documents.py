"""Reports ready to be reconciled, and the same with one stretch of their text replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from gongkai import extract
from gongkai.readers import open_document
from gongkai.reconcile import Reconciliation, reconcile
from gongkai.report import Claim, Form, TableValue
from gongkai.tables import read_tables

SUFFIXES = (".docx", ".html", ".md", ".pdf", ".txt")

_Placed = TypeVar("_Placed", TableValue, Claim)


@dataclass(frozen=True)
class Document:
    """What reconciliation is given."""

    name: str
    text: str
    values: tuple[TableValue, ...]
    claims: tuple[Claim, ...]
    form: Form | None
    table_spans: tuple[tuple[int, int], ...]
    year: int | None

    def reconciled(self) -> Reconciliation:
        return reconcile(
            self.values, self.claims, text=self.text, form=self.form, table_spans=self.table_spans, year=self.year
        )

    def with_text(self, start: int, end: int, new: str) -> Document:
        """The same with `text[start:end]` replaced; every offset behind it moves along."""
        further = len(new) - (end - start)

        def moved(offset: int) -> int:
            return offset + further if offset >= end else offset

        return replace(
            self,
            text=self.text[:start] + new + self.text[end:],
            values=tuple(_moved(value, moved(value.start or 0), moved(value.end or 0)) for value in self.values),
            claims=tuple(_moved(claim, moved(claim.start), moved(claim.end)) for claim in self.claims),
            table_spans=tuple((moved(first), moved(last)) for first, last in self.table_spans),
        )


def load(path: Path) -> Document:
    report = extract(path)
    spans = read_tables(open_document(path)).of_year(report.meta.year).spans
    return Document(
        path.name,
        report.text,
        tuple(report.values),
        tuple(report.claims),
        report.meta.form,
        tuple(spans),
        report.meta.year,
    )


def report_files(folders: Sequence[Path]) -> Iterator[Path]:
    """The reports of the folders that exist."""
    for folder in filter(Path.is_dir, folders):
        yield from sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.stem != "README")


def _moved(item: _Placed, start: int, end: int) -> _Placed:
    if item.start is None or (item.start, item.end) == (start, end):
        return item
    return item.model_copy(update={"start": start, "end": end})
