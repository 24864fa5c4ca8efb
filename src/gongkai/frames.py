"""Reports as rows, one a table value, a claim or a finding: the one definition behind the DataFrame, the CSV and the
Parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from gongkai.report import Claim, Finding, Report, TableValue


class Rows(StrEnum):
    """What a row stands for: an item of the report's list of this name."""

    VALUES = "values"
    CLAIMS = "claims"
    FINDINGS = "findings"

    @property
    def fields(self) -> Mapping[str, str]:
        """The columns that are fields of the item, each with its pandas type."""
        return _FIELDS[self]

    @property
    def columns(self) -> Mapping[str, str]:
        """All columns, each with its pandas type: those about the report, then `fields`."""
        return {**_ABOUT, **self.fields}


_ABOUT = {"name": "string", "issuer": "string", "year": "Int64", "form": "string"}
# Figures stay `decimal.Decimal`, which pandas knows as `object`: a float would be another number than the printed one.
# `frame["value"].astype(float)` where that does not matter.
_FIELDS = {
    Rows.VALUES: {
        "indicator": "string",
        "applicant": "string",
        "value": "object",
        "unit": "string",
        "raw": "string",
        "table": "int64",
        "row": "int64",
        "column": "int64",
        "start": "Int64",
        "end": "Int64",
    },
    Rows.CLAIMS: {
        "indicator": "string",
        "value": "object",
        "unit": "string",
        "text": "string",
        "start": "int64",
        "end": "int64",
        "period": "string",
        "scope": "string",
        "precision": "string",
        "confidence": "float64",
        "section": "string",
    },
    Rows.FINDINGS: {
        "id": "string",
        "kind": "string",
        "severity": "string",
        "indicator": "string",
        "message": "string",
        "left": "object",
        "right": "object",
        "delta": "object",
        "values": "object",  # lists of int
        "claims": "object",
        "left_evidence": "object",  # dicts of the fields of `Evidence`
        "right_evidence": "object",
    },
}


def report_rows(report: Report, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of one report, keyed by `rows.columns`."""
    about = {
        "name": report.source.name,
        "issuer": report.meta.issuer,
        "year": report.meta.year,
        "form": report.meta.form,
    }
    if rows is Rows.FINDINGS:
        yield from (about | _finding_fields(finding) for finding in report.findings)
        return
    items: Sequence[TableValue | Claim] = report.claims if rows is Rows.CLAIMS else report.values
    for item in items:
        yield about | dict(item)


def values_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The table values of all `reports`, one a row; None for a figure that is not there."""
    return _frame(reports, Rows.VALUES)


def claims_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The claims of all `reports`, one a row."""
    return _frame(reports, Rows.CLAIMS)


def findings_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The findings of all `reports`, one a row; positions of the evidence count in the lists of their own report."""
    return _frame(reports, Rows.FINDINGS)


def _finding_fields(finding: Finding) -> dict[str, Any]:
    evidence = ("left_evidence", "right_evidence")
    return dict(finding) | {side: getattr(finding, side).model_dump() for side in evidence}


def _frame(reports: Iterable[Report], rows: Rows) -> pandas.DataFrame:
    import pandas

    data = [row for report in reports for row in report_rows(report, rows)]
    return pandas.DataFrame(data, columns=list(rows.columns), dtype="object").astype(dict(rows.columns))
