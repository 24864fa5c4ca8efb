"""The claims of the real reports and passages that lie beside this checkout: floors that quality must not fall below.

They stay outside the repository, and nothing was trained on them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import Report, extract
from gongkai.labelling.passages import load_passages
from gongkai.narrative.scoring import Tagger

SHARED = Path(__file__).parents[2] / "shared"
REPORTS, NARRATIVES = SHARED / "reports", SHARED / "narratives" / "dev.jsonl"

# What the shipped model reaches; a change that falls below is refused.
LEAST_CLAIM_F1 = 0.935
LEAST_STRICT_SPAN_F1 = 0.93
LEAST_FOUND = 45
MOST_FALSE = 1


@cache
def _reports() -> list[tuple[Report, list[dict[str, Any]]]]:
    gold = json.loads((REPORTS / "gold_claims.json").read_text("utf-8"))
    return [(extract(REPORTS / item["file"]), item["claims"]) for item in gold]


needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside this checkout")


@needs_reports
def test_the_claims_of_the_real_reports_are_found() -> None:
    found = sum(_is_found(report, claim) for report, gold in _reports() for claim in gold)
    assert found >= LEAST_FOUND


@needs_reports
def test_few_claims_of_the_real_reports_are_false() -> None:
    false = [
        (report.source.name, claim.text, claim.indicator)
        for report, gold in _reports()
        for claim in report.claims
        if not any(claim.start < item["end"] and item["start"] < claim.end for item in gold)
    ]
    assert len(false) <= MOST_FALSE, false


@needs_reports
def test_every_claim_is_the_slice_of_the_text_that_it_names() -> None:
    assert all(report.text[c.start : c.end] == c.text for report, _ in _reports() for c in report.claims)


@pytest.mark.skipif(not NARRATIVES.is_file(), reason="the marked passages do not lie beside this checkout")
def test_the_tagger_keeps_its_quality_on_passages_by_other_hands(tagger: Tagger) -> None:
    from gongkai.training.evaluation import evaluate

    result = evaluate(tagger, load_passages([NARRATIVES]))
    assert result.claims.f1 >= LEAST_CLAIM_F1
    assert result.strict_span_f1 >= LEAST_STRICT_SPAN_F1


def _is_found(report: Report, gold: dict[str, Any]) -> bool:
    return any(
        claim.indicator == gold["label"]
        and float(claim.value or 0) == gold["value"]
        and claim.start < gold["end"]
        and gold["start"] < claim.end
        for claim in report.claims
    )
