"""Sample PDFs made in memory: drawn by a `Pen`, set by reportlab's tables, or written object by object."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate

from gongkai.document import Cell, Document, Table
from gongkai.errors import UnreadableInput
from gongkai.readers.pdf import read_pdf

LEFT, TOP = 80.0, 80.0  # of the first line of text
LINE = 24.0  # distance of lines of 12 points
INDENT = "　　"
MAX_SECONDS = 5.0  # for reading any sample; most take a hundredth


@cache
def chinese_font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


class Pen:
    """Draws on one page, y growing downwards from the upper edge."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self.height = canvas, height

    def text(self, x: float, y: float, text: str, size: float = 12, font: str | None = None) -> None:
        """`y` is the baseline."""
        self.canvas.setFont(font or chinese_font(), size)
        self.canvas.drawString(x, self.height - y, text)

    def lines(self, texts: Iterable[str], x: float = LEFT, y: float = TOP, pitch: float = LINE) -> None:
        for index, text in enumerate(texts):
            self.text(x, y + index * pitch, text)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, *, fill: float | None = None, stroke: bool = True
    ) -> None:
        """A rectangle; `fill` is a grey from 0 to 1."""
        if fill is not None:
            self.canvas.setFillGray(fill)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=int(stroke), fill=int(fill is not None))
        self.canvas.setFillGray(0)

    def grid(self, rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float], size: float = 10) -> None:
        """Texts in the middle of the cells between the lines `xs` and `ys`; a line break starts a new line."""
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            for text, left, right in zip(row, xs, xs[1:], strict=False):
                self.cell_text(text, left, top, right, bottom, size)

    def cell_text(self, text: str, left: float, top: float, right: float, bottom: float, size: float = 10) -> None:
        lines = text.split("\n")
        first = (top + bottom) / 2 - len(lines) * 1.3 * size / 2 + size
        for index, line in enumerate(lines):
            width = pdfmetrics.stringWidth(line, chinese_font(), size)
            self.text((left + right - width) / 2, first + index * 1.3 * size, line, size)

    def ruled(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)


Draw = Callable[[Pen], None]


def drawn(*pages: Draw, size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF of a page for each function; `options` are those of `Canvas`."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, **options)
    for draw in pages:
        draw(Pen(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_pages(*pages: Sequence[str]) -> bytes:
    """A PDF with the lines of each page under each other."""
    return drawn(*(lambda pen, lines=lines: pen.lines(lines) for lines in pages))


def table_report(
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    repeat: int = 0,
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
    footer: str = "— {page} —",
) -> bytes:
    """A ruled table between paragraphs, broken across pages by reportlab, with page numbers.

    `spans` are pairs of the first and the last cell, each column and row; `repeat` is the number of header rows.
    """
    body = ParagraphStyle("body", fontName=chinese_font(), fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    cell = ParagraphStyle("cell", fontName=chinese_font(), fontSize=9, leading=12, wordWrap="CJK")
    content = [[Paragraph(text.replace("\n", "<br/>"), cell) for text in row] for row in rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), *(("SPAN", *span) for span in spans)]
    story: list[Flowable] = [Paragraph(text, body) for text in before]
    story.append(LongTable(content, colWidths=list(widths), repeatRows=repeat, style=style))
    story += [Paragraph(text, body) for text in after]

    def number(canvas: Canvas, _: object) -> None:
        canvas.setFont(chinese_font(), 10)
        canvas.drawCentredString(A4[0] / 2, 40, footer.format(page=canvas.getPageNumber()))

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story, onFirstPage=number, onLaterPages=number)
    return buffer.getvalue()


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of the objects 1, 2, …; the first is the catalogue."""
    parts, offsets = [b"%PDF-1.7\n"], []
    for number, content in enumerate(objects, start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, entries))
    parts.append(b"trailer\n<</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return b"".join(parts)


def stream(data: bytes, attributes: bytes = b"", *, compress: bool = True) -> bytes:
    """The content of a stream object."""
    packed = zlib.compress(data, 9) if compress else data
    filters = b"/Filter /FlateDecode " if compress else b""
    return b"<<%b%b/Length %d>>\nstream\n%b\nendstream" % (filters, attributes, len(packed), packed)


FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"


def one_page(content: bytes, *others: bytes, font: bytes = FONT, resources: bytes = b"") -> bytes:
    """A PDF of one page with a raw content stream object; it is object 4, the font F1 is object 5, `others` follow."""
    page = (
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources <</Font <</F1 5 0 R>> %b>> >>" % resources
    )
    catalogue, tree = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [3 0 R]>>"
    return raw_pdf([catalogue, tree, page, content, font, *others])


# Text in the font F1 of `one_page`: plain, and as codes of two bytes for `identity_font`.
SHOW = b"BT /F1 12 Tf 80 700 Td (Annual report) Tj ET"
CODES = stream(b"BT /F1 12 Tf 80 700 Td <000100020003000400050006> Tj ET")


def identity_font(to_unicode: bytes = b"") -> bytes:
    """A composed font whose codes mean nothing but by a ToUnicode map."""
    descendant = (
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)>>>>"
    )
    return b"<</Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [%b] %b>>" % (
        descendant,
        to_unicode,
    )


def refused(data: bytes) -> UnreadableInput:
    """What reading these bytes raises, and that it does so soon."""
    start = time.perf_counter()
    with pytest.raises(UnreadableInput) as caught:
        read_pdf(data, "report.pdf")
    assert time.perf_counter() - start < MAX_SECONDS
    assert str(caught.value).startswith("report.pdf: ")
    return caught.value


def outline(document: Document) -> list[str]:
    """The blocks as lines: paragraphs, and rows of tables with `[rows x columns]` behind merged cells."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.extend("| " + " | ".join(map(_shown, row)) for row in block.rows())
        else:
            lines.append(block.text)
    return lines


def _shown(cell: Cell) -> str:
    merged = f" [{cell.rowspan}x{cell.colspan}]" if cell.rowspan * cell.colspan > 1 else ""
    return cell.text.replace("\n", "⏎") + merged
