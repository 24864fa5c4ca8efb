"""One figure that the text states twice, and differently, where no table says which is right.

Within a paragraph different figures are of different things. Elsewhere too the model takes parts for wholes more often
than an office contradicts itself: two figures are a doubt only if they differ as by a slip of the fingers, or stand
behind the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gongkai.reconcile.cells import Gap
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import FIRM
from gongkai.reconcile.intervals import Verdict, judge
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.messages import stated_twice
from gongkai.reconcile.reasons import Reason
from gongkai.reconcile.rules import rules
from gongkai.reconcile.scene import same_words
from gongkai.reconcile.slips import is_slip
from gongkai.report import Evidence

RULE = "claimed_twice"


def check_twice(compared: Sequence[Compared], ledger: Ledger) -> None:
    """Enters each further figure of an indicator that has one, beside the first."""
    stated: defaultdict[str, list[Compared]] = defaultdict(list)
    for item in sorted(compared, key=lambda item: item.claim.start):
        if item.claim.indicator in rules().single and item.is_whole and item.claim.confidence >= FIRM:
            stated[item.claim.indicator].append(item)
    for first, *others in stated.values():
        for other in others:
            if isinstance(other.held.outcome, Gap) and other.paragraph != first.paragraph:
                _check(first, other, ledger)


def _check(first: Compared, other: Compared, ledger: Ledger) -> None:
    left, right = (Side(item.claim.value, Evidence(claims=[item.position])) for item in (first, other))
    matter = Matter("text_sum", RULE, first.claim.indicator, left, right)
    if judge(first.stated, other.stated) is Verdict.AGREES:
        ledger.agrees(matter)
    elif is_slip(first.stated.value, other.stated.value) or same_words(first, other, ledger.material):
        ledger.conflicts(matter, "doubt", stated_twice(ledger.material, first.position, other.position))
    else:
        ledger.leaves(matter, Reason.PART)
