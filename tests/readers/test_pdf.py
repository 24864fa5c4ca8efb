"""PDF files: text, what belongs to no page, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_samples import (
    FONT,
    INDENT,
    LEFT,
    LINE,
    TOP,
    Draw,
    Pen,
    chinese_font,
    drawn,
    one_page,
    outline,
    raw_pdf,
    stream,
    text_pages,
)
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader

from gongkai.document import Cell, Paragraph
from gongkai.readers.pdf import read_pdf

FIXTURES = Path(__file__).parent.parent / "fixtures" / "pdf"
FULL = "全年通过门户网站和政务新媒体主动公开各类政府信息并及时更新栏目回应群众关"  # to the right margin
SHORT = "事项内容。"


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data, "report.pdf").blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("name", ["printed_by_office", "printed_by_browser"])
def test_real_prints(name: str) -> None:
    """A report printed by a word processor and one printed by a browser, with tables over pages and vertical labels."""
    document = read_pdf((FIXTURES / f"{name}.pdf").read_bytes(), name)
    assert outline(document) == (FIXTURES / f"{name}.txt").read_text("utf-8").splitlines()


def test_offsets_are_true() -> None:
    document = read_pdf((FIXTURES / "printed_by_office.pdf").read_bytes(), "office.pdf")
    cells = [cell for table in document.tables for cell in table.cells]
    assert len(cells) > 100
    items: list[Paragraph | Cell] = [*document.paragraphs, *cells]
    assert all(document.text[item.start : item.end] == item.text for item in items)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([INDENT + FULL[2:], FULL, SHORT], [FULL[2:] + FULL + SHORT]),
        ([INDENT + FULL[2:], SHORT, INDENT + FULL[2:], SHORT], [FULL[2:] + SHORT] * 2),
        (["一、总体情况", FULL, SHORT], ["一、总体情况", FULL + SHORT]),
        ([FULL, "（一）主动公开"], [FULL + "（一）主动公开"]),
        ([FULL[1:] + "。", "（一）主动公开"], [FULL[1:] + "。", "（一）主动公开"]),
        ([FULL[1:] + "。", "1.5万件"], [FULL[1:] + "。1.5万件"]),
        ([FULL, FULL[:-3], "http://www.example.gov.cn/"], [FULL + FULL[:-3] + "http://www.example.gov.cn/"]),
        ([FULL, FULL[:-3], "网址"], [FULL + FULL[:-3], "网址"]),
        (["第甲段。", "第乙段。", "第丙段。", "第丁段。"], ["第甲段。", "第乙段。", "第丙段。", "第丁段。"]),
    ],
    ids=[
        "wrapped",
        "indents",
        "short-heading",
        "enumeration-in-a-sentence",
        "heading-at-the-margin",
        "figure-at-the-margin",
        "long-word-goes-to-the-next-line",
        "short-word-would-have-fitted",
        "short-lines",
    ],
)
def test_lines_become_paragraphs(lines: list[str], expected: list[str]) -> None:
    assert texts(text_pages(lines)) == expected


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("全年共收到申请4", "5件", "全年共收到申请45件"),
        ("关注微信公众号WeChat", "Official Account", "关注微信公众号WeChat Official Account"),
        ("网址为http://www.example.gov.cn/", "index.html", "网址为http://www.example.gov.cn/index.html"),
        ("邮箱为office@", "example.gov.cn", "邮箱为office@example.gov.cn"),
        ("平台使用HTML", "5技术", "平台使用HTML 5技术"),
        ("其中线上占比12.", "5%", "其中线上占比12.5%"),
    ],
)
def test_what_stands_between_joined_lines(first: str, second: str, joined: str) -> None:
    def draw(pen: Pen) -> None:
        n_before = int(36 - pen.canvas.stringWidth(first, chinese_font(), 12) / 12)
        pen.lines([FULL, FULL, FULL, FULL[:n_before], second])
        pen.text(LEFT + 12 * n_before, TOP + 3 * LINE, first)

    assert texts(drawn(draw))[0].endswith(joined)


def test_paragraph_goes_on_over_the_page() -> None:
    pages = [INDENT + FULL[2:], FULL], [SHORT, INDENT + FULL[2:], SHORT]
    assert texts(text_pages(*pages)) == [FULL[2:] + FULL + SHORT, FULL[2:] + SHORT]


def test_titles_dates_and_larger_gaps_stand_alone() -> None:
    def draw(pen: Pen) -> None:
        pen.text(190, 80, "青岚区人民政府办公室", 20)
        pen.text(150, 110, "二〇二二年信息公开年度报告", 20)
        pen.lines([FULL, FULL], y=150)
        pen.lines([FULL, FULL], y=250)
        pen.text(400, 330, "青岚区办公室")
        pen.text(388, 354, "2023年1月9日")

    titles, signature = ["青岚区人民政府办公室", "二〇二二年信息公开年度报告"], ["青岚区办公室", "2023年1月9日"]
    assert texts(drawn(draw)) == [*titles, FULL * 2, FULL * 2, *signature]


def numbered(form: str, bodies: Sequence[Sequence[str]]) -> bytes:
    def page(number: int, lines: Sequence[str]) -> Draw:
        def draw(pen: Pen) -> None:
            pen.lines(lines)
            pen.text(280, 800, form.format(page=number, total=len(bodies)), 10)

        return draw

    return drawn(*(page(number, lines) for number, lines in enumerate(bodies, start=1)))


@pytest.mark.parametrize("n_pages", [1, 2, 4])
@pytest.mark.parametrize(
    "form",
    [
        "{page}",
        "- {page} -",
        "—{page}—",
        "第{page}页",
        "第 {page} 页 共 {total} 页",
        "{page}/{total}",
        "共{total}页 第{page}页",
    ],
)
def test_page_numbers_are_left_out(form: str, n_pages: int) -> None:
    bodies = [[f"第{word}段。"] for word in "甲乙丙丁"[:n_pages]]
    assert texts(numbered(form, bodies)) == [line for body in bodies for line in body]


@pytest.mark.parametrize(
    "feet", [["12", "45", "7"], ["3", "5", "7"], ["1.5", "2.5", "3.5"], ["共12件", "共3件", "共8件"]]
)
def test_other_figures_at_the_foot_are_kept(feet: list[str]) -> None:
    def page(body: str, foot: str) -> Draw:
        def draw(pen: Pen) -> None:
            pen.lines([body])
            pen.text(280, 800, foot, 10)

        return draw

    bodies = ["甲。", "乙。", "丙。"]
    data = drawn(*map(page, bodies, feet))
    assert texts(data) == [text for pair in zip(bodies, feet, strict=True) for text in pair]


def test_running_heads_are_left_out() -> None:
    def page(number: int) -> Draw:
        def draw(pen: Pen) -> None:
            pen.text(80, 40, "青岚区人民政府办公室文件", 9)
            pen.lines([f"第{'甲乙丙'[number - 1]}段的内容。"])
            pen.text(80, 800, f"http://www.example.gov.cn/a.html　　　　　　　　{number}/3", 9)

        return draw

    assert texts(drawn(*map(page, (1, 2, 3)))) == [f"第{word}段的内容。" for word in "甲乙丙"]


def test_same_text_at_different_places_is_no_running_head() -> None:
    def first(pen: Pen) -> None:
        pen.lines(["无。"], y=60)

    def second(pen: Pen) -> None:
        pen.lines(["无。"], y=90)

    assert texts(drawn(first, second)) == ["无。", "无。"]


def test_overprinted_and_watermark_characters() -> None:
    def draw(pen: Pen) -> None:
        for offset in (0, 0.3, 0.6):
            pen.text(80 + offset, 100, "政府信息公开11件//ll", 22)
        pen.canvas.rotate(45)
        pen.text(500, 300, "内部资料", 40)

    assert texts(drawn(draw)) == ["政府信息公开11件//ll"]


def test_radicals_and_ligatures_are_read_as_characters() -> None:
    """Browsers name the radical that shares its glyph with a character: 门户网站 out of U+2ED4 U+2F3E."""
    cmap = b"1 beginbfrange <01> <04> [<2ED4> <2F3E> <2F2F> <FB01>] endbfrange"
    content = b"BT /F1 12 Tf 80 700 Td <01020304> Tj ET"
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R>>"
    assert texts(one_page(stream(content), stream(cmap), font=font)) == ["门户工fi"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages(rotation: int) -> None:
    def draw(pen: Pen) -> None:
        pen.canvas.setPageRotation(rotation)
        pen.text(100, 100, "甲乙丙。")
        pen.text(100, 300, "丁戊己。")

    found = texts(drawn(draw, size=landscape(A4)))
    assert sorted(found) == sorted(["甲乙丙。", "丁戊己。"])


def test_text_outside_of_the_crop_box_and_clipping_path_is_hidden() -> None:
    def draw(pen: Pen) -> None:
        pen.canvas.setCropBox((50, 50, 545, 792))
        pen.text(100, 20, "裁切线外")
        pen.text(100, 100, "正文。")
        pen.canvas.saveState()
        path = pen.canvas.beginPath()
        path.rect(100, 842 - 210, 60, 20)
        pen.canvas.clipPath(path, stroke=0)
        pen.text(100, 205, "看得见的看不见的")
        pen.canvas.restoreState()
        pen.text(100, 300, "恢复。")

    assert texts(drawn(draw)) == ["正文。", "看得见的看", "恢复。"]


def test_what_the_file_says_about_itself() -> None:
    def draw(pen: Pen) -> None:
        pen.text(80, 80, "正文。")
        pen.canvas.setTitle("青岚区2022年政府信息公开工作年度报告")
        pen.canvas.setAuthor("青岚区办公室")

    document = read_pdf(drawn(draw), "report.pdf")
    assert document.hints["title"] == "青岚区2022年政府信息公开工作年度报告"
    assert document.hints["author"] == "青岚区办公室"
    assert len(document.hints["creationdate"]) == len("2023-01-09")
    assert document.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("information", "expected"),
    [
        (b"/Title (\xfe\xff\x5e\x74\x62\xa5)", {"title": "年报"}),
        (b"/Title (\xc4\xea\xb1\xa8)", {"title": "年报"}),
        ("/Title (年报)".encode(), {"title": "年报"}),
        (b"/CreationDate (D:20230109103000+08'00')", {"creationdate": "2023-01-09"}),
        (b"/CreationDate (2023-01-09T10:30:00)", {"creationdate": "2023-01-09"}),
        (b"/CreationDate (D:20231399)", {}),
        (b"/Title ()", {}),
    ],
)
def test_document_information(information: bytes, expected: dict[str, str]) -> None:
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> >>"
    objects = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [3 0 R]>>", page]
    objects += [stream(b"BT /F1 12 Tf 80 700 Td (Report 2022) Tj ET"), FONT, b"<<" + information + b">>"]
    document = read_pdf(raw_pdf(objects, b"/Info 6 0 R"), "report.pdf")
    assert document.hints == expected


def test_large_pictures_are_counted() -> None:
    picture = ImageReader(Image.new("L", (8, 8)))

    def draw(pen: Pen) -> None:
        pen.lines(["如下表所示，详见附图，图中列出了全年办理情况的各项统计数字。"] * 2)
        pen.canvas.drawImage(picture, 80, 100, 400, 400)
        pen.canvas.drawImage(picture, 80, 600, 60, 60)

    def full(pen: Pen) -> None:
        pen.canvas.drawImage(picture, 0, 0, 595, 842)

    document = read_pdf(drawn(draw, full), "report.pdf")
    assert document.n_pictures == 2
    assert [warning.code for warning in document.warnings] == ["page_without_text"]
