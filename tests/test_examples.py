"""Every example comes out as its gold says: values, meta data, honest offsets; and the gold is sound in itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai import Report, extract

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "tests" / "fixtures" / "examples"
VOCABULARY = yaml.safe_load((ROOT / "src" / "gongkai" / "forms" / "vocabulary.yaml").read_text(encoding="utf-8"))

NAMES = sorted(path.stem for path in GOLD.glob("*.json"))
APPLICANTS = [applicant["id"] for applicant in VOCABULARY["applicants"]]
# Outcomes of which the forms print the reasons only (2019, 2021): the indicator is the sum of the rows below it.
DERIVED = ("requests.denied", "requests.unavailable", "requests.not_processed", "requests.other")

Gold = dict[str, Any]
Values = dict[str, Decimal | None]


@cache
def gold(name: str) -> Gold:
    content: Gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    return content


@cache
def report(name: str) -> Report:
    return extract(EXAMPLES / name)


def key(indicator: str, applicant: str | None) -> str:
    return f"{indicator}@{applicant}" if applicant else indicator


def test_every_example_has_gold() -> None:
    examples = sorted(path.name for path in EXAMPLES.iterdir() if path.name != "README.md")
    assert examples == NAMES


def test_files_and_gold_are_what_their_sources_make() -> None:
    """A file changed by hand, not by its source in `scripts/example_sources`, would part from its gold."""
    command = [sys.executable, str(ROOT / "scripts" / "make_examples.py"), "--check"]
    check = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("name", NAMES)
def test_values(name: str) -> None:
    """Every cell, none missing, none invented, none twice."""
    found = [(key(value.indicator, value.applicant), value.value) for value in report(name).values]
    assert dict(found) == gold(name)["values"]
    assert [cell for cell, count in Counter(cell for cell, _ in found).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_meta(name: str) -> None:
    meta = report(name).meta.model_dump(mode="json")
    assert meta == {**gold(name)["meta"], "form": gold(name)["form"]}


@pytest.mark.parametrize("name", NAMES)
def test_offsets(name: str) -> None:
    text = report(name).text
    assert [value for value in report(name).values if text[value.start : value.end] != value.raw] == []


@pytest.mark.parametrize("name", NAMES)
def test_gold_breaks_the_listed_identities_only(name: str) -> None:
    """Figures were typed by hand: what must hold inside a report holds, save where the report is meant to be wrong."""
    listed = {
        (entry["identity"], entry["indicator"], entry.get("applicant"), entry["left"], entry["right"])
        for entry in gold(name)["contradictions"]
        if entry["kind"] == "identity"
    }
    assert set(broken_identities(gold(name))) == listed


CONTRADICTIONS = [(name, entry) for name in NAMES for entry in gold(name)["contradictions"]]


@pytest.mark.parametrize(("name", "entry"), CONTRADICTIONS)
def test_listed_contradictions_are_there(name: str, entry: Gold) -> None:
    """The side that stands in a table stands in the gold; the side that stands in the text stands there."""
    values: Values = gold(name)["values"]
    cell = entry["indicator"] if entry["indicator"] in values else f"{entry['indicator']}@total"
    match entry["kind"]:
        case "text_vs_table" | "blank_cell":
            assert values[cell] == entry["right"]
            assert str(entry["left"]) in report(name).text
        case "text_sum":
            assert values[cell] in (entry["left"], entry["right"])
        case "missing_figure":
            assert entry["text"] in report(name).text
        case "cross_year":
            assert (values[cell], gold(entry["other"])["values"]["requests.carried_out@total"]) == (
                entry["left"],
                entry["right"],
            )
        case kind:
            assert kind == "identity"  # recomputed above


def broken_identities(content: Gold) -> list[tuple[str, str, str | None, Decimal, Decimal]]:
    """(identity, left indicator, applicant, left, right) of every identity of `vocabulary.yaml` that does not hold."""
    return [
        (identity["id"], indicator, applicant, left, right)
        for identity in VOCABULARY["identities"]
        if content["form"] in map(str, identity["forms"]) and identity.get("relation") != "at_most"
        for indicator, applicant, left, right in sides(identity, content["values"])
        if left is not None and right is not None and left != right
    ]


def sides(identity: Gold, values: Values) -> list[tuple[str, str | None, Decimal | None, Decimal | None]]:
    """(left indicator, applicant, left, right), once per column of the request table or per row of it."""
    if identity["id"] == "requests.columns":
        rows = sorted({name.partition("@")[0] for name in values if "@" in name})
        return [
            (row, "total", values[f"{row}@total"], total([values[f"{row}@{column}"] for column in APPLICANTS[:-1]]))
            for row in rows
        ]
    each = APPLICANTS if identity.get("each") == "applicant" else [None]
    return [
        (identity["left"][0], applicant, *(summed(identity[side], applicant, values) for side in ("left", "right")))
        for applicant in each
    ]


def summed(indicators: list[str], applicant: str | None, values: Values) -> Decimal | None:
    return total([part for indicator in indicators for part in parts_of(indicator, applicant, values)])


def parts_of(indicator: str, applicant: str | None, values: Values) -> list[Decimal | None]:
    """The cell, or the rows of its reasons where the form prints only these."""
    wanted = key(indicator, applicant)
    if wanted in values or indicator not in DERIVED:
        return [values[wanted]]
    suffix = f"@{applicant}"
    return [value for name, value in values.items() if name.startswith(f"{indicator}.") and name.endswith(suffix)]


def total(parts: list[Decimal | None]) -> Decimal | None:
    """None where a part is not stated."""
    stated = [part for part in parts if part is not None]
    return sum(stated, Decimal(0)) if len(stated) == len(parts) else None
