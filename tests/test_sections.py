"""Sections: which lines are headings, their numbers and titles, and how far they reach."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gongkai.document import Document
from gongkai.readers import open_document
from gongkai.report import Section
from gongkai.sections import find_sections

REPORTS = Path(__file__).parents[2] / "shared" / "reports"


def sections(text: str, *spans: tuple[int, int]) -> list[Section]:
    return find_sections(open_document(text + "\n"), spans)


def outline(text: str, *spans: tuple[int, int]) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in sections(text, *spans)]


def assert_spans_hold(document: Document, found: list[Section]) -> None:
    assert found == sorted(found, key=lambda section: section.start)
    for section, following in zip(found, [*found[1:], None], strict=True):
        assert 0 <= section.start < section.end <= len(document.text)
        assert document.text[section.start] not in " \t\n"
        assert following is None or section.start < following.start


FORM_2021 = """\
云山区2022年政府信息公开工作年度报告
本报告由总体情况、主动公开政府信息情况等六个部分组成。
一、总体情况
本区认真落实条例。
（一）主动公开情况。全年公开信息120条。
（二）依申请公开情况
一是受理申请12件；二是按时答复。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
（一）存在问题
（二）改进措施
六、其他需要报告的事项
无。
"""
OUTLINE_2021 = [
    ("一", "总体情况"),
    ("一（一）", "主动公开情况"),
    ("一（二）", "依申请公开情况"),
    ("二", "主动公开政府信息情况"),
    ("三", "收到和处理政府信息公开申请情况"),
    ("四", "政府信息公开行政复议、行政诉讼情况"),
    ("五", "存在的主要问题及改进情况"),
    ("五（一）", "存在问题"),
    ("五（二）", "改进措施"),
    ("六", "其他需要报告的事项"),
]


def test_both_levels_in_reading_order() -> None:
    document = open_document(FORM_2021)
    found = find_sections(document, [])
    assert [(section.number, section.title) for section in found] == OUTLINE_2021
    assert_spans_hold(document, found)
    text = {section.number: document.text[section.start : section.end] for section in found}
    assert text["一"].startswith("一、总体情况\n本区")
    assert text["一"].endswith("二是按时答复。\n")
    assert text["一（一）"] == "（一）主动公开情况。全年公开信息120条。\n"
    assert text["六"] == "六、其他需要报告的事项\n无。"


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("一、总体情况", "一", "总体情况"),
        ("一 、总体情况", "一", "总体情况"),
        ("  一、 总 体 情 况  ", "一", "总体情况"),
        ("一.总体情况", "一", "总体情况"),
        ("一．总体情况", "一", "总体情况"),
        ("一﹒总体情况", "一", "总体情况"),
        ("一，总体情况", "一", "总体情况"),
        ("一：总体情况", "一", "总体情况"),
        ("一 概 述", "一", "概述"),
        ("一\u3000总体情况", "一", "总体情况"),
        ("## 一、总体情况", "一", "总体情况"),
        ("**一、总体情况", "一", "总体情况"),
        ("十一、工作展望", "十一", "工作展望"),
        ("二十、工作展望", "二十", "工作展望"),
        ("一、2019年政府信息公开总体情况", "一", "2019年政府信息公开总体情况"),
        ("一、政府信息公開總體情況", "一", "政府信息公開總體情況"),
        ("一、总体情况 2022年，本区认真落实条例各项要求。", "一", "总体情况"),
        ("一、加强领导，健全机制。区政府成立了小组。", "一", "加强领导，健全机制"),
        ("一、工作亮点：制作了指南。", "一", "工作亮点"),
        ("⼀、总体情况", "一", "总体情况"),  # a Kangxi radical, as PDF files have it
        ("（一）主动公开", "（一）", "主动公开"),
        ("(一) 主动公开", "（一）", "主动公开"),
        ("（ 一 ）主动公开", "（一）", "主动公开"),
        ("（一）、主动公开", "（一）", "主动公开"),
        ("㈠主动公开", "（一）", "主动公开"),
        ("〔一〕主动公开", "（一）", "主动公开"),
        ("【主动公开】全年公开信息120条。", "", "主动公开"),
        ("总体情况", "", "总体情况"),
        ("1.总体情况", "1", "总体情况"),
        ("1、主动公开政府信息情况", "1", "主动公开政府信息情况"),
    ],
)
def test_styles_of_numbers(line: str, number: str, title: str) -> None:
    assert outline(line) == [(number, title)]


@pytest.mark.parametrize(
    "line",
    [
        "一是加强领导。",
        "一方面，加强领导。",
        "一、是加强领导。",
        "一、二级医院共12所。",
        "三、四级文书",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量 12",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "四、行政复议数量",
        "四、行政復議數量",
        "（一）予以公开",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（七）总计",
        "（一）收到申请数",
        "（三）从事政府信息公开工作人员数",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理等方面的经费）",
        "一、主动公开情况 |",
        "一、主动公开情况\t条\t12",
        "一、概述……………………3",
        "一、概述............ 3",
        "1.加强领导",
        "【打印】",
        "【字体：大 中 小】",
        "2019年总体情况良好",
        "2.5万元",
        "一、",
        "（一）",
        "一、12",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert outline(line) == []


def test_a_long_title_is_cut() -> None:
    assert len(outline("一、" + "加强组织领导" * 20)[0][1]) == 40


def test_parts_above_numbers() -> None:
    text = "第一部分 概述\n一、机构\n（一）人员\n二、经费\n第二部分、主动公开政府信息情况\n一、数量\n"
    assert outline(text) == [
        ("第一部分", "概述"),
        ("第一部分（一）", "机构"),
        ("第一部分（二）", "经费"),
        ("第二部分", "主动公开政府信息情况"),
        ("第二部分（一）", "数量"),
    ]


def test_headings_without_numbers_of_an_automatic_list() -> None:
    text = "总体情况\n全年公开120条。\n主动公开政府信息情况\n其他需要报告的事项\n无\n"
    assert outline(text) == [("", "总体情况"), ("", "主动公开政府信息情况"), ("", "其他需要报告的事项")]


def test_titles_repeated_without_numbers_are_links() -> None:
    assert outline("总体情况\n主动公开政府信息情况\n" + FORM_2021) == OUTLINE_2021


def test_a_table_of_contents_is_passed_over() -> None:
    contents = "目录\n" + "".join(f"{number}、{title}\n" for number, title in OUTLINE_2021 if len(number) == 1)
    found = sections(contents + FORM_2021)
    assert [(section.number, section.title) for section in found] == OUTLINE_2021
    assert found[0].start > len(contents)


def test_a_list_inside_a_section_does_not_break_the_parts() -> None:
    text = FORM_2021.replace("（一）存在问题\n（二）改进措施", "一、人员不足，\n二、培训不够，\n三、更新不快。")
    assert [number for number, _ in outline(text)] == ["一", "一（一）", "一（二）", "二", "三", "四", "五", "六"]


def test_a_misprinted_number_keeps_its_part() -> None:
    found = outline(FORM_2021.replace("六、其他", "五、其他"))
    assert found[-1] == ("五", "其他需要报告的事项")
    assert len(found) == len(OUTLINE_2021)


def test_headings_inside_a_line() -> None:
    text = (
        "现将工作报告如下： 一、总体情况 全年公开信息120条。（一）主动公开情况。全年120条。（二）依申请公开情况。无。\n"
    )
    assert outline(text) == [("一", "总体情况"), ("一（一）", "主动公开情况"), ("一（二）", "依申请公开情况")]
    assert outline("全文包括：一、总体情况；二、主动公开政府信息情况；三、其他需要报告的事项。") == []


def test_headings_in_tables_are_rows() -> None:
    table = "一、主动公开情况\n120\n（一）公开渠道\n80\n"
    text = "一、总体情况\n" + table + "二、主动公开政府信息情况\n"
    start = text.index("一、主动公开情况")
    assert outline(text, (start, start + len(table))) == [("一", "总体情况"), ("二", "主动公开政府信息情况")]


def test_a_span_over_several_tables_hides_no_official_heading() -> None:
    assert [number for number, _ in outline(FORM_2021, (0, len(FORM_2021)))] == list("一二三四五六")


@pytest.mark.parametrize(
    "line",
    [
        "附件：1.统计表",
        "附件",
        "附表",
        "政府信息公開情況統計表",
        "扫一扫在手机打开当前页",
        "相关链接",
        "【打印本页】",
        "上一篇：云山区2021年年报",
        "主办单位：云山区人民政府",
        "分享到：",
    ],
)
def test_what_follows_the_text_belongs_to_no_section(line: str) -> None:
    document = open_document(f"{FORM_2021}\n{line}\n更多\n")
    last = find_sections(document, [])[-1]
    assert document.text[last.start : last.end] == "六、其他需要报告的事项\n无。"


def test_a_text_without_headings() -> None:
    assert sections("全年共受理申请12件。\n均已答复。") == []


@pytest.mark.parametrize(
    "text", ["一、加强领导\n" * 20_000, "（一）公开\n" * 20_000, "一" * 200_000, "一、" + " " * 200_000, "…" * 200_000]
)
def test_hostile_texts_take_no_longer(text: str) -> None:
    begin = time.perf_counter()
    sections(text)
    assert time.perf_counter() - begin < 5


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize(("prefix", "parts"), [("000", 6), ("001", 5), ("002", 6), ("003", 5), ("004", 6)])
def test_real_reports(prefix: str, parts: int) -> None:
    (path,) = REPORTS.glob(f"{prefix}_*.txt")
    document = open_document(path)
    found = find_sections(document, [])
    assert [section.number for section in found if len(section.number) == 1] == list("一二三四五六")[:parts]
    assert_spans_hold(document, found)
