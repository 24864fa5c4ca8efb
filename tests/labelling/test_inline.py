"""Inline marks: text and marks out of them, and the same line again."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.errors import AnnotationError
from gongkai.labelling.inline import load_inline, parse_inline, to_inline
from gongkai.labelling.passages import Mark, Passage, load_passages

ROUND_TRIPS = [
    "本年没有需要说明的数字。",
    "收到申请[[45件|requests.received]]，网上[[17件|requests.online;scope=part]]。",
    "开会[[两次|meetings.total=2]]，上年[[三次|meetings.total=3;period=last_year]]。",
    "经费[[1.8亿元|funding.total=18000]]，收费[[0.5万元|administrative_fees.amount]]",
    "公开[[１２３条|disclosed.total=123]]",
    "😀𠮷县[[45件|requests.received]]𠮷[[6件|requests.concluded]]😀",
    "第一行\r\n[[9条|disclosed.weibo]]\r\n",
    "[[行政诉讼|litigation.total=0]]未发生",
    "累计[[1600多份|disclosed.total;period=cumulative;scope=part]]，2016年[[4件|requests.received;period=2016]]",
    "甲\u2028乙\x85[[3名|staff.full_time]]",
]


@pytest.mark.parametrize("marked", ROUND_TRIPS)
def test_a_line_comes_back_as_it_was(marked: str) -> None:
    text, marks = parse_inline(marked)
    assert "[[" not in text
    assert to_inline(Passage("p", text, marks)) == marked


SPANS = [
    ("收到申请[[45件|requests.received]]。", [("45件", "requests.received", "45", "this_year", "whole")]),
    ("[[两次|meetings.total]]", [("两次", "meetings.total", "2", "this_year", "whole")]),
    ("[[近百场|training.sessions]]", [("近百场", "training.sessions", "100", "this_year", "whole")]),
    ("[[2.3万件|requests.received]]", [("2.3万件", "requests.received", "23000", "this_year", "whole")]),
    ("[[1.8亿元|funding.total]]", [("1.8亿元", "funding.total", "18000", "this_year", "whole")]),
    ("[[５０００元|procurement.amount]]", [("５０００元", "procurement.amount", "5000", "this_year", "whole")]),
    ("未发生[[诉讼|litigation.total]]", [("诉讼", "litigation.total", "0", "this_year", "whole")]),
    ("𠮷[[3件|requests.fax=3;period=2015;scope=part]]", [("3件", "requests.fax", "3", "2015", "part")]),
]


@pytest.mark.parametrize(("marked", "expected"), SPANS)
def test_marks_are_read(marked: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    text, marks = parse_inline(marked)
    found = [(text[m.start : m.end], m.indicator, m.value, m.period, m.scope) for m in marks]
    assert found == [
        (surface, label, Decimal(value), period, scope) for surface, label, value, period, scope in expected
    ]


BAD_MARKS = [
    ("[[45件|requests.recieved]]", "unknown label requests.recieved"),
    ("[[45件|requests.received;year=2016]]", "unknown attribute year; allowed: period, scope"),
    ("[[45件|requests.received;period]]", "brackets that are no mark"),
    ("[[45件]]", "brackets that are no mark"),
    ("[[|requests.received]]", "brackets that are no mark"),
    ("收到[[45件|requests.received", "brackets that are no mark near '\\[\\[45件"),
    ("收到45件|requests.received]]", "brackets that are no mark"),
    ("[[两次|meetings.total=two]]", "brackets that are no mark"),
    ("[[两次|meetings.total=1.2.3]]", "brackets that are no mark"),
    ("[[两次|meetings.total=-]]", "brackets that are no mark"),
]


@pytest.mark.parametrize(("marked", "message"), BAD_MARKS)
def test_bad_marks_are_refused(marked: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_inline(marked)


def test_a_file_gives_its_passages(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    line = {"id": "a", "era": 2019, "issuer": "某县", "marked": "收到\u2028\x85[[45件|requests.received]]"}
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n\n" + '{"id": "b", "marked": "无"}', encoding="utf-8")
    mark = Mark(4, 7, "requests.received", Decimal(45))
    assert load_inline(path) == [Passage("a", "收到\u2028\x8545件", (mark,), "某县", 2019), Passage("b", "无")]
    assert [passage.source for passage in load_passages([path])] == ["some.jsonl"] * 2


BAD_LINES = [
    "no json",
    "[]",
    "5",
    '{"id": "a"}',
    '{"marked": "甲"}',
    '{"id": "a", "marked": 5}',
    '{"id": "a", "marked": "甲", "era": "2019"}',
    '{"id": "a", "marked": "甲", "era": true}',
    '{"id": "a", "marked": "[[45件|no.such]]"}',
    '{"id": "a", "marked": "[[45件|requests.received=1.2.3]]"}',
]


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(f'{{"id": "z", "marked": "甲"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"bad\.jsonl: line 3 is no annotated passage"):
        load_inline(path)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "gbk.jsonl").write_bytes("政府".encode("gbk"))
    for name in ("gbk.jsonl", "missing.jsonl"):
        with pytest.raises(AnnotationError, match=rf"{name}: cannot be read"):
            load_passages([tmp_path / name])
    with pytest.raises(AnnotationError, match=r"notes\.txt: not an annotation file"):
        load_passages([tmp_path / "notes.txt"])
