"""A report's figures held against each other: cells, claims, and the sums that both state.

rules           the rules, from data/reconcile.yaml
intervals       figures as intervals, and how two compare
wording         how exact a figure is by its wording
material        the text around figures: clauses, sentences, paragraphs
reasons         why something was not compared
ledger          where comparisons and findings are entered
cells           the cells by what they state, printing by printing
identities      sums inside the tables
counterparts    the cells of a claim; compared: a claim held against them; scene: the claims beside each other
claims_against_cells, terms and text_sums, enumerations, counted_out, twice, missing, blanks: one check each
messages        what a finding says
tally           how many claims agree
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reconcile.blanks import check_blanks
from gongkai.reconcile.cells import editions
from gongkai.reconcile.claims_against_cells import check_claims
from gongkai.reconcile.compared import compare
from gongkai.reconcile.counted_out import check_counted_out
from gongkai.reconcile.enumerations import check_enumerations
from gongkai.reconcile.identities import check_identities
from gongkai.reconcile.ledger import Ledger
from gongkai.reconcile.material import Material
from gongkai.reconcile.missing import check_missing
from gongkai.reconcile.text_sums import check_text_sums
from gongkai.reconcile.twice import check_twice
from gongkai.report import Claim, Comparison, Finding, Form, TableValue


@dataclass(frozen=True)
class Reconciliation:
    """What came of it: every comparison, also those that agree, and what a person should look at."""

    findings: list[Finding]
    comparisons: list[Comparison]


def reconcile(
    values: Sequence[TableValue],
    claims: Sequence[Claim],
    *,
    text: str,
    form: Form | None,
    table_spans: Sequence[tuple[int, int]],
    year: int | None,
) -> Reconciliation:
    """Holds everything against everything that it can be held against.

    Args:
        values: the cells of the official tables.
        claims: the figures of the free text; positions in the result are those in these two lists.
        text: the whole text, whose characters the claims' offsets count.
        form: the generation of the official form, None for local tables and where there are none.
        table_spans: start and end of the official tables in the text.
        year: the report's year, None if unknown.
    """
    material = Material(values, claims, text, form, table_spans)
    ledger = Ledger(material)
    printed = [check_identities(edition, ledger) for edition in editions(values, form)]
    compared = [compare(material, position, printed, year) for position in range(len(claims))]
    reported = check_claims(compared, printed, ledger)
    check_text_sums(compared, printed, ledger)
    told = check_enumerations(compared, ledger)
    check_counted_out(compared, told, ledger)
    check_twice(compared, ledger)
    check_missing(ledger)
    for edition in printed:
        check_blanks(edition, reported, ledger)
    return Reconciliation(ledger.findings, ledger.comparisons)
