"""The order of the work: the document, its tables, its meta data, its free text; what contradicts what; the report."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from gongkai.document import Document
from gongkai.errors import NoTables, NotAReport
from gongkai.meta import looks_like_report, read_meta
from gongkai.narrative.reports import find_claims_in
from gongkai.readers import open_document
from gongkai.reconcile import reconcile
from gongkai.report import Meta, Report, Source, Warning
from gongkai.sections import find_sections
from gongkai.tables import TableReading, read_tables

FEW_VALUES = 5
"""Cells. A page without a report's title that does not look like one either and has fewer than these is none: a stray
row can match anywhere."""


def extract(source: str | Path | bytes | BinaryIO, *, name: str | None = None) -> Report:
    """Reads one report.

    Args:
        source: a path, the bytes of a file, an open binary file, or the text itself (a str with line breaks).
        name: what to call the source in errors and in the result; by default the path, `<bytes>` or `<text>`.

    Raises:
        UnreadableInput: the bytes cannot be turned into text; `reason` says why.
        NotAReport: the text is no annual report on information disclosure.
        NoTables: it is one, but holds neither an official table that can be read nor a claim.
        ModelError: the model that reads free text is missing or damaged.
    """
    document = open_document(source, name=name)
    printed = read_tables(document)
    meta, meta_warnings = read_meta(document, None, printed.captions)
    tables = printed.of_year(meta.year)
    _refuse_unless_report(document, tables, meta)
    sections = find_sections(document, tables.spans)
    claims = find_claims_in(document, tables.spans, sections, meta.year)
    if not tables.values and not claims:
        raise NoTables(document.name, *_why_no_tables(document, tables))
    compared = reconcile(
        tables.values, claims, text=document.text, form=tables.form, table_spans=tables.spans, year=meta.year
    )
    return Report(
        source=Source(name=document.name, media_type=document.media_type, sha256=document.sha256),
        meta=meta.model_copy(update={"form": tables.form}),
        text=document.text,
        sections=sections,
        values=tables.values,
        claims=claims,
        findings=compared.findings,
        comparisons=compared.comparisons,
        warnings=[*_reader_warnings(document), *meta_warnings, *tables.warnings],
    )


def _refuse_unless_report(document: Document, tables: TableReading, meta: Meta) -> None:
    has_tables = len(tables.values) >= FEW_VALUES or bool(tables.values and meta.title)
    if not has_tables and not looks_like_report(document):
        raise NotAReport(
            document.name,
            "this is not an annual report on government information disclosure (政府信息公开工作年度报告)",
            "Give the page or file of the report itself; for a list of reports, give each report of the list",
        )


def _why_no_tables(document: Document, tables: TableReading) -> tuple[str, str]:
    unplaced = [warning.message for warning in tables.warnings if warning.code == "unplaced"]
    if unplaced:
        problem = f"the report has official tables, but none of their figures could be placed ({unplaced[0]})"
        return problem, "Use another copy of the report, whose tables kept their headings"
    attachments = [
        warning.message for warning in document.warnings if warning.code in ("attachment", "embedded_object")
    ]
    if attachments:
        return "the report has no official table in it, but attachments", f"Extract the attached file: {attachments[0]}"
    if document.n_pictures:
        return (
            f"the report has no official table in it, but {document.n_pictures} pictures, which may show the tables",
            "Use another copy of the report with tables as text, or run OCR on the pictures and give the text",
        )
    return "the report has no official table in it", "Look for the tables in an attachment or in another copy"


def _reader_warnings(document: Document) -> list[Warning]:
    return [Warning(code=w.code, message=w.message, start=w.start, end=w.end) for w in document.warnings]
