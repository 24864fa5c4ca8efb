"""Passages as Label Studio exports and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.errors import AnnotationError
from gongkai.labelling.inline import parse_inline, to_inline
from gongkai.labelling.passages import Mark, Passage, load_passages
from gongkai.labelling.tasks import from_task, load_export, save_export, to_task

Task = dict[str, Any]
TEXTS = [
    "本年没有需要说明的数字。",
    "收到申请[[45件|requests.received]]，网上[[17件|requests.online;scope=part]]。",
    "开会[[两次|meetings.total=2]]，上年[[三次|meetings.total=3;period=last_year]]。",
    "经费[[1.8亿元|funding.total=18000]]，公开[[１２３条|disclosed.total=123;scope=part]]",
    "😀𠮷县[[45件|requests.received]]𠮷[[6件|requests.concluded;period=2016;scope=part]]😀",
    "第一行\r\n[[9条|disclosed.weibo]]\r\n\t\x00末行",
    "[[行政诉讼|litigation.total=0]]未发生",
    "累计[[1600多份|disclosed.total;period=cumulative]]\u2028",
]


def passage(marked: str, name: str = "p-1") -> Passage:
    text, marks = parse_inline(marked)
    return Passage(name, text, marks, "某县", 2019)


def test_an_export_comes_back_as_it_was(tmp_path: Path) -> None:
    passages = [passage(marked, f"p-{number}") for number, marked in enumerate(TEXTS)]
    save_export(passages, tmp_path / "export.json")
    again = load_passages([tmp_path / "export.json"])
    assert again == passages
    assert [to_inline(item) for item in again] == TEXTS
    assert {item.source for item in again} == {"export.json"}


def test_an_export_has_a_task_a_line(tmp_path: Path) -> None:
    save_export([passage(marked) for marked in TEXTS], tmp_path / "export.json")
    assert len((tmp_path / "export.json").read_text(encoding="utf-8").split("\n")) == len(TEXTS) + 3


@settings(deadline=None)
@given(before=st.text(), behind=st.text(), year=st.none() | st.integers(1990, 2030))
def test_any_text_around_a_mark_keeps_it(before: str, behind: str, year: int | None) -> None:
    mark = Mark(len(before), len(before) + 3, "requests.received", Decimal(45), "last_year", "part")
    given_passage = Passage("p", f"{before}45件{behind}", (mark,), None, year)
    assert from_task(json.loads(json.dumps(to_task(given_passage, 1))), "x.json") == given_passage


def task(marked: str = "收到申请[[45件|requests.received;period=last_year]]。") -> Task:
    return to_task(passage(marked), 7)


def annotation(marked: str, *, cancelled: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = task(marked)["annotations"][0]
    return {**made, "was_cancelled": cancelled}


FIRST, SECOND = "收到申请[[45件|requests.received]]。", "收到申请[[45件|requests.concluded]]。"
ANNOTATIONS = [
    ([annotation(FIRST), annotation(SECOND)], ["requests.concluded"]),
    ([annotation(FIRST), annotation(SECOND, cancelled=True)], ["requests.received"]),
    ([annotation(FIRST, cancelled=True), annotation("收到申请45件。")], []),
]


@pytest.mark.parametrize(("annotations", "labels"), ANNOTATIONS)
def test_the_last_annotation_that_was_not_cancelled_counts(annotations: list[Any], labels: list[str]) -> None:
    read = from_task({**task(), "annotations": annotations}, "x.json")
    assert [mark.indicator for mark in read.marks] == labels


def test_marks_come_in_the_order_of_the_text_and_relations_are_passed_over() -> None:
    made = task("[[3件|requests.fax]]、[[5件|requests.letter]]")
    results = made["annotations"][0]["result"]
    results.reverse()
    results.append({"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"})
    assert [mark.start for mark in from_task(made, "x.json").marks] == [0, 3]


def region(**changes: Any) -> Callable[[Task], None]:
    """Changes the value of the first region."""
    return lambda made: made["annotations"][0]["result"][0]["value"].update(changes)


def without(*keys: str) -> Callable[[Task], None]:
    def change(made: Task) -> None:
        for key in keys[:-1]:
            made = made[key]
        del made[keys[-1]]

    return change


BAD_TASKS: list[tuple[Callable[[Task], None], str]] = [
    (region(labels=["requests.recieved"]), "unknown label requests.recieved"),
    (region(labels=[]), "IndexError"),
    (region(text="46件"), "says '46件', the text '45件'"),
    (region(start=3), "says '45件', the text '请45件'"),
    (region(end=99, text="45件。"), "reaches beyond the text"),
    (region(start=-3), "reaches beyond the text"),
    (region(start=7, end=7, text=""), "is empty"),
    (region(start="4"), "TypeError"),
    (without("data"), "KeyError"),
    (without("data", "text"), "KeyError"),
    (lambda made: made.update(data="收到申请"), "AttributeError"),
    (lambda made: made["data"].update(text=None), "TypeError"),
    (lambda made: made["data"].update(year="2019"), "'2019' is no year"),
    (without("annotations"), "no finished annotation"),
    (lambda made: made.update(annotations=[]), "no finished annotation"),
    (lambda made: made.update(annotations=None), "TypeError"),
    (lambda made: made["annotations"][0].update(was_cancelled=True), "no finished annotation"),
    (lambda made: made["annotations"][0].update(result=None), "TypeError"),
]


@pytest.mark.parametrize(("change", "message"), BAD_TASKS)
def test_a_bad_task_is_named(change: Callable[[Task], None], message: str, tmp_path: Path) -> None:
    bad = task()
    change(bad)
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([task(), bad]), encoding="utf-8")
    with pytest.raises(AnnotationError, match=rf"bad\.json: task 7 cannot be used \(.*{message}"):
        load_export(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        ("[政]".encode("gbk"), "cannot be read"),
        (b"{}", "holds no list of tasks"),
        (b'"text"', "holds no list of tasks"),
        (b"[5]", r"task \? cannot be used"),
        (b"[[]]", r"task \? cannot be used"),
        (b'[{"id": 3}]', "task 3 cannot be used"),
    ],
)
def test_a_file_that_is_no_export_is_named(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_bytes(data)
    with pytest.raises(AnnotationError, match=rf"none\.json: {message}"):
        load_export(path)


def test_a_missing_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"gone\.json: cannot be read"):
        load_export(tmp_path / "gone.json")
