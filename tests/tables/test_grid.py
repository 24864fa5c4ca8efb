"""Tables that came with their cells."""

from __future__ import annotations

import pytest
from drawings import drawn, shown

from gongkai.tables.grid import grid_tokens
from gongkai.tables.tokens import Token


def tokens_of(drawing: str) -> list[Token]:
    (table,) = drawn(drawing).tables
    return list(grid_tokens(table, 0))


def test_cells_come_by_row_each_once_with_their_spans() -> None:
    found = tokens_of("""
        申请人情况 | 自然人 | 法人或其他组织 | <    | 总计
        ^          | ^      | 商业企业       | 其他 | ^
        规章       | 1      |                | /    | 2
    """)
    assert [(t.row, t.column, t.rowspan, t.colspan, t.text) for t in found][:5] == [
        (0, 0, 2, 1, "申请人情况"),
        (0, 1, 2, 1, "自然人"),
        (0, 2, 1, 2, "法人或其他组织"),
        (0, 4, 2, 1, "总计"),
        (1, 2, 1, 1, "商业企业"),
    ]
    assert shown(found[-5:]) == ["label 规章", "value 1", "blank", "value /", "value 2"]


def test_a_grid_knows_its_rows_and_columns_and_keeps_its_blanks() -> None:
    (source,) = {token.source for token in tokens_of("规章 | 1")}
    assert (source.has_rows, source.has_columns, source.keeps_blanks, source.turned) == (True, True, True, False)


def test_a_label_over_two_cells_is_as_wide_as_both() -> None:
    (label, figure) = tokens_of("社会公 | 益组织 | 5")
    assert (label.text, label.column, label.colspan) == ("社会公益组织", 0, 2)
    assert figure.column == 2


@pytest.mark.parametrize(
    ("drawing", "turned"),
    [
        ("申请人情况 | 本年新收政府信息公开申请数量 | 予以公开\n自然人 | 1 | 2\n商业企业 | 0 | 0", True),
        ("申请人情况 | 自然人 | 商业企业\n本年新收政府信息公开申请数量 | 1 | 0\n予以公开 | 2 | 0", False),
        ("行政复议 | < | 行政诉讼 | <\n结果维持 | 结果纠正 | 结果维持 | 结果纠正\n1 | 2 | 3 | 4", False),
        ("结果 | 行政复议 | 未经复议直接起诉\n结果维持 | 1 | 2\n结果纠正 | 0 | 0", True),
    ],
)
def test_a_table_with_its_columns_as_rows_is_turned_upright(drawing: str, turned: bool) -> None:
    assert {token.source.turned for token in tokens_of(drawing)} == {turned}
