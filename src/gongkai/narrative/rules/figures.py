"""Figures: which indicator, if any, a quantity states, by the cues on either side of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.narrative.quantities import Quantity
from gongkai.narrative.rules.counting import find_countable
from gongkai.narrative.rules.cues import Cue, Topics, find_cues
from gongkai.narrative.rules.text import SENTENCE_END, Ends

LEAST = 2.0
"""Score that the best cue of a figure must reach; the best of 1, 1.3, 1.6 and 2 on the development passages."""
REACH, REACH_BEHIND = 70, 35
"""Characters before and behind a figure in which cues are looked for. Further behind none would reach `LEAST`."""
BARE_REACH = 8
"""Characters before a number without measure word."""
BEHIND = 0.5
"""What a cue behind its figure loses against one before it."""
COSTS = {"、": 0.5, ",": 0.7, ":": 0.15, ";": 1.6, "。": 3.2, "\n": 1.6, "(": 0.5, ")": 0.5, "】": 0.1}
COST_OF_FIGURE, COST_OF_CHARACTER = 2.0, 0.04
COST_OF_BREAK_BEHIND, COST_OF_CHARACTER_BEHIND, COST_OF_HEADING_NEXT = 2.5, 0.12, 2.0
MOST_CHANNELS_APART = 4
"""Characters between two channels that are named as one."""
_BREAK = re.compile(f"[{re.escape(''.join(COSTS))}]")


@dataclass(frozen=True)
class Figure:
    """A quantity and what it states. `is_inherited`: by an earlier figure's indicator, as a part of it."""

    quantity: Quantity
    indicator: str | None = None
    is_inherited: bool = False

    @property
    def measure(self) -> str:
        return "元" if self.quantity.is_money else self.quantity.measure


class FigureReader:
    """The quantities of one folded text and the cues around them."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self.text = text
        self.quantities = quantities
        self.topics = Topics(text)
        self.sentences = Ends(SENTENCE_END, text)
        self._cues = find_cues(text, self.topics)
        self._longest = max((cue.end - cue.start for cue in self._cues), default=0)
        self._cue_starts = [cue.start for cue in self._cues]
        self._starts = [quantity.start for quantity in self.quantities]
        self._ends = [quantity.end for quantity in self.quantities]
        self._countable = find_countable(text, quantities, self.sentences)
        breaks = list(_BREAK.finditer(text))
        self._breaks = [match.start() for match in breaks]
        self._costs = [COSTS[match[0]] for match in breaks]

    def best_cue(self, figure: Figure) -> Cue | None:
        """The cue that fits the figure best, the first among equals, if one fits well enough."""
        before, behind = (REACH, REACH_BEHIND) if figure.measure else (BARE_REACH, 0)
        start, end = figure.quantity.start, figure.quantity.end
        best, most = None, LEAST
        for cue in reversed(outermost(self.cues_beside(figure, start - before, end + behind))):
            at_most = cue.weight - COST_OF_CHARACTER * max(start - cue.end, cue.start - end)
            if at_most >= most and (score := self._score(figure.quantity, cue)) >= most:
                best, most = cue, score
        return best

    def indicator(self, figure: Figure, best: Cue) -> str | None:
        """The best cue's indicator; for several channels named as one (通过网站、微信公开1200条) that of their sum."""
        if not best.is_channel:
            return best.indicator
        named = self._channels_before(figure.quantity)
        names = {cue.indicator for cue in named}
        if len(names) < 2 or not _are_joined(self.text, named):
            return best.indicator
        is_new_media = names <= {"disclosed.weibo", "disclosed.wechat", "disclosed.new_media"}
        return "disclosed.new_media" if is_new_media else "disclosed.total"

    def opening(self, quantity: Quantity) -> int:
        """Where the words of a figure begin: behind the figure before, or with the sentence."""
        number = bisect_right(self._ends, quantity.start)
        return max(self.sentences.before(quantity.start), self._ends[number - 1] if number else 0)

    def cues_beside(self, figure: Figure, low: int, high: int) -> list[Cue]:
        """Cues that touch text[low:high], beside the figure, of what is counted in its measure word; in order."""
        first, last = bisect_right(self._cue_starts, low - self._longest), bisect_left(self._cue_starts, high)
        start, end, measure = figure.quantity.start, figure.quantity.end, figure.measure
        return [
            cue for cue in self._cues[first:last] if (low < cue.end <= start or cue.start >= end) and cue.fits(measure)
        ]

    def is_countable(self, quantity: Quantity) -> bool:
        return quantity.start in self._countable

    def _channels_before(self, quantity: Quantity) -> list[Cue]:
        low, high = self.opening(quantity), quantity.start
        first, last = bisect_left(self._cue_starts, low), bisect_left(self._cue_starts, high)
        return [cue for cue in self._cues[first:last] if cue.is_channel and cue.end <= high]

    def _score(self, quantity: Quantity, cue: Cue) -> float:
        """How well a cue fits: its weight less what lies between it and the figure."""
        is_before = cue.end <= quantity.start
        low, high = (cue.end, quantity.start) if is_before else (quantity.end, cue.start)
        crossed = max(0, bisect_right(self._ends, high) - bisect_left(self._starts, low))
        first, last = bisect_left(self._breaks, low), bisect_left(self._breaks, high)
        if is_before:
            breaks = sum(self._costs[first:last])
            return cue.weight - breaks - COST_OF_CHARACTER * (high - low) - COST_OF_FIGURE * crossed
        n_breaks = last - first + crossed
        cost = COST_OF_BREAK_BEHIND * n_breaks + COST_OF_CHARACTER_BEHIND * (high - low) + BEHIND
        return cue.weight - cost - COST_OF_HEADING_NEXT * self._heads_next(cue)

    def _heads_next(self, cue: Cue) -> bool:
        """Whether the cue stands directly before another figure, or with a space between: 45件办结44件."""
        number = bisect_left(self._starts, cue.end)
        following = self._starts[number : number + 1]
        return any(start <= cue.end + 1 and not self.text[cue.end : start].strip() for start in following)


def outermost(cues: Sequence[Cue]) -> list[Cue]:
    """Without the cues that lie within longer ones; `cues` are in order, the longer ones first."""
    kept: list[Cue] = []
    furthest = (0, 0)
    for cue in cues:
        if cue.end > furthest[1]:
            furthest = (cue.start, cue.end)
        elif (cue.start, cue.end) != furthest:
            continue
        kept.append(cue)
    return kept


def _are_joined(text: str, cues: list[Cue]) -> bool:
    ordered = sorted(cues, key=lambda cue: cue.end)
    gaps = [text[first.end : second.start] for first, second in pairwise(ordered)]
    return any(len(gap) <= MOST_CHANNELS_APART and re.search(r"[、和及与]", gap) for gap in gaps)
