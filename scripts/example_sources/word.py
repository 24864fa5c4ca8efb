"""Word files: one with true merged cells, one with a nested table, tracked changes and a text box.

Both are reproducible byte by byte with the same versions of the libraries: properties and archive carry a fixed date.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from example_sources.source import HERE, Line, Source
from example_sources.tables import PrintedTable
from example_sources.wording import worded_blocks
from gongkai.document import GridCell

FONT = "Noto Serif CJK SC"  # embedded by LibreOffice when it prints; Word falls back to the reader's own
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)
_REVISION = {"w:id": "7", "w:author": "office", "w:date": "2016-02-25T09:00:00Z"}


def merged_cells(source: Source) -> bytes:
    """gridSpan and vMerge as Word writes them; the header rows repeat on every page that a table runs over."""
    document = _new_document(source)
    for block in worded_blocks(source):
        if isinstance(block, Line):
            _add_line(document.add_paragraph(), block)
        else:
            _fill(document.add_table(block.n_rows, block.n_columns, style="Table Grid"), block)
    return _saved(document)


def nested_and_tracked(source: Source) -> bytes:
    """Tables inside a borderless layout table; cells and paragraphs corrected with tracking on; a floating text box."""
    document = _new_document(source)
    box = (HERE / "templates" / "textbox.xml").read_text(encoding="utf-8").format(text=source.page["text_box"])
    for block in worded_blocks(source):
        if isinstance(block, Line):
            _add_line(document.add_paragraph(), block, _earlier(source.tracked["paragraphs"], block.text))
        else:
            outer = document.add_table(1, 1).cell(0, 0)
            outer.paragraphs[0].add_run(source.page["caption"])
            nested = outer.add_table(block.n_rows, block.n_columns)
            nested.style = "Table Grid"
            _fill(nested, block, {row[-1]: _earlier(source.tracked["cells"], row[0].text) for row in block.rows()})
    document.paragraphs[0].insert_paragraph_before()._p.append(parse_xml(box))
    return _saved(document)


def _earlier(tracked: Mapping[str, str], text: str) -> str | None:
    """What stood in a place before it was corrected; the key of a correction is a part of the text or of its label."""
    return next((old for part, old in tracked.items() if part in text), None)


def _new_document(source: Source) -> DocxDocument:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    font = document.styles["Normal"].font
    font.name, font.size = FONT, Pt(10.5)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    properties = document.core_properties
    properties.title, properties.author = source.meta["title"], source.meta["issuer"]
    properties.created = properties.modified = datetime.datetime.fromisoformat(source.meta["published"])
    return document


def _add_line(paragraph: Paragraph, line: Line, replaced: str | None = None) -> None:
    if line.kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.kind == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.paragraph_format.first_line_indent = Cm(0.74)
    _write(paragraph, line.text, replaced)
    for run in paragraph.runs:
        run.bold = line.kind in ("title", "heading")
        run.font.size = Pt(16) if line.kind == "title" else None


def _fill(target: Any, table: PrintedTable, replaced: Mapping[GridCell, str | None] = MappingProxyType({})) -> None:
    for cell in table.cells:
        last = target.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        merged = target.cell(cell.row, cell.column).merge(last)
        _write(merged.paragraphs[0], cell.text, replaced.get(cell))
    _set_widths(target, table)
    for row in target.rows[: table.header_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_widths(target: Any, table: PrintedTable) -> None:
    """Label columns wide, figure columns narrow, by the longest text that stands in one column alone (in characters,
    a Chinese one being twice as wide as a digit): Word and LibreOffice take the widths from the grid."""
    longest = [max((len(cell.text) for cell in _single(table, i)), default=1) for i in range(table.n_columns)]
    shares = [min(max(length, 4), 12) for length in longest]
    for grid_column, share in zip(target.columns, shares, strict=True):
        grid_column.width = Cm(16.6 * share / sum(shares))


def _single(table: PrintedTable, column: int) -> list[GridCell]:
    return [cell for cell in table.cells if cell.column == column and cell.colspan == 1]


def _write(paragraph: Paragraph, text: str, replaced: str | None) -> None:
    """One run, or a deletion of `replaced` and an insertion of `text` in its place."""
    if replaced is None:
        paragraph.add_run(text)
        return
    for tag, content_tag, content in (("w:del", "w:delText", replaced), ("w:ins", "w:t", text)):
        revision = OxmlElement(tag, attrs={qn(key): value for key, value in _REVISION.items()})
        run = OxmlElement("w:r")
        run_text = OxmlElement(content_tag)
        run_text.text = content
        run.append(run_text)
        revision.append(run)
        paragraph._p.append(revision)


def _saved(document: DocxDocument) -> bytes:
    """The archive with one date on all of its parts."""
    first, second = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return second.getvalue()
