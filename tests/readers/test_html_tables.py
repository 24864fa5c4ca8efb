"""HTML tables: the grid that the mark-up makes, and which tables only arrange the page."""

from __future__ import annotations

import random

import pytest

from gongkai.document import Cell, Document, Paragraph, Table
from gongkai.errors import UnreadableInput
from gongkai.readers.html import read_html
from gongkai.readers.html_tables import MAX_COLUMNS


def read(page: str) -> Document:
    return read_html(page.encode(), "page.html")


def only_table(page: str) -> Table:
    (table,) = read(page).tables
    return table


def drawn(table: Table) -> list[str]:
    """Each row as it looks: a cell's text at every place that it covers, `.` where there is no cell."""
    grid = [["."] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        for row, column in places(cell):
            assert grid[row][column] == ".", f"{cell} overlaps another cell"
            grid[row][column] = cell.text or "_"
    return ["".join(row) for row in grid]


def places(cell: Cell) -> list[tuple[int, int]]:
    rows, columns = range(cell.row, cell.row + cell.rowspan), range(cell.column, cell.column + cell.colspan)
    return [(row, column) for row in rows for column in columns]


def shape(document: Document) -> list[str | list[str]]:
    """Paragraphs as their text, tables as drawn."""
    return [block.text if isinstance(block, Paragraph) else drawn(block) for block in document.blocks]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", ["ab", "cd"], id="plain"),
        pytest.param("<tr><th>a<td>b<tr><td>c<th>d", ["ab", "cd"], id="unclosed"),
        pytest.param("<td>a<td>b<tr><td>c<td>d", ["ab", "cd"], id="no first row"),
        pytest.param("<tr><td>a<td>b</tr><td>c<td>d", ["ab", "cd"], id="no second row"),
        pytest.param("<tr><td>a<td>b<tr><td><b>c<td>d<tr><td>e<td>f", ["ab", "cd", "ef"], id="unclosed b"),
        pytest.param("<tr><td>a<td><b>b<tr><td>c<td>d", ["ab", "cd"], id="row inside an unclosed cell"),
        pytest.param("<tr><form><td>a</td><td>b</td></form></tr><tr><td>c<td>d", ["ab", "cd"], id="form in a row"),
        pytest.param("<tr><td>a</td></td></div><td>b</td></tr></tr><tr><td>c<td>d", ["ab", "cd"], id="stray end tags"),
        pytest.param("<tr><td colspan=2>a<tr><td>c<td>d", ["aa", "cd"], id="colspan"),
        pytest.param('<tr><td colspan="2;">a<tr><td>c<td>d', ["aa", "cd"], id="colspan with a semicolon"),
        pytest.param('<tr><td colspan=" +2 ">a<tr><td>c<td>d', ["aa", "cd"], id="colspan with a sign"),
        pytest.param("<tr><td colspan=0>a<td>b<tr><td colspan=-3>c<td colspan=x>d", ["ab", "cd"], id="no colspan"),
        pytest.param("<tr><td colspan=99999999>a<tr><td>c<td>d", ["aa", "cd"], id="colspan past the edge"),
        pytest.param("<tr><td colspan=99999999>a<td>b<tr><td>c<td>d", ["aab", "cd."], id="far past the edge"),
        pytest.param("<tr><td colspan=3>a<td colspan=2>b<tr><td colspan=3>c<td>d", ["ab", "cd"], id="idle columns"),
        pytest.param("<tr><td rowspan=2>a<td>b<tr><td>d", ["ab", "ad"], id="rowspan"),
        pytest.param("<tr><td rowspan=0>a<td>b<tr><td>d<tr><td>f", ["ab", "ad", "af"], id="rowspan to the end"),
        pytest.param("<tr><td rowspan=9>a<td>b<tr><td>d", ["ab", "ad"], id="rowspan past the end"),
        pytest.param("<tbody><tr><td rowspan=9>a<td>b<tbody><tr><td>c<td>d", ["ab", "cd"], id="rowspan past its group"),
        pytest.param("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d", ["ab.", "cbd"], id="overlapping spans"),
        pytest.param("<tr><td rowspan=2>a<td rowspan=2>b<tr><tr><td>e<td>f", ["ab", "ab", "ef"], id="a row of no cell"),
        pytest.param("<tr></tr><tr><td>a<td>b<tr><td>c<td>", ["..", "ab", "c_"], id="an empty row, a blank cell"),
        pytest.param("<tr><td>a<tr><td>b<td>c<td>d<tr><td>e<td>f", ["a..", "bcd", "ef."], id="rows of any length"),
        pytest.param("<tfoot><tr><td>e<td>f</tfoot><thead><tr><td>a<td>b<tbody><tr><td>c<td>d", ["ab", "cd", "ef"]),
        pytest.param("<tr><td>a<td>b<tr hidden><td>x<td>y<tr style='display:none'><td>z<tr><td>c<td>d", ["ab", "cd"]),
        pytest.param("<tr><td>a<td hidden>x<td>b<tr><td>c<td style='display: none'>y<td>d", ["ab", "cd"]),
        pytest.param("<colgroup><col><col></colgroup><tr><td>a<td>b<tr><td>c<td>d", ["ab", "cd"], id="colgroup"),
        pytest.param("<tr><td>a<td><table><tr><td>b</table><tr><td>c<td>d", ["ab", "cd"], id="a table of one cell"),
    ],
)
def test_grid(rows: str, expected: list[str]) -> None:
    assert drawn(only_table(f"<table>{rows}</table>")) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<p class=MsoNormal><span>本年</span><span>新收</span></p>", "本年新收"),
        ("<p>本年新</p><p>制作数量</p>", "本年新\n制作数量"),
        ("<div>本年新<div>制作</div>数量</div>", "本年新\n制作\n数量"),
        ("三<br>、<br/>本", "三\n、\n本"),
        ("<p>&nbsp;</p><p>　0&nbsp;</p><p><o:p></o:p></p>", "0"),
        ("\n   <p>\n  本年新收\n  数量  </p>\n", "本年新收数量"),
        ("1<sup>2</sup> <font>3</font>", "12 3"),
        ("&nbsp;", ""),
        ("<!--x-->45<script>1</script>", "45"),
        ("45<span style='display:none'>6</span>", "45"),
        ("<a href='a.htm'>45</a>", "45"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ],
)
def test_text_of_a_cell(cell: str, expected: str) -> None:
    table = only_table(f"<table><tr><td>{cell}</td><td>x</td></tr><tr><td>规章</td><td>0</td></tr></table>")
    assert table.cells[0].text == expected


PROSE = "全年公开信息若干条，群众满意。" * 4
DATA = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(f"<p>x{DATA}y", ["x", ["ab", "cd"], "y"], id="table inside p"),
        pytest.param(f"<b>x{DATA}y</b>z", ["x", ["ab", "cd"], "yz"], id="table inside b"),
        pytest.param("<table><caption>x</caption><tr><td>a<td>b</table>", ["x", ["ab"]], id="caption"),
        pytest.param("<table>x<tr>y<td>a<td>b</table>", ["x", "y", ["ab"]], id="text outside the cells"),
        pytest.param(f"<table><tr><td>a<td>b</tr>{DATA}</table>", [["ab"], ["ab", "cd"]], id="table in no cell"),
        pytest.param("<td>a</td><tr><td>b", ["a", "b"], id="cells in no table"),
        pytest.param("<table><tr><td>a</table>", ["a"], id="one cell"),
        pytest.param("<table><tr><td>a<tr><td>b<br>c</table>", ["a", "b", "c"], id="one column"),
        pytest.param("<table><tr><td width=9>&nbsp;<td>a<td><tr><td><td>b<td></table>", ["a", "b"], id="spacer cells"),
        pytest.param(f"<table><tr><td>x<tr><td>{DATA}<tr><td>y</table>", ["x", ["ab", "cd"], "y"], id="frame"),
        pytest.param(f"<table><tr><td>x<td>{DATA}y</table>", ["x", ["ab", "cd"], "y"], id="two columns, one a table"),
        pytest.param(
            f"<table><tr><td><table><tr><td><table><tr><td>{DATA}</table></table></table>", [["ab", "cd"]], id="deep"
        ),
        pytest.param(f"<table><tr><td>x<td>{PROSE * 6}</table>", ["x", PROSE * 6], id="long text"),
        pytest.param(f"<table><tr><td>{PROSE}<td>{PROSE}</table>", [PROSE, PROSE], id="running text side by side"),
        pytest.param("<table><tr><td><h1>x</h1><td><tr><td>a<td>b<tr><td>c<td>d</table>", ["x", ["ab", "cd"]], id="h1"),
        pytest.param(
            "<table><tr><td><h3>a</h3><td>b<tr><td><h3>c</h3><td>d</table>", [["ab", "cd"]], id="labels in h3"
        ),
        pytest.param(
            f"<table><tr><td colspan=2>{PROSE}<tr><td>a<td>b<tr><td>c<td>d<tr><td>{PROSE}</table>",
            [PROSE, ["ab", "cd"], PROSE],
            id="text and data in one table",
        ),
        pytest.param(
            f"<table><tr><td rowspan=2>a<td>b<tr><td>{PROSE}</table>", [["ab", f"a{PROSE}"]], id="a label reaches in"
        ),
        pytest.param(
            f"<table><tr><td rowspan=9>a<td>b<td>c<tr><td>d<td>e<tr><td><td>{PROSE * 6}</table>",
            [["abc", "ade"], PROSE * 6],
            id="a span across the end of the data",
        ),
        pytest.param(
            "<table><tr><td><a href=1>甲</a><br><a href=2>乙</a><br><a href=3>丙</a><br><a href=4>丁</a>"
            f"<td>{PROSE * 6}</table>",
            [PROSE * 6],
            id="column of links",
        ),
        pytest.param("<p>x</p><table><tr><td><td>&nbsp;<tr><td></table>", ["x"], id="empty"),
    ],
)
def test_layout_tables_are_dissolved_in_reading_order(page: str, expected: list[str | list[str]]) -> None:
    assert shape(read(page)) == expected


@pytest.mark.parametrize("seed", range(40))
def test_any_spans_make_a_grid_without_overlap_that_loses_no_cell(seed: int) -> None:
    dice = random.Random(seed)
    spans = ["", "", "", " colspan=2", " colspan=3", " colspan=300", " rowspan=2", " rowspan=3 colspan=2", " rowspan=0"]
    rows = [[f"<td{dice.choice(spans)}>{row:02}{column}" for column in range(dice.randrange(6))] for row in range(12)]
    groups = [dice.choice(["<tr>", "<tr>", "<tr>", "<tbody><tr>"]) + "".join(row) for row in rows]
    table = only_table(f"<table>{''.join(groups)}</table>")
    assert "".join(drawn(table))
    assert [cell.text for cell in table.cells] == sorted(cell[-3:] for row in rows for cell in row)


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<table><tr>" + "<td>1" * (MAX_COLUMNS + 1), "a table of more than 256 columns"),
        ("<table><tr><td>" * 101, "tables nested more than 100 deep"),
    ],
)
def test_tables_that_no_report_has_are_refused(page: str, problem: str) -> None:
    with pytest.raises(UnreadableInput, match=problem) as raised:
        read(page)
    assert raised.value.reason == "too_complex"
