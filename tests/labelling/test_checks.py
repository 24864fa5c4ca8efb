"""What the checks of annotations find, and what they let pass."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.labelling.checks import (
    LONGEST,
    SHARED_LENGTH,
    SHORTEST,
    check_passages,
    distractors,
    label_counts,
    load_reviewed,
    n_distracting_numbers,
    unmarked_figures,
)
from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Mark, Passage, narrative_labels


def filler(seed: str, length: int) -> str:
    """Text without figures, like no other."""
    return "".join(random.Random(seed).choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午申酉戌亥", k=length))


def passage(marked: str, name: str = "p", *marks: Mark) -> Passage:
    """What is marked, and enough text behind it; `marks` are added to those of the text."""
    text, written = parse_inline(marked)
    return Passage(name, f"{text}。{filler(name, 200)}。", (*written, *marks), "某县", 2019)


def messages(*passages: Passage, reviewed: tuple[str, ...] = ()) -> list[str]:
    return [str(problem) for problem in check_passages(passages, reviewed)]


GOOD = [
    "收到申请[[45件|requests.received]]，其中信函[[两件|requests.letter=2;scope=part]]",
    "开会[[3次|meetings.total;period=2016]]，上年[[近十次|meetings.total=10;period=last_year]]",
    "累计[[1600多份|disclosed.total=1600;period=cumulative]]，未发生[[行政诉讼|litigation.total=0]]",
    "经费[[1.8亿元|funding.total=18000]]，收到申请[[45|requests.received]]，占50%，2019年5月1日第3条",
]


@pytest.mark.parametrize("marked", GOOD)
def test_good_passages_pass(marked: str) -> None:
    assert messages(passage(marked)) == []


def mark(start: int, end: int, indicator: str = "requests.received", value: int = 45, **changes: str) -> Mark:
    return replace(Mark(start, end, indicator, Decimal(value)), **changes)  # type: ignore[arg-type]


TEXT = "收到申请约45件，诉讼无。"
BAD_MARKS = [
    ([mark(5, 7)], "'45' at 5: the measure word, or 约, 近, 逾 before the number, belongs to the mark"),
    ([mark(5, 8)], "'45件' at 5: the measure word, or 约"),
    ([mark(4, 9)], "'约45件，' at 4: a mark is a number with its measure word, or a noun without digits"),
    ([mark(2, 8)], "'申请约45件' at 2: a mark is a number"),
    ([mark(9, 11)], "'诉讼' at 9: a mark is a number with its measure word, or a noun"),
    ([mark(4, 8, value=44)], "'约45件' at 4: its value is 44, the text says 45"),
    ([mark(4, 8, indicator="requests.recieved")], "unknown label requests.recieved"),
    ([mark(4, 8, period="next_year")], "unknown period next_year"),
    ([mark(4, 8, period="216")], "unknown period 216"),
    ([mark(4, 8, scope="half")], "unknown scope half"),
    ([mark(4, 8), mark(4, 8)], "marks overlap, are empty or reach beyond the text at 4"),
    ([mark(4, 8), mark(7, 8)], "marks overlap, are empty or reach beyond the text at 7"),
    ([mark(4, 8), mark(9, 9, value=0)], "marks overlap, are empty or reach beyond the text at 9"),
    ([mark(4, 8), mark(209, 999, value=0)], "marks overlap, are empty or reach beyond the text at 209"),
]


@pytest.mark.parametrize(("marks", "message"), BAD_MARKS)
def test_bad_marks_are_found(marks: list[Mark], message: str) -> None:
    assert any(found.startswith("p: ") and message in found for found in messages(passage(TEXT, "p", *marks)))


def test_a_mark_that_takes_a_space_along_is_found() -> None:
    assert "begins or ends with a space" in messages(passage("无诉讼 ，", "p", mark(1, 4, "litigation.total", 0)))[0]


@pytest.mark.parametrize("length", [0, SHORTEST - 1, LONGEST + 1])
def test_a_passage_of_another_length_is_found(length: int) -> None:
    assert messages(Passage("p", filler("p", length))) == [f"p: {length} characters, not {SHORTEST} to {LONGEST}"]


def test_two_passages_of_one_id_are_found() -> None:
    twin = replace(passage("甲", "p"), text=filler("other", 200))
    assert messages(passage("甲", "p"), twin) == ["p: two passages of this id"]


SHARED = filler("shared", SHARED_LENGTH)
COPIES = [
    (SHARED, SHARED, True),
    (SHARED[:-2], SHARED[:-2], False),  # a full stop follows both
    (SHARED, f"{SHARED[:9]}\n {SHARED[9:]}", True),
    (f"Ａ{SHARED[1:]}", f"A{SHARED[1:]}", True),
]


@pytest.mark.parametrize(("first", "second", "is_copy"), COPIES, ids=["same", "shorter", "torn", "folded"])
def test_shared_stretches_are_found(first: str, second: str, is_copy: bool) -> None:
    found = messages(passage(first, "a"), passage(second, "b"))
    assert [message[: len("b: shares")] for message in found] == ["b: shares"] * is_copy
    assert all(message.endswith("with a") for message in found)


MISSED = [
    ("收到申请45件", ["45件"]),
    ("收到申请[[45件|requests.received]]，办结40件", ["40件"]),
    ("召开会议3次", ["3次"]),
    ("占比50%，用时15天", []),
    ("来访5人次、来信2封", ["5人次", "2封"]),
    ("收费80元、1,200元，投入12万元、3.5亿元", ["80元", "1,200元", "12万元", "3.5亿元"]),
    ("经费[[1.8亿元|funding.total=18000]]，补贴两千元", ["两千元"]),
    ("设点6处、专区2个，公示9张，配10人、3名，任务5项", ["6处", "2个", "9张", "10人", "3名", "5项"]),
    ("共公开45，涉及30户、12册", []),  # a bare number may be anything; few claims are counted in these words
]


@pytest.mark.parametrize(("marked", "missed"), MISSED)
def test_obvious_figures_outside_marks_are_found(marked: str, missed: list[str]) -> None:
    assert [figure.figure for figure in unmarked_figures(passage(marked))] == missed
    assert len(messages(passage(marked))) == len(missed)


def test_reviewed_figures_pass_and_no_others(tmp_path: Path) -> None:
    both = passage("办证窗口受理|甲\n类业务45件，另办40件")
    lines = [figure.line() for figure in unmarked_figures(both)]
    assert lines[0] == "p| 甲 类业务|45件|，另办40件"
    path = tmp_path / "unmarked.txt"
    path.write_text(f"{lines[0]}\n", encoding="utf-8")
    assert messages(both, reviewed=tuple(load_reviewed(path))) == [f"p: neither marked nor reviewed: {lines[1]}"]
    assert load_reviewed(tmp_path / "missing.txt") == []


NUMBERS = [
    ("收到[[45件|requests.received]]", 0, 0),
    ("2019年5月1日，电话0578-3150000", 0, 5),
    ("占50%，42个窗口办[[45件|requests.received]]", 1, 2),
    ("两次会议", 1, 1),
    ("统一思想", 0, 0),
]


@pytest.mark.parametrize(("marked", "n_counts", "n_numbers"), NUMBERS)
def test_numbers_outside_marks_are_counted(marked: str, n_counts: int, n_numbers: int) -> None:
    assert len(distractors(passage(marked))) == n_counts
    assert n_distracting_numbers(passage(marked)) == n_numbers


def test_labels_are_counted_the_unused_ones_too() -> None:
    counts = label_counts([passage(GOOD[0]), passage(GOOD[3])])
    assert counts["requests.received"] == 2
    assert counts["requests.letter"] == 1
    assert counts["litigation.total"] == 0
    assert list(counts) == narrative_labels()
