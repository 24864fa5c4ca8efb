"""A claim held against its cells, with what the words around it say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.reconcile.cells import Edition, Gap
from gongkai.reconcile.confidence import FIRM, NAMED, POSSIBLE
from gongkai.reconcile.counterparts import NOTHING, Held, candidates, hold, named_row, needed_words, rows_below
from gongkai.reconcile.intervals import Stated, Verdict
from gongkai.reconcile.material import Material
from gongkai.reconcile.rules import rules
from gongkai.reconcile.wording import stated_claim
from gongkai.report import Claim

_YEAR = re.compile(r"(?<!\d)(20[012]\d)\s?年")
_EACH = re.compile(r"[各每均][^，,。；;、]{0,2}$")
"""十四个乡镇各设一个: the figure counts for several."""

Paragraph = int


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim and how it compares with its cells.

    `is_plain`: a word of its label stands beside it. `is_elsewhere`: a word of another year or of one office does.
    `is_each`: 各 does, so that it counts for several.
    """

    position: int
    claim: Claim
    stated: Stated
    paragraph: Paragraph
    is_plain: bool
    is_elsewhere: bool
    is_each: bool
    held: Held

    @property
    def is_whole(self) -> bool:
        return self.claim.period == "this_year" and self.claim.scope == "whole"

    @property
    def is_possible(self) -> bool:
        """Whether the claim is more likely right than wrong."""
        return self.claim.confidence >= (NAMED if self.is_plain else POSSIBLE)

    @property
    def is_sure(self) -> bool:
        """Whether model and words agree on what the figure is."""
        is_named = self.is_plain or self.claim.indicator not in rules().words
        return is_named and not self.is_elsewhere and self.claim.confidence >= FIRM

    @property
    def is_less(self) -> bool:
        return self.held.figure is not None and self.stated.value < self.held.figure


def compare(material: Material, position: int, printed: Sequence[Edition], year: int | None) -> Compared:
    claim, stated = material.claims[position], stated_claim(material.claims[position])
    place = _Place(material.around(position), material.sentence_around(position), claim.indicator)
    helds = [_held(claim, stated, edition, place) for edition in printed]
    return Compared(
        position,
        claim,
        stated,
        material.paragraph(claim.start),
        is_plain=place.is_plain,
        is_elsewhere=_is_elsewhere(place.words, year),
        is_each=bool(_EACH.search(material.folded, max(0, claim.start - len("各办了")), claim.start)),
        held=min(helds, key=_badness, default=NOTHING),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The words that a claim stands among, folded: those beside it, and its sentence."""

    words: str
    sentence: str
    indicator: str

    @property
    def is_plain(self) -> bool:
        return any(word in self.words for word in rules().words.get(self.indicator, ()))

    def has_in_sentence(self, wanted: Sequence[str]) -> bool:
        return not wanted or any(word in self.sentence for word in wanted)


def _held(claim: Claim, stated: Stated, edition: Edition, place: _Place) -> Held:
    """Against the sums that the claim may state; a statement of none, or one in the form's words, means the first."""
    main, *others = candidates(claim.indicator, edition)
    held = hold(stated, edition, main)
    is_lumped = claim.indicator in rules().lumped
    if held.outcome is Verdict.AGREES or not claim.value or (is_lumped and place.is_plain):
        return held
    sums = [*others, *rows_below(claim.indicator, edition.form)] if is_lumped else others
    if is_lumped and (row := named_row(sums, place.words)):
        return replace(hold(stated, edition, row), is_usual=False, is_row=True)
    other = next((other for keys in sums if (other := hold(stated, edition, keys)).outcome is Verdict.AGREES), None)
    if other is None:
        return held
    needed = needed_words(claim.indicator, edition.form)
    is_said = place.has_in_sentence(needed)
    return replace(other, is_usual=False) if is_said else replace(held, outcome=Verdict.DOUBTFUL)


def _is_elsewhere(words: str, year: int | None) -> bool:
    years = {int(found) for found in _YEAR.findall(words)} - {year} if year else set()
    return bool(years) or any(word in words for word in rules().elsewhere)


def _badness(held: Held) -> int:
    """Several printings: the claim need agree with one of them only."""
    return 2 if isinstance(held.outcome, Gap) else held.outcome.value + (held.outcome is Verdict.CONFLICTS)
