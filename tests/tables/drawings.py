"""Small tables drawn as text, and what was read from them in a form that is easy to compare.

A drawing has a line for each row and `|` between the cells. `<` is a cell merged with the one to its left, `^` one
merged with the one above:

    申请人情况 | 自然人 | 法人或其他组织 | <    | 总计
    ^          | ^      | 商业企业       | 其他 | ^
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.document import Document, DocumentBuilder, GridCell
from gongkai.forms import vocabulary
from gongkai.readers import open_document
from gongkai.tables import TableReading, read_tables
from gongkai.tables.state import RowRead
from gongkai.tables.tokens import Source, Token, TokenKind

APPLICANTS = ["natural_person", "business", "research", "nonprofit", "legal_service", "other_organization", "total"]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]

REQUESTS = "三、收到和处理政府信息公开申请情况"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
STATISTICS = "政府信息公开情况统计表"

REQUEST_COLUMNS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
REQUEST_HEADER = f"申请人情况 | {REQUEST_COLUMNS}"
RESULT_COLUMNS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"


def row(label: str, *cells: object) -> str:
    """One row of a drawing."""
    return " | ".join([label, *map(str, cells)])


def drawn(*blocks: str) -> Document:
    """A document of real tables (blocks with bars) and paragraphs (blocks without)."""
    builder = DocumentBuilder()
    for block in blocks:
        if "|" in block:
            builder.add_table(list(_grid_cells(block)))
        else:
            builder.add_paragraph(block)
    return builder.build(name="drawn", media_type="text/html", data=b"")


def read_drawn(*blocks: str, year: int | None = None) -> TableReading:
    return read_tables(drawn(*blocks)).of_year(year)


def read_lines(text: str, year: int | None = None) -> TableReading:
    """What is read from plain text, in which tables are flattened."""
    return read_tables(open_document(f"{text}\n")).of_year(year)


def rows_in(source: Document | str) -> list[RowRead]:
    """The rows before they become values: the stage to look at for columns and places."""
    return read_tables(open_document(f"{source}\n") if isinstance(source, str) else source).rows


def pieces(*texts: str) -> list[Token]:
    """Cells or lines as the lexer gets them, one behind the other."""
    source = Source(0, has_rows=False, has_columns=False, keeps_blanks=False)
    starts = [sum(len(text) + 1 for text in texts[:position]) for position in range(len(texts))]
    return [
        Token(TokenKind.TEXT, text, start, start + len(text), source) for text, start in zip(texts, starts, strict=True)
    ]


def shown(tokens: Sequence[Token]) -> list[str]:
    """The kind and the text of each token: `label 规章`, `beginning 本年新`, `value 3`, `blank`."""
    kinds = ["beginning" if token.match.partial else token.kind.value for token in tokens]
    return [f"{kind} {token.text.strip()}".strip() for kind, token in zip(kinds, tokens, strict=True)]


def figures(reading: TableReading) -> dict[str, object]:
    """The values by indicator (`indicator@applicant` in the request table)."""
    return {v.indicator + (f"@{v.applicant}" if v.applicant else ""): v.value for v in reading.values}


def request(reading: TableReading, indicator: str) -> list[object]:
    """A row of the request table, in the order of the official columns; empty if it has no values at all."""
    found = figures(reading)
    return [found[f"{indicator}@{a}"] for a in APPLICANTS if f"{indicator}@{a}" in found]


def dispute(reading: TableReading, kind: str) -> list[object]:
    """The five results of one kind of case; empty if there are none."""
    found = figures(reading)
    return [found[f"{kind}.{result}"] for result in RESULTS if f"{kind}.{result}" in found]


def codes(reading: TableReading) -> list[str]:
    return [warning.code for warning in reading.warnings]


def indicators() -> frozenset[str]:
    return frozenset(vocabulary().indicators)


def _grid_cells(drawing: str) -> Iterator[GridCell]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text not in ("<", "^"):
                colspan = _run(cells[column + 1 :], "<")
                rowspan = _run([below[column] for below in rows[row + 1 :] if column < len(below)], "^")
                yield GridCell(text, row, column, rowspan, colspan)


def _run(cells: Sequence[str], mark: str) -> int:
    """1 for the cell itself and 1 for each cell merged with it."""
    return next((length for length, cell in enumerate(cells) if cell != mark), len(cells)) + 1
