"""What the extraction of an example must yield, from its data file and nothing else."""

from __future__ import annotations

import json
from typing import Any

from example_sources.source import Source
from example_sources.tables import PrintedTable, printed_blocks

META_KEYS = ("title", "issuer", "year", "document_number", "index_number", "published")


def gold(source: Source) -> dict[str, Any]:
    """`values`: every cell of an official table that has an indicator; null for a blank or struck one."""
    tables = [block for block in printed_blocks(source) if isinstance(block, PrintedTable)]
    return {
        "form": source.form,
        "meta": {key: source.meta.get(key) for key in META_KEYS},
        "values": {key: value for table in tables for key, value in table.values.items()},
        "contradictions": list(source.contradictions),
    }


def gold_json(source: Source) -> bytes:
    return (json.dumps(gold(source), ensure_ascii=False, indent=1) + "\n").encode()
