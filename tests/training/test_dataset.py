"""Passages as rows: every character has its class."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Passage, narrative_labels
from gongkai.narrative.encoding import LAST_YEAR, OTHER_YEAR, UNKNOWN_YEAR, YEAR_MARKS, CharacterEncoder
from gongkai.narrative.labels import PERIODS, SCOPES, tags
from gongkai.training.dataset import IGNORED, RowMaker, collate, training_rows

CHARACTERS = "0收到申请件诉讼年，。甲乙" + "".join(YEAR_MARKS)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
IDS = {token: number for number, token in enumerate([*SPECIAL, *CHARACTERS])}
TAGS = tags(narrative_labels())
WINDOW, OVERLAP = 60, 10

Row = dict[str, Any]


@pytest.fixture
def maker() -> RowMaker:
    return RowMaker(CharacterEncoder(IDS, cls="[CLS]", sep="[SEP]", unknown="[UNK]"), WINDOW, OVERLAP)


def passage(marked: str, name: str = "p") -> Passage:
    text, marks = parse_inline(marked)
    return Passage(name, text, marks, None, 2019)


def tokens(row: Row) -> list[str]:
    names = list(IDS)
    return [names[number] for number in row["input_ids"]]


def stretches(row: Row) -> list[tuple[int, int, str]]:
    """(first token, end, indicator) of every run of B- and I- in a row."""
    found: list[tuple[int, int, str]] = []
    for place, number in enumerate(row["labels"]):
        if number == IGNORED or number == 0:
            continue
        prefix, indicator = TAGS[number][0], TAGS[number][2:]
        if prefix == "B":
            found.append((place, place + 1, indicator))
        else:
            start, end, last = found.pop()
            assert (end, last) == (place, indicator)
            found.append((start, place + 1, indicator))
    return found


MARKED = (
    "😀收到[[45件|requests.received]][[1件|requests.fax;period=2016;scope=part]]。"
    "[[诉讼|litigation.total=0;period=cumulative]]"
)


def test_labels_lie_on_their_characters(maker: RowMaker) -> None:
    given = passage(MARKED)
    [row] = maker.rows(given, 2019)
    assert {len(row[name]) for name in row} == {len(given.text) + 2}
    assert "".join(token for token in tokens(row)[1:-1] if len(token) == 1) == "收到00件0件。诉讼"
    # a token stands one place behind its character
    assert stretches(row) == [(m.start + 1, m.end + 1, m.indicator) for m in given.marks]


def test_period_and_scope_are_learned_inside_marks_only(maker: RowMaker) -> None:
    given = passage(MARKED)
    [row] = maker.rows(given, 2019)
    inside = [place + 1 for mark in given.marks for place in range(mark.start, mark.end)]
    assert np.flatnonzero(row["periods"] != IGNORED).tolist() == inside
    assert np.flatnonzero(row["scopes"] != IGNORED).tolist() == inside
    periods = [PERIODS[number] for number in row["periods"][inside]]
    assert periods == ["this_year"] * 3 + ["other_year"] * 2 + ["cumulative"] * 2
    assert [SCOPES[number] for number in row["scopes"][inside]] == ["whole"] * 3 + ["part"] * 2 + ["whole"] * 2


def test_the_frame_is_left_out_of_the_loss(maker: RowMaker) -> None:
    [row] = maker.rows(passage("甲"), 2019)
    assert tokens(row) == ["[CLS]", "甲", "[SEP]"]
    assert row["labels"].tolist() == [IGNORED, 0, IGNORED]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, ["0", LAST_YEAR]), (2018, [OTHER_YEAR, "0"]), (2020, [LAST_YEAR, OTHER_YEAR]), (None, [UNKNOWN_YEAR] * 2)],
)
def test_years_stand_in_the_row_as_the_given_year_says(maker: RowMaker, year: int | None, expected: list[str]) -> None:
    [row] = maker.rows(passage("2019年，2018年"), year)
    assert [tokens(row)[1], tokens(row)[7]] == expected


def test_windows_of_a_long_passage_keep_their_labels(maker: RowMaker) -> None:
    given = passage("甲乙，收到申请[[45件|requests.received]]。" * 12)
    rows = list(maker.rows(given, 2019))
    assert len(rows) > 2
    assert all(len(row["labels"]) <= WINDOW + 2 for row in rows)
    for row in rows:
        labels = row["labels"].tolist()
        assert "".join(tokens(row)[1:-1]) in given.text.replace("45", "00")
        begins = TAGS.index("B-requests.received")
        assert [
            labels[start : start + 3]
            for start in range(len(labels))
            if tokens(row)[start : start + 3] == ["0", "0", "件"]
        ] == [[begins, begins + 1, begins + 1]] * labels.count(begins)
    assert sum(row["labels"].tolist().count(begins) for row in rows) >= len(given.marks)


PASSAGES = [
    passage("2018年收到[[45件|requests.received]]", "a"),
    passage("2018年，甲", "b"),
    passage("2018年，乙", "c"),
]


def learned(maker: RowMaker, copies: int, unknown_year: float, seed: int = 1) -> list[str]:
    rows = training_rows(PASSAGES, maker, None, copies, unknown_year, seed)
    return ["".join(tokens(row)[1:-1]) for row in rows]


def test_every_round_has_every_passage_in_an_order_of_its_own(maker: RowMaker) -> None:
    rows = learned(maker, copies=20, unknown_year=0.0)
    rounds = [tuple(rows[start : start + 3]) for start in range(0, 60, 3)]
    assert len(rows) == 60
    assert {frozenset(one) for one in rounds} == {frozenset(rounds[0])}
    assert len(set(rounds)) > 1
    assert rows == learned(maker, copies=20, unknown_year=0.0)
    assert rows != learned(maker, copies=20, unknown_year=0.0, seed=2)


@pytest.mark.parametrize(
    ("unknown_year", "marks"), [(0.0, {LAST_YEAR}), (1.0, {UNKNOWN_YEAR}), (0.5, {LAST_YEAR, UNKNOWN_YEAR})]
)
def test_the_year_is_withheld_as_often_as_asked(maker: RowMaker, unknown_year: float, marks: set[str]) -> None:
    assert {text[0] for text in learned(maker, copies=10, unknown_year=unknown_year)} == marks


def test_batches_are_padded_with_classes_that_are_ignored(maker: RowMaker) -> None:
    rows = [row for marked in (MARKED, "甲") for row in maker.rows(passage(marked), 2019)]
    batch = collate(rows)
    width = len(passage(MARKED).text) + 2
    assert {name: tuple(tensor.shape) for name, tensor in batch.items()} == dict.fromkeys(
        ("input_ids", "labels", "periods", "scopes", "attention_mask"), (2, width)
    )
    assert batch["attention_mask"].sum(dim=1).tolist() == [width, 3]
    assert batch["input_ids"][1, 3:].tolist() == [IDS["[PAD]"]] * (width - 3)
    for name in ("labels", "periods", "scopes"):
        assert batch[name][1, 3:].tolist() == [IGNORED] * (width - 3)
        assert batch[name][0].tolist() == rows[0][name].tolist()
