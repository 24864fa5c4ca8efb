"""The JSON schema of a report, as in `schema/report.schema.json`."""

from __future__ import annotations

import json

from gongkai.report import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The schema of what `Report.to_json` writes, as the text of a JSON file."""
    schema = {"$schema": DIALECT} | Report.model_json_schema(mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
