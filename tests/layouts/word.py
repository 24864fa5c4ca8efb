"""Word: DOCX with merges, as a plain grid, with nested tables; and the HTML that Word saves."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .layout import Layout
from .markup import spans
from .printed import Heading, PrintedCell, PrintedReport, PrintedTable

TableXml = Callable[[PrintedTable], str]


def _paragraphs(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))


def _wrapped(rows: str, n_columns: int) -> str:
    grid = '<w:gridCol w:w="700"/>' * n_columns
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def merged(table: PrintedTable) -> str:
    """Columns merged by `gridSpan`, rows by `vMerge`: each row has a blank cell where one from above goes on."""
    origins = {(cell.row, cell.column) for cell in table.cells}

    def cell_xml(cell: PrintedCell) -> str:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        goes_on = (cell.row, cell.column) not in origins
        merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraphs(cell.text)}</w:tc>"

    rows = (f"<w:tr>{''.join(map(cell_xml, row))}</w:tr>" for row in table.rows_with_continuations())
    return _wrapped("".join(rows), table.n_columns)


def plain_grid(table: PrintedTable) -> str:
    """No merges: merged text stands at the first place that its cell covers."""
    rows = []
    for row, places in enumerate(table.grid):
        cells = (
            cell.text if cell and (cell.row, cell.column) == (row, column) else "" for column, cell in enumerate(places)
        )
        rows.append("".join(f"<w:tc><w:tcPr/>{_paragraphs(text)}</w:tc>" for text in cells))
    return _wrapped("".join(f"<w:tr>{row}</w:tr>" for row in rows), table.n_columns)


def framed(table: PrintedTable) -> str:
    """The table inside the only cell of another one."""
    return _wrapped(f"<w:tr><w:tc><w:tcPr/>{merged(table)}<w:p/></w:tc></w:tr>", 1)


def docx_with(table_xml: TableXml) -> Callable[[PrintedReport], bytes]:
    def write(report: PrintedReport) -> bytes:
        document = docx.Document()
        document.add_heading(report.title, 0)
        end = document.element.body.sectPr
        for block in report.blocks:
            if isinstance(block, PrintedTable):
                end.addprevious(parse_xml(table_xml(block)))
            elif isinstance(block, Heading):
                document.add_heading(block.text, 1)
            else:
                document.add_paragraph(block.text)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return write


WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 15">
<title>{title}</title><style><!-- p.MsoNormal {{mso-style-parent:""; font-size:10.5pt;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{title}<o:p></o:p></span></b></p>
{body}
</div></body></html>
"""
BLANK = "<span lang=EN-US><o:p>&nbsp;</o:p></span>"


def _mso(text: str) -> str:
    """Runs as Word writes them: Latin characters in a span of their own, a paragraph a line, `o:p` at the end."""
    lines = []
    for line in text.split("\n"):
        run = (
            f"<span lang=EN-US>{line}</span>"
            if line.isascii()
            else f"<span style='font-family:仿宋'>{escape(line)}</span>"
        )
        lines.append(f"<p class=MsoNormal align=center>{run if line else BLANK}<o:p></o:p></p>")
    return "\n".join(lines)


def _mso_table(table: PrintedTable) -> str:
    rows = []
    for row in table.rows():
        cells = (
            f"<td width=60{spans(cell)} valign=top style='border:solid 1.0pt'>{_mso(cell.text)}</td>" for cell in row
        )
        rows.append(f"<tr style='mso-yfti-irow:1'>{''.join(cells)}</tr>")
    return f"<table class=MsoNormalTable border=1 cellspacing=0>{chr(10).join(rows)}</table>"


def word_html(report: PrintedReport) -> bytes:
    """Saved by Word as a web page, in the encoding that it calls gb2312 and that is GBK."""
    parts = [_mso_table(block) if isinstance(block, PrintedTable) else _mso(block.text) for block in report.blocks]
    text = WORD_PAGE.format(title=escape(report.title), body="\n".join(parts))
    return text.encode("gbk", errors="xmlcharrefreplace")


WORD_LAYOUTS = (
    Layout("html_word", ".html", word_html),
    Layout("docx_merged", ".docx", docx_with(merged)),
    Layout("docx_plain_grid", ".docx", docx_with(plain_grid)),
    Layout("docx_nested", ".docx", docx_with(framed)),
)
