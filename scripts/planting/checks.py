"""What must hold between the figures of a report, counted here anew: nothing of it is taken from `gongkai.reconcile`.

`identity`: the identities of the vocabulary, in every column or row where they hold. A figure that the form prints
only in parts (不予公开) is the sum of the cells below it.
`claim`: a claim against its cell or the cells that the vocabulary derives it from (行政诉讼 is both tables' totals,
法人或其他组织 the five organisation columns). Only claims of this year and the whole, exact or rounded.
`text_sum`: the identities between the exact claims of one section, each indicator stated once. What is not stated
may be anything, unless its cells say 0.
`parts`: parts of a whole behind it, led by 其中 or the like. They may leave something out, but not come to more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from gongkai.characters import fold
from gongkai.forms import Identity, vocabulary
from gongkai.report import Claim, Form
from planting.documents import Document
from planting.plants import TOTAL, Where
from planting.ranges import ANYTHING, NOTHING, TEN_THOUSAND, Range, at_least, is_money, of_cell, of_claim, total

Basis = Literal["identity", "claim", "text_sum", "parts"]
Site = tuple[Where, int]
Keys = list[tuple[str, str | None]]
"""Indicators and applicants."""
Stated = Mapping[str, list[tuple[int, Range]]]
"""Positions and figures of claims, by indicator."""

ROWS: Final = "row of the request table"
ORGANIZATION: Final = "requests.organization"
NATURAL_PERSON: Final = "requests.natural_person"
# Sums of the vocabulary's identities that free text states under every form.
IN_EVERY_FORM: Final = frozenset({"requests.channels", "requests.timeliness", "staff.sum"})
APPLICANTS: Final = Identity(
    id="requests.applicants", forms=(), left=("requests.received",), right=(NATURAL_PERSON, ORGANIZATION)
)
FEWEST_PARTS: Final = 2
_LEADS = re.compile("其中|包括|分别|[(:]")
_SENTENCE_END = re.compile("[。!?;]")


@dataclass(frozen=True)
class Check:
    """Two figures that must be the same, or the left one no more than the right one. One of several readings of the
    right side is enough. `members` are the cells and claims that take part."""

    basis: Basis
    name: str
    left: Range
    right: tuple[Range, ...]
    members: frozenset[Site]
    is_bound: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether no figures for what is not stated could make it hold."""
        if self.is_bound:
            return all(self.left.low > right.high for right in self.right)
        return not any(self.left.meets(right) for right in self.right)

    @property
    def is_complete(self) -> bool:
        return self.left.is_bounded and all(right.is_bounded for right in self.right)


def checks_of(document: Document) -> dict[str, Check]:
    """By name. Names stay the same when a figure changes."""
    cells = _Cells(document)
    found = [*_identities(document, cells), *_claims(document, cells), *_text_sums(document, cells), *_parts(document)]
    return {check.name: check for check in found}


class _Cells:
    """The cells by indicator and applicant."""

    def __init__(self, document: Document) -> None:
        self._form = document.form
        self._values = document.values
        self._places = {(cell.indicator, cell.applicant): place for place, cell in enumerate(document.values)}
        self.rows = [name for name, applicant in self._places if applicant == TOTAL]

    def leaves(self, indicator: str, applicant: str | None) -> Keys:
        """The cell itself, or those below it that the form prints in its place."""
        below = [] if (indicator, applicant) in self._places else _below(indicator, self._form)
        return [(name, applicant) for name in below or (indicator,)]

    def figure(self, leaves: Keys) -> Range:
        return total(of_cell(self._values[self._places[leaf]]) if leaf in self._places else ANYTHING for leaf in leaves)

    def sites(self, leaves: Keys) -> set[Site]:
        return {("cell", self._places[leaf]) for leaf in leaves if leaf in self._places}

    def stated_by(self, indicator: str) -> Keys:
        """The cells whose sum a claim of the indicator states; nothing where the report prints none of them."""
        if indicator == NATURAL_PERSON:
            return [("requests.received", "natural_person")]
        if indicator == ORGANIZATION:
            others = set(vocabulary().applicants) - {TOTAL, "natural_person"}
            return [("requests.received", applicant) for applicant in sorted(others)]
        head, _, result = indicator.partition(".")
        if head == "litigation" and (indicator, None) not in self._places:
            return [(f"litigation.{way}.{result}", None) for way in ("direct", "after_reconsideration")]
        return self.leaves(indicator, TOTAL if indicator.startswith("requests.") and self.rows else None)

    def unit_is_unknown(self, leaves: Keys) -> bool:
        cells = [self._values[self._places[leaf]] for leaf in leaves if leaf in self._places]
        return any(cell.unit is None and is_money(cell.indicator) for cell in cells)


@cache
def _below(indicator: str, form: Form | None) -> tuple[str, ...]:
    """The rows of a form below an indicator."""
    known = vocabulary().indicators.items()
    return tuple(name for name, row in known if name.startswith(f"{indicator}.") and _is_of(form, row.forms))


def _identities(document: Document, cells: _Cells) -> Iterator[Check]:
    for identity in vocabulary().identities:
        if not _is_of(document.form, identity.forms):
            continue
        for place, left, right in _places(identity, cells):
            sides = [[leaf for key in side for leaf in cells.leaves(*key)] for side in (left, right)]
            members = frozenset(cells.sites(sides[0]) | cells.sites(sides[1]))
            figures = cells.figure(sides[0]), (cells.figure(sides[1]),)
            yield Check("identity", f"{identity.id}/{place}", *figures, members, identity.relation == "at_most")


def _places(identity: Identity, cells: _Cells) -> Iterator[tuple[str, Keys, Keys]]:
    if identity.each == ROWS:
        for row in cells.rows:
            yield row, [(row, column) for column in identity.left], [(row, column) for column in identity.right]
        return
    for applicant in vocabulary().applicants if identity.each == "applicant" else (None,):
        left, right = ([(name, applicant) for name in side] for side in (identity.left, identity.right))
        yield applicant or "", left, right


def _claims(document: Document, cells: _Cells) -> Iterator[Check]:
    for position, claim in enumerate(document.claims):
        leaves, claimed = cells.stated_by(claim.indicator), of_claim(claim)
        figure = cells.figure(leaves)
        if claimed is None or not _is_whole(claim) or not figure.is_bounded:
            continue
        readings = [figure]
        if cells.unit_is_unknown(leaves):
            readings += [figure.times(TEN_THOUSAND), figure.times(1 / TEN_THOUSAND)]
        members = frozenset({("claim", position), *cells.sites(leaves)})
        yield Check("claim", f"claim/{position}", claimed, tuple(readings), members)


def _text_sums(document: Document, cells: _Cells) -> Iterator[Check]:
    own = [identity for identity in vocabulary().identities if _is_of(document.form, identity.forms)]
    known = {identity.id: identity for identity in vocabulary().identities}
    rules = {identity.id: identity for identity in [*own, *(known[name] for name in sorted(IN_EVERY_FORM)), APPLICANTS]}
    for section, stated in _by_section(document).items():
        for identity in rules.values():
            if identity.each == ROWS or identity.relation != "equal":
                continue
            if check := _text_sum(section, identity, stated, cells):
                yield check


def _text_sum(section: str | None, identity: Identity, stated: Stated, cells: _Cells) -> Check | None:
    """None where the section does not state the whole and a part, or one of them several times."""
    claimed = [stated[name] for name in (*identity.left, *identity.right) if name in stated]
    has_both = identity.left[0] in stated and any(name in stated for name in identity.right)
    if not has_both or any(len(group) > 1 for group in claimed):
        return None
    left, right = (total(_term(name, stated, cells) for name in side) for side in (identity.left, identity.right))
    members: frozenset[Site] = frozenset(("claim", position) for ((position, _),) in claimed)
    return Check("text_sum", f"text/{section}/{identity.id}", left, (right,), members)


def _term(name: str, stated: Stated, cells: _Cells) -> Range:
    if name in stated:
        return stated[name][0][1]
    return NOTHING if cells.figure(cells.stated_by(name)) == NOTHING else ANYTHING


def _by_section(document: Document) -> Mapping[str | None, Stated]:
    sections: defaultdict[str | None, defaultdict[str, list[tuple[int, Range]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for position, claim in enumerate(document.claims):
        figure = of_claim(claim)
        if figure is not None and figure.is_point and _is_whole(claim):
            sections[claim.section][claim.indicator].append((position, figure))
    return sections


def _parts(document: Document) -> Iterator[Check]:
    folded = fold(document.text)
    for position, whole in enumerate(document.claims):
        figure = of_claim(whole)
        if figure is None or not figure.is_point or not _is_whole(whole):
            continue
        parts = list(_parts_behind(position, document.claims, folded))
        if len(parts) >= FEWEST_PARTS:
            added = sum((document.claims[part].value or Decimal(0) for part in parts), Decimal(0))
            members: frozenset[Site] = frozenset(("claim", place) for place in (position, *parts))
            yield Check("parts", f"parts/{position}", at_least(added), (figure,), members, is_bound=True)


def _parts_behind(position: int, claims: Sequence[Claim], folded: str) -> Iterator[int]:
    """Parts of the same indicator up to the end of the sentence, if a word leads to the first of them."""
    whole = claims[position]
    sentence_end = _SENTENCE_END.search(folded, whole.end)
    end = sentence_end.start() if sentence_end else len(folded)
    behind = [place for place, claim in enumerate(claims) if whole.end <= claim.start < end]
    parts = [place for place in behind if claims[place].indicator == whole.indicator]
    is_plain = parts == behind and all(_is_part(claims[place]) for place in parts)
    if parts and is_plain and _LEADS.search(folded[whole.end : claims[parts[0]].start]):
        yield from parts


def _is_of(form: Form | None, forms: Sequence[int]) -> bool:
    return form is not None and int(form) in forms


def _is_whole(claim: Claim) -> bool:
    return claim.period == "this_year" and claim.scope == "whole"


def _is_part(claim: Claim) -> bool:
    return claim.period == "this_year" and claim.scope == "part" and claim.precision == "exact"
