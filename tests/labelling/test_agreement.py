"""Agreement of annotators, on markings written with inline marks."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.errors import AnnotationError
from gongkai.labelling.agreement import Agreement, Marking, agreement, pairwise, read_markings, together
from gongkai.labelling.inline import parse_inline
from gongkai.labelling.matching import Score
from gongkai.labelling.passages import Passage
from gongkai.labelling.tasks import Task, to_task

TEXT = "收到申请45件，办结40件。"
BOTH = "收到申请[[45件|requests.received]]，办结[[40件|requests.concluded]]。"
FIRST_ONLY = "收到申请[[45件|requests.received]]，办结40件。"
OTHER_LABEL = "收到申请[[45件|requests.received]]，办结[[40件|requests.granted]]。"
SHORTER = "收到申请[[45|requests.received]]件，办结[[40件|requests.concluded]]。"
A_PART = "收到申请[[45件|requests.received;scope=part]]，办结[[40件|requests.concluded;period=2018]]。"


def passage(marked: str, name: str = "p") -> Passage:
    text, marks = parse_inline(marked)
    return Passage(name, text, marks, "某县", 2019)


def compared(first: str, second: str) -> Agreement:
    return agreement([passage(first)], [passage(second)], annotators=("甲", "乙"))


CASES = [
    # first, second, claims (both, only the second, only the first), F1 of spans, same period and scope
    (BOTH, BOTH, Score(2, 0, 0), 1, (2, 2)),
    (TEXT, TEXT, Score(0, 0, 0), 1, (0, 0)),
    (BOTH, TEXT, Score(0, 0, 2), 0, (0, 0)),
    (TEXT, BOTH, Score(0, 2, 0), 0, (0, 0)),
    (BOTH, FIRST_ONLY, Score(1, 0, 1), 2 / 3, (1, 1)),
    (BOTH, OTHER_LABEL, Score(1, 1, 1), 0.5, (1, 1)),
    (BOTH, SHORTER, Score(2, 0, 0), 0.5, (2, 2)),
    (BOTH, A_PART, Score(2, 0, 0), 1, (1, 1)),
    (BOTH, BOTH.replace("received", "received=44"), Score(1, 1, 1), 1, (1, 1)),
]


@pytest.mark.parametrize(("first", "second", "claims", "span_f1", "same"), CASES)
def test_two_markings_are_compared(
    first: str, second: str, claims: Score, span_f1: float, same: tuple[int, int]
) -> None:
    found = compared(first, second)
    assert found.claims == claims
    assert found.spans.f1 == pytest.approx(span_f1)
    assert found.same == dict(zip(("period", "scope"), same, strict=True))
    assert sum(found.labels.values(), Score()) == claims


@pytest.mark.parametrize(("first", "second"), [case[:2] for case in CASES])
def test_the_other_way_round_it_is_the_same(first: str, second: str) -> None:
    one, other = compared(first, second), compared(second, first)
    assert one.summary() == other.summary()
    assert len(one.disagreements) == len(other.disagreements)


SHOWN = [
    (BOTH, BOTH, []),
    (BOTH, SHORTER, []),  # the same claim, although not the same stretch
    (BOTH, FIRST_ONLY, ["p: …收到申请45件，办结【40件】。… 甲: requests.concluded=40; 乙: unmarked"]),
    (FIRST_ONLY, BOTH, ["p: …收到申请45件，办结【40件】。… 甲: unmarked; 乙: requests.concluded=40"]),
    (BOTH, OTHER_LABEL, ["p: …收到申请45件，办结【40件】。… 甲: requests.concluded=40; 乙: requests.granted=40"]),
    (
        BOTH,
        A_PART,
        [
            "p: …收到申请【45件】，办结40件。… 甲: requests.received=45; 乙: requests.received=45 part",
            "p: …收到申请45件，办结【40件】。… 甲: requests.concluded=40; 乙: requests.concluded=40 2018",
        ],
    ),
    (
        "共[[3件|requests.fax]]、[[两次|meetings.total=2]]\r\n办结",
        "[[共3件|requests.fax=4]]、两次\r\n[[办结|requests.concluded=0]]",
        [
            "p: …【共3件】、两次 ↵办结… 甲: requests.fax=3; 乙: requests.fax=4",
            "p: …共3件、【两次】 ↵办结… 甲: meetings.total=2; 乙: unmarked",
            "p: …共3件、两次 ↵【办结】… 甲: unmarked; 乙: requests.concluded=0",
        ],
    ),
    (
        "[[1.8亿元|funding.total=18000]]",
        "[[1.8|funding.total=1]][[亿元|funding.total=2]]",  # one stretch against two: told twice, left unmarked never
        [
            "p: …【1.8亿元】… 甲: funding.total=18000; 乙: funding.total=1",
            "p: …【1.8亿元】… 甲: funding.total=18000; 乙: funding.total=2",
        ],
    ),
]


@pytest.mark.parametrize(("first", "second", "lines"), SHOWN)
def test_disagreements_are_shown_in_context(first: str, second: str, lines: list[str]) -> None:
    assert [str(item) for item in compared(first, second).disagreements] == lines


def markings(*rows: tuple[str, str, str]) -> list[Marking]:
    return [Marking(task, annotator, passage(marked, task)) for task, annotator, marked in rows]


def test_every_two_annotators_are_compared_on_what_both_labelled() -> None:
    found = pairwise(
        markings(
            ("1", "丙", BOTH),
            ("1", "甲", BOTH),
            ("2", "甲", BOTH),
            ("1", "乙", FIRST_ONLY),
            ("2", "乙", TEXT),
            ("3", "丁", BOTH),  # alone on this task
        )
    )
    assert [(item.annotators, item.n_tasks, item.claims) for item in found] == [
        (("丙", "乙"), 1, Score(1, 0, 1)),
        (("丙", "甲"), 1, Score(2, 0, 0)),
        (("乙", "甲"), 2, Score(1, 3, 0)),
    ]
    whole = together(found)
    assert whole.annotators == ("丙", "乙", "甲")
    assert (whole.n_tasks, whole.claims) == (4, Score(4, 3, 1))
    assert whole.labels == {"requests.concluded": Score(1, 2, 1), "requests.received": Score(3, 1, 0)}
    assert [item.task for item in whole.disagreements] == ["1", "1", "2", "2"]


def test_the_later_of_two_markings_by_one_annotator_counts() -> None:
    [found] = pairwise(markings(("1", "甲", TEXT), ("1", "乙", BOTH), ("1", "甲", BOTH)))
    assert found.claims == Score(2, 0, 0)


def annotation(marked: str, who: Any, **changes: Any) -> Task:
    return {**to_task(passage(marked), 1)["annotations"][0], "completed_by": who, **changes}


def test_markings_are_read_from_an_export() -> None:
    annotations = [
        annotation(BOTH, {"id": 5, "email": "a@example.org"}),
        annotation(TEXT, 6),  # no claims
        annotation(BOTH, 7, was_cancelled=True),
    ]
    read = read_markings([{**to_task(passage(BOTH), 1), "id": 31, "annotations": annotations}], "export.json")
    assert [(item.task, item.annotator, len(item.passage.marks)) for item in read] == [
        ("31", "a@example.org", 2),
        ("31", "6", 0),
    ]
    assert together(pairwise(read)).claims == Score(0, 2, 0)


def test_a_task_that_cannot_be_read_is_named() -> None:
    task = {**to_task(passage(BOTH), 31), "annotations": [annotation(BOTH, 5, result=None)]}
    with pytest.raises(AnnotationError, match=r"export\.json: task 31 cannot be used"):
        read_markings([task], "export.json")


@pytest.mark.parametrize("rows", [[], [("1", "甲", BOTH)], [("1", "甲", BOTH), ("2", "乙", BOTH)]])
def test_without_a_task_in_common_there_is_nothing_to_compare(rows: list[tuple[str, str, str]]) -> None:
    assert pairwise(markings(*rows)) == []
    nothing = {"tasks": 0, "claim_f1": 1.0, "strict_span_f1": 1.0, "same_period": 1.0, "same_scope": 1.0}
    assert together([]).summary() == nothing


def test_other_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="the texts differ: p"):
        compared(BOTH, BOTH.replace("申请", "请求"))
    with pytest.raises(ValueError, match="shorter"):
        agreement([passage(BOTH)], [])
