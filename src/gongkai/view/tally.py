"""How many claims and sums came out: the line at the top of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.report import Report
from gongkai.view.standing import Standing, Standings


@dataclass(frozen=True, slots=True)
class Tally:
    """`claims` and `sums` (comparisons inside the tables): how many of each standing."""

    claims: Mapping[Standing, int]
    sums: Mapping[Standing, int]

    @property
    def is_anything_compared(self) -> bool:
        fared = (Counter(self.claims) + Counter(self.sums)).keys()
        return bool(fared - {Standing.UNCOMPARED})


def tally(report: Report, standings: Standings) -> Tally:
    sums = (
        standing
        for comparison, standing in zip(report.comparisons, standings.comparisons, strict=True)
        if comparison.kind == "identity"
    )
    return Tally(Counter(standings.claims.values()), Counter(sums))
