"""The examples: what their gold lists as wrong is found, and no other conflict."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import Report, extract
from gongkai.narrative.scoring import Tagger
from gongkai.report import Finding

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "fixtures" / "examples"
NAMES = sorted(path.stem for path in GOLD.glob("*.json"))
LISTED = [
    (path.stem, entry)
    for path in sorted(GOLD.glob("*.json"))
    for entry in json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["contradictions"]
    if entry["kind"] != "cross_year"
]
# True, and not listed: what the gold says of the tables the text repeats.
ALSO_TRUE = {("09-shiqiao-education-2019.docx", "text_sum", "requests.received")}

pytestmark = pytest.mark.usefixtures("tagger")


@cache
def report(name: str) -> Report:
    return extract(ROOT / "examples" / name)


def is_found(entry: dict[str, Any], finding: Finding) -> bool:
    if (finding.kind, finding.indicator) != (entry["kind"], entry["indicator"]):
        return False
    if entry["kind"] == "missing_figure":
        return True
    return (finding.left, finding.right) == (entry["left"], entry["right"])


@pytest.mark.parametrize(("name", "entry"), LISTED)
def test_what_is_listed_is_found(name: str, entry: dict[str, Any]) -> None:
    assert [finding for finding in report(name).findings if is_found(entry, finding)]


@pytest.mark.parametrize("name", NAMES)
def test_no_other_conflict(name: str) -> None:
    listed = {(listed, entry["kind"], entry["indicator"]) for listed, entry in LISTED}
    conflicts = {(name, f.kind, f.indicator) for f in report(name).findings if f.severity == "conflict"}
    assert conflicts - listed - ALSO_TRUE == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_and_every_finding_can_be_looked_up(name: str, tagger: Tagger) -> None:
    found = report(name)
    compared = {position for c in found.comparisons for position in c.left_evidence.claims + c.right_evidence.claims}
    assert compared == set(range(len(found.claims)))
    assert len({finding.id for finding in found.findings}) == len(found.findings)
    named = {comparison.finding for comparison in found.comparisons if comparison.finding}
    assert named <= {finding.id for finding in found.findings}


@pytest.mark.parametrize("name", NAMES)
def test_a_second_run_says_the_same(name: str) -> None:
    found = extract(ROOT / "examples" / name)
    assert found.findings == report(name).findings
    assert found.comparisons == report(name).comparisons
