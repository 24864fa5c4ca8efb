"""Reports as rows, one a table value or one a claim: the one definition behind the DataFrame, the CSV and the Parquet
file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from gongkai.report import Claim, Report, TableValue


class Rows(StrEnum):
    """What a row stands for: an item of the report's list of this name."""

    VALUES = "values"
    CLAIMS = "claims"

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
}


def report_rows(report: Report, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of one report, keyed by `rows.columns`."""
    about = {
        "name": report.source.name,
        "issuer": report.meta.issuer,
        "year": report.meta.year,
        "form": report.meta.form,
    }
    items: Sequence[TableValue | Claim] = report.claims if rows is Rows.CLAIMS else report.values
    for item in items:
        yield about | dict(item)


def values_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The table values of all `reports`, one a row; None for a figure that is not there."""
    return _frame(reports, Rows.VALUES)


def claims_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The claims of all `reports`, one a row."""
    return _frame(reports, Rows.CLAIMS)


def _frame(reports: Iterable[Report], rows: Rows) -> pandas.DataFrame:
    import pandas

    data = [row for report in reports for row in report_rows(report, rows)]
    return pandas.DataFrame(data, columns=list(rows.columns), dtype="object").astype(dict(rows.columns))
