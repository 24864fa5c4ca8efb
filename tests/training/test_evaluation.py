"""What is measured of a tagger and of the rules, and how errors are shown."""

from __future__ import annotations

import pytest
from fake_tagger import FakeTagger
from marked import claims, passage

from gongkai.labelling.matching import Score
from gongkai.narrative.encoding import LAST_YEAR, UNKNOWN_YEAR
from gongkai.training.evaluation import CONTEXT, evaluate, evaluate_rules, worst_errors
from gongkai.training.metrics import measure

EVALUATED = [
    # The tagger takes every number before 件 for requests received.
    (["全年收到[[45件|requests.received]]"], Score(1, 0, 0)),
    (["收到[[45件|requests.received]]，办结[[40件|requests.concluded]]"], Score(1, 1, 1)),
    (["公开[[9条|disclosed.total]]", "收到[[3件|requests.received]]，另有5件"], Score(1, 1, 1)),
    (["今后继续努力"], Score(0, 0, 0)),
    ([], Score(0, 0, 0)),
]


@pytest.mark.parametrize(("marked", "score"), EVALUATED)
def test_a_tagger_is_measured_on_passages(marked: list[str], score: Score) -> None:
    passages = [passage(text, str(number)) for number, text in enumerate(marked)]
    measured = evaluate(FakeTagger(), passages)
    assert measured.claims == score
    assert len(measured.pairs) == score.right + score.invented + score.missed


def test_a_tagger_is_told_the_year_of_each_passage() -> None:
    tagger = FakeTagger()
    evaluate(tagger, [passage("2018年收到5件", year=2019), passage("2018年收到6件", year=None)])
    assert sorted(text[0] for text in tagger.seen) == [LAST_YEAR, UNKNOWN_YEAR]


BY_RULE = [
    # passage, its year, claims, share of right periods
    ("全年共收到政府信息公开申请[[45件|requests.received]]。", 2019, Score(1, 0, 0), 1),
    ("2018年收到政府信息公开申请[[45件|requests.received;period=last_year]]。", 2019, Score(1, 0, 0), 1),
    ("2018年收到政府信息公开申请[[45件|requests.received;period=last_year]]。", 2018, Score(1, 0, 0), 0),
    ("共受理不动产登记45件。", 2019, Score(0, 0, 0), 1),
]


@pytest.mark.parametrize(("marked", "year", "score", "periods"), BY_RULE)
def test_the_rules_are_measured_on_the_same_passages(marked: str, year: int, score: Score, periods: float) -> None:
    measured = evaluate_rules([passage(marked, year=year)])
    assert (measured.claims, measured.period_accuracy) == (score, periods)


GOLD = "收到[[45件|requests.received]]，办结[[40件|requests.concluded]]"
SHOWN = [
    # gold, found, how sure, errors
    (GOLD, GOLD, [0.9, 0.9], []),
    (
        GOLD,
        GOLD.replace("concluded", "granted"),
        [0.9, 0.8],
        ["p: requests.granted=40 instead of requests.concluded=40: …收到45件，办结【40件】…"],
    ),
    (
        GOLD,
        GOLD.replace("received", "received=44"),
        [0.9, 0.8],
        ["p: requests.received=44 instead of requests.received=45: …收到【45件】，办结40件…"],
    ),
    (
        GOLD,
        "收到[[45件|requests.received]]，办结40件",
        [0.9],
        ["p: missed requests.concluded=40: …收到45件，办结【40件】…"],
    ),
    (
        "收到[[45件|requests.received]]，窗口9个",
        "收到[[45件|requests.received]]，窗口[[9个|platforms.columns]]",
        [0.9, 0.7],
        ["p: invented platforms.columns=9: …收到45件，窗口【9个】…"],
    ),
    (
        "[[45件|requests.received]]",
        "[[4|requests.fax]][[5件|requests.fax]]",  # two claims in the place of one: two errors, and no miss beside them
        [0.3, 0.6],
        [
            "p: requests.fax=5 instead of requests.received=45: …4【5件】…",
            "p: requests.fax=4 instead of requests.received=45: …【4】5件…",
        ],
    ),
    (
        "[[1件|requests.fax]]、2件、[[3件|requests.letter]]、4件",
        "1件、[[2件|requests.fax]]、3件、[[4件|requests.fax]]",
        [0.4, 0.6],  # a miss counts as half sure
        [
            "p: invented requests.fax=4: …1件、2件、3件、【4件】…",
            "p: missed requests.fax=1: …【1件】、2件、3件、4件…",
            "p: missed requests.letter=3: …1件、2件、【3件】、4件…",
            "p: invented requests.fax=2: …1件、【2件】、3件、4件…",
        ],
    ),
    (
        "办\r\n结[[40件|requests.concluded]]\n",
        "办\r\n结40件\n",
        [],
        ["p: missed requests.concluded=40: …办 ↵结【40件】↵…"],
    ),
]


@pytest.mark.parametrize(("gold", "found", "confidences", "lines"), SHOWN)
def test_errors_are_shown_in_context_the_surest_first(
    gold: str, found: str, confidences: list[float], lines: list[str]
) -> None:
    measured = measure([passage(gold)], [claims(found, *confidences)])
    errors = worst_errors(measured, 10)
    assert [str(error) for error in errors] == lines
    assert worst_errors(measured, 1) == errors[:1]


def test_no_more_than_the_nearest_context_is_shown() -> None:
    measured = measure([passage("甲" * 99 + "[[40件|requests.concluded]]" + "乙" * 99)], [[]])
    (error,) = worst_errors(measured, 10)
    assert (error.before, error.surface, error.behind) == ("甲" * CONTEXT, "40件", "乙" * CONTEXT)


def test_errors_of_one_passage_are_not_set_against_those_of_another() -> None:
    gold = [passage("[[45件|requests.received]]", "a"), passage("45件", "b")]
    measured = measure(gold, [[], claims("[[45件|requests.fax]]", 0.9)])
    assert [str(error) for error in worst_errors(measured, 10)] == [
        "b: invented requests.fax=45: …【45件】…",
        "a: missed requests.received=45: …【45件】…",
    ]
