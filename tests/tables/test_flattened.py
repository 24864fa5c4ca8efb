"""Tables that arrive as text: what the separators of each style tell about rows, columns and blank cells."""

from __future__ import annotations

import pytest
from drawings import shown

from gongkai.tables.flattened import RUNNING_TEXT_LENGTH, flattened_tokens
from gongkai.tables.tokens import Token, TokenKind

ROWS, COLUMNS, BLANKS = "rows", "columns", "blanks"


def tokens_of(text: str) -> list[Token]:
    return list(flattened_tokens(text, 0, 0))


def known_of(token: Token) -> set[str]:
    source = token.source
    shape = {ROWS: source.has_rows, COLUMNS: source.has_columns, BLANKS: source.keeps_blanks}
    return {name for name, is_known in shape.items() if is_known}


@pytest.mark.parametrize(
    ("text", "known", "tokens"),
    [
        pytest.param(
            "规章 | 1 | 2 |\n规范性文件 | 3 | | |",
            {ROWS},
            ["label 规章", "value 1", "value 2", "label 规范性文件", "value 3", "blank", "blank"],
            id="a row a line, bars between",
        ),
        pytest.param("规章｜1｜2", {ROWS}, ["label 规章", "value 1", "value 2"], id="full-width bars"),
        pytest.param(
            "规章\n|\n1\n|\n2\n|", set(), ["label 规章", "value 1", "value 2"], id="bars on lines of their own"
        ),
        pytest.param(
            "规章 |\n1 |\n|\n2 |\n规范性文件 |",
            set(),
            ["label 规章", "value 1", "blank", "value 2", "label 规范性文件"],
            id="a cell a line, a lone bar for a blank one",
        ),
        pytest.param(
            "行政复议 |\n||\n行政诉讼 |\n||||\n结果维持 |",
            set(),
            ["label 行政复议", "label 行政诉讼", "label 结果维持"],
            id="a cell a line, runs of bars for merged cells",
        ),
        pytest.param(
            "| 信息内容 | 本年制发件数 |\n| --- | :---: |\n| 规章 | |\n| 规范性文件 | 2 |",
            {ROWS, COLUMNS, BLANKS},
            ["label 信息内容", "label 本年制发件数", "label 规章", "blank", "label 规范性文件", "value 2"],
            id="Markdown",
        ),
        pytest.param(
            "规章\t1\t\t3\n规范性文件\t4\t5\t6",
            {ROWS, COLUMNS, BLANKS},
            ["label 规章", "value 1", "blank", "value 3", "label 规范性文件", "value 4", "value 5", "value 6"],
            id="a row a line, tabs between",
        ),
        pytest.param(
            "\t规章\n\t1\n\t\n\t3\n\n\t本年新\n制作数量\n",
            {BLANKS},
            ["label 规章", "value 1", "blank", "value 3", "label 本年新制作数量"],
            id="a tab before every cell",
        ),
        pytest.param(
            "规章   1   2\n规范性文件　　3　4",
            {ROWS},
            ["label 规章", "value 1", "value 2", "label 规范性文件", "value 3", "value 4"],
            id="wide spaces between",
        ),
        pytest.param(
            "规 章   1   2",
            {ROWS},
            ["label 规 章", "value 1", "value 2"],
            id="wide spaces between, and slips in a label",
        ),
        pytest.param(
            "规章 1 2\n规范性文件 3 4",
            set(),
            ["label 规章", "value 1", "value 2", "label 规范性文件", "value 3", "value 4"],
            id="single spaces between",
        ),
        pytest.param(
            "规章\n\n1\n\n2\n\n规范性\n\n文件",
            set(),
            ["label 规章", "value 1", "value 2", "label 规范性文件"],
            id="a cell a line",
        ),
    ],
)
def test_styles(text: str, known: set[str], tokens: list[str]) -> None:
    found = tokens_of(text)
    assert shown(found) == tokens
    assert [known_of(token) for token in found] == [known] * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "规章 | 1 |\n规范性文件 | 2 |",
        "| 规章 | 1 |\n|--|--|\n| 规范性文件 | 2 |",
        "\t规章\n\t1\n\t规范性文件\n\t2",
        "规章\t1\n规范性文件\t2",
        " 规章   1 \n规范性文件   2",
        "规章1\n规范性文件 2",
    ],
)
def test_offsets_count_from_the_beginning_of_the_report(text: str) -> None:
    before = "前文。\n"
    found = list(flattened_tokens(text, len(before), 0))
    assert [(before + text)[token.start : token.end] for token in found] == ["规章", "1", "规范性文件", "2"]


def test_rows_and_columns_of_tab_separated_lines() -> None:
    found = tokens_of("规章\t1\t\t3\n规范性文件\t4\t5\t6")
    assert [(token.row, token.column) for token in found if token.kind is TokenKind.VALUE] == [
        (0, 1),
        (0, 3),
        (1, 1),
        (1, 2),
        (1, 3),
    ]


def test_a_long_sentence_breaks_the_table_and_a_note_does_not() -> None:
    sentence = "另外，" + "本机关还对各类信息作了清理和重新分类，" * 4 + "效果良好。"
    assert len(sentence) > RUNNING_TEXT_LENGTH
    assert [token.kind.value for token in tokens_of(f"规章\n1\n{sentence}\n2")] == ["label", "value", "break", "value"]
    assert [token.kind.value for token in tokens_of("规章\n1\n注：含历年数。\n2")] == [
        "label",
        "value",
        "text",
        "value",
    ]


def test_each_stretch_of_a_style_is_a_source_of_its_own() -> None:
    found = tokens_of("规章 | 1 |\n\n行政许可\t2\n行政处罚\t3\n行政强制\n4")
    indexes = [token.source.index for token in found]
    assert indexes == sorted(indexes)
    assert len(set(indexes)) == 3
    by_index = {token.source.index: known_of(token) for token in found}
    assert list(by_index.values()) == [{ROWS}, {ROWS, COLUMNS, BLANKS}, set()]
