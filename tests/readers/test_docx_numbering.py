"""Automatic numbering: formats, levels, restarts, overrides, and where a paragraph's numbering is defined."""

from __future__ import annotations

import pytest
from docx_files import cell, docx, paragraph, row, table

from gongkai.document import Paragraph
from gongkai.readers.docx import read_docx
from gongkai.readers.docx_numbering import with_label


def level(number: int, number_format: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/>{extra}</w:lvl>'
    )


def definition(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbering_list(list_id: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def start_override(level_number: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level_number}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def in_list(list_id: int, level_number: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level_number}"/><w:numId w:val="{list_id}"/></w:numPr>'


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_docx(docx(body, numbering=numbering, styles=styles), "report.docx")
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


_OUTLINE = definition(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
) + numbering_list(1, 0)


def test_an_outline_as_in_official_documents() -> None:
    body = "".join(paragraph(f"标题{depth}", in_list(1, depth)) for depth in (0, 1, 1, 2, 3, 2, 0, 1, 2))
    assert lines(body, _OUTLINE) == [
        "一、标题0",
        "（一）标题1",
        "（二）标题1",
        "1. 标题2",
        "1.1.1 标题3",
        "2. 标题2",
        "二、标题0",
        "（一）标题1",
        "1. 标题2",
    ]


@pytest.mark.parametrize(
    ("depths", "expected"),
    [
        ((1, 0), ["1.1", "2"]),
        ((2, 1, 0), ["1.1.1", "1.2", "2"]),
        ((0, 2, 2), ["1", "1.1.1", "1.1.2"]),
        ((0, 1, 0, 2, 1), ["1", "1.1", "2", "2.1.1", "2.1"]),
    ],
)
def test_levels_that_are_skipped(depths: tuple[int, ...], expected: list[str]) -> None:
    levels = level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")
    body = "".join(paragraph("", in_list(1, depth)) for depth in depths)
    assert lines(body, definition(0, *levels) + numbering_list(1, 0)) == expected


def test_legal_numbering_writes_the_levels_above_in_decimal_digits() -> None:
    levels = level(0, "upperRoman", "%1"), level(1, "decimalZero", "%1.%2", "<w:isLgl/>")
    body = paragraph("", in_list(1, 0)) + paragraph("", in_list(1, 1))
    assert lines(body, definition(0, *levels) + numbering_list(1, 0)) == ["I", "1.01"]


def test_a_level_of_bullets_has_no_number_to_show() -> None:
    levels = level(0, "bullet", "●"), level(1, "decimal", "%1%2.")
    body = paragraph("甲", in_list(1, 0)) + paragraph("乙", in_list(1, 1))
    assert lines(body, definition(0, *levels) + numbering_list(1, 0)) == ["甲", "1. 乙"]


def test_a_text_box_counts_on_its_own() -> None:
    inside = paragraph("框", in_list(1)) + paragraph("框", in_list(1))
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    anchor = f"<w:p><w:pPr>{in_list(1)}</w:pPr><w:r><w:t>甲</w:t>{box}</w:r></w:p>"
    assert lines(anchor + paragraph("乙", in_list(1)), _OUTLINE) == ["一、甲", "一、框", "二、框", "二、乙"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1", "1", "1", "2", "1"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1", "1", "2", "2"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "1", "1", "2", "1"]),
    ],
)
def test_deeper_levels_restart(restart: str, expected: list[str]) -> None:
    levels = level(0, "decimal", "%1"), level(1, "decimal", "%2"), level(2, "decimal", "%3", restart)
    body = "".join(paragraph("", in_list(1, depth)) for depth in (0, 1, 2, 0, 2))
    assert lines(body, definition(0, *levels) + numbering_list(1, 0)) == expected


def test_lists_of_one_definition_go_on_counting_unless_overridden() -> None:
    numbering = (
        definition(0, level(0, "decimal", "%1."))
        + numbering_list(1, 0)
        + numbering_list(2, 0)
        + numbering_list(3, 0, start_override(0, 1))
    )
    body = "".join(paragraph("", in_list(list_id)) for list_id in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering) == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_an_override_may_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "第%1条")}</w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + numbering_list(1, 0, override)
    assert lines(paragraph("甲", in_list(1)), numbering) == ["第一条 甲"]


_STYLES = (
    f'<w:style w:styleId="H1"><w:pPr>{in_list(1)}</w:pPr></w:style>'
    '<w:style w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H3Child"><w:basedOn w:val="H3"/></w:style>'
    '<w:style w:styleId="Off"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
)
_STYLED = definition(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3.", '<w:pStyle w:val="H3"/>'),
) + numbering_list(1, 0)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        pytest.param(styled("H1"), "一、甲", id="style"),
        pytest.param(styled("H2"), "（一）甲", id="level-of-the-style-list-of-its-base"),
        pytest.param(styled("H3"), "1. 甲", id="level-that-names-the-style"),
        pytest.param(styled("H3Child"), "1. 甲", id="level-that-names-the-base"),
        pytest.param(styled("Off"), "甲", id="style-takes-it-away"),
        pytest.param(styled("H1") + '<w:numPr><w:numId w:val="0"/></w:numPr>', "甲", id="paragraph-takes-it-away"),
        pytest.param(styled("H1") + '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "（一）甲", id="own-level"),
        pytest.param(in_list(1, 8), "甲", id="no-such-level"),
        pytest.param(in_list(9), "甲", id="no-such-list"),
        pytest.param(styled("Unknown"), "甲", id="no-such-style"),
    ],
)
def test_where_a_paragraph_gets_its_numbering(properties: str, expected: str) -> None:
    assert lines(paragraph("甲", properties), _STYLED, _STYLES) == [expected]


def test_a_definition_may_borrow_from_a_numbering_style() -> None:
    borrower = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Link"/></w:abstractNum>'
    link = (
        '<w:style w:type="numbering" w:styleId="Link"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(paragraph("甲", in_list(7)), borrower + _OUTLINE + numbering_list(7, 5), link) == ["一、甲"]


@pytest.mark.parametrize(
    ("number_format", "pattern", "expected"),
    [
        ("bullet", "●", "甲"),
        ("none", "", "甲"),
        ("none", "附件", "附件 甲"),
        ("decimal", "%1", "1 甲"),
        ("decimal", "%1．", "1． 甲"),
        ("decimal", "%1%9", "1 甲"),
        ("unheardOf", "%1)", "1) 甲"),
        ("decimal", "x" * 100_000, "x" * 64 + " 甲"),
    ],
)
def test_patterns(number_format: str, pattern: str, expected: str) -> None:
    numbering = definition(0, level(0, number_format, pattern)) + numbering_list(1, 0)
    assert lines(paragraph("甲", in_list(1)), numbering) == [expected]


def test_row_numbers_in_cells_that_hold_nothing_else() -> None:
    numbering = definition(0, level(0, "decimal", "%1")) + numbering_list(1, 0)
    number = cell(paragraph("", in_list(1)))
    document = read_docx(docx(table(row(number, "甲"), row(number, "乙")), numbering=numbering), "a")
    assert [each.text for each in document.tables[0].cells] == ["1", "甲", "2", "乙"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>"])
def test_paragraphs_that_are_gone_do_not_count(mark: str) -> None:
    gone = paragraph("", in_list(1) + f"<w:rPr>{mark}</w:rPr>")
    body = paragraph("甲", in_list(1)) + gone + paragraph("乙", in_list(1))
    assert lines(body, _OUTLINE) == ["一、甲", "二、乙"]


def test_deleted_rows_do_not_count() -> None:
    number = cell(paragraph("", in_list(1)))
    rows = row(number, "甲"), row(number, "乙", properties="<w:del/>"), row(number, "丙")
    document = read_docx(docx(table(*rows), numbering=_OUTLINE), "a")
    assert [each.text for each in document.tables[0].cells] == ["一、", "甲", "二、", "丙"]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("一、", "甲", "一、甲"),
        ("1.", "5万件", "1. 5万件"),
        ("1．", "5万件", "1． 5万件"),
        ("", "甲", "甲"),
        ("（一）", "", "（一）"),
        ("①", "甲", "① 甲"),
    ],
)
def test_labels_keep_their_distance(label: str, text: str, expected: str) -> None:
    assert with_label(label, text) == expected
