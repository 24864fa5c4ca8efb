"""Parts that the text counts out beside their whole: 收到45件，其中本级17件、部门28件.

Not every enumeration is complete, and not every figure behind a whole is a part of it. More than the whole counts only
where 其中 or the like leads straight to the parts; less than the whole only where the parts are summed up by a word
(合计), or miss the whole as by a slip of the fingers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import POSSIBLE
from gongkai.reconcile.intervals import Stated, Verdict, judge
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.material import Material
from gongkai.reconcile.messages import parts_of_whole
from gongkai.reconcile.reasons import Reason
from gongkai.reconcile.remainders import has_remainder
from gongkai.reconcile.rules import rules
from gongkai.reconcile.slips import is_slip
from gongkai.report import Evidence

RULE = "parts"
LISTED = 0.5
"""The least confidence of a part: the words of the list vouch for it too. A whole needs `POSSIBLE`."""
FEWEST = 2
"""Parts. One that is more than its whole is rather no part of it: 经费45万元（网站建设167万元另列）."""
LONGEST_GAP = 60
"""Characters between two figures of one list."""
_LIST_END = re.compile(r"[；;]")


@dataclass(frozen=True, slots=True)
class _Enumeration:
    """`gaps` are the words, folded, from each figure to the next, that of the whole included."""

    whole: Compared
    parts: tuple[Compared, ...]
    gaps: tuple[str, ...]
    whole_is_last: bool
    is_interrupted: bool  # other claims stand between

    @property
    def sums(self) -> list[Stated]:
        """Of the first part, of the first two, and so on: behind the parts there may be parts of something else."""
        return list(accumulate((part.stated for part in self.parts), Stated.__add__))

    @property
    def is_led(self) -> bool:
        """Whether a word says that the parts are the whole's: 其中 before them, 合计 behind."""
        if self.whole_is_last:
            return self.gaps[-1].rstrip().endswith(rules().enumeration.whole_last)
        return any(word in self.gaps[0] for word in rules().enumeration.whole_first)

    @property
    def is_plain(self) -> bool:
        """Whether nothing makes one part a part of another, or count more than once."""
        words = rules().enumeration
        inner = self.gaps[:-1] if self.whole_is_last else self.gaps[1:]
        is_nested = any(word in gap for gap in inner for word in words.nested)
        return not (is_nested or self.is_interrupted or any(part.is_each for part in self.parts))


def check_enumerations(compared: Sequence[Compared], ledger: Ledger) -> set[int]:
    """Enters every enumeration of parts with its whole, and gives the wholes that it could tell something of."""
    told: set[int] = set()
    for found in _enumerations(compared, ledger.material):
        verdicts = [judge(found.whole.stated, added) for added in found.sums]
        matter = _matter(found, verdicts.index(Verdict.AGREES) + 1 if Verdict.AGREES in verdicts else len(found.parts))
        if Verdict.AGREES in verdicts:
            ledger.agrees(matter)
        elif _is_wrong(found, ledger.material):
            is_conflict = verdicts[-1] is Verdict.CONFLICTS and _is_sure(found)
            ledger.conflicts(matter, "conflict" if is_conflict else "doubt", _message(found, ledger.material))
        else:
            ledger.leaves(matter, Reason.NOT_EXHAUSTIVE)
            continue
        told.add(found.whole.position)
    return told


def _is_wrong(found: _Enumeration, material: Material) -> bool:
    """Whether parts that do not come to their whole should: more than it, all of it, or nearly the same."""
    whole, added = found.whole.stated.value, found.sums[-1].value
    if len(found.parts) < FEWEST or not (found.is_led and found.is_plain):
        return False
    if added > whole:
        return True
    is_complete = found.whole_is_last or is_slip(whole, added)
    return is_complete and not has_remainder(found.parts, [found.whole], material)


def _is_sure(found: _Enumeration) -> bool:
    is_short = found.sums[-1].value < found.whole.stated.value
    is_firm = found.whole.claim.indicator in rules().firm  # an interpretation may be a video and the mayor's
    return is_firm and found.whole.is_sure and (found.whole_is_last or not is_short)


def _enumerations(compared: Sequence[Compared], material: Material) -> Iterator[_Enumeration]:
    for group in _groups(compared, material):
        wholes = [place for place, item in enumerate(group) if _is_known_whole(item)]
        for place, following in pairwise([*wholes, len(group)]):
            if found := _list_behind(group[place:following], material):
                yield found
        if len(wholes) == 1 and wholes[0] == len(group) - 1 and (found := _list_before(group, material)):
            yield found


def _groups(compared: Sequence[Compared], material: Material) -> Iterator[list[Compared]]:
    """The figures of one indicator in one sentence, in their order.

    A figure that the model takes for a part of something, but cannot tell of what, belongs to each of them.
    """
    sentences: defaultdict[int, list[Compared]] = defaultdict(list)
    for item in sorted(compared, key=lambda item: item.claim.start):
        if item.claim.period == "this_year" and item.claim.value is not None:
            sentences[material.sentence(item.claim.start)].append(item)
    for items in sentences.values():
        for indicator in dict.fromkeys(item.claim.indicator for item in items if _is_known_whole(item)):
            yield [item for item in items if _is_unknown_part(item) or _is_of(item, indicator)]


def _is_of(item: Compared, indicator: str) -> bool:
    return item.claim.indicator == indicator and item.claim.confidence >= LISTED


def _is_known_whole(item: Compared) -> bool:
    return item.is_whole and item.claim.confidence >= POSSIBLE


def _is_unknown_part(item: Compared) -> bool:
    return item.claim.scope == "part" and item.claim.confidence < POSSIBLE


def _list_behind(items: Sequence[Compared], material: Material) -> _Enumeration | None:
    """`items` begin with the whole."""
    gaps = _gaps(items, material)
    n_parts = next((place for place, gap in enumerate(gaps) if _is_break(gap)), len(gaps))
    return _enumeration(items[0], items[1 : n_parts + 1], gaps[:n_parts], material)


def _list_before(items: Sequence[Compared], material: Material) -> _Enumeration | None:
    """`items` end with the whole."""
    gaps = _gaps(items, material)
    is_list = len(items) > FEWEST and not any(_is_break(gap) for gap in gaps)
    return _enumeration(items[-1], items[:-1], gaps, material) if is_list else None


def _gaps(items: Sequence[Compared], material: Material) -> list[str]:
    return [material.folded[one.claim.end : other.claim.start] for one, other in pairwise(items)]


def _is_break(gap: str) -> bool:
    return len(gap) > LONGEST_GAP or bool(_LIST_END.search(gap))


def _enumeration(
    whole: Compared, parts: Sequence[Compared], gaps: Sequence[str], material: Material
) -> _Enumeration | None:
    """None where no part is known to be of the whole."""
    if not any(_is_of(part, whole.claim.indicator) for part in parts):
        return None
    start = min(whole.claim.start, parts[0].claim.start)
    end = max(whole.claim.end, parts[-1].claim.end)
    is_interrupted = len(material.claims_between(start, end)) > 1 + len(parts)
    return _Enumeration(whole, tuple(parts), tuple(gaps), whole.claim.start > parts[0].claim.start, is_interrupted)


def _matter(found: _Enumeration, n_parts: int) -> Matter:
    parts = [part.position for part in found.parts[:n_parts]]
    whole = Side(found.whole.stated.value, Evidence(claims=[found.whole.position]))
    added = Side(found.sums[n_parts - 1].value, Evidence(claims=parts))
    return Matter("text_sum", RULE, found.whole.claim.indicator, whole, added)


def _message(found: _Enumeration, material: Material) -> str:
    parts = [part.position for part in found.parts]
    return parts_of_whole(material, found.whole.position, parts, (found.whole.stated.value, found.sums[-1].value))
