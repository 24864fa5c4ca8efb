"""Where comparisons and findings are entered, each finding with an identifier that survives the next run."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.reconcile.cells import Gap
from gongkai.reconcile.material import Material
from gongkai.reconcile.reasons import Reason
from gongkai.report import Comparison, Evidence, Finding, FindingKind, Outcome, Severity

ID_LENGTH = 12
"""Hexadecimal digits of an identifier: of a thousand findings two are alike by chance once in 10^8 reports."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its figure, and what it rests on."""

    figure: Decimal | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is compared. `rule` is an identity of the vocabulary, a sum of the rules, or the name of a check."""

    kind: FindingKind
    rule: str
    indicator: str | None
    left: Side = field(default_factory=Side)
    right: Side = field(default_factory=Side)
    applicant: str | None = None


@dataclass
class Ledger:
    """Everything that was compared, in the order of the checks."""

    material: Material
    comparisons: list[Comparison] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    def agrees(self, matter: Matter) -> None:
        self._compare(matter, "agrees")

    def leaves(self, matter: Matter, reason: Reason | Gap) -> None:
        """Enters what could not be compared."""
        self._compare(matter, "uncompared", reason=reason)

    def conflicts(self, matter: Matter, severity: Severity, message: str) -> None:
        self._compare(matter, "conflicts", finding=self.find(matter, severity, message))

    def doubts(self, matter: Matter, reason: Gap, message: str) -> None:
        """Enters what could not be compared, and is a doubt for that."""
        self._compare(matter, "uncompared", reason=reason, finding=self.find(matter, "doubt", message))

    def find(self, matter: Matter, severity: Severity, message: str) -> str:
        """Enters a finding alone and gives its identifier."""
        identifier = self._identifier(matter)
        left, right = matter.left, matter.right
        delta = left.figure - right.figure if left.figure is not None and right.figure is not None else None
        self.findings.append(
            Finding(
                id=identifier,
                kind=matter.kind,
                severity=severity,
                indicator=matter.indicator,
                message=message,
                left=left.figure,
                right=right.figure,
                delta=delta,
                values=sorted({*left.evidence.values, *right.evidence.values}),
                claims=sorted({*left.evidence.claims, *right.evidence.claims}),
                left_evidence=left.evidence,
                right_evidence=right.evidence,
            )
        )
        return identifier

    def _compare(
        self, matter: Matter, outcome: Outcome, *, reason: Reason | Gap | None = None, finding: str | None = None
    ) -> None:
        self.comparisons.append(
            Comparison(
                kind=matter.kind,
                rule=matter.rule,
                outcome=outcome,
                indicator=matter.indicator,
                applicant=matter.applicant,
                left=matter.left.figure,
                right=matter.right.figure,
                left_evidence=matter.left.evidence,
                right_evidence=matter.right.evidence,
                reason=reason.value if reason else None,
                finding=finding,
            )
        )

    def _identifier(self, matter: Matter) -> str:
        """A hash of what is said, not of where: it survives edits elsewhere. Equal ones are numbered."""
        said = [matter.kind, matter.rule, matter.indicator or "", matter.applicant or ""]
        said += ["=".join(self._written(side.evidence)) for side in (matter.left, matter.right)]
        digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:ID_LENGTH]
        self._seen[digest] += 1
        return digest if self._seen[digest] == 1 else f"{digest}-{self._seen[digest]}"

    def _written(self, evidence: Evidence) -> list[str]:
        """The figures of one side as they are printed; of claims no label, which is the model's and may change."""
        material = self.material
        cells = [material.values[position] for position in evidence.values]
        claims = [material.claims[position] for position in evidence.claims]
        words = [] if evidence.start is None else [material.text[evidence.start : evidence.end]]
        return [
            *sorted(f"{cell.indicator}@{cell.applicant or ''}:{cell.raw}" for cell in cells),
            *sorted(claim.text for claim in claims),
            *("".join(word.split()) for word in words),
        ]
