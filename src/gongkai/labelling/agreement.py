"""How far annotators agree on what they both labelled, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gongkai.labelling.matching import Pair, Score, as_claims, match, scores_by_label, takes_the_place_of
from gongkai.labelling.passages import ATTRIBUTES, Mark, Passage
from gongkai.labelling.tasks import Task, annotator, finished, from_annotation
from gongkai.report import Claim

CONTEXT = 24
"""Characters shown on each side of a disagreement."""


@dataclass(frozen=True)
class Marking:
    """What one annotator marked in one task."""

    task: str
    annotator: str
    passage: Passage


@dataclass(frozen=True)
class Disagreement:
    """A stretch that the two marked differently; what each said of it, None for one who left it unmarked."""

    task: str
    before: str
    surface: str
    behind: str
    said: dict[str, str | None]

    def __str__(self) -> str:
        said = "; ".join(f"{annotator}: {words or 'unmarked'}" for annotator, words in self.said.items())
        return f"{self.task}: …{self.before}【{self.surface}】{self.behind}… {said}"


@dataclass(frozen=True)
class Agreement:
    """Two annotators on the tasks that both labelled, or the sum of several such.

    In `claims` and `labels`, `missed` is what only the first marked, `invented` what only the second did: F1 is the
    same the other way round. `same` counts the claims of both that have the same `period`, `scope` and `span`.
    """

    annotators: tuple[str, ...]
    n_tasks: int = 0
    claims: Score = field(default_factory=Score)
    labels: dict[str, Score] = field(default_factory=dict)
    spans: Score = field(default_factory=Score)
    same: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ATTRIBUTES, 0))
    disagreements: list[Disagreement] = field(default_factory=list, repr=False)

    def share(self, attribute: str) -> float:
        """Of the claims that both marked, the share with the same period or scope."""
        return self.same[attribute] / self.claims.right if self.claims.right else 1.0

    def summary(self) -> dict[str, float]:
        """The main figures, rounded to four places; `strict_span_f1` counts label, beginning and end."""
        figures = {"claim_f1": self.claims.f1, "strict_span_f1": self.spans.f1}
        figures |= {f"same_{attribute}": self.share(attribute) for attribute in self.same}
        return {"tasks": self.n_tasks} | {name: round(value, 4) for name, value in figures.items()}

    def __add__(self, other: Agreement) -> Agreement:
        labels = sorted({*self.labels, *other.labels})
        none = Score()
        return Agreement(
            tuple(dict.fromkeys([*self.annotators, *other.annotators])),
            self.n_tasks + other.n_tasks,
            self.claims + other.claims,
            {label: self.labels.get(label, none) + other.labels.get(label, none) for label in labels},
            self.spans + other.spans,
            {attribute: self.same[attribute] + other.same[attribute] for attribute in self.same},
            [*self.disagreements, *other.disagreements],
        )


def read_markings(tasks: Iterable[Task], source: str) -> list[Marking]:
    """What every annotator made of every task; cancelled annotations are left out, empty ones are not.

    Raises:
        AnnotationError: a task cannot be used (see `from_task`).
    """
    return [
        Marking(str(task.get("id")), annotator(annotation), from_annotation(task, annotation, source))
        for task in tasks
        for annotation in finished(task)
    ]


def pairwise(markings: Iterable[Marking]) -> list[Agreement]:
    """Every two annotators who labelled a task in common, in the order of their names. Of two markings of one task by
    the same annotator the later one counts.

    Raises:
        ValueError: two markings of one task are of different texts.
    """
    by_annotator: dict[str, dict[str, Passage]] = {}
    for marking in markings:
        by_annotator.setdefault(marking.annotator, {})[marking.task] = marking.passage
    found = []
    for one, other in combinations(sorted(by_annotator), 2):
        tasks = [task for task in by_annotator[one] if task in by_annotator[other]]
        first, second = ([by_annotator[annotator][task] for task in tasks] for annotator in (one, other))
        if tasks:
            found.append(agreement(first, second, annotators=(one, other), tasks=tasks))
    return found


def together(agreements: Iterable[Agreement]) -> Agreement:
    """The sum over all pairs of annotators: a task that three labelled counts three times."""
    return sum(agreements, Agreement(()))


def agreement(
    first: Sequence[Passage],
    second: Sequence[Passage],
    *,
    annotators: tuple[str, str] = ("first", "second"),
    tasks: Sequence[str] | None = None,
) -> Agreement:
    """Two markings of the same texts, in the same order.

    Args:
        tasks: what to call the passages in the disagreements; by default, by their ids.

    Raises:
        ValueError: they are not of the same texts in the same order.
    """
    if differing := [a.id for a, b in zip(first, second, strict=True) if a.text != b.text]:
        raise ValueError(f"the texts differ: {', '.join(differing)}")
    names = [passage.id for passage in first] if tasks is None else tasks
    found = (_of_task(name, a, b, annotators) for name, a, b in zip(names, first, second, strict=True))
    return sum(found, Agreement(annotators))


def _of_task(task: str, first: Passage, second: Passage, annotators: tuple[str, str]) -> Agreement:
    pairs = list(match(first, as_claims(second)))
    labels = scores_by_label(pairs)
    both = [(pair.gold, pair.claim) for pair in pairs if pair.gold and pair.claim]
    alike = [[a == b for a, b in zip(_attributes(mark), _attributes(claim), strict=True)] for mark, claim in both]
    return Agreement(
        annotators,
        1,
        sum(labels.values(), Score()),
        labels,
        _strict_spans(first, second),
        {name: sum(column[place] for column in alike) for place, name in enumerate(ATTRIBUTES)},
        _disagreements(task, pairs, annotators),
    )


def _strict_spans(first: Passage, second: Passage) -> Score:
    one, other = ({(mark.start, mark.end, mark.indicator) for mark in passage.marks} for passage in (first, second))
    return Score(len(one & other), len(other - one), len(one - other))


def _disagreements(task: str, pairs: Sequence[Pair], annotators: tuple[str, str]) -> list[Disagreement]:
    """In the order of the text. Where both marked a stretch, each with a label or value of its own, it is one."""
    misses = [pair for pair in pairs if pair.gold and not pair.claim]
    found: list[tuple[Pair, Mark | None, Claim | None]] = []
    replaced: list[Pair] = []
    for pair in pairs:
        if pair.gold and pair.claim and _attributes(pair.gold) != _attributes(pair.claim):
            found.append((pair, pair.gold, pair.claim))
        elif pair.claim and not pair.gold:
            rivals = [miss for miss in misses if takes_the_place_of(pair, miss)]
            replaced += rivals
            found.append((pair, rivals[0].gold if rivals else None, pair.claim))
    found += [(miss, miss.gold, None) for miss in misses if not any(miss is other for other in replaced)]
    shown = [_disagreement(task, pair.passage, (mark, claim), annotators) for pair, mark, claim in found]
    return [item for _, item in sorted(shown, key=lambda placed: placed[0])]


def _disagreement(
    task: str, passage: Passage, said: tuple[Mark | None, Claim | None], annotators: tuple[str, str]
) -> tuple[int, Disagreement]:
    places = [(item.start, item.end) for item in said if item]
    start, end = min(start for start, _ in places), max(end for _, end in places)
    text = passage.text.replace("\r", " ").replace("\n", "↵")
    context = text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
    return start, Disagreement(task, *context, dict(zip(annotators, map(_words, said), strict=True)))


def _words(said: Mark | Claim | None) -> str | None:
    """Indicator and value, and the attributes that differ from the default."""
    if said is None:
        return None
    given = [
        choice for choice, default in zip(_attributes(said), ATTRIBUTES.values(), strict=True) if choice != default
    ]
    return " ".join([f"{said.indicator}={said.value:f}", *given])


def _attributes(said: Mark | Claim) -> list[str]:
    return [getattr(said, name) for name in ATTRIBUTES]
