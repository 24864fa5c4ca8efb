"""The Parquet writer, apart from the others because pyarrow takes longer to load than a report to read."""

from __future__ import annotations

from decimal import Decimal
from typing import IO, Any

import pyarrow
import pyarrow.parquet

from gongkai.cli.output import result_rows, table_columns
from gongkai.figures import figure_text
from gongkai.frames import Rows
from gongkai.report import Failure, Report

# decimal128 is the widest exact type that DuckDB, Spark and Arrow for R read too. Ten digits behind the point are more
# than any amount printed in 万元 or 亿元 has; 28 remain before it.
PRECISION, SCALE = 38, 10
ROW_GROUP = 50_000  # rows held back until they are written: some 200 reports, a few MB

_TYPES = {
    "string": pyarrow.string(),
    "Int64": pyarrow.int64(),
    "int64": pyarrow.int64(),
    "float64": pyarrow.float64(),
    "object": pyarrow.decimal128(PRECISION, SCALE),
}
_POSITIONS = pyarrow.list_(pyarrow.int64())
_EVIDENCE = pyarrow.struct(
    {"values": _POSITIONS, "claims": _POSITIONS, "start": pyarrow.int64(), "end": pyarrow.int64()}
)
_NESTED = {"values": _POSITIONS, "claims": _POSITIONS, "left_evidence": _EVIDENCE, "right_evidence": _EVIDENCE}


class ParquetWriter:
    """One row a table value, a claim or a finding. What decimal(38, 10) cannot hold is left out; its row's `error` says
    so."""

    def __init__(self, stream: IO[bytes], rows: Rows = Rows.VALUES) -> None:
        self._rows = rows
        self._schema = _schema(rows)
        self._file = pyarrow.parquet.ParquetWriter(stream, self._schema)
        self._waiting: list[dict[str, Any]] = []

    def write(self, result: Report | Failure) -> None:
        self._waiting += map(_fitted, result_rows(result, self._rows))
        if len(self._waiting) >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write_table(pyarrow.Table.from_pylist(self._waiting, self._schema))
        self._waiting.clear()


def _schema(rows: Rows) -> pyarrow.Schema:
    columns = rows.columns
    return pyarrow.schema(
        [(name, _NESTED.get(name) or _TYPES[columns.get(name, "string")]) for name in table_columns(rows)]
    )


def _fitted(row: dict[str, Any]) -> dict[str, Any]:
    fitted = dict(row)
    for name, digits in ((name, figure_text(value)) for name, value in row.items() if isinstance(value, Decimal)):
        whole, _, fraction = digits.lstrip("-").partition(".")
        if len(whole) > PRECISION - SCALE or len(fraction) > SCALE:
            fitted |= {name: None, "error": f"{digits} does not fit into decimal({PRECISION}, {SCALE})"}
        else:
            fitted[name] = Decimal(digits)
    return fitted
