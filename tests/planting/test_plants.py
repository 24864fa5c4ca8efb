"""Planting into the examples: every plant is one honest change, and its counts are shown."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from planting.documents import Document, load
from planting.known import false_conflicts, known_contradictions
from planting.plants import BLANKED, FIGURE_LOST, Plant, plants_of
from planting.run import run
from planting.tally import by_kind, row, rows
from planting.trial import Outcome, Trial

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "tests" / "fixtures" / "examples"
NAMES = ["04-linjiang-province-2018.html", "05-qingshi-hospital-2017.pdf", "15-pingfu-market-2024.txt"]

pytestmark = pytest.mark.usefixtures("tagger")


@cache
def document(name: str) -> Document:
    return load(EXAMPLES / name)


@cache
def plants(name: str) -> list[Plant]:
    return list(plants_of(document(name), seed=0))


@pytest.mark.parametrize("name", NAMES)
def test_one_figure_is_changed_and_nothing_else(name: str) -> None:
    before = document(name)
    for plant in plants(name):
        after = plant.document
        assert plant.old != plant.new
        changed = [(a, b) for a, b in zip(before.values, after.values, strict=True) if a.value != b.value]
        if plant.kind == FIGURE_LOST:
            assert len(after.claims) == len(before.claims) - 1
        else:
            changed_claims = [(a, b) for a, b in zip(before.claims, after.claims, strict=True) if a.value != b.value]
            assert len(changed) + len(changed_claims) == 1


@pytest.mark.parametrize("name", NAMES)
def test_offsets_stay_honest(name: str) -> None:
    for plant in plants(name):
        text = plant.document.text
        assert [claim for claim in plant.document.claims if text[claim.start : claim.end] != claim.text] == []
        assert [cell for cell in plant.document.values if text[cell.start : cell.end] != cell.raw] == []


def test_the_same_seed_plants_the_same() -> None:
    report = document(NAMES[0])
    first, second, other = ([(p.position, p.new) for p in plants_of(report, seed)] for seed in (0, 0, 1))
    assert first == second
    assert first != other


def test_every_kind_is_planted() -> None:
    kinds = {(plant.where, plant.kind) for name in NAMES for plant in plants(name)}
    assert kinds >= {
        ("cell", BLANKED),
        ("cell", "sum_last_digit"),
        ("claim", FIGURE_LOST),
        ("claim", "numeral_replaced"),
    }


def test_a_share_is_of_the_detectable() -> None:
    plant = replace(plants(NAMES[0])[0], kind="off_by_one", where="cell")
    outcomes = [
        Outcome(plant, ("identity",), "conflict"),
        Outcome(plant, ("claim",), "doubt"),
        Outcome(plant, ("claim",), None),
        Outcome(plant, (), "doubt"),
        Outcome(plant, (), None),
    ]
    (counted,) = rows(outcomes, by_kind)
    assert (counted.name, counted.plants, counted.detectable, counted.detected, counted.extra) == (
        "cell off_by_one",
        5,
        3,
        2,
        1,
    )
    assert counted.share == pytest.approx(2 / 3)
    assert row("none", []).share is None


def test_a_conflict_that_is_not_listed_is_a_false_one() -> None:
    name = "03-baiyan-township-2015.docx"
    findings = Trial(document(name)).findings
    assert false_conflicts(findings, known_contradictions(name, GOLD)) == []
    assert [finding.indicator for finding in false_conflicts(findings, set())] == ["disclosed.total"]


def test_the_counts_as_data(tmp_path: Path) -> None:
    (tmp_path / NAMES[2]).write_bytes((EXAMPLES / NAMES[2]).read_bytes())
    result = run([tmp_path], GOLD, seed=0, per_cell=1, end_to_end=2)
    data = json.loads(json.dumps(result.to_dict()))
    assert data["by_kind"][-1]["plants"] == len(result.outcomes) > 200
    assert data["end_to_end"][-1]["plants"] == 2
    assert data["false_conflicts"] == {NAMES[2]: []}
    assert result.aims["no false conflict in the unchanged reports: 0"]
