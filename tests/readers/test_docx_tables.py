"""Word tables to grids: merges of every kind, tracked rows and cells, nested tables, frames, hostile spans."""

from __future__ import annotations

import random

import pytest
from docx_files import cell, docx, paragraph, row, run, table

from gongkai.document import Document, Paragraph, Table
from gongkai.readers.docx import read_docx

_GO_ON = "<w:vMerge/>"
_BEGIN = '<w:vMerge w:val="restart"/>'

Place = tuple[int, int, int, int, str]  # row, column, rowspan, colspan, text


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def before(columns: int) -> str:
    return f'<w:gridBefore w:val="{columns}"/>'


def read(*blocks: str) -> Document:
    return read_docx(docx("".join(blocks) + paragraph("末")), "report.docx")


def places(found: Table) -> list[Place]:
    return [(each.row, each.column, each.rowspan, each.colspan, each.text) for each in found.cells]


def outline(document: Document) -> list[str | int]:
    """Paragraphs by their text, tables by their number of cells."""
    blocks = document.blocks[:-1]
    return [block.text if isinstance(block, Paragraph) else len(block.cells) for block in blocks]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [row("甲", "1"), row("乙", "")],
            [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "")],
            id="plain",
        ),
        pytest.param(
            [row(cell("总计", span(2)), "3"), row("a", "b", "c")],
            [(0, 0, 1, 2, "总计"), (0, 2, 1, 1, "3"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b"), (1, 2, 1, 1, "c")],
            id="gridSpan",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN), "1"), row(cell("", _GO_ON), "2"),
             row(cell("", '<w:vMerge w:val="continue"/>'), "3")],
            [(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 1, 1, 1, "3")],
            id="vMerge",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN), "1"), row(cell("乙", _BEGIN), "2"), row(cell("", _GO_ON), "3")],
            [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 0, 2, 1, "乙"), (1, 1, 1, 1, "2"), (2, 1, 1, 1, "3")],
            id="vMerge-restarts-below-vMerge",
        ),
        pytest.param(
            [row(cell("甲", _GO_ON), "1"), row(cell("", _GO_ON), "2")],
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")],
            id="vMerge-continues-nothing",
        ),
        pytest.param(
            [row("甲", "1"), row(cell("乙", _GO_ON), "2")],
            [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "2")],
            id="vMerge-continues-an-unmerged-cell",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN + span(2)), "1"), row(cell("乙", _GO_ON), "2", "3")],
            [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "1"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "2"), (1, 2, 1, 1, "3")],
            id="vMerge-continues-narrower",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN), "1", "2"), row(cell("", _GO_ON + span(2)), "3")],
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (0, 2, 1, 1, "2"), (1, 2, 1, 1, "3")],
            id="vMerge-continues-wider",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN + span(2)), "1"), row(cell("", _GO_ON + span(2)), "2")],
            [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2")],
            id="gridSpan-and-vMerge",
        ),
        pytest.param(
            [row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "1"), row("a", "b", "c")],
            [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "1"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b"), (1, 2, 1, 1, "c")],
            id="hMerge",
        ),
        pytest.param(
            [row(cell("甲", "<w:hMerge/>"), "1")],
            [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "1")],
            id="hMerge-continues-nothing",
        ),
        pytest.param(
            [row("a", "b", "c"), row("1", "2", properties=before(1))],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2")],
            id="gridBefore",
        ),
        pytest.param(
            [row("a", "b", "c"), row("1", "2", properties='<w:gridAfter w:val="1"/>'), row("x", "y", "z", "w")],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2"),
             (2, 0, 1, 1, "x"), (2, 1, 1, 1, "y"), (2, 2, 1, 1, "z"), (2, 3, 1, 1, "w")],
            id="fewer-and-more-cells-than-the-grid",
        ),
        pytest.param(
            [row("a", "b"), row(properties="<w:cantSplit/>"), row("1", "2")],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2")],
            id="row-without-cells",
        ),
        pytest.param(
            [row("a", "b"), row("1", "2", properties="<w:ins/>"), row("3", "4", properties="<w:del/>"),
             row("5", "6", properties="<w:hidden/>"), row("7", "8", properties='<w:hidden w:val="0"/>')],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 0, 1, 1, "7"),
             (2, 1, 1, 1, "8")],
            id="inserted-deleted-and-hidden-rows",
        ),
        pytest.param(
            [row(cell("甲", _BEGIN), "1"), row(cell("", _GO_ON), "2", properties="<w:del/>"),
             row(cell("", _GO_ON), "3")],
            [(0, 0, 2, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "3")],
            id="vMerge-over-a-deleted-row",
        ),
        pytest.param(
            [row("a", cell("b", "<w:cellDel/>"), cell("c", "<w:cellIns/>"))],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "c")],
            id="deleted-and-inserted-cells",
        ),
        pytest.param(
            [f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>",
             row("1", f"<w:sdt><w:sdtContent>{cell('2')}</w:sdtContent></w:sdt>")],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "2")],
            id="rows-and-cells-in-content-controls",
        ),
        pytest.param(
            [row("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
                 f"<w:sdtContent>{cell('点击')}</w:sdtContent></w:sdt>", "2")],
            [(0, 0, 1, 1, ""), (0, 1, 1, 1, "2")],
            id="a-prompt-leaves-its-cell-blank",
        ),
        pytest.param(
            [row(cell(paragraph("现行") + paragraph("") + paragraph("有效件数")), f"<w:tc><w:p>{run('甲')}<w:r><w:br/>"
                 "</w:r><w:r><w:br w:type='page'/></w:r>" + run("乙") + "</w:p></w:tc>")],
            [(0, 0, 1, 1, "现行\n有效件数"), (0, 1, 1, 1, "甲\n乙")],
            id="paragraphs-and-breaks-in-a-cell",
        ),
        pytest.param(
            [row("a", "b", properties="<w:tblHeader/>"), row("a", "b", properties="<w:tblHeader/>")],
            [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b")],
            id="header-rows-as-they-are",
        ),
    ],
)  # fmt: skip
def test_grid(rows: list[str], expected: list[Place]) -> None:
    assert places(read(table(*rows)).tables[0]) == expected


@pytest.mark.parametrize("columns", ["99999999", "9" * 5000, "-3", "0", "many", ""])
def test_absurd_spans_are_cut_to_the_table(columns: str) -> None:
    span_of = f'<w:gridSpan w:val="{columns}"/>'
    found = read(table(row(cell("甲", span_of), "x"), row("a", "b"), row("c", "d"))).tables[0]
    assert [text for *_, text in places(found)] == ["甲", "x", "a", "b", "c", "d"]
    assert found.n_columns <= 3
    assert_no_overlap(found)


def test_absurd_columns_before_a_row() -> None:
    found = read(table(row("a", "b"), row("1", "2", properties=before(99999999)))).tables[0]
    assert [(row, column) for row, column, *_ in places(found)] == [(0, 0), (0, 1), (1, 2), (1, 3)]


def test_a_table_of_many_real_columns_stays() -> None:
    found = read(table(row(*map(str, range(100))))).tables[0]
    assert found.n_columns == 100


def test_text_under_a_merge_is_left_out_with_a_warning() -> None:
    document = read(table(row(cell("甲", _BEGIN), "1"), row(cell("隐", _GO_ON), "2"), row(cell(" ", _GO_ON), "3")))
    assert "隐" not in document.text
    assert [warning.code for warning in document.warnings] == ["covered_cell_text"]
    assert document.warnings[0].message.startswith("1 ")


def test_a_nested_table_follows_the_outer_one() -> None:
    inner = table(row("1", "2"))
    outer = table(row("甲", "乙"), row("丙", cell(paragraph("前") + inner + paragraph("后"))), row("丁", "戊"))
    document = read(outer)
    assert [text for *_, text in places(document.tables[0])] == ["甲", "乙", "丙", "前\n后", "丁", "戊"]
    assert [text for *_, text in places(document.tables[1])] == ["1", "2"]


_INNER = table(row("1", "2"), row("3", "4"))


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        pytest.param(table(row(cell(paragraph("甲") + _INNER + paragraph("乙")))), ["甲", 4, "乙"], id="one-cell"),
        pytest.param(table(row("甲"), row(cell(_INNER)), row("乙")), ["甲", 4, "乙"], id="one-column"),
        pytest.param(table(row(cell(paragraph("甲") + paragraph("乙")))), ["甲", "乙"], id="border-around-text"),
        pytest.param(table(row(cell("题", span(2))), row("栏", cell(_INNER))), ["题", "栏", 4], id="side-by-side"),
        pytest.param(table(row(cell(table(row(cell(_INNER + paragraph("甲"))))))), [4, "甲"], id="frame-in-a-frame"),
        pytest.param(table(row("a", "b", "c"), row("d", "e", cell(_INNER))), [6, 4], id="no-frame"),
        pytest.param(table(), [], id="no-rows"),
        pytest.param(table(row("", "")), [2], id="blank-cells-stay"),
    ],
)
def test_frames_are_dissolved(frame: str, expected: list[str | int]) -> None:
    assert outline(read(frame)) == expected


def assert_no_overlap(found: Table) -> None:
    taken = [
        (row, column)
        for each in found.cells
        for row in range(each.row, each.row + each.rowspan)
        for column in range(each.column, each.column + each.colspan)
    ]
    assert len(taken) == len(set(taken))


def _random_cell(random_source: random.Random) -> str:
    merges = ["", "", _BEGIN, _GO_ON, _GO_ON, '<w:hMerge w:val="restart"/>', "<w:hMerge/>", "<w:cellDel/>"]
    spans = ["", "", span(2), span(3), span(90)]
    return cell("x", random_source.choice(spans) + random_source.choice(merges))


@pytest.mark.parametrize("seed", range(40))
def test_cells_never_overlap(seed: int) -> None:
    source = random.Random(seed)
    rows = [
        row(
            *(_random_cell(source) for _ in range(source.randint(1, 6))),
            properties=source.choice(["", "", before(1), before(2), "<w:del/>"]),
        )
        for _ in range(source.randint(2, 8))
    ]
    for found in read(table(row("a", "b"), *rows)).tables:
        assert_no_overlap(found)
        assert found.n_columns <= 63


def test_deeply_nested_tables() -> None:
    inner = table(row("1", "2"))
    for _ in range(70):
        inner = table(row("甲", cell(inner + paragraph("乙"))))
    document = read(inner)
    assert document.text.count("甲") == document.text.count("乙") == 70
