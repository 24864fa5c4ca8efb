"""Blank cells: one by one, or all of a row, a column, a table."""

from __future__ import annotations

from making import Row, cells, reconciled, request_table

from gongkai.report import Finding, Form, TableValue


def blanks(values: list[TableValue], form: Form = "2019", text: str = "") -> list[Finding]:
    result = reconciled(text, values, form=form)
    return [finding for finding in result.findings if finding.kind == "blank_cell"]


def test_a_blank_cell() -> None:
    [finding] = blanks(cells({"rules.issued": 0, "rules.public_total": ""}))
    assert (finding.severity, finding.indicator, finding.values) == ("note", "rules.public_total", [1])
    assert finding.message == "表格“规章对外公开总数量”空白，应填数字，没有的填0"


def test_struck_cells_are_no_findings() -> None:
    values = cells(dict(zip(("rules.issued", "rules.repealed", "rules.in_force"), ("/", "—", "无"), strict=True)))
    assert blanks(values, "2021") == []


def test_two_blank_cells_are_two_findings() -> None:
    printed = {f"{row}.{column}": 3 for row in ("rules", "normative_documents") for column in ("issued", "published")}
    values = cells({**printed, "rules.public_total": "", "normative_documents.public_total": ""})
    assert [finding.indicator for finding in blanks(values)] == [
        "rules.public_total",
        "normative_documents.public_total",
    ]


def test_a_row_left_blank_is_one_finding() -> None:
    rows: dict[str, Row] = {"requests.received": [1, 0, 0, 0, 0, 0, 1], "requests.carried_in": [""] * 7}
    [finding] = blanks(request_table(rows))
    assert finding.indicator == "requests.carried_in"
    assert finding.values == list(range(7, 14))
    assert finding.message == "表格“上年结转政府信息公开申请数量”一行全部空白，应填数字，没有的填0"


def test_a_row_of_the_item_table() -> None:
    rules = dict.fromkeys(("rules.issued", "rules.repealed", "rules.in_force"), "")
    [finding] = blanks(cells({**rules, "licensing.decisions": "12"}), "2021")
    assert finding.message.startswith("表格“规章”一行全部空白")


def test_a_column_left_blank_is_one_finding() -> None:
    row: Row = [1, 0, 0, 0, 0, 0, ""]
    rows = {f"requests.{name}": row for name in ("granted", "partially_granted", "other")}
    [finding] = blanks(request_table({"requests.received": [1, 0, 0, 0, 0, 0, 1], **rows}))
    assert finding.indicator is None
    assert finding.values == [13, 20, 27]
    assert finding.message == "表格“总计”一列有3格空白，应填数字，没有的填0"


def test_a_table_left_blank_is_one_finding() -> None:
    rows = {name: [""] * 7 for name in ("requests.received", "requests.carried_in", "requests.carried_out")}
    [finding] = blanks([*request_table(rows), *cells({"rules.issued": 0}, table=1)])
    assert finding.values == list(range(21))
    assert finding.message == "表格“收到和处理政府信息公开申请情况”全部空白，应填数字，没有的填0"


def test_a_blank_cell_for_which_the_text_has_a_figure_is_found_once() -> None:
    values = cells({"rules.issued": "", "rules.repealed": 0, "rules.in_force": ""})
    first, second = blanks(values, "2021", "制定规章[[2件|rules.issued]]。")
    assert (first.severity, first.values) == ("doubt", [0])
    assert first.left == 2
    assert (second.severity, second.values) == ("note", [2])
