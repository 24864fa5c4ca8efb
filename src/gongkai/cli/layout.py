"""Claims -> lines with the words around them, which a view only has to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.forms import vocabulary
from gongkai.report import Claim

REACH = 40  # characters of the line that are kept on either side: more than any terminal has room for


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim between the words of its line. `section` is empty where it is that of the claim above."""

    section: str
    before: str
    claim: Claim
    behind: str
    label: str


def claim_lines(text: str, claims: Iterable[Claim]) -> Iterator[ClaimLine]:
    """One line a claim, in the order given; `text` is what their offsets count."""
    section = ""
    for claim in claims:
        is_new = (claim.section or "") != section
        section = claim.section or ""
        before, behind = words_around(text, claim.start, claim.end)
        yield ClaimLine(
            section=section if is_new else "",
            before=before,
            claim=claim,
            behind=behind,
            label=vocabulary().indicators[claim.indicator].zh,
        )


def words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a stretch of text, in its line."""
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    return before, text[end : end + REACH].partition("\n")[0]
