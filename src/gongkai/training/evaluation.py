"""What a tagger does on annotated passages, and where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.labelling.matching import Pair, takes_the_place_of
from gongkai.labelling.passages import Passage
from gongkai.narrative.claims import find_claims
from gongkai.narrative.rules.baseline import find_claims_by_rule
from gongkai.narrative.scoring import Model
from gongkai.training.metrics import Measurement, measure

CONTEXT = 24
"""Characters shown on each side of an error."""


@dataclass(frozen=True)
class Error:
    """A claim that is wrong, or a mark that was not found. The surer the model was, the greater the `weight`."""

    passage: str
    kind: str
    before: str
    surface: str
    behind: str
    weight: float

    def __str__(self) -> str:
        return f"{self.passage}: {self.kind}: …{self.before}【{self.surface}】{self.behind}…"


def evaluate(tagger: Model, passages: Sequence[Passage]) -> Measurement:
    found = find_claims([p.text for p in passages], [p.year for p in passages], tagger=tagger)
    return measure(passages, found)


def evaluate_rules(passages: Sequence[Passage]) -> Measurement:
    """The rule baseline on the same passages."""
    return measure(passages, find_claims_by_rule([p.text for p in passages], [p.year for p in passages]))


def worst_errors(measurement: Measurement, most: int) -> list[Error]:
    """Wrong labels and values, inventions and misses; the claims that the model was surest of come first."""
    wrong = [pair for pair in measurement.pairs if not pair.is_right]
    misses = [pair for pair in wrong if pair.gold]
    claims = [pair for pair in wrong if pair.claim]
    mistaken = {id(miss) for claim in claims for miss in misses if takes_the_place_of(claim, miss)}
    errors = [_of_claim(pair, misses) for pair in claims]
    errors += [_of_miss(pair) for pair in misses if id(pair) not in mistaken]
    return sorted(errors, key=lambda error: -error.weight)[:most]


def _of_claim(pair: Pair, misses: Sequence[Pair]) -> Error:
    claim = pair.claim
    assert claim is not None
    gold = next((miss.gold for miss in misses if takes_the_place_of(pair, miss)), None)
    said = f"{claim.indicator}={claim.value}"
    kind = f"{said} instead of {gold.indicator}={gold.value}" if gold else f"invented {said}"
    return _error(pair, kind, claim.start, claim.end, claim.confidence)


def _of_miss(pair: Pair) -> Error:
    assert pair.gold is not None
    return _error(pair, f"missed {pair.gold.indicator}={pair.gold.value}", pair.gold.start, pair.gold.end, 0.5)


def _error(pair: Pair, kind: str, start: int, end: int, weight: float) -> Error:
    text = pair.passage.text.replace("\r", " ").replace("\n", "↵")
    return Error(
        pair.passage.id, kind, text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT], weight
    )
