"""PDF files: a Word file printed by LibreOffice, and one set by a program in a font that is not embedded."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer

from example_sources.source import Line, Source
from example_sources.tables import PrintedTable
from example_sources.word import merged_cells
from example_sources.wording import worded_blocks

_FONT = "STSong-Light"  # one of the Chinese fonts that every PDF reader must know
_PRINT_SECONDS = 120  # LibreOffice needs about 10 on one core, more at its first start
_BASE = ParagraphStyle("text", fontName=_FONT, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName=_FONT, fontSize=9.5, leading=13, wordWrap="CJK")
_STYLES = {
    "title": ParagraphStyle("title", _BASE, fontSize=16, leading=26, firstLineIndent=0, alignment=TA_CENTER),
    "heading": ParagraphStyle("heading", _BASE, fontSize=12, leading=20),
    "text": _BASE,
    "right": ParagraphStyle("right", _BASE, alignment=TA_RIGHT),
}


def printed_from_word(source: Source) -> bytes:
    """`merged_cells` through LibreOffice (`soffice` on the path). Not reproducible byte by byte."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "report.docx")
        document.write_bytes(merged_cells(source))
        profile = Path(folder, "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, document], check=True, timeout=_PRINT_SECONDS, stdout=subprocess.DEVNULL
        )
        return document.with_suffix(".pdf").read_bytes()


def set_by_program(source: Source) -> bytes:
    """Flowing text and ruled tables without repeated headers, with page numbers; reproducible byte by byte."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        document = SimpleDocTemplate(file.name, pagesize=A4, title=source.meta["title"], invariant=1)
        document.build(list(_flowables(source)), onFirstPage=_page_number, onLaterPages=_page_number)
        return Path(file.name).read_bytes()


def _flowables(source: Source) -> Iterator[Flowable]:
    for block in worded_blocks(source):
        if isinstance(block, Line):
            yield Paragraph(block.text, _STYLES[block.kind])
        else:
            yield Spacer(1, 6)
            yield _ruled_table(block)


def _ruled_table(table: PrintedTable) -> LongTable:
    content: list[list[Paragraph | str]] = [[""] * table.n_columns for _ in range(table.n_rows)]
    style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    for cell in table.cells:
        content[cell.row][cell.column] = Paragraph(cell.text, _CELL)
        corner = (cell.column + cell.colspan - 1, cell.row + cell.rowspan - 1)
        style.append(("SPAN", (cell.column, cell.row), corner))
    widths = [11 * cm] + [5 * cm / (table.n_columns - 1)] * (table.n_columns - 1)
    return LongTable(content, colWidths=widths, style=style, repeatRows=0)


def _page_number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 1.2 * cm, f"— {document.page} —")
