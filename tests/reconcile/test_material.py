"""Clauses, sentences and paragraphs around a figure."""

from __future__ import annotations

import pytest
from making import marked_claims

from gongkai.reconcile.material import Material


def material(marked: str) -> Material:
    text, claims = marked_claims(marked)
    return Material([], claims, text, None, [])


@pytest.mark.parametrize(
    ("marked", "clause"),
    [
        ("一是抓公开。全年收到申请[[45件|requests.received]]，均已办结。", "全年收到申请45件"),
        ("培训[[1,045人次|training.participants]]、会议2次。", "培训1,045人次"),
        ("开会2次、培训[[45人次|training.participants]]。", "培训45人次"),
        ("各镇政府、市直各单位共[[36件|requests.received]]。", "各镇政府、市直各单位共36件"),
        ("无法提供26件，[[2件|requests.carried_out]]结转下一年度办理。", "2件结转下一年度办理"),
        ("排污许可（含变更、延续）[[689件|licensing.decisions]]，", "排污许可（含变更、延续）689件"),
        ("　　收到[[45件|requests.received]]", "收到45件"),
        ("办" * 50 + "[[45件|requests.received]]", "办" * 30 + "45件"),
    ],
)
def test_the_clause_of_a_figure(marked: str, clause: str) -> None:
    found = material(marked)
    [claim] = found.claims
    start, end = found.clause(claim.start, claim.end)
    assert found.text[start:end] == clause


@pytest.mark.parametrize(
    ("text", "n_paragraphs"),
    [
        ("收到申请45件，\n其中本级17件。", 1),
        ("收到申请45件。\n予以公开11件。", 2),
        ("收到申请：\n1.网上3件；\n2.信函2件。", 1),
        ("收到申请\n45件", 1),  # torn apart
        ("收到申请45件\n\n予以公开11件", 2),
        ("收到申请45件；\n\n予以公开11件。", 1),
        ("总体情况\n（二）依申请公开", 2),
        ("收到申请45件。  \n   \n\n予以公开11件。", 2),
    ],
)
def test_paragraphs(text: str, n_paragraphs: int) -> None:
    assert len(material(text).paragraph_starts) == n_paragraphs


def test_a_sentence_never_goes_on_in_the_next_paragraph() -> None:
    found = material("收到申请45件\n\n予以公开11件。另有3件")
    offsets = [found.text.index(figure) for figure in ("45", "11", "3件")]
    assert len({found.sentence(offset) for offset in offsets}) == 3


def test_the_words_around_a_figure_begin_behind_the_one_before() -> None:
    found = material("收到申请[[45件|requests.received]]，有[[17件|requests.unavailable]]无法提供（其中3件不存在）。")
    assert found.around(0) == "收到申请45件"
    assert found.around(1) == ",有17件无法提供"


def test_tables_that_touch_are_one() -> None:
    assert Material([], [], "x" * 40, None, [(20, 30), (0, 10), (8, 15), (10, 12)]).tables == [(0, 15), (20, 30)]
