"""HTML: spans, plain grids, Word's export, everything in one table, and the carelessness of real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from .layout import Layout
from .printed import Heading, PrintedCell, PrintedReport, PrintedTable

TableWriter = Callable[[PrintedTable], str]

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>
<body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/gk/">政务公开</a> &gt; <a href="/gk/nb/">年度报告</a></div>
<h1>{title}</h1>
{body}
<div class="footer">版权所有 网站标识码0000000000</div>
</body></html>
"""


def text_of(cell: PrintedCell) -> str:
    return escape(cell.text).replace("\n", "<br>")


def spans(cell: PrintedCell) -> str:
    rowspan = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return rowspan + colspan


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in rows)


def spanned(table: PrintedTable) -> str:
    rows = ([f"<td{spans(cell)}>{text_of(cell)}</td>" for cell in row] for row in table.rows())
    return f'<table border="1">\n{_rows(rows)}</table>'


def grid_with_blanks(table: PrintedTable) -> str:
    """No spans: merged text stands at the first place that its cell covers."""

    def cell_at(cell: PrintedCell | None, row: int, column: int) -> str:
        is_origin = cell is not None and (cell.row, cell.column) == (row, column)
        return f"<td>{text_of(cell) if cell and is_origin else ''}</td>"

    return _grid(table, cell_at)


def grid_with_repeats(table: PrintedTable) -> str:
    """No spans: merged text stands at every place that its cell covers."""
    return _grid(table, lambda cell, row, column: f"<td>{text_of(cell) if cell else ''}</td>")


def _grid(table: PrintedTable, cell_at: Callable[[PrintedCell | None, int, int], str]) -> str:
    rows = ([cell_at(cell, row, column) for column, cell in enumerate(places)] for row, places in enumerate(table.grid))
    return f"<table>\n{_rows(rows)}</table>"


def unclosed(table: PrintedTable) -> str:
    """Old hand-made pages: no end tags of rows and cells, upper case, spans without quotes, header cells as `th`."""
    rows = []
    for row in table.rows():
        cells = (
            f"<{'TH' if cell.is_header else 'TD'}{spans(cell).replace(chr(34), '')}>&nbsp;{text_of(cell)}\n"
            for cell in row
        )
        rows.append("<TR>\n" + "".join(cells))
    return f"<TABLE border=1>\n<TBODY>{''.join(rows)}</TABLE>"


def _body(report: PrintedReport, table: TableWriter) -> str:
    parts = []
    for block in report.blocks:
        if isinstance(block, PrintedTable):
            parts.append(table(block))
        elif isinstance(block, Heading):
            parts.append(f"<p><strong>{escape(block.text)}</strong></p>")
        else:
            parts.append(f"<p>　　{escape(block.text)}</p>")
    return "\n".join(parts)


def page(table: TableWriter) -> Callable[[PrintedReport], bytes]:
    return lambda report: PAGE.format(title=escape(report.title), body=_body(report, table)).encode()


def one_table(report: PrintedReport) -> bytes:
    """All tables, and the headings between them, in one table whose rows are as wide as they happen to be."""
    first = next(place for place, block in enumerate(report.blocks) if isinstance(block, PrintedTable))
    parts: list[PrintedTable] = []
    after: list[str] = []
    for block in report.blocks[first:]:
        if isinstance(block, PrintedTable):
            parts += [*(_row_of(text) for text in after), block]
            after = []
        else:
            after.append(block.text)
    width = max(table.n_columns for table in parts)
    rows = [[f"<td{spans(cell)}>{text_of(cell)}</td>" for cell in row] for part in parts for row in part.rows()]
    before = _body(PrintedReport(report.title, report.blocks[:first], {}), spanned)
    rest = "".join(f"<p>{escape(text)}</p>\n" for text in after)
    body = f'{before}\n<table border="1" cols="{width}">\n{_rows(rows)}</table>\n{rest}'
    return PAGE.format(title=escape(report.title), body=body).encode()


def _row_of(text: str) -> PrintedTable:
    return PrintedTable((PrintedCell(text, 0, 0),))


def nested(report: PrintedReport) -> bytes:
    """The whole page inside a table that only arranges it, as on old sites."""
    body = _body(report, spanned)
    frame = f'<table width="100%"><tr><td width="180">栏目导航<br>机构概况<br>年度报告</td><td>{body}</td></tr></table>'
    return PAGE.format(title=escape(report.title), body=frame).encode()


MARKUP_LAYOUTS = (
    Layout("html_spans", ".html", page(spanned)),
    Layout("html_grid_with_blanks", ".html", page(grid_with_blanks)),
    Layout("html_grid_with_repeats", ".html", page(grid_with_repeats)),
    Layout("html_unclosed", ".html", page(unclosed)),
    Layout("html_one_table", ".html", one_table),
    Layout("html_nested", ".html", nested),
)
