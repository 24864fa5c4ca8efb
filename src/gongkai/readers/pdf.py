"""PDF files to `Document`, by pdfplumber and in stages, each a module of pure functions.

    pdf_budget, pdf_bounded, pdf_open   opening a file that may be hostile
    pdf_page                            what is printed on a page: characters, rules, pictures
    pdf_lines                           characters to lines
    pdf_grid, pdf_cells, pdf_tables     rules to tables
    pdf_furniture                       page numbers and running heads
    pdf_columns                         tables without vertical rules
    pdf_stitch                          tables across pages
    pdf_paragraphs                      lines to paragraphs

`pdf_model` holds what they pass to each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.document import Document, DocumentBuilder, GridCell
from gongkai.errors import UnreadableInput
from gongkai.readers.pdf_columns import find_bands, is_row, with_columns
from gongkai.readers.pdf_furniture import Sheet, without_furniture
from gongkai.readers.pdf_lines import lines_of
from gongkai.readers.pdf_model import Line, PageBlock, PageContent, PageTable
from gongkai.readers.pdf_open import PdfFile, open_pdf
from gongkai.readers.pdf_page import UNREADABLE
from gongkai.readers.pdf_paragraphs import TextFrame, paragraphs, text_frame
from gongkai.readers.pdf_stitch import stitched, with_overflow
from gongkai.readers.pdf_tables import find_tables

MEDIA_TYPE = "application/pdf"
# Shares of characters that cannot be read: from the first the user is told, from the second there is nothing to read.
_SOME_UNREADABLE, _MOST_UNREADABLE = 0.01, 0.5
# A stamp, a page number or a watermark that software printed on a scan is no text layer.
_SCAN_CHARACTERS = 30
# Share of the page height that text may fill at least, where no page is full: margins are an eighth or less.
_LEAST_BOTTOM = 0.8

_USE_OCR = "Recognise its text first, for example with `ocrmypdf -l chi_sim`, or use the web page of the report."
_CONTINUED = re.compile(r"[（(]?(?:续\s*表|表?\s*续|接上[页表])\s*[\d一二三四]*[）)]?")


def read_pdf(data: bytes, name: str) -> Document:
    """Paragraphs and tables of a PDF, without page numbers and running heads, tables whole across pages.

    Raises:
        UnreadableInput: the file is damaged, encrypted, scanned, too large or too complex.
    """
    file = open_pdf(data, name)
    _refuse_pictures(file, name)
    sheets = without_furniture([_sheet(page) for page in file.pages])
    flow = _flow(_with_columns(sheets, file.pages))
    builder = DocumentBuilder()
    _add_blocks(builder, flow, _frames(sheets))
    if builder.is_empty:
        raise _scanned(name)
    builder.hints.update(file.hints)
    builder.n_pictures = sum(page.n_pictures for page in file.pages)
    _warn(builder, file)
    return builder.build(name=name, media_type=MEDIA_TYPE, data=data)


def _characters(pages: Iterable[PageContent]) -> str:
    return "".join(glyph.text for page in pages for glyph in page.glyphs).replace(" ", "")


def _refuse_pictures(file: PdfFile, name: str) -> None:
    """
    Raises:
        UnreadableInput: `scanned` where the pages are pictures, `damaged` where the characters are codes of no meaning.
    """
    text = _characters(file.pages)
    n_unreadable = text.count(UNREADABLE)
    if n_unreadable > _MOST_UNREADABLE * len(text):
        problem = "the fonts of the PDF do not say which characters they print"
        raise UnreadableInput(name, "damaged", problem, _USE_OCR)
    n_pictures = sum(page.n_pictures for page in file.pages)
    if not text or (n_pictures >= len(file.pages) and len(text) < _SCAN_CHARACTERS * len(file.pages)):
        raise _scanned(name)


def _scanned(name: str) -> UnreadableInput:
    return UnreadableInput(name, "scanned", "the pages of the PDF are pictures without text", _USE_OCR)


def _sheet(page: PageContent) -> Sheet:
    """The tables and lines of a page in the order of their upper edges, lines in the order of their baselines."""
    tables, outside = find_tables(page)
    lines = [replace(line, page=page.number) for line in lines_of(outside)]
    blocks: list[PageBlock] = [*tables, *lines]
    blocks.sort(key=lambda block: (block.box.top, block.box.x0))
    return Sheet(page.number, page.width, page.height, tuple(blocks))


def _with_columns(sheets: Sequence[Sheet], pages: Sequence[PageContent]) -> list[Sheet]:
    ends = [False, *(bool(sheet.blocks) and is_row(sheet.blocks[-1]) for sheet in sheets)]
    begins = [*(bool(sheet.blocks) and is_row(sheet.blocks[0]) for sheet in sheets), False]
    rebuilt = []
    for index, (sheet, page) in enumerate(zip(sheets, pages, strict=True)):
        tables = [block for block in sheet.blocks if isinstance(block, PageTable)]
        bands = find_bands(page.rules, tables)
        blocks = with_columns(sheet.blocks, bands, page.number, is_part=(ends[index], begins[index + 1]))
        rebuilt.append(replace(sheet, blocks=tuple(blocks)))
    return rebuilt


def _flow(sheets: Sequence[Sheet]) -> list[PageBlock]:
    """The blocks of all pages in reading order, tables joined where a page cut them."""
    bottoms: dict[float, float] = {}
    for sheet in sheets:
        lowest = bottoms.get(sheet.height, _LEAST_BOTTOM * sheet.height)
        bottoms[sheet.height] = max([lowest, *(block.box.bottom for block in sheet.blocks)])
    flow: list[PageBlock] = []
    page_bottom = 0.0
    for sheet in sheets:
        _append(flow, _with_overflow(sheet.blocks), page_bottom)
        page_bottom = bottoms[sheet.height]
    return [part for block in flow for part in _unboxed(block)]


def _append(flow: list[PageBlock], blocks: Sequence[PageBlock], page_bottom: float) -> None:
    """Adds the blocks of the next page; `page_bottom` is how far down the text of the pages before goes."""
    begin = 1 if len(blocks) > 1 and isinstance(blocks[0], Line) and _CONTINUED.fullmatch(blocks[0].text) else 0
    if flow and blocks and isinstance(flow[-1], PageTable):
        first = blocks[begin]
        if isinstance(first, PageTable) and (whole := stitched(flow[-1], first, page_bottom)):
            flow[-1] = whole
            blocks = blocks[begin + 1 :]
    flow.extend(blocks)


def _with_overflow(blocks: tuple[PageBlock, ...]) -> tuple[PageBlock, ...]:
    """The blocks of a page, a last line that belongs into the table above it put there."""
    if len(blocks) > 1:
        table, line = blocks[-2:]
        if isinstance(table, PageTable) and isinstance(line, Line) and (whole := with_overflow(table, line)):
            return (*blocks[:-2], whole)
    return blocks


def _unboxed(block: PageBlock) -> Sequence[PageBlock]:
    """A table of a single cell as the lines in it: it is text with a frame."""
    return block.lines if isinstance(block, PageTable) and len(block.cells) == 1 else (block,)


def _frames(sheets: Sequence[Sheet]) -> dict[int, TextFrame]:
    """Where the text stands on each page, measured over all pages of the same width."""
    lines: dict[float, list[Line]] = defaultdict(list)
    for sheet in sheets:
        lines[sheet.width].extend(block for block in sheet.blocks if isinstance(block, Line))
    frames = {width: text_frame(group, width) for width, group in lines.items() if group}
    return {sheet.number: frames[sheet.width] for sheet in sheets if sheet.width in frames}


def _add_blocks(builder: DocumentBuilder, flow: Sequence[PageBlock], frames: Mapping[int, TextFrame]) -> None:
    for _, group in groupby(flow, key=lambda block: isinstance(block, PageTable)):
        blocks = list(group)
        for text in paragraphs((block for block in blocks if isinstance(block, Line)), frames):
            builder.add_paragraph(text)
        for table in blocks:
            if isinstance(table, PageTable):
                builder.add_table(_grid_cells(table), table.page)


def _grid_cells(table: PageTable) -> Iterator[GridCell]:
    return (GridCell(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells)


def _warn(builder: DocumentBuilder, file: PdfFile) -> None:
    text = _characters(file.pages)
    n_unreadable = text.count(UNREADABLE)
    if n_unreadable > _SOME_UNREADABLE * len(text):
        builder.add_warning("unreadable_characters", f"{n_unreadable} of {len(text)} characters cannot be read")
    if file.n_damaged_streams:
        builder.add_warning("damaged_stream", "parts of the PDF are damaged; text may be missing")
    pictures = [str(page.number) for page in file.pages if page.n_pictures and not _characters([page])]
    if pictures:
        builder.add_warning("page_without_text", f"pages that are pictures were not read: {', '.join(pictures)}")
