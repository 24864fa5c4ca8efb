"""A plant reconciled, or extracted again from its text, and what came of it.

A plant is detected by a finding that the unchanged report does not have (findings are compared by their identifier,
which changes with every figure that they name) and that names the changed cell or claim, or the place of the lost
figure. So a report that was wrong at that place before has to say something else now.

Extracted again, a plant is also seen where the reader says that it cannot place cells any more: in a table of one cell
a line, a cell that was blanked leaves no trace but a row that is too short.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from gongkai import Report, extract
from gongkai.errors import GongkaiError
from gongkai.report import Claim, Comparison, Evidence, Finding, Severity, TableValue
from planting.checks import checks_of
from planting.documents import Document
from planting.oracle import bases
from planting.plants import FIGURE_LOST, Plant

Seen = Severity | Literal["warning"]
"""A warning is the reader's, not a finding."""

SEVERITIES: Final[tuple[Severity, ...]] = ("conflict", "doubt", "note")


@dataclass(frozen=True)
class Outcome:
    """What makes a plant detectable (nothing: it is not), what it was seen by at worst (None: not seen), and where it
    was not, what became of the comparisons that it takes part in."""

    plant: Plant
    bases: tuple[str, ...]
    seen: Seen | None
    reasons: tuple[str, ...] = ()


class Trial:
    """One report, against which its plants are held."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._checks = checks_of(document)
        self.findings = document.reconciled().findings
        self._known = {finding.id for finding in self.findings}

    def outcome(self, plant: Plant) -> Outcome:
        """What reconciliation says of the planted report."""
        result = plant.document.reconciled()
        new = [finding for finding in result.findings if finding.id not in self._known]
        severity = _worst(finding for finding in new if _names(finding, plant))
        reasons = () if severity else _reasons(result.comparisons, plant)
        return Outcome(plant, bases(plant, self._checks), severity, reasons)

    def outcome_of_text(self, plant: Plant) -> Seen | None:
        """What the whole extraction says of the planted report's text."""
        report = _extracted(plant.document.text)
        if report is None:
            return None
        new = [finding for finding in report.findings if finding.id not in self._known]
        worst = _worst(finding for finding in new if _is_about(finding, plant, report))
        warnings = {(warning.code, warning.message) for warning in report.warnings}
        return worst or ("warning" if warnings - self._warnings else None)

    @cached_property
    def _warnings(self) -> set[tuple[str, str]]:
        report = _extracted(self.document.text)
        return {(warning.code, warning.message) for warning in report.warnings} if report else set()

    @cached_property
    def is_readable_as_text(self) -> bool:
        """Whether the text alone, without the layout of a page, gives the same cells, claims and findings."""
        report = _extracted(self.document.text)
        if report is None:
            return False
        ours, theirs = (
            [(item.indicator, item.value) for item in (*values, *claims)]
            for values, claims in ((self.document.values, self.document.claims), (report.values, report.claims))
        )
        return ours == theirs and {finding.id for finding in report.findings} == self._known


def _extracted(text: str) -> Report | None:
    try:
        return extract(text)
    except GongkaiError:
        return None


def _worst(findings: Iterable[Finding]) -> Severity | None:
    found = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in found), None)


def _names(finding: Finding, plant: Plant) -> bool:
    """Whether a finding names the changed cell or claim by its position, or the changed words by their place."""
    if plant.kind == FIGURE_LOST:
        return _covers((finding.left_evidence, finding.right_evidence), plant)
    named = finding.values if plant.where == "cell" else finding.claims
    return plant.position in named or _covers((finding.left_evidence, finding.right_evidence), plant)


def _is_about(finding: Finding, plant: Plant, report: Report) -> bool:
    """Like `_names`, in a report in which positions may be others."""
    cell = plant.document.values[plant.position] if plant.where == "cell" else None
    values = [report.values[position] for position in finding.values]
    if cell and any((value.indicator, value.applicant) == (cell.indicator, cell.applicant) for value in values):
        return True
    claims = [report.claims[position] for position in finding.claims]
    is_there = plant.where == "claim" and any(_overlaps(claim, plant) for claim in claims)
    return is_there or _covers((finding.left_evidence, finding.right_evidence), plant)


def _covers(sides: Sequence[Evidence], plant: Plant) -> bool:
    return any(_overlaps(side, plant) for side in sides)


def _overlaps(item: TableValue | Claim | Evidence, plant: Plant) -> bool:
    if item.start is None or item.end is None or plant.start is None:
        return False
    return item.start <= plant.start + len(plant.new) and plant.start <= item.end


def _reasons(comparisons: Iterable[Comparison], plant: Plant) -> tuple[str, ...]:
    if plant.kind == FIGURE_LOST:
        return ()
    found = []
    for comparison in comparisons:
        sides = comparison.left_evidence, comparison.right_evidence
        named = [place for side in sides for place in (side.values if plant.where == "cell" else side.claims)]
        if plant.position in named:
            found.append(f"{comparison.rule}: {comparison.reason or comparison.outcome}")
    return tuple(dict.fromkeys(found))
