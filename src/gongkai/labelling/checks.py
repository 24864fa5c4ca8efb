"""What is refused in annotation files: what a model would learn wrongly from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.characters import fold
from gongkai.labelling.passages import Mark, Passage, narrative_labels, unknown_attributes, written_value
from gongkai.narrative.quantities import Quantity, find_quantities, parse_quantity

SHARED_LENGTH = 24
"""Characters. Two passages that share a stretch of this length are taken for copies of each other."""
SHORTEST, LONGEST = 120, 500
"""Characters of a passage."""
OBVIOUS_MEASURES = frozenset([*"件条元次个人宗篇名期场份部处起张封项则", "人次", "件次"])
"""Measure words of claims: all that at least twenty marks of `train.json` have, and two more; 元 is that of 3亿元 too.
A figure with one of these that is not marked has to be on the reviewed list."""


@dataclass(frozen=True)
class Problem:
    passage: str
    message: str

    def __str__(self) -> str:
        return f"{self.passage}: {self.message}"


@dataclass(frozen=True)
class Unmarked:
    """A figure that looks like a claim and is not marked; `before` and `behind` are the six characters around it."""

    passage: str
    before: str
    figure: str
    behind: str

    def line(self) -> str:
        return "|".join([self.passage, self.before, self.figure, self.behind])


def check_passages(passages: Sequence[Passage], reviewed: Iterable[str] = ()) -> list[Problem]:
    """Everything wrong with `passages`; `reviewed` are the lines (`Unmarked.line`) of figures rightly unmarked."""
    allowed = set(reviewed)
    problems = [problem for passage in passages for problem in _of_passage(passage)]
    problems += _copies(passages)
    for passage in passages:
        missed = [figure for figure in unmarked_figures(passage) if figure.line() not in allowed]
        problems += [Problem(passage.id, f"neither marked nor reviewed: {item.line()}") for item in missed]
    return problems


def unmarked_figures(passage: Passage) -> list[Unmarked]:
    """Figures with a measure word of claims outside all marks."""
    figures = [q for q in distractors(passage) if q.measure in OBVIOUS_MEASURES]
    return [_unmarked(passage, figure) for figure in figures]


def distractors(passage: Passage) -> list[Quantity]:
    """Counts and amounts outside all marks."""
    inside = _marked_places(passage)
    return [q for q in find_quantities(passage.text) if not inside & set(range(q.start, q.end))]


def n_distracting_numbers(passage: Passage) -> int:
    """Written numbers of any kind, dates and shares too, outside all marks."""
    inside = _marked_places(passage)
    return sum(not inside & set(range(*match.span())) for match in _numbers().finditer(fold(passage.text)))


def _marked_places(passage: Passage) -> set[int]:
    return {place for mark in passage.marks for place in range(mark.start, mark.end)}


def label_counts(passages: Iterable[Passage]) -> Counter[str]:
    counts = Counter(dict.fromkeys(narrative_labels(), 0))
    counts.update(mark.indicator for passage in passages for mark in passage.marks)
    return counts


def load_reviewed(path: Path) -> list[str]:
    """The reviewed list: one figure a line, `passage|before|figure|behind`."""
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _of_passage(passage: Passage) -> Iterator[Problem]:
    if not SHORTEST <= len(passage.text) <= LONGEST:
        yield Problem(passage.id, f"{len(passage.text)} characters, not {SHORTEST} to {LONGEST}")
    last = 0
    quantities = find_quantities(passage.text)
    for mark in passage.marks:
        surface = passage.surface(mark)
        if mark.start < last or mark.end <= mark.start or mark.end > len(passage.text):
            yield Problem(passage.id, f"marks overlap, are empty or reach beyond the text at {mark.start}")
        last = mark.end
        for message in _of_mark(mark, surface, quantities):
            yield Problem(passage.id, f"{surface!r} at {mark.start}: {message}")


def _of_mark(mark: Mark, surface: str, quantities: Sequence[Quantity]) -> Iterator[str]:
    if mark.indicator not in narrative_labels():
        yield f"unknown label {mark.indicator}"
    if surface != surface.strip():
        yield "the mark begins or ends with a space"
    yield from unknown_attributes(mark)
    quantity = parse_quantity(surface)
    if quantity is None and (mark.value != 0 or re.search(r"\d", fold(surface))):
        yield "a mark is a number with its measure word, or a noun without digits"
    if quantity is not None and _reaches_further(mark, quantities):
        yield "the measure word, or 约, 近, 逾 before the number, belongs to the mark"
    if mark.indicator in narrative_labels() and mark.value != (said := written_value(surface, mark.indicator)):
        yield f"its value is {mark.value}, the text says {said}"


def _reaches_further(mark: Mark, quantities: Sequence[Quantity]) -> bool:
    """Whether one of the text's quantities begins or ends outside the mark that covers its number."""
    return any(
        quantity.start <= mark.start
        and mark.end <= quantity.end
        and (quantity.start, quantity.end) != (mark.start, mark.end)
        for quantity in quantities
        if quantity.start < mark.end and mark.start < quantity.end
    )


def _copies(passages: Sequence[Passage]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    names: set[str] = set()
    for passage in passages:
        if passage.id in names:
            yield Problem(passage.id, "two passages of this id")
        names.add(passage.id)
        text = re.sub(r"\s", "", fold(passage.text))
        stretches = {text[i : i + SHARED_LENGTH] for i in range(len(text) - SHARED_LENGTH + 1)}
        if shared := next((stretch for stretch in sorted(stretches) if stretch in seen), None):
            yield Problem(passage.id, f"shares {shared!r} with {seen[shared]}")
        seen.update(dict.fromkeys(stretches, passage.id))


def _unmarked(passage: Passage, figure: Quantity) -> Unmarked:
    text = re.sub(r"[\s|]", " ", passage.text)
    before, behind = text[max(0, figure.start - 6) : figure.start], text[figure.end : figure.end + 6]
    return Unmarked(passage.id, before, text[figure.start : figure.end], behind)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(
        r"\d[\d,.]*|[〇零一二两三四五六七八九十百千万亿]+(?=[件条份个名人次篇期场起宗部项处间元户张封则只批天日月年])"
    )
