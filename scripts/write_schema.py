"""Writes `schema/report.schema.json` from the models."""

from __future__ import annotations

from pathlib import Path

from gongkai.schema import schema_text

PATH = Path(__file__).parent.parent / "schema" / "report.schema.json"

if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(schema_text(), encoding="utf-8")
