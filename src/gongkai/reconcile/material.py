"""What is reconciled, and the places in it that a comparison or a message points to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gongkai.characters import fold
from gongkai.report import Claim, Form, TableValue

BEFORE, BEHIND = 30, 14
"""Characters around a figure that a clause is looked for in: longer ones are cut, for messages have to be read."""
NEAR = 60
"""Characters around a figure that its sentence is looked for in."""
TRAILING = 8
"""Characters before a line break in which the last one that is no white space is looked for."""

_LINE_END = re.compile(r"\n\s*")
_GOES_ON = "，、；：,;:"
_ENDS = "。！？!?"
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,2}部分|#")
_SENTENCE_END = re.compile(r"[。！？]")
_CLAUSE_BEGINS = re.compile(
    r"[。！？；;：:\n]|[，,](?!\d{3})|(?<=[\d一二三四五六七八九十百千万余多][件条份个名人次期场篇项宗元])、"
)
_CLAUSE_ENDS = re.compile(r"[。！？；;：:，,、\n（()）]")

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Material:
    """A report's figures. `table_spans` are the stretches of `text` that hold official tables."""

    values: Sequence[TableValue]
    claims: Sequence[Claim]
    text: str
    form: Form | None
    table_spans: Sequence[Stretch]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def tables(self) -> list[Stretch]:
        """The official tables as they stand in the text, those that touch joined."""
        joined: list[Stretch] = []
        for start, end in sorted(self.table_spans):
            if joined and start <= joined[-1][1]:
                start, end = joined[-1][0], max(end, joined.pop()[1])
            joined.append((start, end))
        return joined

    @cached_property
    def in_order(self) -> list[int]:
        """Positions of the claims, as they stand in the text."""
        return sorted(range(len(self.claims)), key=lambda position: self.claims[position].start)

    def claims_between(self, start: int, end: int) -> list[int]:
        """Positions of the claims that a stretch of the text touches; claims do not overlap."""
        first = bisect_right(self._starts, start) - 1
        behind = bisect_left(self._starts, end)
        near = self.in_order[max(0, first) : behind]
        return [position for position in near if self.claims[position].end > start]

    @cached_property
    def _starts(self) -> list[int]:
        return [self.claims[position].start for position in self.in_order]

    @cached_property
    def paragraph_starts(self) -> list[int]:
        return [0, *_paragraph_starts(self.text)]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that an offset is in."""
        return bisect_right(self.paragraph_starts, offset)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that an offset is in; one never goes on in the next paragraph."""
        return bisect_right(self._sentence_starts, offset)

    def sentence_end(self, offset: int, longest: int) -> int:
        """Where the sentence of an offset ends, at most so many characters behind it."""
        starts = self._sentence_starts[self.sentence(offset) :]
        return min(starts[0] if starts else len(self.text), offset + longest)

    def sentence_around(self, position: int) -> str:
        """The sentence that a claim stands in, folded; of a long one what is near."""
        claim, number = self.claims[position], self.sentence(self.claims[position].start)
        start = max(self._sentence_starts[number - 1], claim.start - NEAR)
        return self.folded[start : self.sentence_end(claim.end, NEAR)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return sorted({*self.paragraph_starts, *(match.end() for match in _SENTENCE_END.finditer(self.text))})

    def clause(self, start: int, end: int) -> Stretch:
        """From the punctuation before a figure to its end; to the next punctuation where it opens its clause."""
        first = max(0, start - BEFORE)
        begins = [match.end() for match in _CLAUSE_BEGINS.finditer(self.text, first, start)]
        begin = begins[-1] if begins else first
        while begin < start and self.text[begin].isspace():
            begin += 1
        is_opening = start - begin < len("共有")
        return begin, self.clause_end(end) if is_opening else end

    def clause_end(self, offset: int) -> int:
        last = min(len(self.text), offset + BEHIND)
        match = _CLAUSE_ENDS.search(self.text, offset, last)
        return match.start() if match else last

    def around(self, position: int) -> str:
        """The words that say what a claim is, folded: from the claim before it to the end of its clause."""
        claim = self.claims[position]
        before = self._end_of_claim_before.get(position, 0)
        return self.folded[max(before, claim.start - BEFORE) : self.clause_end(claim.end)]

    @cached_property
    def _end_of_claim_before(self) -> dict[int, int]:
        return {behind: self.claims[before].end for before, behind in pairwise(self.in_order)}


def _paragraph_starts(text: str) -> Iterator[int]:
    """Behind a line that ends a sentence, at a heading, behind an empty line unless the sentence goes on after it."""
    for match in _LINE_END.finditer(text):
        last = text[max(0, match.start() - TRAILING) : match.start()].rstrip()[-1:]
        is_gap = match[0].count("\n") > 1 and last not in _GOES_ON
        if (last and last in _ENDS) or is_gap or _HEADING.match(text, match.end()):
            yield match.end()
