"""Passages as Label Studio tasks and back: nothing is lost, and what does not fit is refused with the task's id."""

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
from gongkai.labelling.exports import load_export, load_tasks, save_export
from gongkai.labelling.inline import parse_inline, to_inline
from gongkai.labelling.passages import Mark, Passage, load_passages
from gongkai.labelling.shown import shown
from gongkai.labelling.tasks import from_annotation, from_task, key_of, passage_of, text_hash, to_data, to_task

Task = dict[str, Any]
SHIPPED = sorted((Path(__file__).parent.parent.parent / "annotations").glob("*.json"))
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
    return Passage(name, text, marks, "某县", 2019, "二（一）")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_annotation_survives_the_way_to_label_studio_and_back(path: Path, tmp_path: Path) -> None:
    passages = load_export(path)
    save_export(passages, tmp_path / "again.json")
    assert load_export(tmp_path / "again.json") == passages
    for before, after in zip(load_tasks(path), load_tasks(tmp_path / "again.json"), strict=True):
        assert after["annotations"] == before["annotations"]
        assert before["data"].items() <= after["data"].items()


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
    assert [path.name for path in tmp_path.iterdir()] == ["export.json"]


@settings(deadline=None)
@given(before=st.text(), behind=st.text(), year=st.none() | st.integers(1990, 2030))
def test_any_text_around_a_mark_keeps_it(before: str, behind: str, year: int | None) -> None:
    mark = Mark(len(before), len(before) + 3, "requests.received", Decimal(45), "last_year", "part")
    given_passage = Passage("p", f"{before}45件{behind}", (mark,), None, year)
    assert from_task(json.loads(json.dumps(to_task(given_passage, 1))), "x.json") == given_passage


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("收到45件\n\t 办结\u30002\u2028件\ufeff", "收到45件\n\t 办结\u30002\u2028件\ufeff"),
        ("𠮷县😀45件", "〓县〓45件"),
        ("一\r\n二\r三\x00四\x07\x0b\x85", "一 \n二 三 四   "),
    ],
)
def test_the_page_is_given_what_it_counts_right(text: str, seen: str) -> None:
    assert shown(text) == seen
    assert len(seen) == len(text)
    data = to_data(Passage("p", text))
    assert data["text"] == seen
    assert data.get("original", seen) == text


def test_half_a_character_is_refused() -> None:
    with pytest.raises(AnnotationError, match=r"^odd\.txt: half a character"):
        to_data(Passage("p", "收到\ud83d45件", source="odd.txt"))


def test_the_data_says_what_the_passage_is() -> None:
    data = to_data(passage(TEXTS[1], "report.html@17"))
    assert data == {
        "text": "收到申请45件，网上17件。",
        "passage": "report.html@17",
        "issuer": "某县",
        "year": 2019,
        "section": "二（一）",
        "about": "2019年度 二（一）",
        "hash": text_hash("收到申请45件，网上17件。"),
    }


def test_the_same_text_in_another_report_is_another_task() -> None:
    keys = {key_of(to_data(Passage("p", "收到9件", (), issuer, year))) for issuer in "甲乙" for year in (2019, 2020)}
    assert len(keys) == 4
    assert key_of({"text": "收到9件"}) == key_of(to_data(Passage("q", "收到9件")))


def task(marked: str = "收到申请[[45件|requests.received;period=last_year]]。") -> Task:
    return to_task(passage(marked), 7)


def annotation(marked: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = task(marked)["annotations"][0]
    return {**made, **more}


FIRST, SECOND = "收到申请[[45件|requests.received]]。", "收到申请[[45件|requests.concluded]]。"
EARLY, LATE = "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.250000Z"
ANNOTATIONS = [
    ([annotation(FIRST), annotation(SECOND)], ["requests.concluded"]),
    ([annotation(FIRST, updated_at=LATE), annotation(SECOND, updated_at=EARLY)], ["requests.received"]),
    ([annotation(FIRST, created_at=LATE), annotation(SECOND)], ["requests.received"]),
    ([annotation(FIRST, ground_truth=True), annotation(SECOND)], ["requests.concluded"]),  # imports are all true
    ([annotation(FIRST), annotation(SECOND, was_cancelled=True)], ["requests.received"]),
    ([annotation(FIRST, was_cancelled=True), annotation("收到申请45件。")], []),
]


@pytest.mark.parametrize(("annotations", "labels"), ANNOTATIONS)
def test_of_several_annotators_the_last_who_did_not_cancel_counts(annotations: list[Any], labels: list[str]) -> None:
    read = from_task({**task(), "annotations": annotations}, "x.json")
    assert [mark.indicator for mark in read.marks] == labels


def test_each_annotator_can_be_read_alone() -> None:
    made = {**task(), "annotations": [annotation(FIRST), annotation(SECOND)]}
    read = [from_annotation(made, each, "x.json").marks[0].indicator for each in made["annotations"]]
    assert read == ["requests.received", "requests.concluded"]


@pytest.mark.parametrize("predictions", [[3, 4], [{"id": 3, "result": []}], None])
def test_predictions_are_passed_over_bare_or_whole(predictions: Any) -> None:
    assert from_task({**task(), "predictions": predictions}, "x.json") == passage(
        "收到申请[[45件|requests.received;period=last_year]]。"
    )


def edited(**changes: Any) -> Callable[[Task], None]:
    """Changes the task's data."""
    return lambda made: made["data"].update(changes)


def without(*keys: str) -> Callable[[Task], None]:
    def change(made: Task) -> None:
        for key in keys[:-1]:
            made = made[key]
        del made[keys[-1]]

    return change


CHANGED = "its text is not the one that was pushed"
BAD_TASKS: list[tuple[Callable[[Task], None], str]] = [
    (edited(text="收到申请46件。"), CHANGED),
    (edited(text="收到申请45件。 "), CHANGED),
    (edited(original="收到申请45件。。"), CHANGED),
    (edited(hash="0" * 64), CHANGED),
    (edited(text=None), "TypeError"),
    (edited(year="2019"), "'2019' is no year"),
    (without("data"), "KeyError"),
    (without("data", "text"), "KeyError"),
    (lambda made: made.update(data="收到申请"), "AttributeError"),
    (without("annotations"), "no finished annotation"),
    (lambda made: made.update(annotations=[]), "no finished annotation"),
    (lambda made: made.update(annotations=None), "TypeError"),
    (lambda made: made.update(annotations=[5]), "its annotations are bare ids"),
    (lambda made: made["annotations"][0].update(was_cancelled=True), "no finished annotation"),
    (lambda made: made["annotations"][0].update(updated_at="yesterday"), "ValueError"),
    (lambda made: made["annotations"][0].update(result=None), "TypeError"),
    (lambda made: made["annotations"][0]["result"][0]["value"].update(labels=["recieved"]), "unknown label recieved"),
]


@pytest.mark.parametrize(("change", "message"), BAD_TASKS)
def test_a_bad_task_is_named(change: Callable[[Task], None], message: str, tmp_path: Path) -> None:
    bad = task()
    change(bad)
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([task(), bad]), encoding="utf-8")
    with pytest.raises(AnnotationError, match=rf"bad\.json: task 7 cannot be used \(.*{message}"):
        load_export(path)


def test_a_task_without_hash_or_name_is_read_too() -> None:
    read = passage_of({"id": 12, "data": {"text": "收到9件"}}, "x.json")
    assert read == Passage("12", "收到9件")


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
