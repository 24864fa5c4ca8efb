"""The terms of a sum that free text states: which claims stand for them, and which are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.reconcile.cells import Edition, table_of
from gongkai.reconcile.compared import Compared
from gongkai.reconcile.confidence import POSSIBLE
from gongkai.reconcile.counterparts import candidates
from gongkai.reconcile.intervals import Stated, Verdict, judge, total
from gongkai.reconcile.rules import TextSum

Terms = Mapping[str, Sequence[Compared]]
"""This year's claims of a passage, by indicator."""


@dataclass(frozen=True, slots=True)
class Addends:
    """The claims that are added up on one side, and the terms that nobody has stated."""

    items: tuple[Compared, ...]
    missing: frozenset[str]
    is_ambiguous: bool

    @property
    def positions(self) -> list[int]:
        return [item.position for item in self.items]

    @property
    def stated(self) -> Stated:
        return total(item.stated for item in self.items)


def passages(compared: Sequence[Compared], place: Callable[[Compared], Hashable]) -> list[Terms]:
    """The claims that a place holds together; claims without a place belong to no passage."""
    found: defaultdict[Hashable, defaultdict[str, list[Compared]]] = defaultdict(lambda: defaultdict(list))
    for item in compared:
        is_usable = item.claim.confidence >= POSSIBLE and item.claim.value is not None
        if item.claim.period == "this_year" and is_usable and place(item) is not None:
            found[place(item)][item.claim.indicator].append(item)
    return list(found.values())


def both_sides(rule: TextSum, terms: Terms, zeros: frozenset[str]) -> tuple[Addends, Addends]:
    """The claims on the left and on the right.

    Where a term has a whole figure and parts, the parts may belong to it or stand beside it (企业6件、律所3件): the
    reading under which the sum comes out is taken, if there is one.
    """
    left = _addends(rule.left, terms, zeros, with_parts=False)
    narrow = _addends(rule.right, terms, zeros, with_parts=False)
    if judge(left.stated, narrow.stated) is Verdict.AGREES:
        return left, narrow
    wide = _addends(rule.right, terms, zeros, with_parts=True)
    return left, wide if judge(left.stated, wide.stated) is Verdict.AGREES else narrow


def none_in_tables(rule: TextSum, printed: Sequence[Edition]) -> frozenset[str]:
    """Terms of which every printing of the tables says that there was nothing, or has no row for them."""
    found = [{name for name in (*rule.left, *rule.right) if _is_none(name, rule, edition)} for edition in printed]
    return frozenset(set.intersection(*found)) if found else frozenset()


def _is_none(indicator: str, rule: TextSum, edition: Edition) -> bool:
    main, *_ = candidates(indicator, edition)
    if indicator in rule.rows and not any(cell in table_of(edition.form) for cell, _ in main):
        return True
    cells = edition.sum_of(main)
    return bool(cells.known) and cells.is_complete and not any(edition.values[place].value for place in cells.known)


def _addends(names: Sequence[str], terms: Terms, zeros: frozenset[str], *, with_parts: bool) -> Addends:
    items: list[Compared] = []
    missing: set[str] = set()
    is_ambiguous = False
    for name in names:
        wholes = _one_of_each([item for item in terms.get(name, ()) if item.is_whole])
        parts = [item for item in terms.get(name, ()) if not item.is_whole]
        chosen = wholes if wholes and not with_parts else wholes + parts
        if not chosen and name not in zeros:
            missing.add(name)
        is_ambiguous |= len(wholes) > 1 or any(item.is_each for item in chosen)
        items += chosen
    return Addends(tuple(items), frozenset(missing), is_ambiguous)


def _one_of_each(items: Sequence[Compared]) -> list[Compared]:
    """A whole figure that is stated twice counts once."""
    return list({item.stated.value: item for item in reversed(items)}.values())[::-1]
