"""The rules as data: known indicators only, no key that nobody reads."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gongkai.data import load_yaml
from gongkai.errors import FormError
from gongkai.forms import vocabulary
from gongkai.reconcile.cells import table_of
from gongkai.reconcile.rules import FILE, rules


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The content of the file, to be spoilt."""
    content: dict[str, Any] = load_yaml(FILE)
    monkeypatch.setattr("gongkai.reconcile.rules.load_yaml", lambda _: content)
    monkeypatch.setattr("gongkai.reconcile.rules.rules", rules.__wrapped__)
    return content


def test_an_unknown_key_is_refused(broken: dict[str, Any]) -> None:
    broken["firmer"] = []
    with pytest.raises(FormError, match="firmer"):
        rules.__wrapped__()


def test_an_unknown_indicator_is_refused(broken: dict[str, Any]) -> None:
    broken["single"].append("requests.recieved")
    with pytest.raises(FormError, match="recieved"):
        rules.__wrapped__()


def test_claims_are_of_narrative_indicators_and_cells_are_printed() -> None:
    narrative = {indicator.id for indicator in vocabulary().indicators.values() if indicator.narrative}
    assert set(rules().words) | rules().firm | rules().lumped | rules().channels | rules().single <= narrative
    for entry in rules().counterparts:
        assert entry.claim in narrative
        for form in entry.forms or {"2021"}:
            assert {cell.partition("@")[0] for row in entry.sums for cell in row} <= set(table_of(form)), entry


def test_every_lumped_label_has_words_of_its_own() -> None:
    assert rules().lumped | rules().firm <= set(rules().words)


def test_a_claim_has_one_counterpart_in_each_form() -> None:
    places = [(entry.claim, form) for entry in rules().counterparts for form in entry.forms or {"2014", "2019", "2021"}]
    assert len(places) == len(set(places))


def test_sums_name_no_term_twice() -> None:
    for rule in rules().text_sums:
        terms = [*rule.left, *rule.right]
        assert len(terms) == len(set(terms))
        assert rule.rows | rule.needs <= set(terms)
        assert rule.enough <= len(rule.right)


def test_patterns_are_regular_expressions() -> None:
    missing = rules().missing
    assert all(re.compile(sign.pattern) for sign in missing.indicators)
    assert all("<" not in pattern or re.search("<(m|end|gap)>|\\(\\?<", pattern) for pattern in missing.patterns)
