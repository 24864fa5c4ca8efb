"""How each claim and each table value fared in the comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.report import Comparison, Evidence, Report


class Standing(StrEnum):
    """From bad to good. The first three are the severities of findings."""

    CONFLICT = "conflict"
    DOUBT = "doubt"
    NOTE = "note"
    AGREES = "agrees"
    UNCOMPARED = "uncompared"


_WORST_FIRST = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Standings:
    """By position in the report's lists; what took part in nothing is missing from `values`, never from `claims`."""

    comparisons: tuple[Standing, ...]
    claims: Mapping[int, Standing]
    values: Mapping[int, Standing]


def report_standings(report: Report) -> Standings:
    """The worst outcome counts; a claim that nothing was held against is uncompared."""
    severities = {finding.id: Standing(finding.severity) for finding in report.findings}
    comparisons = tuple(_standing(comparison, severities) for comparison in report.comparisons)
    claims = dict.fromkeys(range(len(report.claims)), Standing.UNCOMPARED)
    values: dict[int, Standing] = {}
    for standing, evidence in _judged(report, comparisons):
        _lower(claims, (i for i in evidence.claims if i in claims), standing)
        _lower(values, evidence.values, standing)
    return Standings(comparisons, claims, values)


def _standing(comparison: Comparison, severities: Mapping[str, Standing]) -> Standing:
    if found := severities.get(comparison.finding or ""):
        return found
    return Standing.CONFLICT if comparison.outcome == "conflicts" else Standing(comparison.outcome)


def _judged(report: Report, comparisons: Iterable[Standing]) -> Iterator[tuple[Standing, Evidence]]:
    for comparison, standing in zip(report.comparisons, comparisons, strict=True):
        yield standing, comparison.left_evidence
        yield standing, comparison.right_evidence
    for finding in report.findings:
        yield Standing(finding.severity), Evidence(values=finding.values, claims=finding.claims)


def _lower(standings: dict[int, Standing], positions: Iterable[int], standing: Standing) -> None:
    for position in positions:
        known = standings.get(position, Standing.UNCOMPARED)
        standings[position] = min(known, standing, key=_WORST_FIRST.__getitem__)
