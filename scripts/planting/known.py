"""What is wrong with the reports as they are: every other conflict is a false one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Final

from gongkai.report import Finding

Known = tuple[str, str | None, Decimal | None, Decimal | None]
"""Kind, indicator, left and right figure."""

# Of the reports beside the checkout, by the beginning of their names; of the examples what follows from their gold.
_ALSO: Final[dict[str, list[Known]]] = {
    "000": [
        ("text_vs_table", "requests.received", Decimal(45), Decimal(42)),
        ("text_vs_table", "requests.carried_out", Decimal(3), Decimal(0)),
        ("text_sum", "requests.received", Decimal(45), Decimal(55)),
    ],
    "09-": [("text_sum", "requests.received", Decimal(19), Decimal(18))],  # the text repeats what its tables get wrong
}


def known_contradictions(name: str, gold: Path) -> set[Known]:
    """Of the report with this file name; `gold` is the folder of what must come out of the examples."""
    found = {entry for start, entries in _ALSO.items() if name.startswith(start) for entry in entries}
    path = gold / f"{name}.json"
    if path.exists():
        listed = json.loads(path.read_text(encoding="utf-8"), parse_int=Decimal, parse_float=Decimal)["contradictions"]
        found |= {(entry["kind"], entry["indicator"], entry.get("left"), entry.get("right")) for entry in listed}
    return found


def false_conflicts(findings: list[Finding], known: set[Known]) -> list[Finding]:
    conflicts = [finding for finding in findings if finding.severity == "conflict"]
    return [f for f in conflicts if (f.kind, f.indicator, f.left, f.right) not in known]
