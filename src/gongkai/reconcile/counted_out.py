"""Parts of a whole that the model has not marked, or not all: 共培训168人次，其中行政52人次、医技106人次.

Nothing says what such figures are but 其中 and their measure word. So only one difference tells: parts that miss their
whole as by a slip of the fingers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from gongkai.narrative.quantities import find_quantities, parse_quantity
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import FIRM, POSSIBLE
from gongkai.reconcile.intervals import ZERO
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.material import Material
from gongkai.reconcile.messages import quoted, words_of_whole
from gongkai.reconcile.rules import rules
from gongkai.reconcile.slips import is_slip
from gongkai.report import Claim, Evidence

RULE = "counted_out"
FEWEST = 2
"""Parts."""
LONGEST = 120
"""Characters in which the parts are looked for."""


def check_counted_out(compared: Sequence[Compared], told: Collection[int], ledger: Ledger) -> None:
    """Enters the wholes behind which unmarked parts are counted out, but those that something is `told` of already."""
    for item in compared:
        is_figure = item.claim.precision == "exact" and bool(item.claim.value)
        if item.is_whole and is_figure and item.claim.confidence >= FIRM and item.position not in told:
            _check(item, ledger)


def _check(item: Compared, ledger: Ledger) -> None:
    material, whole = ledger.material, parse_quantity(item.claim.text)
    led = _leading().match(material.folded, item.claim.end)
    if led is None or whole is None or whole.is_money:
        return
    parts, start = find_quantities(led["list"]), led.start("list")
    if len(parts) < FEWEST or any(part.measure != whole.measure or part.precision != "exact" for part in parts):
        return
    claims = [claim for claim in _claims_between(*led.span(), material) if claim.confidence >= POSSIBLE]
    if len(claims) == len(parts) or any(claim.indicator != item.claim.indicator for claim in claims):
        return
    added = sum((part.value for part in parts), ZERO)
    listed = Side(added, Evidence(start=start + parts[0].start, end=start + parts[-1].end))
    matter = Matter("text_sum", RULE, item.claim.indicator, Side(whole.value, Evidence(claims=[item.position])), listed)
    if added == whole.value:
        ledger.agrees(matter)
    elif is_slip(added, whole.value):
        words = quoted(material, start, led.end("list"))
        ledger.conflicts(matter, "doubt", words_of_whole(material, item.position, words, (whole.value, added)))


def _claims_between(start: int, end: int, material: Material) -> list[Claim]:
    return [material.claims[place] for place in material.claims_between(start, end)]


@cache
def _leading() -> re.Pattern[str]:
    """From behind a whole: 其中, and the list up to the end of its sentence."""
    words = "|".join(map(re.escape, rules().enumeration.whole_first))
    return re.compile(rf"[,、]?(?:{words})(?P<list>[^。;!?\n]{{1,{LONGEST}}})[。;!?]")
