"""What the claims of a report say about each other, once each is held against its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.reconcile.cells import Edition
from gongkai.reconcile.compared import Compared, Paragraph
from gongkai.reconcile.counterparts import Held, candidates, hold
from gongkai.reconcile.intervals import Verdict, total
from gongkai.reconcile.material import Material

TOTAL_DISCLOSED = "disclosed.total"
SAME_WORDS = 4
"""Characters before a figure."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the claims of a report say about each other.

    confirmed: for each indicator of which a whole figure agrees with the cells, that claim.
    with_total: paragraphs that surely state the total of published items.
    crowded: paragraphs with several different whole figures of one indicator.
    together: claims that side by side come to the figure of the cells.
    """

    confirmed: Mapping[str, Compared]
    with_total: frozenset[Paragraph]
    crowded: frozenset[tuple[Paragraph, str]]
    together: tuple[tuple[int, ...], ...]


def scene(compared: Sequence[Compared], printed: Sequence[Edition]) -> Scene:
    agreeing = [item for item in compared if item.is_whole and item.held.outcome is Verdict.AGREES]
    groups = list(_side_by_side(compared))
    return Scene(
        confirmed={item.claim.indicator: item for item in reversed(agreeing) if item.held.is_usual},
        with_total=frozenset(item.paragraph for item in compared if _is_total(item)),
        crowded=frozenset(
            (group[0].paragraph, group[0].claim.indicator)
            for group in groups
            if _different([item for item in group if item.is_whole]) > 1
        ),
        together=tuple(
            tuple(item.position for item in group)
            for group in groups
            if (_different(group) > 1 or not all(item.is_whole for item in group))
            and any(_agree(group, edition) for edition in printed)
        ),
    )


def _is_total(item: Compared) -> bool:
    is_total = item.is_whole and item.claim.indicator == TOTAL_DISCLOSED
    return is_total and (item.is_sure or item.held.outcome is Verdict.AGREES)


def same_words(one: Compared, other: Compared, material: Material) -> bool:
    """Whether two figures stand behind the same words, so that they are meant for the same thing."""
    before = [material.folded[max(0, item.claim.start - SAME_WORDS) : item.claim.start] for item in (one, other)]
    return len(before[0]) == SAME_WORDS and before[0] == before[1]


def hold_together(group: Sequence[Compared], edition: Edition) -> Held:
    main, *_ = candidates(group[0].claim.indicator, edition)
    return hold(total(item.stated for item in group), edition, main)


def _agree(group: Sequence[Compared], edition: Edition) -> bool:
    """Whether the figures are parts of what the cells state, none of them the whole."""
    is_stated = any(item.is_whole and item.held.is_usual and item.held.outcome is Verdict.AGREES for item in group)
    return not is_stated and hold_together(group, edition).outcome is Verdict.AGREES


def _side_by_side(compared: Sequence[Compared]) -> Iterator[list[Compared]]:
    """This year's claims of one indicator in one paragraph, where there are several."""
    groups: defaultdict[tuple[Paragraph, str], list[Compared]] = defaultdict(list)
    for item in compared:
        if item.claim.period == "this_year" and item.is_possible:
            groups[item.paragraph, item.claim.indicator].append(item)
    return (group for group in groups.values() if len(group) > 1)


def _different(group: Sequence[Compared]) -> int:
    return len({item.stated.value for item in group})
