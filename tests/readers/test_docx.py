"""What of a Word document becomes text: paragraphs, tracked changes, fields, text boxes, properties, pictures."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import docx
import pytest
from docx_files import docx as build
from docx_files import nested, paragraph, row, run, table

from gongkai.document import Cell, Document, Paragraph
from gongkai.readers.docx import read_docx

_VANISH = "<w:vanish/>"
_FIELD_CODE = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1</w:instrText></w:r>'
_FIELD_RESULT = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read_paragraph(content: str, *, styles: str = "") -> list[str]:
    return texts(read_docx(build(f"<w:p>{content}</w:p>" + paragraph("末"), styles=styles), "report.docx"))[:-1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(run("收到") + run("申请45件"), "收到申请45件", id="runs"),
        pytest.param("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙", id="tab"),
        pytest.param("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("甲"), "甲", id="tab-stop"),
        pytest.param("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/></w:r>" + run("丙"), "甲\n乙\n丙", id="breaks"),
        pytest.param("<w:r><w:t>甲\n\t乙</w:t></w:r>", "甲  乙", id="white-space-of-the-markup"),
        pytest.param("<w:r><w:t>0595</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "0595-1", id="no-break-hyphen"),
        pytest.param("<w:r><w:t>信</w:t><w:softHyphen/><w:t>息</w:t></w:r>", "信息", id="soft-hyphen"),
        pytest.param('<w:r><w:sym w:font="宋体" w:char="2460"/><w:t>甲</w:t></w:r>', "①甲", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t></w:r>', "甲", id="picture-symbol"),
        pytest.param('<w:r><w:sym w:char="D800"/><w:sym w:char="x"/><w:t>甲</w:t></w:r>', "甲", id="no-symbol"),
        pytest.param(f'<w:hyperlink r:id="r9">{run("网址")}</w:hyperlink>', "网址", id="hyperlink"),
        pytest.param(f"<w:ins>{run('45')}</w:ins>{run('件')}", "45件", id="insertion"),
        pytest.param(f"<w:moveTo>{run('45')}</w:moveTo>{run('件')}", "45件", id="moved-to"),
        pytest.param(f"<w:moveFrom>{run('45')}</w:moveFrom>{run('件')}", "件", id="moved-from"),
        pytest.param("<w:del><w:r><w:delText>42</w:delText></w:r></w:del>" + run("件"), "件", id="deletion"),
        pytest.param(f"<w:del>{run('42')}</w:del>{run('件')}", "件", id="deletion-with-plain-text"),
        pytest.param(f"<w:ins><w:del>{run('42')}</w:del></w:ins>{run('件')}", "件", id="inserted-and-deleted"),
        pytest.param(run("密", _VANISH) + run("件"), "件", id="hidden"),
        pytest.param(run("件", '<w:vanish w:val="0"/>'), "件", id="not-hidden"),
        pytest.param(run("页", "<w:webHidden/>"), "页", id="hidden-on-the-web-only"),
        pytest.param(f"<w:smartTag>{run('2021年')}</w:smartTag>", "2021年", id="smart-tag"),
        pytest.param(f"<w:customXml>{run('2021年')}</w:customXml>", "2021年", id="custom-xml"),
        pytest.param(f"<w:sdt><w:sdtContent>{run('45')}</w:sdtContent></w:sdt>", "45", id="content-control"),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点击')}</w:sdtContent></w:sdt>{run('件')}",
            "件",
            id="prompt",
        ),
        pytest.param(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3", id="simple-field"),
        pytest.param(_FIELD_CODE + _FIELD_RESULT + run("45") + _FIELD_END + run("件"), "45件", id="field"),
        pytest.param(_FIELD_CODE + run("码") + _FIELD_END + run("件"), "件", id="field-without-result"),
        pytest.param(
            _FIELD_CODE + _FIELD_CODE + _FIELD_RESULT + run("码") + _FIELD_END + _FIELD_RESULT + run("45") + _FIELD_END,
            "45",
            id="field-in-a-field-code",
        ),
        pytest.param(_FIELD_END + _FIELD_RESULT + run("45"), "45", id="end-of-a-field-begun-elsewhere"),
        pytest.param(
            f"<w:r><w:ruby><w:rt>{run('shù')}</w:rt><w:rubyBase>{run('数')}</w:rubyBase></w:ruby></w:r>",
            "数",
            id="ruby",
        ),
        pytest.param("<m:oMath><m:r><m:t>45</m:t></m:r></m:oMath>", "45", id="formula"),
        pytest.param(run("甲") + '<w:r><w:commentReference w:id="0"/></w:r>', "甲", id="comment"),
        pytest.param("<w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r>", "甲", id="rendered-page-break"),
    ],
)
def test_text_of_a_paragraph(content: str, expected: str) -> None:
    assert read_paragraph(content) == [expected]


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_separates_paragraphs(kind: str) -> None:
    assert read_paragraph(f'<w:r><w:t>甲</w:t><w:br w:type="{kind}"/><w:t>乙</w:t></w:r>') == ["甲", "乙"]


_HIDDEN_STYLES = (
    '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="HChild"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:styleId="Shown"><w:basedOn w:val="H"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
    '<w:style w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>'
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("密", '<w:rStyle w:val="H"/>'), []),
        (run("密", '<w:rStyle w:val="HChild"/>'), []),
        (run("件", '<w:rStyle w:val="Shown"/>'), ["件"]),
        (run("件", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>'), ["件"]),
        (run("件", '<w:rStyle w:val="Circle"/>'), ["件"]),
        (run("件", '<w:rStyle w:val="Unknown"/>'), ["件"]),
        ('<w:pPr><w:pStyle w:val="H"/></w:pPr>' + run("密"), []),
        ('<w:pPr><w:pStyle w:val="H"/></w:pPr>' + run("件", '<w:rStyle w:val="Shown"/>'), ["件"]),
    ],
)
def test_styles_hide_text(content: str, expected: list[str]) -> None:
    assert read_paragraph(content, styles=_HIDDEN_STYLES) == expected


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_paragraph_without_its_mark_goes_on_in_the_next(change: str) -> None:
    body = paragraph("收到", f"<w:rPr><w:{change}/></w:rPr>") + paragraph("45件") + paragraph("办结42件")
    assert texts(read_docx(build(body), "a")) == ["收到45件", "办结42件"]


def test_a_paragraph_without_its_mark_ends_before_a_table() -> None:
    body = paragraph("甲", "<w:rPr><w:del/></w:rPr>") + table(row("1", "2")) + paragraph("乙")
    document = read_docx(build(body), "a")
    assert document.text == "甲\n1\t2\n乙\n"


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml><w:customXmlPr/>{}</w:customXml>",
        "<w:ins>{}</w:ins>",
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_blocks_inside_wrappers(wrapper: str) -> None:
    body = wrapper.format(paragraph("甲") + table(row("1", "2")))
    assert read_docx(build(body), "a").text == "甲\n1\t2\n"


def _drawn_box(content: str) -> str:
    return (
        f"<w:drawing><wp:anchor><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wp:anchor></w:drawing>"
    )


def _vml_box(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def _both(box: str) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice>{_drawn_box(box)}</mc:Choice>"
        f"<mc:Fallback>{_vml_box(box)}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize("make_box", [_drawn_box, _vml_box, _both])
def test_a_text_box_follows_its_paragraph_once(make_box: Callable[[str], str]) -> None:
    box = make_box(paragraph("框一") + paragraph("框二") + table(row("1", "2")))
    body = f"<w:p>{run('前')}<w:r>{box}</w:r>{run('后')}</w:p>" + paragraph("下文")
    assert read_docx(build(body), "a").text == "前后\n框一\n框二\n1\t2\n下文\n"


def test_a_text_box_in_a_text_box_and_in_a_cell() -> None:
    inner = f"<w:p>{run('外')}<w:r>{_drawn_box(paragraph('内'))}</w:r></w:p>"
    in_cell = f"<w:tc><w:p><w:r>{_vml_box(inner)}</w:r></w:p></w:tc>"
    document = read_docx(build(table(row(in_cell, "2"))), "a")
    assert [cell.text for cell in document.tables[0].cells] == ["外\n内", "2"]


def test_a_hidden_text_box_is_left_out() -> None:
    assert read_paragraph(f"{run('甲')}<w:r><w:rPr>{_VANISH}</w:rPr>{_drawn_box(paragraph('密'))}</w:r>") == ["甲"]


def test_offsets_name_the_text() -> None:
    body = paragraph(" 甲 ") + table(row("1", "二\u3000"), row("", "4")) + paragraph("𠮷乙")
    document = read_docx(build(body), "a")
    pieces: list[Paragraph | Cell] = [*document.paragraphs, *document.tables[0].cells]
    assert [document.text[piece.start : piece.end] for piece in pieces] == [piece.text for piece in pieces]
    assert [piece.text for piece in pieces] == ["甲", "𠮷乙", "1", "二", "", "4"]


def test_python_docx_writes_what_is_read() -> None:
    source = docx.Document()
    source.add_heading("一、总体情况", level=1)
    source.add_paragraph("全年收到申请45件。")
    grid = source.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "合计"
    grid.cell(1, 2).text = "45"
    source.core_properties.title = "年报"
    buffer = io.BytesIO()
    source.save(buffer)
    document = read_docx(buffer.getvalue(), "a")
    assert texts(document) == ["一、总体情况", "全年收到申请45件。"]
    assert [(c.row, c.column, c.colspan, c.text) for c in document.tables[0].cells if c.text or c.row == 0] == [
        (0, 0, 2, "合计"),
        (0, 2, 1, ""),
        (1, 2, 1, "45"),
    ]
    assert document.hints["title"] == "年报"


def test_markup_as_deep_as_the_parser_allows() -> None:
    inner = paragraph("甲")
    for _ in range(40):
        inner = f"<w:p><w:r>{_vml_box(inner)}</w:r></w:p>"
    assert read_docx(build(inner), "a").text == "甲\n"
    assert read_docx(build(f"<w:p>{nested('w:smartTag', 245, run('乙'))}</w:p>"), "a").text == "乙\n"
    assert read_docx(build(nested("w:customXml", 245, paragraph("丙"))), "a").text == "丙\n"


def _seconds(body: str) -> float:
    data = build(body)
    began = time.perf_counter()
    read_docx(data, "a")
    return time.perf_counter() - began


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(paragraph("甲"), id="paragraphs"),
        pytest.param(table(row("1", "2")), id="tables"),
        pytest.param(f"<w:p>{_FIELD_CODE + _FIELD_RESULT + run('甲')}</w:p>", id="fields"),
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    small = min(_seconds(unit * 500) for _ in range(3))
    assert min(_seconds(unit * 4000) for _ in range(2)) < 30 * small  # 8 for linear growth, 64 for quadratic
