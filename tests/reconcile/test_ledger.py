"""Identifiers that survive another run, and the evidence of findings."""

from __future__ import annotations

from making import cells, marked_claims, reconciled, request_table

from gongkai.reconcile import reconcile

TABLE = request_table({"requests.received": [38, 2, 0, 0, 0, 2, 42], "requests.carried_out": [0, 0, 0, 0, 0, 0, 1]})
TEXT = (
    "共收到申请[[45件|requests.received]]，"
    "其中本级[[17件|requests.received;scope=part]]，部门[[38件|requests.received;scope=part]]。"
)


def test_identifiers_survive_edits_elsewhere() -> None:
    before = reconciled(TEXT, TABLE).findings
    moved = reconciled(
        f"2019年公开[[318条|disclosed.total]]。\n{TEXT}\n另有说明。", [*cells({"rules.issued": 0}), *TABLE]
    )
    assert [finding.id for finding in before] == [finding.id for finding in moved.findings]
    assert [finding.values for finding in before] != [finding.values for finding in moved.findings]


def test_another_figure_is_another_finding() -> None:
    ids = {finding.id for finding in reconciled(TEXT, TABLE).findings}
    others = {finding.id for finding in reconciled(TEXT.replace("45件", "46件"), TABLE).findings}
    assert len(ids & others) == 1  # the identity in the table


def test_the_models_label_of_a_part_does_not_count() -> None:
    text, claims = marked_claims(TEXT)
    doubted = [*claims[:2], claims[2].model_copy(update={"indicator": "requests.organization", "confidence": 0.4})]
    found = [
        {f.id for f in reconcile([], made, text=text, form=None, table_spans=[], year=None).findings}
        for made in (claims, doubted)
    ]
    assert found[0] == found[1] != set()


def test_findings_alike_are_numbered() -> None:
    sentence = "收到申请[[45件|requests.received]]。\n"
    first, second = reconciled(sentence * 2, TABLE[:7]).findings
    assert second.id == f"{first.id}-2"


def test_a_comparison_that_conflicts_names_its_finding() -> None:
    result = reconciled(TEXT, TABLE)
    named = [c.finding for c in result.comparisons if c.outcome == "conflicts"]
    assert sorted(filter(None, named)) == sorted(finding.id for finding in result.findings)
    assert all(c.finding is None and c.reason is None for c in result.comparisons if c.outcome == "agrees")
    assert all(c.reason for c in result.comparisons if c.outcome == "uncompared")


def test_a_finding_has_the_evidence_of_both_sides() -> None:
    for finding in reconciled(TEXT, TABLE).findings:
        left, right = finding.left_evidence, finding.right_evidence
        assert finding.values == sorted({*left.values, *right.values})
        assert finding.claims == sorted({*left.claims, *right.claims})
        assert finding.left is not None
        assert finding.right is not None
        assert finding.delta == finding.left - finding.right
