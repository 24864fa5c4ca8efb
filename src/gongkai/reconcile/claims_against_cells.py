"""Each claim of the free text against the cells of its indicator.

Held against the whole of this year is what the text states as the whole of this year. Last year's figures, cumulative
ones and parts are never in conflict with it, but for a part that is more than its whole. A difference is a conflict
where words, model and the other claims leave no doubt what the figure is; else it is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gongkai.reconcile.cells import Edition, Gap, table_of
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import FIRM
from gongkai.reconcile.counterparts import Held
from gongkai.reconcile.intervals import Verdict, total
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.material import Material
from gongkai.reconcile.messages import against_blank, against_cells, part_of_cells
from gongkai.reconcile.reasons import Reason
from gongkai.reconcile.rules import rules
from gongkai.reconcile.scene import Scene, hold_together, same_words, scene
from gongkai.reconcile.slips import is_slip
from gongkai.report import Evidence

RULE = "text_vs_table"


def check_claims(compared: Sequence[Compared], printed: Sequence[Edition], ledger: Ledger) -> set[int]:
    """Enters every claim, and gives the positions of the blank cells that were found that way."""
    seen = scene(compared, printed)
    for group in seen.together:
        _enter_together([compared[position] for position in group], printed, ledger)
    entered = {position for group in seen.together for position in group}
    reported: set[int] = set()
    for item in compared:
        if item.position not in entered:
            reported.update(_enter(item, seen, ledger))
    return reported


def _enter(item: Compared, seen: Scene, ledger: Ledger) -> tuple[int, ...]:
    """Enters one claim; gives the blank cells that it made a finding of."""
    matter = _matter(item.claim.indicator, (item.position,), item.claim.value, item.held)
    outcome = item.held.outcome
    if item.claim.value is None:
        ledger.leaves(matter, Reason.NO_FIGURE)
    elif item.claim.period != "this_year":
        ledger.leaves(matter, Reason.OTHER_PERIOD)
    elif item.claim.scope == "part":
        _enter_part(item, matter, ledger)
    elif isinstance(outcome, Gap):
        return _enter_gap(item, matter, outcome, ledger)
    elif outcome is Verdict.AGREES:
        ledger.agrees(matter)
    elif reason := _excuse(item, seen, ledger.material):
        ledger.leaves(matter, reason)
    else:
        is_conflict = outcome is Verdict.CONFLICTS and _is_sure(item, seen)
        message = against_cells(ledger.material, item.position, item.held)
        ledger.conflicts(matter, "conflict" if is_conflict else "doubt", message)
    return ()


def _excuse(item: Compared, seen: Scene, material: Material) -> Reason | None:
    """Why a difference says nothing: the model is not sure, or the text speaks of something else than the table."""
    if not item.is_possible:
        return Reason.LOW_CONFIDENCE
    if item.is_each:
        return Reason.EACH
    agreeing = seen.confirmed.get(item.claim.indicator)
    if agreeing and agreeing.claim.confidence >= item.claim.confidence:
        is_meant = is_slip(item.stated.value, agreeing.stated.value) or same_words(item, agreeing, material)
        return None if is_meant else Reason.OTHER_FIGURE
    return Reason.MAY_BE_PART if item.is_less and _is_lone_channel(item, seen) else None


def _is_sure(item: Compared, seen: Scene) -> bool:
    """Whether nothing but an error explains a difference."""
    indicator = item.claim.indicator
    if indicator in seen.confirmed or (item.paragraph, indicator) in seen.crowded:
        return False
    is_channel = indicator in rules().channels and not _is_lone_channel(item, seen)
    return item.is_sure and (indicator in rules().firm or is_channel)


def _is_lone_channel(item: Compared, seen: Scene) -> bool:
    """One site or account among others, for all that its sentence tells."""
    return item.claim.indicator in rules().channels and item.paragraph not in seen.with_total


def _enter_part(item: Compared, matter: Matter, ledger: Ledger) -> None:
    """A part can be no more than its whole, but a channel's can, where one item stands on two sites; one that the words
    give to a row of its own is that row's."""
    is_wrong = item.held.outcome is Verdict.CONFLICTS and item.claim.confidence >= FIRM
    if item.held.is_row and item.held.outcome is Verdict.AGREES:
        ledger.agrees(matter)
    elif item.held.is_row and is_wrong:
        ledger.conflicts(matter, "doubt", against_cells(ledger.material, item.position, item.held))
    elif is_wrong and not item.is_less:
        message = part_of_cells(ledger.material, item.position, item.held)
        is_conflict = item.is_sure and item.claim.indicator in rules().firm
        ledger.conflicts(matter, "conflict" if is_conflict else "doubt", message)
    else:
        ledger.leaves(matter, Reason.PART)


def _enter_gap(item: Compared, matter: Matter, gap: Gap, ledger: Ledger) -> tuple[int, ...]:
    """A struck cell agrees with a statement of none; a blank one says nothing, and should not where the text does."""
    held, claim = item.held, item.claim
    if not _has_counterpart(claim.indicator, held):
        ledger.leaves(matter, Reason.NO_COUNTERPART)
    elif gap is Gap.STRUCK and not claim.value and not held.cells.known:
        ledger.agrees(matter)
    elif gap is Gap.MISSING or not claim.value or held.cells.known or claim.confidence < FIRM:
        ledger.leaves(matter, gap)
    else:
        blank = Matter("blank_cell", RULE, claim.indicator, matter.left, matter.right, matter.applicant)
        ledger.doubts(blank, gap, against_blank(ledger.material, item.position, held))
        return held.printed
    return ()


def _has_counterpart(indicator: str, held: Held) -> bool:
    return (held.form is not None and indicator in table_of(held.form)) or bool(held.cells.known or held.printed)


def _enter_together(group: Sequence[Compared], printed: Sequence[Edition], ledger: Ledger) -> None:
    tried = (hold_together(group, edition) for edition in printed)
    held = next(held for held in tried if held.outcome is Verdict.AGREES)
    claimed = total(item.stated for item in group).value
    ledger.agrees(_matter(group[0].claim.indicator, tuple(item.position for item in group), claimed, held))


def _matter(indicator: str, claims: Sequence[int], claimed: Decimal | None, held: Held) -> Matter:
    left = Side(claimed, Evidence(claims=list(claims)))
    right = Side(held.figure, Evidence(values=sorted({*held.cells.known, *held.printed})))
    return Matter("text_vs_table", RULE, indicator, left, right, held.applicant)
