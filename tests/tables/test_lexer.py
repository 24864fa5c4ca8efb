"""Cells and lines -> labels, values, blanks and other text; labels that are broken over several pieces."""

from __future__ import annotations

import pytest
from drawings import pieces, shown

from gongkai.tables.lexer import MAX_BROKEN_PIECES, MAX_LINE_LENGTH, lex_cells, lex_lines


@pytest.mark.parametrize(
    ("texts", "tokens"),
    [
        (["规章", "3", "", "/"], ["label 规章", "value 3", "blank", "value /"]),
        (["重大舆情办理数", "3"], ["text 重大舆情办理数", "value 3"]),
        (["约200"], ["text 约200"]),
        (["本年新"], ["beginning 本年新"]),
        # a label in several cells
        (["社会公", "益组织", "5"], ["label 社会公益组织", "value 5"]),
        (["未经复议", "直接起诉"], ["label 未经复议直接起诉"]),
        # each cell is a label by itself: the run is not put together
        (["行政复议", "行政诉讼"], ["label 行政复议", "label 行政诉讼"]),
        (["规章", "规范性文件"], ["label 规章", "label 规范性文件"]),
        # a figure in between breaks a label for good
        (["社会公", "5", "益组织"], ["beginning 社会公", "value 5", "text 益组织"]),
    ],
)
def test_cells(texts: list[str], tokens: list[str]) -> None:
    assert shown(lex_cells(pieces(*texts))) == tokens


@pytest.mark.parametrize(
    ("texts", "tokens"),
    [
        # one cell a line, labels broken where the cell was narrow
        (["本年新", "制作数量", "本年新", "公开数量"], ["label 本年新制作数量", "label 本年新公开数量"]),
        (["社会公", "益组", "织"], ["label 社会公益组织"]),
        (["3.危及“三安全一", "稳定”", "0"], ["label 3.危及“三安全一稳定”", "value 0"]),
        (["1", ".属于国家秘密", "0"], ["label 1.属于国家秘密", "value 0"]),
        (["申请办结数", "件"], ["label 申请办结数", "label 件"]),
        # a row a line
        (["规章 1 2 / —"], ["label 规章", "value 1", "value 2", "value /", "value —"]),
        (["主动公开政府信息数 条 1,234"], ["label 主动公开政府信息数", "label 条", "value 1,234"]),
        (["1 主动公开政府信息数 30"], ["label 1 主动公开政府信息数", "value 30"]),
        (["自然人 商业企业 总计"], ["label 自然人", "label 商业企业", "label 总计"]),
        # the row's figures stand behind the last line of its label
        (
            ["4.要求行政机关确认或重新", "出具已获取信息 0 1"],
            ["label 4.要求行政机关确认或重新出具已获取信息", "value 0", "value 1"],
        ),
        # nothing between labels, or between label and figure
        (["行政复议行政诉讼"], ["label 行政复议", "label 行政诉讼"]),
        (["信息内容本年处理决定数量"], ["label 信息内容", "label 本年处理决定数量"]),
        (["行政许可97"], ["label 行政许可", "value 97"]),
        (["行政处罚：5"], ["label 行政处罚：", "value 5"]),
        (["政府集中采购6187.4万元"], ["label 政府集中采购", "value 6187.4万元"]),
        (["行政强制：无"], ["label 行政强制：", "value 无"]),
        (["本年增/减5"], ["label 本年增/减", "value 5"]),
        (["本年增减：增5"], ["label 本年增减：", "value 增5"]),
        (["行政处罚-5"], ["label 行政处罚", "value -5"]),
        # digits that belong to the label, or to no label
        (["免予公开范围1"], ["label 免予公开范围1"]),
        (["第3号文件12"], ["text 第3号文件12"]),
        # sentences about the same things
        (["本年度收到申请3件。"], ["text 本年度收到申请3件。"]),
        (["行政许可事项的办理时限缩短5天"], ["text 行政许可事项的办理时限缩短5天"]),
    ],
)
def test_lines(texts: list[str], tokens: list[str]) -> None:
    assert shown(lex_lines(pieces(*texts))) == tokens


def test_a_whole_table_on_one_line() -> None:
    line = "收到申请数 件 2 当面申请数 件 1 传真申请数 件 0 网络申请数 件 1 信函申请数 件 0"
    assert shown(lex_lines(pieces(line)))[-3:] == ["label 信函申请数", "label 件", "value 0"]
    assert len(lex_lines(pieces(line))) == 15


def test_offsets_of_the_pieces_of_a_line() -> None:
    line = "行政许可97  行政处罚：5"
    for token in lex_lines(pieces(line)):
        assert line[token.start : token.end] == token.text


def test_a_label_broken_over_lines_reaches_from_the_first_to_the_last() -> None:
    lines = ["要求行政机关确认或", "重新出具", "已获取信息 0"]
    label, figure = lex_lines(pieces(*lines))
    text = "\n".join(lines)
    assert text[label.start : label.end].rstrip() == "要求行政机关确认或\n重新出具\n已获取信息"
    assert text[figure.start : figure.end] == "0"


def test_a_label_broken_over_too_many_lines_is_not_known() -> None:
    label = "要求行政机关确认或重新出具已获取信息"
    broken = [label[i : i + 3] for i in range(0, len(label), 3)]
    assert len(broken) > MAX_BROKEN_PIECES
    assert [text for text in shown(lex_lines(pieces(*broken))) if text.startswith("label")] == []


def test_very_long_lines_are_not_taken_apart() -> None:
    line = "收到申请数 件 2 当面申请数 件 1 "
    assert len(lex_lines(pieces(line * 10))) == 60
    assert len(lex_lines(pieces(line * (MAX_LINE_LENGTH // len(line) + 1)))) == 1
