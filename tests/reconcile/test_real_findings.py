"""The five real reports that lie beside this checkout: what contradicts what in them, and nothing else.

The reports themselves stay outside the repository.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from making import SURE, Said, cells, said

from gongkai import extract
from gongkai.forms import vocabulary
from gongkai.narrative.quantities import parse_quantity
from gongkai.narrative.scoring import Tagger
from gongkai.readers import open_document
from gongkai.reconcile import Reconciliation, reconcile
from gongkai.reconcile.tally import tally
from gongkai.report import Claim
from gongkai.tables import read_tables

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside this checkout")

# What design and reading agree on. 001, 003 and 004 contradict themselves nowhere.
FINDINGS: dict[str, list[Said]] = {
    "000": [
        ("text_vs_table", "conflict", 45, 42),
        ("text_vs_table", "conflict", 3, 0),
        ("text_sum", "conflict", 45, 55),
    ],
    "001": [],
    "002": [
        ("missing_figure", "note", None, None),
        ("blank_cell", "note", None, None),
        ("blank_cell", "note", None, None),
    ],
    "003": [],
    "004": [],
}
# Claims that agree, that conflict, and that no official table has a cell for.
TALLIES = {"000": (4, 4, 2), "001": (5, 0, 1), "002": (6, 0, 2), "003": (0, 0, 0), "004": (12, 0, 7)}

Gold = dict[str, Any]


@cache
def gold_tables() -> dict[str, Gold]:
    content: dict[str, Gold] = json.loads((REPORTS / "gold_tables.json").read_text("utf-8"), parse_float=Decimal)
    return content


@cache
def gold_claims() -> dict[str, list[Claim]]:
    content = json.loads((REPORTS / "gold_claims.json").read_text("utf-8"), parse_float=Decimal)
    return {entry["id"]: [_claim(mark) for mark in entry["claims"]] for entry in content}


def _claim(mark: Gold) -> Claim:
    quantity = parse_quantity(mark["surface"])
    return Claim(
        indicator=mark["label"],
        value=mark["value"],
        unit=vocabulary().indicators[mark["label"]].unit,
        text=mark["surface"],
        start=mark["start"],
        end=mark["end"],
        period=mark["period"],
        scope=mark["scope"],
        precision=quantity.precision if quantity else "exact",
        confidence=SURE,
    )


def reconciled(number: str) -> Reconciliation:
    """From the gold: neither what reads the tables nor what reads the text has a part in it."""
    gold = gold_tables()[number]
    document = open_document(REPORTS / gold["file"])
    year = gold["meta"]["year"]
    values = cells({key: "" if value is None else str(value) for key, value in gold["values"].items()})
    spans = read_tables(document).of_year(year).spans
    claims = gold_claims()[number]
    return reconcile(values, claims, text=document.text, form=gold["form"], table_spans=spans, year=year)


@pytest.mark.parametrize("number", FINDINGS)
def test_findings_of_the_gold(number: str) -> None:
    assert said(reconciled(number).findings) == FINDINGS[number]


@pytest.mark.parametrize("number", FINDINGS)
def test_tally_of_the_gold(number: str) -> None:
    found = tally(gold_claims()[number], reconciled(number).comparisons)
    assert (found.agrees, found.conflicts, found.without_counterpart) == TALLIES[number]


@pytest.mark.parametrize("number", FINDINGS)
def test_findings_of_what_is_extracted(number: str, tagger: Tagger) -> None:
    assert said(extract(REPORTS / gold_tables()[number]["file"]).findings) == FINDINGS[number]
