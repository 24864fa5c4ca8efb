"""The parts of a report: 一、总体情况 … 六、其他需要报告的事项, and the second level below them.

Three styles of number make headings, in this order of rank: 第一部分, 一、, （一）. The two highest that a report uses
are its first and second level. `Section.number` is written in one way, whatever the report's punctuation:

    一, 第一部分    first level: the number without what separates it from the title
    一（二）        second level: the number of its part, then its own in round brackets
    （二）          second level outside any part
    一, or ""       second level without a number (【小标题】): the number of its part, if it stands in one
    ""              an official title whose number is lost
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.document import Document
from gongkai.headings import Heading, Rank, closing_line, headings
from gongkai.report import Section

# Numbers within sections begin anew, and some reports misnumber theirs: where headings contradict each other, an
# official title counts as much as three others.
_OFFICIAL_WEIGHT = 3
# A report numbers all its parts or none; from two on, titles without a number are repetitions: contents, links.
_NUMBERED = 2


def find_sections(document: Document, tables_spans: Sequence[tuple[int, int]]) -> list[Section]:
    """Headings of the first and second level in reading order. A section ends where the next of its level or a higher
    one begins, the last where the report's text does.

    Args:
        tables_spans: start and end of the official tables; what looks like a heading inside them is a row label, but
            for the numbered official titles.
    """
    found = _without_repetitions(list(headings(document.text, document.folded, tables_spans)))
    first = Rank.PART if _has_parts(found) else Rank.IDEOGRAPH
    parts = _ascending([heading for heading in found if heading.rank is first])
    kept = sorted([*parts, *(heading for heading in found if heading.rank == first + 1)], key=lambda h: h.start)
    if not kept:
        return []
    end = closing_line(document.folded, kept[-1].start)
    return list(_sections(kept, first, len(document.text[:end].rstrip())))


def _without_repetitions(found: list[Heading]) -> list[Heading]:
    numbered = sum(heading.ordinal > 0 for heading in found if heading.rank is not Rank.BRACKETED)
    if numbered < _NUMBERED:
        return found
    return [heading for heading in found if heading.ordinal or heading.rank is not Rank.IDEOGRAPH]


def _has_parts(found: Sequence[Heading]) -> bool:
    return sum(heading.rank is Rank.PART for heading in found) >= _NUMBERED


class _Chain(NamedTuple):
    """Headings whose numbers ascend, the last one first."""

    weight: int
    last: Heading
    before: _Chain | None


def _ascending(candidates: Sequence[Heading]) -> list[Heading]:
    """The heaviest series of first-level headings with ascending numbers; of equals the latest, as contents come first.

    Headings without a number contradict nothing and stay.
    """
    best: dict[int, _Chain] = {}
    for heading in candidates:
        if heading.ordinal:
            chain = _longest_up_to(heading, best)
            if heading.ordinal not in best or chain.weight >= best[heading.ordinal].weight:
                best[heading.ordinal] = chain
    chosen = set(_unwound(max(best.values(), key=_preference, default=None)))
    return [heading for heading in candidates if not heading.ordinal or heading in chosen]


def _longest_up_to(heading: Heading, best: dict[int, _Chain]) -> _Chain:
    before = max((chain for chain in best.values() if _may_follow(heading, chain.last)), key=_preference, default=None)
    own_weight = 1 if heading.official is None else _OFFICIAL_WEIGHT
    return _Chain(own_weight + (before.weight if before else 0), heading, before)


def _may_follow(heading: Heading, last: Heading) -> bool:
    if heading.ordinal > last.ordinal:
        return True
    is_misprint = None not in (heading.official, last.official) and heading.official != last.official
    return heading.ordinal == last.ordinal and is_misprint


def _preference(chain: _Chain) -> tuple[int, int]:
    return chain.weight, chain.last.start


def _unwound(chain: _Chain | None) -> Iterator[Heading]:
    while chain:
        yield chain.last
        chain = chain.before


def _sections(kept: Sequence[Heading], first: Rank, end: int) -> Iterator[Section]:
    part = ""
    for heading, section_end in zip(kept, _ends(kept, first, end), strict=True):
        if heading.rank is first:
            number = part = heading.number
        else:
            number = f"{part}（{heading.number}）" if heading.number else part
        yield Section(number=number, title=heading.title, start=heading.start, end=section_end)


def _ends(kept: Sequence[Heading], first: Rank, end: int) -> list[int]:
    """Where each section ends: the next heading for the second level, the next part for the first."""
    ends: list[int] = []
    next_part = next_any = end
    for heading in reversed(kept):
        is_part = heading.rank is first
        ends.append(next_part if is_part else next_any)
        next_any = heading.start
        next_part = heading.start if is_part else next_part
    return ends[::-1]
