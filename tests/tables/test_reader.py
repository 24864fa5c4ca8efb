"""Which figures belong to which row: never to a label that they do not follow."""

from __future__ import annotations

import pytest
from drawings import REQUEST_COLUMNS, codes, drawn, figures, read_drawn, read_lines, request, rows_in

STATISTICS = "政府信息公开情况统计表"
REQUESTS = f"三、收到和处理政府信息公开申请情况\n{REQUEST_COLUMNS.replace(' | ', chr(10))}\n"


def row(*numbers: int) -> str:
    return "\n".join(map(str, numbers))


@pytest.mark.parametrize(
    ("lines", "expected", "warned"),
    [
        pytest.param("收到申请数\n3\n当面申请数\n1", {"received": 3, "in_person": 1}, [], id="each behind its label"),
        pytest.param(
            "收到申请数\n3\n热线申请数\n9\n当面申请数\n1",
            {"received": 3, "in_person": 1},
            ["unplaced"],
            id="an unknown row between",
        ),
        pytest.param(
            "收到申请数\n热线申请数\n9\n当面申请数\n1", {"in_person": 1}, ["unplaced"], id="behind a blank one"
        ),
        pytest.param("9\n收到申请数\n3", {"received": 3}, ["unplaced"], id="a figure before the first label"),
        pytest.param("收到申请数\n3\n5\n当面申请数\n1", {"in_person": 1}, ["unplaced"], id="two figures for one cell"),
        pytest.param(
            "收到申请数\n3\n— 4 —\n当面申请数\n1", {"received": 3, "in_person": 1}, [], id="a page number in between"
        ),
        pytest.param("收到申请数\n当面申请数\n1", {"in_person": 1}, [], id="no figure behind the first label"),
        pytest.param(
            "收到申请数\n3\n当面申请数\n传真申请数\n0",
            {"received": 3, "fax": 0},
            ["empty_row"],
            id="no figure behind a label",
        ),
        pytest.param("收到申请数\n/\n当面申请数\n无", {"received": None, "in_person": None}, [], id="struck cells"),
        pytest.param("收到申请数 件 约3", {}, [], id="a figure that cannot be read"),
        pytest.param("收到申请数\n注：含上年结转。\n3", {}, ["unplaced"], id="a note in between"),
        pytest.param("收到申请数\n3\n填报人：某某\n2016年1月5日", {"received": 3}, [], id="the foot of the form"),
    ],
)
def test_flattened_rows(lines: str, expected: dict[str, int | None], warned: list[str]) -> None:
    """One cell a line: only the order tells what belongs together."""
    reading = read_lines(f"{STATISTICS}\n{lines}")
    assert figures(reading) == {f"requests.{name}": value for name, value in expected.items()}
    assert [code for code in codes(reading) if code != "no_indicator"] == warned


@pytest.mark.parametrize(
    ("drawing", "warned"),
    [
        pytest.param("收到申请数 | 件 | 3\n | | 9\n当面申请数 | 件 | 1", ["unplaced"], id="no label"),
        pytest.param("收到申请数 | 件 | 3\n热线申请数 | 件 | 9\n当面申请数 | 件 | 1", ["unplaced"], id="unknown label"),
        pytest.param("收到申请数 | 件 | 3\n— 4 — | < | <\n当面申请数 | 件 | 1", None, id="a page number"),
        pytest.param("1 | 收到申请数 | 件 | 3\n2 | 当面申请数 | 件 | 1", None, id="running numbers"),
    ],
)
def test_rows_of_a_grid(drawing: str, warned: list[str] | None) -> None:
    """A row without a label, or with an unknown one, is never given to the row above."""
    width = drawing.split("\n")[0].count("|")
    reading = read_drawn(STATISTICS, f"{'序号 | ' if width == 3 else ''}统计指标 | 单位 | 统计数\n{drawing}")
    found = figures(reading)
    assert (found["requests.received"], found["requests.in_person"]) == (3, 1)
    assert 9 not in found.values()
    assert warned is None or codes(reading) == warned


@pytest.mark.parametrize("mark", ["— 4 —", "- 4 -", "-4-", "－ 4 －", "P. 8", "第5页", "第 5 页 共 9 页", "·4·"])
def test_page_numbers_never_become_values(mark: str) -> None:
    """Neither in the place of a blank cell nor behind a figure."""
    reading = read_lines(f"{STATISTICS}\n收到申请数\n{mark}\n当面申请数\n1\n{mark}\n传真申请数\n2")
    assert figures(reading) == {"requests.in_person": 1, "requests.fax": 2}


def test_a_figure_below_its_label_in_a_cell_over_two_rows_belongs_to_it() -> None:
    reading = read_drawn(STATISTICS, "统计指标 | 统计数\n收到申请数 | \n^ | 3\n当面申请数 | 1")
    assert figures(reading) == {"requests.received": 3, "requests.in_person": 1}


def test_rows_that_two_headings_share_belong_to_the_last_one() -> None:
    reading = read_lines(f"""{STATISTICS}
五、行政诉讼数量 | 件 | 4 |
（二）被依法纠错数 | 件 | 3 |
（三）其他情形数 | 件 | 1 |
四、行政复议数量 | 件 | 9 |
（二）被依法纠错数 | 件 | 7 |
（三）其他情形数 | 件 | 2 |""")
    found = figures(reading)
    assert [found[f"litigation.{name}"] for name in ("total", "corrected", "other")] == [4, 3, 1]
    assert [found[f"reconsideration.{name}"] for name in ("total", "corrected", "other")] == [9, 7, 2]


def test_rows_of_a_heading_that_was_not_printed_stay_out() -> None:
    reading = read_lines(f"{STATISTICS}\n收到申请数 件 4\n被依法纠错数 件 3")
    assert figures(reading) == {"requests.received": 4}


def test_the_same_word_heads_a_column_and_a_row() -> None:
    """总计 and 其他 are columns in the header, and rows when they are numbered or stand among rows."""
    reading = read_lines(f"""{REQUESTS}3.其他
{row(1, 0, 0, 0, 0, 0, 1)}
（七）总计
{row(4, 0, 0, 0, 0, 1, 5)}""")
    assert request(reading, "requests.other.rest") == [1, 0, 0, 0, 0, 0, 1]
    assert request(reading, "requests.concluded") == [4, 0, 0, 0, 0, 1, 5]


def test_headings_without_figures_are_no_rows() -> None:
    reading = read_lines(f"{REQUESTS}三、本年度办理结果\n（三）不予公开\n1.属于国家秘密\n{row(1, 0, 0, 0, 0, 0, 1)}")
    assert list({value.indicator for value in reading.values}) == ["requests.denied.state_secret"]
    assert reading.warnings == []


@pytest.mark.parametrize(
    "after",
    [
        "五、存在的主要问题及改进情况\n7",
        "本机关还组织了多次专题研究，" * 6 + "共7次。\n7",
        "六、其他需要报告的事项\n本年度行政处罚\n7",
    ],
)
def test_no_table_goes_on_over_the_next_part_of_the_report(after: str) -> None:
    reading = read_lines(f"信息内容\n本年处理决定数量\n行政许可\n5\n行政处罚\n{after}")
    assert figures(reading) == {"licensing.decisions": 5}


@pytest.mark.parametrize(
    "line",
    [
        "行政复议数量",
        "（一）主动公开政府信息数",
        "一、主动公开情况\n本年共主动公开信息30条。",
        "收到申请数：详见附表",
        "行政诉讼\n2019年12月31日",
    ],
)
def test_sentences_and_headings_that_read_like_labels_have_no_values(line: str) -> None:
    assert figures(read_lines(f"二、工作情况\n{line}\n三、下一步打算")) == {}


def test_pairs_of_heading_and_figure() -> None:
    """Under each row label every figure behind its own column label, as tables come out of some mobile pages."""
    reading = read_lines("""第二十条第（一）项
规章
本年制发件数：0
本年废止件数：1
现行有效件数：2
行政规范性文件
本年制发件数：3
本年废止件数：4
现行有效件数：5""")
    assert list(figures(reading).values()) == [0, 1, 2, 3, 4, 5]


def test_what_stood_above_a_table_is_kept_with_its_rows() -> None:
    (first, second) = rows_in(
        drawn("2016年统计表", "填报范围：全市", "收到申请数 | 件 | 3", "2017年统计表", "收到申请数 | 件 | 4")
    )
    assert first.caption == "2016年统计表 填报范围：全市"
    assert second.caption == "2017年统计表"
