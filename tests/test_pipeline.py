"""From a source to a report: the stages together, what is refused, and what the result answers."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai import NoTables, NotAReport, Report, extract
from gongkai.forms import vocabulary
from gongkai.readers import open_document
from gongkai.tables import read_tables

TITLE = "清源县水务局2022年政府信息公开工作年度报告"
ITEMS = """第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | / |
行政规范性文件 | 2 | 1 | 9 |
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 360.54242 |"""
REQUESTS = """| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 一、本年新收政府信息公开申请数量 | 6 | 1 | 0 | 0 | 0 | 0 | 7 |
| （一）予以公开 | 5 | 1 | 0 | 0 | 0 | 0 | |
| 热线转办类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"""
TEXT = """{title}
发布时间：2023-01-20
一、总体情况
本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。
二、主动公开政府信息情况
{items}
三、收到和处理政府信息公开申请情况
{requests}
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
无。
"""
FULL = TEXT.format(title=TITLE, items=ITEMS, requests=REQUESTS)
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{{}}</body></html>"


def page(items: str, requests: str = "") -> bytes:
    lines = TEXT.format(title="", items=items, requests=requests).strip().split("\n")
    return PAGE.format("".join(f"<p>{line}</p>" for line in lines)).encode()


@pytest.fixture(scope="module")
def report() -> Report:
    return extract(FULL)


def test_the_stages_give_the_report(report: Report) -> None:
    document = open_document(FULL)
    tables = read_tables(document).of_year(2022)
    assert report.text == document.text == FULL
    assert report.values == tables.values
    assert report.meta.form == tables.form == "2021"
    assert (report.meta.title, report.meta.issuer, report.meta.year) == (TITLE, "清源县水务局", 2022)
    assert [section.number for section in report.sections] == ["一", "二", "三", "四", "五"]
    assert report.source.sha256 == document.sha256
    assert report.source.name == "<text>"


def test_every_kind_of_source_gives_the_same(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "清源.txt"
    path.write_text(FULL, encoding="utf-8")
    with path.open("rb") as file:
        results = [extract(path), extract(str(path)), extract(path.read_bytes(), name=str(path)), extract(file)]
    assert [result.source.name for result in results] == [str(path)] * 4
    assert all(result.values == report.values for result in results)
    assert extract(io.BytesIO(path.read_bytes())).source.name == "<bytes>"


def test_offsets_are_honest(report: Report) -> None:
    assert [v.raw for v in report.values if report.text[v.start : v.end] != v.raw] == []


# -- what the result answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "applicant", "value"),
    [
        ("administrative_fees.amount", None, "360.54242"),
        ("normative_documents.in_force", None, "9"),
        ("requests.received", None, "7"),  # the total column
        ("requests.received", "natural_person", "6"),
        ("requests.granted", None, None),  # blank, though its parts are stated
        ("requests.granted", "business", "1"),
        ("rules.in_force", None, None),  # struck
        ("requests.carried_in", None, None),  # not in the report
        ("rules.in_force", "business", None),  # a table without applicants
    ],
)
def test_value(report: Report, indicator: str, applicant: str | None, value: str | None) -> None:
    assert report.value(indicator, applicant) == (None if value is None else Decimal(value))


def test_a_cell_tells_blank_from_struck_from_missing(report: Report) -> None:
    blank, struck = report.cell("requests.granted"), report.cell("rules.in_force")
    assert blank
    assert struck
    assert (blank.raw, struck.raw) == ("", "/")
    assert report.cell("requests.carried_in") is None


@pytest.mark.parametrize(
    ("indicator", "applicant", "told"),
    [
        ("requests.recieved", None, "recieved"),
        ("", None, "indicator"),
        ("requests.received", "person", "natural_person, business"),
    ],
)
def test_unknown_names_are_refused(report: Report, indicator: str, applicant: str | None, told: str) -> None:
    with pytest.raises(KeyError, match=told):
        report.value(indicator, applicant)


def test_every_name_of_the_vocabulary_may_be_asked_for(report: Report) -> None:
    for indicator in vocabulary().indicators:
        report.value(indicator)
        for applicant in vocabulary().applicants:
            report.value(indicator, applicant)


@pytest.mark.parametrize("indent", [None, 1, 2])
def test_json_there_and_back(report: Report, indent: int | None) -> None:
    text = report.to_json(indent=indent)
    assert Report.from_json(text) == report
    assert Report.from_json(text.encode()) == report
    assert "360.54242" in text
    assert "总体情况" in text
    assert json.loads(text)["meta"]["published"] == "2023-01-20"


# -- warnings -----------------------------------------------------------------------------------------------------


def test_warnings_of_all_stages_are_passed_on() -> None:
    link = '<a href="附件.xls">附件：指标统计表.xls</a>'
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.rstrip("| ").split("|")) + "</tr>"
        for line in ITEMS.replace("360.54242", "约360").splitlines()
    )
    found = extract(page(f"<table>{rows}</table>{link}")).warnings
    assert {"attachment", "unreadable_number"} <= {warning.code for warning in found}


def test_a_warning_says_what_it_is_about(report: Report) -> None:
    (warning,) = [warning for warning in report.warnings if warning.code == "unplaced"]
    assert "热线转办类申请" in warning.message
    assert warning.cells == ["1", "0", "0", "0", "0", "0", "1"]
    assert warning.start is not None
    assert report.text[warning.start :].startswith("1 | 0 | 0")


def test_the_year_of_the_report_chooses_among_printings() -> None:
    earlier = ITEMS.replace("2 | 1 | 9", "3 | 0 | 8")
    both = f"2021年情况\n{earlier}\n2022年情况\n{ITEMS}"
    report = extract(TEXT.format(title=TITLE, items=both, requests=""))
    assert report.value("normative_documents.in_force") == 9
    assert "further_table" in {warning.code for warning in report.warnings}


# -- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "今日多云转晴。\n最高气温12度。\n",
        "某公司2022年年度报告\n营业收入3亿元。\n行政处罚\n0\n",
        "信息内容 | 本年处理决定数量 |\n行政许可 | 97 |\n",  # a stray row can match anywhere
        "清源县水务局关于做好年度报告编制工作的通知\n请各单位于1月31日前报送。\n",
    ],
)
def test_what_is_no_report(text: str) -> None:
    with pytest.raises(NotAReport, match="annual report") as refusal:
        extract(text, name="page.txt")
    assert str(refusal.value).startswith("page.txt: ")
    assert refusal.value.advice


def test_a_table_alone_is_enough() -> None:
    """Many pages hold the tables and nothing that would show what they are."""
    assert len(extract(ITEMS + "\n").values) == 7


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("", "no official table"),
        ('<img src="a.png" width="600" height="400"><img src="b.png" width="600" height="400">', "2 pictures"),
        ('<a href="附件.xls">附件：指标统计表.xls</a>', "指标统计表.xls"),
        ("行政许可 97", "none of their figures could be placed"),
    ],
)
def test_a_report_without_tables(items: str, told: str) -> None:
    with pytest.raises(NoTables, match=told) as refusal:
        extract(page(items), name="page.html")
    assert str(refusal.value).startswith("page.html: ")
    assert refusal.value.advice
