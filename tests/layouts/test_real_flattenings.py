"""The five flattenings print the five real reports' tables line by line as their files have them.

Only the labels in which a report departs from the official form are written down here; the files stay outside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from .flattened import bar_after_cell, bars_for_merged, indented_lines, report_lines, row_a_line, tab_before_cell
from .form_modifiers import this_year_items
from .label_modifiers import TO_HALF_WIDTH
from .official_forms import FORM_2014, FORM_2019, FORM_2021
from .printed import PrintedCell, PrintedReport, PrintedTable, stack
from .printing import dispute_tables, item_table, request_table, statistics_table

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside this checkout")

SECTIONS = ("二、主动公开政府信息", "三、收到和处理政府信息公开申请", "四、政府信息公开行政复议、行政诉讼")


def tables_2019(*, stretch: bool, local: bool = False) -> list[PrintedTable]:
    assert FORM_2019.requests
    assert FORM_2019.disputes
    items = map(this_year_items, FORM_2019.items) if local else FORM_2019.items
    stacked = stack(map(item_table, items), stretch=stretch)
    return [stacked, request_table(FORM_2019.requests), *dispute_tables(FORM_2019.disputes)]


def tables_2021() -> list[PrintedTable]:
    assert FORM_2021.requests
    assert FORM_2021.disputes
    items = stack(map(item_table, FORM_2021.items), stretch=True)
    (disputes,) = dispute_tables(FORM_2021.disputes)
    spare_column = [PrintedCell("", row, 15) for row in (0, 1)]  # a sixteenth column that holds nothing
    return [items, request_table(FORM_2021.requests), PrintedTable((*disputes.cells, *spare_column))]


def with_spare_column(tables: list[PrintedTable]) -> list[PrintedTable]:
    """The first table one column wider than its cells."""
    title, *rest = tables[0].cells
    return [PrintedTable((replace(title, colspan=title.colspan + 1), *rest)), *tables[1:]]


def lines_of(table_lines: Callable[[PrintedTable], Iterator[str]]) -> Callable[[PrintedReport], list[str]]:
    return lambda report: report_lines(report, table_lines)


@dataclass(frozen=True)
class RealReport:
    """How a report prints its tables. `labels` are keyed by the official label, with its row where that matters."""

    tables: list[PrintedTable]
    write: Callable[[PrintedReport], list[str]]
    labels: Mapping[str | tuple[str, int], str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    half_width: bool = True
    begin: str = SECTIONS[0]
    end: str = "五、"

    def printed(self, values: Mapping[str, Any]) -> list[str]:
        def text(cell: PrintedCell) -> PrintedCell:
            if cell.key:
                value = values[cell.key]
                return replace(cell, text=self.raw.get(cell.key, "" if value is None else str(value)))
            label = self.labels.get((cell.text, cell.row), self.labels.get(cell.text, cell.text))
            return replace(cell, text=label.translate(TO_HALF_WIDTH) if self.half_width else label)

        blocks = tuple(table.map_cells(text) for table in self.tables)
        return self.write(PrintedReport("", blocks, {}))


REAL_REPORTS = {
    "000": RealReport(
        tables_2019(stretch=True, local=True),
        indented_lines,
        labels={
            "本年新制作数量": "本年新\n制作数量",
            "本年新公开数量": "本年新\n公开数量",
            "对外公开总数量": "对外公开\n总数量",
        },
        raw={"procurement.amount": "78955503.00"},
    ),
    "001": RealReport(
        [statistics_table(FORM_2014.statistics)],
        lines_of(bar_after_cell),
        labels={
            "统计指标": "统 计 指 标",
            "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": (
                "（一）主动公开政府信息数 （不同渠道和方式公开相同信息计1条）"
            ),
            "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）": (
                "（一）回应公众关注热点或重大舆情数 （不同方式回应同一热点或舆情计1次）"
            ),
            "（一）维持具体行政行为或者驳回原告诉讼请求数": "（一）维持具有行政行为或者驳回原告诉讼请求数",
        },
        begin="(2015年度)",
        end="\0",
    ),
    "002": RealReport(
        with_spare_column(tables_2019(stretch=True)),
        lines_of(row_a_line),
        labels={
            "本年新制作数量": "本年新",
            "本年新公开数量": "本年新",
            "（三）不予公开": "（三）不予 公开",
            "（四）无法提供": "（四）无法 提供",
            "（五）不予处理": "（五）不予 处理",
        },
        raw={"procurement.amount": "6187.4万元"},
    ),
    "003": RealReport(
        tables_2019(stretch=False),
        lines_of(tab_before_cell),
        labels={
            "本年新制作数量": "本年新\n制作数量",
            "本年新公开数量": "本年新\n公开数量",
            "（五）不予处理": "       （五）不予处理",
        },
        half_width=False,
    ),
    "004": RealReport(
        tables_2021(),
        lines_of(bars_for_merged),
        labels={
            "商业企业": "商业 企业",
            "科研机构": "科研 机构",
            "（三）不予公开": "（三） 不予公开",
            "（四）无法提供": "（四） 无法提供",
            "（五）不予处理": "（五） 不予处理",
            "（六）其他处理": "（六） 其他处理",
            ("结果维持", 2): "结果 维持",
            "结果纠正": "结果 纠正",
            "其他结果": "其他 结果",
            "尚未审结": "尚未 审结",
        },
    ),
}


def real_lines(file: str, report: RealReport) -> list[str]:
    """The lines of the tables in a real file, without blank lines and the headings between the tables."""
    text = (REPORTS / file).read_text("utf-8")
    lines = text.split("\n")
    begin = next(place for place, line in enumerate(lines) if line.strip().startswith(report.begin))
    rest = lines[begin + 1 :]
    end = next((place for place, line in enumerate(rest) if line.strip().startswith(report.end)), len(rest))
    return [line for line in rest[:end] if line and not line.strip().startswith(SECTIONS)]


def comparable(lines: list[str]) -> list[str]:
    """In simplified characters, and with one kind of full stop: report 001 has two."""
    simplified = OpenCC("t2s")
    return [str(simplified.convert(line)).replace("﹒", ".") for line in lines]


@pytest.mark.parametrize("number", REAL_REPORTS)
def test_the_flattening_is_that_of_the_real_report(number: str) -> None:
    gold = json.loads((REPORTS / "gold_tables.json").read_text("utf-8"))[number]
    report = REAL_REPORTS[number]
    printed = [line for line in report.printed(gold["values"]) if line.strip(" ")]
    assert comparable(printed) == comparable(real_lines(gold["file"], report))
