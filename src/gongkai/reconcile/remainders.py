"""Whether an enumeration leaves something over: words that say so, and figures in it that no claim accounts for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gongkai.narrative.quantities import find_quantities
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import POSSIBLE
from gongkai.reconcile.material import Material
from gongkai.reconcile.rules import rules

LONGEST = 60
"""Characters to the end of the sentence in which figures are looked for."""
_CLAUSE = re.compile(r"[^,。;!?]*")
REACH = 12
"""Characters behind 另有 or 其余 in which the figure stands that it announces."""


def has_remainder(parts: Sequence[Compared], wholes: Sequence[Compared], material: Material) -> bool:
    """Looks from the first of all these figures on: for words to the end of the clause behind the last one, for figures
    to the end of its sentence."""
    items = (*wholes, *parts)
    start, last = min(item.claim.start for item in items), max(item.claim.end for item in items)
    words = material.folded[start : material.clause_end(last + 1)]
    begins = {item.claim.start - start for item in parts}
    if any(not begins.intersection(_announced(words, match.end())) for match in _remainder().finditer(words)):
        return True
    measures = {quantity.measure for item in items for quantity in find_quantities(item.claim.text)}
    counted = find_quantities(material.folded[start : material.sentence_end(last, LONGEST)])
    return any(q.measure in measures and not _is_claimed(start + q.start, start + q.end, material) for q in counted)


def _announced(words: str, place: int) -> range:
    """Where the figure may begin that a word of remainder announces: in the rest of its clause."""
    clause = _CLAUSE.match(words, place, place + REACH)
    return range(place, (clause.end() if clause else place) + 1)


def _is_claimed(start: int, end: int, material: Material) -> bool:
    claims = (material.claims[position] for position in material.claims_between(start, end))
    return any(claim.confidence >= POSSIBLE for claim in claims)


@cache
def _remainder() -> re.Pattern[str]:
    return re.compile("|".join(rules().enumeration.remainder))
