"""The rule baseline's figures: which indicator, if any, a quantity states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gongkai.narrative.quantities import Quantity, find_quantities, parse_quantity
from gongkai.training.rule_words import Cue, Pattern, any_of, find_cues, find_topics, rule_words, topics_at

LEAST = 2.0
"""Score that the best cue of a figure must reach; the best of 1, 1.3, 1.6 and 2 on the development passages."""
REACH = 70
"""Characters on either side in which cues are looked for."""
BARE_REACH = 8
"""The same for a number without measure word."""
BEHIND = 0.5
"""What a cue behind its figure loses against one before it."""
COSTS = {"、": 0.5, ",": 0.7, ":": 0.15, ";": 1.6, "。": 3.2, "\n": 1.6, "(": 0.5, ")": 0.5, "】": 0.1}
COST_OF_FIGURE, COST_OF_CHARACTER = 2.0, 0.04
COST_OF_BREAK_BEHIND, COST_OF_CHARACTER_BEHIND, COST_OF_HEADING_NEXT = 2.5, 0.12, 2.0
MOST_CHANNELS_APART = 4
"""Characters between two channels that are named as one."""
SENTENCE_END = re.compile(r"[。!?\n]")
_NO_COUNT = re.compile(r"12\d{3}|96\d{3,4}|\d{7,}")
"""Numbers of hotlines and telephones."""
_GOES_ON = re.compile(r"[-—/.:@]\s?\d|[0-9a-zA-Z]")
"""What stands behind a bare number that is a part of something longer."""
_NUMBERS_PARAGRAPH = re.compile(r"\s?[.、)]")
"""What stands behind a bare number at the beginning of a sentence that numbers it."""


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

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities = _joined(text, find_quantities(text))
        self._topics = find_topics(text)
        self.cues = find_cues(text, self._topics)
        self.ends = [match.end() for match in SENTENCE_END.finditer(text)]

    def best_cue(self, figure: Figure) -> Cue | None:
        """The cue that fits the figure best, if one fits well enough."""
        if self._is_no_count(figure.quantity) or self._is_difference(figure.quantity):
            return None
        scored = [(self._score(figure, cue), cue) for cue in self._fitting(figure)]
        score, best = max(scored, key=lambda item: item[0], default=(0.0, None))
        return best if score >= LEAST else None

    def indicator(self, figure: Figure, best: Cue) -> str | None:
        """The best cue's indicator; for several channels named as one (通过网站、微信公开1200条) that of their sum."""
        low = max([self.sentence_start(figure.quantity.start), *self._ends_before(figure.quantity.start)])
        named = [cue for cue in self.cues if cue.is_channel and low <= cue.start and cue.end <= figure.quantity.start]
        names = {cue.indicator for cue in named}
        if not best.is_channel or len(names) < 2 or not _are_joined(self.text, named):
            return best.indicator
        is_new_media = names <= {"disclosed.weibo", "disclosed.wechat", "disclosed.new_media"}
        return "disclosed.new_media" if is_new_media else "disclosed.total"

    def sentence_start(self, place: int) -> int:
        return max((end for end in self.ends if end <= place), default=0)

    def topics(self, quantity: Quantity) -> set[str]:
        return topics_at(self.text, self._topics, quantity.start)

    def is_countable(self, quantity: Quantity) -> bool:
        return not (self._is_no_count(quantity) or self._is_difference(quantity))

    def fits(self, figure: Figure, cue: Cue) -> bool:
        """Whether the cue lies beside the figure and its indicator is counted in the figure's measure word."""
        measures = rule_words().measures(cue.indicator)
        apart = cue.end <= figure.quantity.start or cue.start >= figure.quantity.end
        return apart and (measures is None or figure.measure in measures)

    def _fitting(self, figure: Figure) -> list[Cue]:
        reach = REACH if figure.measure else BARE_REACH
        low, high = figure.quantity.start - reach, figure.quantity.end + (reach if figure.measure else 0)
        near = [cue for cue in self.cues if cue.end > low and cue.start < high and self.fits(figure, cue)]
        return outermost(near)

    def _score(self, figure: Figure, cue: Cue) -> float:
        """How well a cue fits: its weight less what lies between it and the figure."""
        is_before = cue.end <= figure.quantity.start
        low, high = (cue.end, figure.quantity.start) if is_before else (figure.quantity.end, cue.start)
        between = self.text[low:high]
        crossed = sum(low <= quantity.start and quantity.end <= high for quantity in self.quantities)
        if is_before:
            breaks = sum(COSTS.get(character, 0) for character in between)
            return cue.weight - breaks - COST_OF_CHARACTER * len(between) - COST_OF_FIGURE * crossed
        breaks = sum(character in COSTS for character in between) + crossed
        cost = COST_OF_BREAK_BEHIND * breaks + COST_OF_CHARACTER_BEHIND * len(between) + BEHIND
        return cue.weight - cost - COST_OF_HEADING_NEXT * self._heads_next(cue)

    def _heads_next(self, cue: Cue) -> bool:
        """Whether the cue stands directly before another figure: 45件办结44件."""
        return any(
            cue.end <= q.start <= cue.end + 1 and not self.text[cue.end : q.start].strip() for q in self.quantities
        )

    def _ends_before(self, place: int) -> list[int]:
        return [quantity.end for quantity in self.quantities if quantity.end <= place]

    def _is_no_count(self, quantity: Quantity) -> bool:
        """Telephone numbers, numbers of paragraphs, parts of longer numbers."""
        if quantity.measure:
            return False
        before = self.text[max(0, quantity.start - 2) : quantity.start]
        is_split = _GOES_ON.match(self.text, quantity.end) or re.search(r"\d[-—.:]$|[〔\[]$", before)
        is_opening = not before or before[-1] in "。;\n" or before[-1] == "("
        numbers = is_opening and _NUMBERS_PARAGRAPH.match(self.text, quantity.end)
        return bool(_NO_COUNT.fullmatch(self.text[quantity.start : quantity.end]) or is_split or numbers)

    def _is_difference(self, quantity: Quantity) -> bool:
        """A difference, a limit, a plan, or something that the text itself leaves out of its counts."""
        before = self.text[self.sentence_start(quantity.start) : quantity.start]
        is_left_out = _left_out().match(self.text, quantity.end)
        return bool(is_left_out or _not_before().search(before[-12:]) or _plans().search(before))


def outermost(cues: Sequence[Cue]) -> list[Cue]:
    """Without the cues that lie within longer ones."""
    return [cue for cue in cues if not any(cue.lies_within(other) for other in cues)]


def _are_joined(text: str, cues: list[Cue]) -> bool:
    ordered = sorted(cues, key=lambda cue: cue.end)
    gaps = [text[first.end : second.start] for first, second in pairwise(ordered)]
    return any(len(gap) <= MOST_CHANNELS_APART and re.search(r"[、和及与]", gap) for gap in gaps)


def _joined(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Figures torn apart by spaces (1 2 6 条) as one."""
    out: list[Quantity] = []
    for quantity in quantities:
        is_torn = out and not out[-1].measure and not text[out[-1].end : quantity.start].strip()
        whole = parse_quantity(re.sub(r"\n", " ", text[out[-1].start : quantity.end])) if is_torn else None
        out.append(replace(whole, start=out.pop().start, end=quantity.end) if whole else quantity)
    return out


@cache
def _not_before() -> Pattern:
    others = rule_words().others
    differences, limits = "|".join(others.differences), "|".join(others.not_before)
    return re.compile(rf"(?:(?<!新)(?:{differences})了?|(?:{limits})(?:为|约)?)\s?$")


@cache
def _left_out() -> Pattern:
    return re.compile(rf"[^。;\n]{{0,14}}(?:{'|'.join(rule_words().others.left_out)})")


@cache
def _plans() -> Pattern:
    return any_of(rule_words().others.plans)
