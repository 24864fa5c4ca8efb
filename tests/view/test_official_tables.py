"""The official tables rebuilt from the values of a report."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from drafting import position_of
from samples import review_report

from gongkai.forms import forms, iter_rows
from gongkai.report import Report, TableValue
from gongkai.view.items import Items
from gongkai.view.official_tables import REST, report_grids
from gongkai.view.standing import report_standings
from gongkai.view.tables_pane import Cell, Table, official_tables


def tables_of(report: Report) -> list[Table]:
    return official_tables(report, Items(report, report_standings(report)))


def cells_of(report: Report) -> list[Cell]:
    return [cell for table in tables_of(report) for row in table.rows for cell in row.cells]


@pytest.fixture(scope="module")
def report() -> Report:
    return review_report()


def test_the_rows_are_those_of_the_form_in_its_order(report: Report) -> None:
    (table,) = (table for table in forms()["2021"].tables if table.id == "requests")
    (drawn,) = (drawn for drawn in tables_of(report) if drawn.title == "收到和处理政府信息公开申请情况")
    assert [row.label for row in drawn.rows] == [row.label for row, _ in iter_rows(table.rows)]
    assert [row.depth for row in drawn.rows] == [len(above) for _, above in iter_rows(table.rows)]


def test_heads_of_a_group_of_columns(report: Report) -> None:
    (drawn,) = (drawn for drawn in tables_of(report) if drawn.top)
    assert [(head.label, head.span, head.is_leaf) for head in drawn.top] == [
        ("自然人", 1, True),
        ("法人或其他组织", 5, False),
        ("总计", 1, True),
    ]
    assert drawn.heads == ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    assert (drawn.unit, drawn.n_columns) == ("件", 7)


def test_every_value_has_one_cell(report: Report) -> None:
    drawn = [cell.item.id for cell in cells_of(report) if cell.item]
    assert sorted(drawn) == sorted(f"v{i}" for i in range(len(report.values)))


def test_figures_blanks_strokes_and_cells_that_are_missing(report: Report) -> None:
    cells = {cell.item.id: cell for cell in cells_of(report) if cell.item}
    chosen = [
        cells[f"v{position_of(report, name)}"]
        for name in ("licensing.decisions", "penalties.decisions", "coercion.decisions")
    ]
    assert [(cell.kind, cell.text) for cell in chosen] == [("figure", "20417"), ("blank", "空白"), ("struck", "/")]
    (row,) = (row for table in tables_of(report) for row in table.rows if row.label == "要求提供公开出版物")
    assert [cell.kind for cell in row.cells] == ["missing"] * 7


def test_without_the_form_s_own_rows_only_those_of_the_report_are_left(report: Report) -> None:
    labels = [line.label for grid in report_grids(report) for line in grid.lines]
    assert "重复申请" in labels
    assert "要求提供公开出版物" not in labels


def test_what_the_form_has_no_place_for_is_listed(report: Report) -> None:
    first = report.values[0]
    odd = [first, first.model_copy(), first.model_copy(update={"indicator": "no.such", "applicant": "nobody"})]
    more = report.model_copy(update={"values": [*report.values, *odd[1:]]})
    last = tables_of(more)[-1]
    assert (last.title, [row.label for row in last.rows]) == (REST, ["规章本年制发件数", "no.such（nobody）"])


@pytest.mark.parametrize("form", ["2014", None])
def test_forms_of_one_column(form: str | None, make_report: Callable[..., Report]) -> None:
    report = make_report("1")
    received = report.values[0].model_copy(update={"indicator": "requests.received", "unit": "件", "value": Decimal(7)})
    report = report.model_copy(update={"values": [received], "meta": report.meta.model_copy(update={"form": form})})
    assert [cell.text for cell in cells_of(report) if cell.kind == "figure"] == ["7"]
    assert REST not in [table.title for table in tables_of(report)]


@pytest.mark.parametrize(
    ("raw", "value", "unit", "shown"),
    [
        ("286.4015", "286.4015", "万元", ""),
        ("2,864万元", "2864", "万元", ""),
        ("１２", "12", "万元", ""),
        ("１，２８６", "1286", "万元", ""),
        ("22（其中修订16件）", "22", "万元", "22（其中修订16件）"),
        ("286.4015", "2864015", "元", "286.4015"),
        ("", None, None, ""),
    ],
)
def test_the_cell_as_printed_is_shown_where_it_says_more(
    raw: str, value: str | None, unit: str | None, shown: str, make_report: Callable[..., Report]
) -> None:
    report = make_report("1")
    fee = report.values[0].model_copy(update={"raw": raw, "value": value and Decimal(value), "unit": unit})
    (cell,) = (cell for cell in cells_of(report.model_copy(update={"values": [fee]})) if cell.item)
    assert cell.raw == shown


def test_an_amount_without_a_unit_says_so(make_report: Callable[..., Report]) -> None:
    report = make_report("7")
    fee: TableValue = report.values[0].model_copy(update={"unit": None})
    (cell,) = (cell for cell in cells_of(report.model_copy(update={"values": [fee]})) if cell.item)
    assert cell.unit == "单位未注明"
