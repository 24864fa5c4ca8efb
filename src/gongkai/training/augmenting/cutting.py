"""Fragments of passages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from gongkai.characters import fold
from gongkai.labelling.passages import DEFAULT_PERIOD, Mark, Passage
from gongkai.narrative.encoding import find_years
from gongkai.training.augmenting.clauses import SENTENCE, Span, begins_dependent
from gongkai.training.augmenting.editing import CrossedMark, arrange
from gongkai.training.augmenting.words import words

_SHORTEST = 8
"""Characters that a fragment has at least."""


def cut(passage: Passage, rng: random.Random) -> Passage:
    """Without its first sentence, without its last, or a run of its sentences; whole where no mark could lose what
    gives it its meaning."""
    sentences = [match.span() for match in SENTENCE.finditer(passage.text)]
    if len(sentences) < 2:
        return passage
    first, last = _kept(len(sentences), rng)
    kept = sentences[first:last]
    try:
        fragment = arrange(passage, [(kept[0][0], kept[-1][1])])
    except CrossedMark:
        return passage
    is_sound = len(fragment.text.strip()) >= _SHORTEST and _can_begin(passage, kept) and _has_anchors(passage, fragment)
    return fragment if is_sound else passage


def _kept(count: int, rng: random.Random) -> tuple[int, int]:
    """The first sentence to keep, and the one behind the last."""
    way = rng.randrange(3)
    if way == 0:
        return 1, count
    if way == 1:
        return 0, count - 1
    first = rng.randrange(count)
    return first, rng.randint(first + 1, count)


def _can_begin(passage: Passage, kept: Sequence[Span]) -> bool:
    """Whether nothing in the sentences kept leans on those before them."""
    if kept[0][0] == 0:
        return True
    if begins_dependent(passage.text[slice(*kept[0])]):
        return False
    return all(_names_its_period(passage, span, mark) for span in kept for mark in passage.marks if _holds(span, mark))


def _holds(span: Span, mark: Mark) -> bool:
    return span[0] <= mark.start < span[1]


def _names_its_period(passage: Passage, sentence: Span, mark: Mark) -> bool:
    """Whether the sentence itself says which year a figure is of, where it is not the report's."""
    if mark.period == DEFAULT_PERIOD:
        return True
    text = fold(passage.text[slice(*sentence)])
    return bool(find_years(text)) or any(word in text for word in words()["period_words"])


def _has_anchors(passage: Passage, fragment: Passage) -> bool:
    """Whether every mark that was left still has a word about its matter somewhere: 维持 needs 复议 or 诉讼."""
    before, after = fold(passage.text), fold(fragment.text)
    return not any(
        any(word in before for word in anchors) and not any(word in after for word in anchors)
        for matter, anchors in words()["anchors"].items()
        if any(mark.indicator.startswith(matter) for mark in fragment.marks)
    )
