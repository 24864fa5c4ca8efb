"""Parts that are counted out beside their whole, and figures that are stated twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from making import marked_claims, outcomes, reconciled, said

from gongkai.reconcile import reconcile
from gongkai.reconcile.slips import is_slip

AGREES = ("agrees", None)
OPEN = ("uncompared", "not_exhaustive")
WHOLE = "收到申请[[45件|requests.received]]，"
WRONG_LIST = WHOLE + "其中本级[[17件|requests.received;scope=part]]，部门[[38件|requests.received;scope=part]]。"

# Each: text, outcome and reason.
LISTED = [
    (WRONG_LIST.replace("38件", "28件"), AGREES),
    (WHOLE + "其中本级[[17件|requests.received;scope=part]]。", OPEN),
    # the first parts come to the whole; what follows is of something else
    (
        "处罚[[51件|penalties.decisions]]，其中烟花[[27件|penalties.decisions;scope=part]]、危化品[[24件|penalties.decisions;scope=part]]，"
        "[[3件|penalties.decisions;scope=part]]撤下公示。",
        AGREES,
    ),
    # another list begins behind a semicolon
    (
        "诉讼[[36件|litigation.total]]，其中一审[[25件|litigation.total;scope=part]]；已判[[30件|litigation.total;scope=part]]。",
        OPEN,
    ),
    # no word leads to the parts; a part of a part; one for each
    (WRONG_LIST.replace("其中", ""), OPEN),
    (WRONG_LIST.replace("部门", "而这里面部门"), OPEN),
    (WRONG_LIST.replace("部门", "部门各"), OPEN),
    (WHOLE + "其中本级[[57件|requests.received;scope=part]]。", OPEN),
    # the whole behind its parts
    (
        "网站[[9件|responses.inquiries;scope=part]]，热线[[11件|responses.inquiries;scope=part]]，合计[[20件|responses.inquiries]]。",
        AGREES,
    ),
    (
        "高峰月[[9件|responses.inquiries;scope=part]]，低谷月[[2件|responses.inquiries;scope=part]]，全年[[71件|responses.inquiries]]。",
        OPEN,
    ),
    # rounded parts
    (
        "公开[[43.7万条|disclosed.total=437000]]，其中省级[[5126条|disclosed.total;scope=part]]，市级[[43.2万条|disclosed.total=432000;scope=part]]。",
        AGREES,
    ),
    # less than the whole, and not by a slip
    (WRONG_LIST.replace("38件", "12件"), OPEN),
    # something is left over
    (WRONG_LIST.replace("38件", "18件").replace("部门", "其余由乡镇受理，部门"), OPEN),
]


@pytest.mark.parametrize(("marked", "expected"), LISTED)
def test_parts_that_come_to_their_whole_or_need_not(marked: str, expected: tuple[str, str | None]) -> None:
    result = reconciled(marked, form=None)
    assert outcomes(result, "parts") == [expected]
    assert result.findings == []


# Each: text, severity, left and right.
WRONG = [
    (WRONG_LIST, "conflict", 45, 55),
    # a firm label only: an interpretation may be a video and the mayor's
    (
        "解读[[62篇|responses.interpretations]]，其中图解[[40篇|responses.interpretations;scope=part]]、"
        "负责人解读[[30篇|responses.interpretations;scope=part]]。",
        "doubt",
        62,
        70,
    ),
    # less by a slip
    (WRONG_LIST.replace("38件", "18件"), "doubt", 45, 35),
    # summed up by a word
    (
        "受理县局[[214件|requests.received;scope=part]]、分局[[689件|requests.received;scope=part]]，"
        "受理申请合计[[968件|requests.received]]。",
        "conflict",
        968,
        903,
    ),
    (
        "来信[[9件|responses.inquiries;scope=part]]，来电[[11件|responses.inquiries;scope=part]]，合计[[25件|responses.inquiries]]。",
        "doubt",
        25,
        20,
    ),
]


@pytest.mark.parametrize(("marked", "severity", "left", "right"), WRONG)
def test_parts_that_do_not_come_to_their_whole(marked: str, severity: str, left: int, right: int) -> None:
    assert said(reconciled(marked, form=None).findings) == [("text_sum", severity, left, right)]


def test_the_message_quotes_the_parts() -> None:
    [finding] = reconciled(WRONG_LIST, form=None).findings
    assert finding.message == "正文称“收到申请45件”，所列“其中本级17件”“部门38件”合计55，相差10"
    assert (finding.left_evidence.claims, finding.right_evidence.claims) == ([0], [1, 2])


def test_a_part_of_which_the_model_cannot_tell_of_what_belongs_to_the_list() -> None:
    text, claims = marked_claims(WRONG_LIST)
    claims[2] = claims[2].model_copy(update={"indicator": "requests.organization", "confidence": 0.4})
    result = reconcile([], claims, text=text, form=None, table_spans=[], year=None)
    assert said(result.findings) == [("text_sum", "conflict", 45, 55)]


# Parts that nobody has marked.
SLIP = ("text_sum", "doubt", 168, 158)
COUNTED_OUT = "共培训[[168人次|training.participants]]，其中行政{}人次，医技106人次{}。"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (COUNTED_OUT.format(62, ""), []),
        (COUNTED_OUT.format(52, ""), [SLIP]),
        (COUNTED_OUT.format(31, ""), []),  # no slip: the list is not complete
        (COUNTED_OUT.format(52, "，用时3天"), [SLIP]),
        (COUNTED_OUT.format(52, "，讲座3场"), []),  # figures of several things
        (COUNTED_OUT.format("约50", ""), []),
        (
            COUNTED_OUT.format("[[52", "").replace("52人次", "52人次|training.participants]]"),
            [SLIP],
        ),  # one of two marked
        (COUNTED_OUT.format("[[52", "").replace("52人次", "52人次|responses.inquiries]]"), []),  # as something else
    ],
)
def test_parts_without_marks(text: str, findings: list[object]) -> None:
    assert said(reconciled(text, form=None).findings) == findings


def test_words_are_the_evidence_of_parts_without_marks() -> None:
    marked = COUNTED_OUT.format(52, "")
    [finding] = reconciled(marked, form=None).findings
    evidence = finding.right_evidence
    text = marked.replace("[[", "").replace("|training.participants]]", "")
    assert text[evidence.start : evidence.end] == "52人次，医技106人次"
    assert "所列“行政52人次，医技106人次”合计158" in finding.message


# (first figure, second figure, what comes of it): in two paragraphs, where no table tells
TWICE = [
    ("公开信息[[1286条|disclosed.total]]", "共上网[[1286条|disclosed.total]]", AGREES),
    ("公开信息[[1.3万条|disclosed.total=13000]]", "共上网[[12860条|disclosed.total]]", AGREES),
    ("公开信息[[1286条|disclosed.total]]", "共上网[[1268条|disclosed.total]]", ("conflicts", None)),
    ("公开政府信息[[1286条|disclosed.total]]", "公开政府信息[[3170条|disclosed.total]]", ("conflicts", None)),
    ("公开信息[[1286条|disclosed.total]]", "县局上网[[57条|disclosed.total]]", ("uncompared", "part")),
]


@pytest.mark.parametrize(("first", "second", "expected"), TWICE)
def test_a_figure_that_is_stated_twice(first: str, second: str, expected: tuple[str, str | None]) -> None:
    result = reconciled(f"{first}。\n{second}。")
    assert outcomes(result, "claimed_twice") == [expected]
    assert [f.severity for f in result.findings] == (["doubt"] if expected[0] == "conflicts" else [])


@pytest.mark.parametrize(
    "marked",
    [
        "公开信息[[1286条|disclosed.total]]，上网[[1268条|disclosed.total]]。",  # one paragraph
        "财政类[[18条|disclosed.category]]。\n工程类[[81条|disclosed.category]]。",  # several by nature
        "公开[[86条|disclosed.total]]。\n上年[[68条|disclosed.total;period=last_year]]。",
    ],
)
def test_figures_of_different_things_are_not_held_against_each_other(marked: str) -> None:
    assert outcomes(reconciled(marked), "claimed_twice") == []


SLIPS = [(168, 158), (51, 15), (1286, 1268), (45, 42), (45, 54)]
NO_SLIPS = [(45, 57), (3, 8), (45, 450), (1286, 2168), (45, 45)]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [*((*pair, True) for pair in SLIPS), *((*pair, False) for pair in NO_SLIPS)]
)
def test_a_slip_of_the_fingers(one: int, other: int, expected: bool) -> None:
    assert is_slip(Decimal(one), Decimal(other)) is expected
    assert is_slip(Decimal(other), Decimal(one)) is expected
