"""Tables in PDF files without vertical rules, or without any."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pdf_samples import Draw, Pen, drawn, outline

from gongkai.readers.pdf import read_pdf


def read(data: bytes) -> list[str]:
    return outline(read_pdf(data, "report.pdf"))


STATISTICS = [["（一）收到申请数", "件", "45"], ["1．当面申请数", "件", "3"], ["2．网络申请数", "件", "42"]]


def columns(rows: Sequence[Sequence[str]], xs: Sequence[float] = (80, 320, 420), top: float = 200) -> Draw:
    def draw(pen: Pen) -> None:
        for index, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                pen.text(x, top + 22 * index, text)

    return draw


def test_regular_columns_without_rules_become_a_table() -> None:
    def draw(pen: Pen) -> None:
        pen.text(80, 120, "四、依申请公开情况如下。")
        columns(STATISTICS)(pen)

    assert read(drawn(draw)) == ["四、依申请公开情况如下。", *("| " + " | ".join(row) for row in STATISTICS)]


def test_irregular_columns_stay_lines_with_tabs() -> None:
    rows = [
        ["统计指标", "单位", "统计数"],
        ["（一）通过不同渠道和"],
        ["方式公开信息数", "条", "45"],
        ["其中：", "条", "5"],
    ]
    assert read(drawn(columns(rows))) == ["\t".join(row) for row in rows]


def test_columns_that_go_on_over_the_page_stay_lines() -> None:
    first, second = columns(STATISTICS, top=700), columns(STATISTICS, top=80)
    assert read(drawn(first, second)) == ["\t".join(row) for row in STATISTICS] * 2


@pytest.mark.parametrize("rules", [(180, 206, 272), (180, 206, 228, 250, 272)], ids=["三线表", "rows"])
def test_horizontal_rules_only(rules: Sequence[float]) -> None:
    rows = [["统计指标", "单位", "统计数"], *STATISTICS]

    def draw(pen: Pen) -> None:
        for y in rules:
            pen.rule(70, y, 480, y)
        columns(rows)(pen)

    assert read(drawn(draw)) == ["| " + " | ".join(row) for row in rows]


def test_rows_of_several_lines_between_horizontal_rules() -> None:
    def draw(pen: Pen) -> None:
        for y in (180, 206, 250, 272):
            pen.rule(70, y, 480, y)
        columns([["统计指标", "单位", "统计数"]])(pen)
        pen.lines(["（一）通过不同渠道和方", "式公开政府信息数"], x=80, y=222, pitch=20)
        pen.text(320, 232, "条")
        pen.text(420, 232, "45")
        columns([["其中：规范性文件", "条"]], top=266)(pen)

    assert read(drawn(draw)) == [
        "| 统计指标 | 单位 | 统计数",
        "| （一）通过不同渠道和方⏎式公开政府信息数 | 条 | 45",
        "| 其中：规范性文件 | 条 | ",
    ]
