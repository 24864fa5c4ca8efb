"""What must hold inside the official tables (勾稽关系): the identities of the vocabulary, held against one printing.

A cell that is blank, struck or lost may stand for any number from 0 on. Where the other cells come out even without it,
it can only be 0, for no figure of these tables is negative; where they leave no room for it, that is a conflict all the
same. Otherwise the identity is left open: whoever checks a sum with a blank in it can only say that it does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.forms import Identity, vocabulary
from gongkai.reconcile.cells import TOTAL, Edition, Gap, Key, Sum, key_of
from gongkai.reconcile.intervals import ZERO
from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.messages import broken_identity
from gongkai.report import Evidence

ROWS = "row of the request table"
"""`Identity.each` where it holds for each row, between its columns."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of an identity: its terms with what their cells come to, and all of its cells."""

    terms: tuple[tuple[Key, Decimal], ...]  # those of which there is a figure
    known: tuple[int, ...]
    unknown: Mapping[Key, Gap]

    @property
    def figure(self) -> Decimal:
        return sum((figure for _, figure in self.terms), ZERO)


@dataclass(frozen=True, slots=True)
class _Case:
    """An identity at one place, with the indicator and applicant that it is named for."""

    identity: Identity
    name: Key
    left: _Part
    right: _Part

    @property
    def is_equality(self) -> bool:
        return self.identity.relation == "equal"

    @property
    def is_stated(self) -> bool:
        """Whether there is a figure on each side."""
        return bool(self.left.known and self.right.known)

    @property
    def is_broken(self) -> bool:
        """Whether no figures for the open cells could mend it."""
        left, right = self.left.figure, self.right.figure
        is_more = left > right and not self.right.unknown
        is_less = left < right and not self.left.unknown and self.is_equality
        return self.is_stated and (is_more or is_less)

    @property
    def holds(self) -> bool:
        left, right = self.left.figure, self.right.figure
        is_less = left <= right and not self.left.unknown and not self.is_equality
        return self.is_stated and (left == right or is_less)

    @property
    def open_cells(self) -> set[Key]:
        return {*self.left.unknown, *self.right.unknown}

    @property
    def gap(self) -> Gap:
        gaps = {*self.left.unknown.values(), *self.right.unknown.values()}
        return next(gap for gap in Gap if gap in gaps)


def check_identities(edition: Edition, ledger: Ledger) -> Edition:
    """Enters every identity of the form, and gives the printing with the cells that have turned out to be 0."""
    zeros: set[Key] = set()
    for case in _cases(edition):
        matter = _matter(case, edition)
        if case.is_broken:
            ledger.conflicts(matter, "conflict", _message(case))
        elif case.holds:
            ledger.agrees(matter)
            zeros |= case.open_cells if case.is_equality else set()
        else:
            ledger.leaves(_without_open_sums(case, matter), case.gap)
    return replace(edition, zeros=edition.zeros | zeros)


def _cases(edition: Edition) -> Iterator[_Case]:
    """The identities of the form, at every place where a cell of theirs is printed."""
    for identity in vocabulary().identities:
        if edition.form not in map(str, identity.forms):
            continue
        for name, left, right in _places(identity, edition):
            case = _Case(identity, name, _part(left, edition), _part(right, edition))
            if case.left.known or case.right.known or not case.open_cells.isdisjoint(edition.cells):
                yield case


def _places(identity: Identity, edition: Edition) -> Iterator[tuple[Key, list[Key], list[Key]]]:
    """What a case is named for, and the keys of its two sides."""
    if identity.each == ROWS:
        for row in dict.fromkeys(indicator for indicator, applicant in edition.cells if applicant):
            yield (
                (row, TOTAL),
                [(row, column) for column in identity.left],
                [(row, column) for column in identity.right],
            )
    elif identity.each == "applicant":
        for column in vocabulary().applicants:
            yield (
                (identity.left[0], column),
                [(n, column) for n in identity.left],
                [(n, column) for n in identity.right],
            )
    else:
        left = [key_of(name, edition.form) for name in identity.left]
        yield left[0], left, [key_of(name, edition.form) for name in identity.right]


def _part(keys: list[Key], edition: Edition) -> _Part:
    sums = [(key, edition.sum_of([key])) for key in keys]
    return _Part(
        tuple((key, _added(cells, edition)) for key, cells in sums if cells.known),
        tuple(place for _, cells in sums for place in cells.known),
        {key: gap for _, cells in sums for key, gap in cells.unknown.items()},
    )


def _added(cells: Sum, edition: Edition) -> Decimal:
    return sum((edition.values[place].value or ZERO for place in cells.known), ZERO)


def _matter(case: _Case, edition: Edition) -> Matter:
    left, right = (_side(part, edition) for part in (case.left, case.right))
    indicator, applicant = case.name
    return Matter("identity", case.identity.id, indicator, left, right, applicant)


def _side(part: _Part, edition: Edition) -> Side:
    """The sum of the cells with a figure; the evidence is all cells that are printed."""
    places = [*part.known, *(edition.cells[key] for key in part.unknown if key in edition.cells)]
    return Side(part.figure, Evidence(values=sorted(places)))


def _without_open_sums(case: _Case, matter: Matter) -> Matter:
    """A sum in which cells are missing is no figure to show."""
    left = replace(matter.left, figure=None) if case.left.unknown else matter.left
    right = replace(matter.right, figure=None) if case.right.unknown else matter.right
    return replace(matter, left=left, right=right)


def _message(case: _Case) -> str:
    has_gaps = bool(case.open_cells)
    return broken_identity(case.left.terms, case.right.terms, is_equality=case.is_equality, has_gaps=has_gaps)
