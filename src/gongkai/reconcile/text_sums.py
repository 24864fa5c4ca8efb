"""Sums that the free text states: outcomes against requests, both kinds of applicant, staff full and part time.

The rules are data (`text_sums`). They are tried on each paragraph, and where no paragraph of a section states both
sides, on the section. A term that is left out may be anything from 0 on, unless the tables say that it is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reconcile.cells import Edition
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import FIRM
from gongkai.reconcile.intervals import Verdict, judge
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.material import Material
from gongkai.reconcile.messages import text_sum
from gongkai.reconcile.reasons import Reason
from gongkai.reconcile.remainders import has_remainder
from gongkai.reconcile.rules import TextSum, rules
from gongkai.reconcile.slips import is_slip
from gongkai.reconcile.terms import Addends, Terms, both_sides, none_in_tables, passages
from gongkai.report import Evidence, Severity


def check_text_sums(compared: Sequence[Compared], printed: Sequence[Edition], ledger: Ledger) -> None:
    """Enters every sum of the rules whose both sides a paragraph or a section states."""
    paragraphs = passages(compared, lambda item: item.paragraph)
    sections = passages(compared, lambda item: item.claim.section)
    for rule in rules().text_sums:
        close = [terms for terms in paragraphs if _is_stated(rule, terms)]
        done = {item.claim.section for terms in close for item in terms[rule.left[0]]}
        wide = [
            terms for terms in sections if _is_stated(rule, terms) and terms[rule.left[0]][0].claim.section not in done
        ]
        zeros = none_in_tables(rule, printed) if close or wide else frozenset()
        for terms in close:
            _check(rule, terms, zeros, ledger, worst="conflict")
        for terms in wide:
            _check(rule, terms, zeros, ledger, worst="doubt")


def _check(rule: TextSum, terms: Terms, zeros: frozenset[str], ledger: Ledger, worst: Severity) -> None:
    left, right = both_sides(rule, terms, zeros)
    heads, matter = terms[rule.left[0]], _matter(rule, left, right)
    if judge(left.stated, right.stated) is Verdict.AGREES:
        ledger.agrees(matter)
    elif reason := _excuse(rule, left, right, heads, ledger):
        ledger.leaves(matter, reason)
    else:
        is_conflict = worst == "conflict" and _is_sure(rule, left, right, heads)
        ledger.conflicts(matter, "conflict" if is_conflict else "doubt", _message(left, right, ledger.material))


def _is_stated(rule: TextSum, terms: Terms) -> bool:
    """Whether the passage states the whole, and anything of its parts."""
    has_whole = any(item.is_whole for item in terms.get(rule.left[0], ()))
    return has_whole and rule.unless.isdisjoint(terms) and not terms.keys().isdisjoint(rule.right)


def _excuse(rule: TextSum, left: Addends, right: Addends, heads: Sequence[Compared], ledger: Ledger) -> Reason | None:
    """Why a difference says nothing."""
    if left.is_ambiguous or right.is_ambiguous:
        return Reason.AMBIGUOUS
    for part in (item.stated for item in heads if not item.is_whole):
        if judge(part, right.stated) is Verdict.AGREES:
            return Reason.PART  # 全系统384名，其中局机关5名（专职1名、兼职4名）
        if judge(left.stated, right.stated + part) is Verdict.AGREES:
            return Reason.PART  # 自然人87件，法人6件，身份不明1件，合94件
    is_faint = any(item.claim.confidence < FIRM for item in (*left.items, *right.items))
    if is_faint and not is_slip(left.stated.value, right.stated.value):
        return Reason.LOW_CONFIDENCE
    return None if _must_be_equal(rule, left, right, ledger) else Reason.NOT_EXHAUSTIVE


def _must_be_equal(rule: TextSum, left: Addends, right: Addends, ledger: Ledger) -> bool:
    """Whether no figure that is not stated could make up for the difference."""
    if right.stated.value > left.stated.value:
        counts_twice = rule.over == "doubt" and not all(item.is_whole for item in right.items)
        return not left.missing and not counts_twice
    n_stated = len({item.claim.indicator for item in right.items})
    is_enough = n_stated >= rule.enough and rule.needs.isdisjoint(right.missing)
    return (is_enough or not right.missing) and not has_remainder(right.items, left.items, ledger.material)


def _is_sure(rule: TextSum, left: Addends, right: Addends, heads: Sequence[Compared]) -> bool:
    if judge(left.stated, right.stated) is not Verdict.CONFLICTS or not all(item.is_whole for item in heads):
        return False
    is_short = right.stated.value < left.stated.value
    is_excluded = not right.missing if is_short else rule.over == "conflict"
    return is_excluded and all(item.is_sure for item in (*left.items, *right.items))


def _matter(rule: TextSum, left: Addends, right: Addends) -> Matter:
    whole, parts = (Side(side.stated.value, Evidence(claims=side.positions)) for side in (left, right))
    return Matter("text_sum", rule.id, rule.left[0], whole, parts)


def _message(left: Addends, right: Addends, material: Material) -> str:
    return text_sum(material, left.positions, right.positions, (left.stated.value, right.stated.value))
