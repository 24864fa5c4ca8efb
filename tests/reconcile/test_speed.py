"""Reconciliation stays linear: a long text with very many claims."""

from __future__ import annotations

import time

import pytest
from making import marked_claims, request_table

from gongkai.reconcile import reconcile
from gongkai.report import Claim

PARAGRAPH = (
    "全年收到申请[[45件|requests.received]]，其中本级[[17件|requests.received;scope=part]]，"
    "部门[[38件|requests.received;scope=part]]。予以公开[[11件|requests.granted]]，公开信息[[2.3万条|disclosed.total=23000]]。"
)
FILLER = "围绕中心工作抓好落实，不断提高工作水平，群众满意度稳步上升。" * 30
TABLE = request_table({"requests.received": [42, 0, 0, 0, 0, 0, 42], "requests.granted": [11, 0, 0, 0, 0, 0, 11]})


def seconds(copies: int) -> float:
    """Processor time for that many paragraphs with 5 claims and 1,000 characters each; the best of three."""
    once, marks = marked_claims(PARAGRAPH)
    block = once + FILLER + "\n"
    claims: list[Claim] = [
        mark.model_copy(update={"start": mark.start + n * len(block), "end": mark.end + n * len(block)})
        for n in range(copies)
        for mark in marks
    ]
    text = block * copies
    times = []
    for _ in range(3):
        begin = time.process_time()
        reconcile(TABLE, claims, text=text, form="2019", table_spans=[], year=2019)
        times.append(time.process_time() - begin)
    return min(times)


def test_time_grows_with_the_text_and_no_faster() -> None:
    assert seconds(200) < 4 * 3 * seconds(50)


def test_a_thousand_claims_take_a_moment() -> None:
    assert seconds(200) < 1.5  # 0.15 on an idle core


@pytest.mark.parametrize("text", [" " * 200_000, "\n" * 200_000, " \n" * 100_000, "余" * 200_000, "共收到" * 60_000])
def test_no_text_is_searched_over_and_over(text: str) -> None:
    begin = time.process_time()
    reconcile(
        [], marked_claims("[[45件|requests.received]]")[1], text="45件" + text, form=None, table_spans=[], year=None
    )
    assert time.process_time() - begin < 1
