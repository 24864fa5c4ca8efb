"""Another order of clauses that do not depend on each other."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from gongkai.characters import fold
from gongkai.labelling.passages import DEFAULT_PERIOD, Mark, Passage
from gongkai.narrative.numerals import alternatives
from gongkai.training.augmenting.editing import CrossedMark, arrange
from gongkai.training.augmenting.words import words

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+$")
_SEPARATORS = (re.compile(r"[；;]"), re.compile(r"，|,(?!\d)"), re.compile(r"、"))
_OPENING = re.compile(r"[，；;：年]\s*\w|[,:](?!\d)")
"""Behind one of these in a clause something new begins, which what follows may belong to."""
_TAIL = re.compile(r"\s*(?:（[^（）]*）|\([^()]*\))?\s*")

Span = tuple[int, int]


def shuffle_clauses(passage: Passage, rng: random.Random) -> Passage:
    """Shuffles, in each sentence, a run of clauses that hold one figure each; the first clause, which may name what
    all are about, stays where it is."""
    slices: list[Span] = []
    for sentence in SENTENCE.finditer(passage.text):
        slices += _shuffled(passage, *sentence.span(), rng)
    return _arranged(passage, slices)


def shuffle_items(passage: Passage, rng: random.Random) -> Passage:
    """一是…二是…三是…: the items change places, the ordinals stay. The last item stays too, as its end is not known."""
    ordinals = list(_ordinal().finditer(passage.text))
    if len(ordinals) < 3 or [match[1] for match in ordinals] != words()["ordinals"][: len(ordinals)]:
        return passage
    items = [(one.end(), other.start()) for one, other in pairwise(ordinals)]
    endings = {passage.text[start:end].rstrip()[-1:] for start, end in items}
    if len(endings) > 1 or any(_depends(passage.text[start:end]) for start, end in items):
        return passage
    order = iter(rng.sample(items, len(items)))
    slices = [(0, ordinals[0].start())]
    for ordinal in ordinals[:-1]:
        slices += [ordinal.span(), next(order)]
    return _arranged(passage, [*slices, (ordinals[-1].start(), len(passage.text))])


def begins_dependent(text: str) -> bool:
    """Whether `text` leans on what stood before it: 其中, 共, 均, 该."""
    return bool(_dependent().match(fold(text)))


def _shuffled(passage: Passage, start: int, end: int, rng: random.Random) -> list[Span]:
    """The sentence in slices, those of one run of clauses shuffled."""
    text = fold(passage.text[start:end])
    if any(word in text for word in words()["order_words"]):
        return [(start, end)]
    for separator in _SEPARATORS:
        runs = [run for run in _runs(passage, start, end, separator) if len(run) > 1]
        if runs:
            return _with_shuffled_run(rng.choice(runs), start, end, rng)
    return [(start, end)]


def _with_shuffled_run(run: list[Span], start: int, end: int, rng: random.Random) -> list[Span]:
    """The separators between the clauses stay where they are."""
    order = rng.sample(run, len(run))
    slices = [(start, run[0][0])]
    for place, clause in enumerate(order):
        follows = run[place + 1][0] if place + 1 < len(run) else end
        slices += [clause, (run[place][1], follows)]
    return slices


def _runs(passage: Passage, start: int, end: int, separator: re.Pattern[str]) -> Iterator[list[Span]]:
    """Clauses side by side that can change places, without the first of each row."""
    run: list[Span] = []
    last: Mark | None = None
    for clause in _clauses(passage.text, start, end, separator):
        marks = [mark for mark in passage.marks if mark.start < clause[1] and clause[0] < mark.end]
        mark = marks[0] if len(marks) == 1 and _is_free_standing(passage, clause, marks[0]) else None
        head = passage.text[clause[0] : mark.start] if mark else ""
        if mark is None or last is None or not _are_alike(last, mark) or _OPENING.search(head):
            yield run[1:]
            run = []
        run += [clause] if mark else []
        last = mark
    yield run[1:]


def _clauses(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[Span]:
    """Clauses between separators outside brackets; the full stop belongs to none."""
    end -= len(text[start:end]) - len(text[start:end].rstrip("。！？!?\n "))
    last = start
    for match in separator.finditer(text, start, end):
        if text.count("（", start, match.start()) == text.count("）", start, match.start()):
            yield last, match.start()
            last = match.end()
    yield last, end


def _is_free_standing(passage: Passage, clause: Span, mark: Mark) -> bool:
    """A noun, its figure and at most a remark in brackets: 网上申请13件（含邮件）."""
    head, tail = passage.text[clause[0] : mark.start], passage.text[mark.end : clause[1]]
    has_noun = sum(character.isalpha() for character in head) > 1
    return has_noun and bool(_TAIL.fullmatch(tail)) and not _depends(head) and mark.period == DEFAULT_PERIOD


def _are_alike(one: Mark, other: Mark) -> bool:
    """维持 after 复议 is not 维持 after 诉讼: only figures about the same matter change places."""
    return one.indicator.split(".")[0] == other.indicator.split(".")[0] and one.scope == other.scope


def _depends(text: str) -> bool:
    return begins_dependent(text) or any(word in fold(text) for word in words()["backward_words"])


def _arranged(passage: Passage, slices: list[Span]) -> Passage:
    try:
        return arrange(passage, slices)
    except CrossedMark:
        return passage


@cache
def _dependent() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives(words()['dependent'])})")


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"([{''.join(words()['ordinals'])}])是")
