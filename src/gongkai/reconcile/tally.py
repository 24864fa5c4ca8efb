"""How many of a report's claims agree: 17 of 19 that could be compared, 2 conflict, 9 have no counterpart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.reconcile.reasons import Reason
from gongkai.report import Claim, Comparison, Outcome

_WORST_FIRST: Final[tuple[Outcome, ...]] = ("conflicts", "agrees", "uncompared")


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of claims, each counted once. `uncompared` are those that no comparison was made of, by the reason."""

    agrees: int
    conflicts: int
    uncompared: Mapping[str, int]

    @property
    def comparable(self) -> int:
        return self.agrees + self.conflicts

    @property
    def without_counterpart(self) -> int:
        """Claims that no official table has a cell for."""
        return self.uncompared.get(Reason.NO_COUNTERPART, 0)


def tally(claims: Sequence[Claim], comparisons: Iterable[Comparison]) -> Tally:
    """Counts the claims of a report. One that agrees here and conflicts there counts as conflicting; of the reasons why
    one was not compared, that of the first comparison counts, which is the one with the tables."""
    found: list[list[Comparison]] = [[] for _ in claims]
    for comparison in comparisons:
        for position in {*comparison.left_evidence.claims, *comparison.right_evidence.claims}:
            found[position].append(comparison)
    outcomes = [_worst(made) for made in found]
    reasons = Counter(_reason(made) for made, outcome in zip(found, outcomes, strict=True) if outcome == "uncompared")
    return Tally(outcomes.count("agrees"), outcomes.count("conflicts"), dict(reasons))


def _worst(made: Sequence[Comparison]) -> Outcome:
    outcomes = {comparison.outcome for comparison in made}
    return next((outcome for outcome in _WORST_FIRST if outcome in outcomes), "uncompared")


def _reason(made: Sequence[Comparison]) -> str:
    return next((comparison.reason for comparison in made if comparison.reason), Reason.NO_COUNTERPART)
