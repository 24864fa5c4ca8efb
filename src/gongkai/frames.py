"""The table values of reports as rows: the one definition behind the DataFrame, the CSV and the Parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gongkai.report import Report

if TYPE_CHECKING:
    import pandas

# Each column of `values_frame` with its pandas type. Figures stay `decimal.Decimal`, which pandas knows as `object`: a
# float would be another number than the printed one. `frame["value"].astype(float)` where that does not matter.
COLUMNS = {
    "name": "string",
    "issuer": "string",
    "year": "Int64",
    "form": "string",
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
}


def value_rows(report: Report) -> Iterator[dict[str, Any]]:
    """One row a table value, keyed by `COLUMNS`."""
    about = {
        "name": report.source.name,
        "issuer": report.meta.issuer,
        "year": report.meta.year,
        "form": report.meta.form,
    }
    for value in report.values:
        yield about | dict(value)


def values_frame(reports: Iterable[Report]) -> pandas.DataFrame:
    """The table values of all `reports`, one a row, in the columns `COLUMNS`; None for a figure that is not there."""
    import pandas

    rows = [row for report in reports for row in value_rows(report)]
    return pandas.DataFrame(rows, columns=list(COLUMNS), dtype="object").astype(COLUMNS)
