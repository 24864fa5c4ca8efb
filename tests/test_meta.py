"""What a report says about itself, in the many ways in which title pages and index blocks are written."""

from __future__ import annotations

import datetime
import json
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.document import Document
from gongkai.meta import read_meta
from gongkai.meta.bodies import is_body_name, is_generic, most_named
from gongkai.meta.dates import find_date
from gongkai.meta.page import fold_years
from gongkai.readers import open_document
from gongkai.report import Meta

REPORTS = Path(__file__).parents[2] / "shared" / "reports"

BODY = """
一、总体情况
全年公开信息120条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
"""


def report(opening: str, body: str = BODY, **hints: str) -> Document:
    return replace(open_document(opening + "\n" + body), hints=hints)


def meta(opening: str, body: str = BODY, **hints: str) -> Meta:
    return read_meta(report(opening, body, **hints), None)[0]


def codes(opening: str, body: str = BODY) -> list[str]:
    return [warning.code for warning in read_meta(report(opening, body), None)[1]]


@pytest.mark.parametrize(
    ("opening", "title", "issuer", "year"),
    [
        ("襄州市云山区2019年政府信息公开工作年度报告", None, "襄州市云山区", 2019),
        ("云山区人民政府2019年度政府信息公开工作年度报告", None, "云山区人民政府", 2019),
        ("2022年襄州市政府信息公开工作年度报告", None, "襄州市", 2022),
        ("襄州市云山区外事办公室政府信息公开工作2022年度报告", None, "襄州市云山区外事办公室", 2022),
        ("襄州市教育局政府信息公开年度报告（2021年度）", None, "襄州市教育局", 2021),
        ("襄州市教育局2021年度政府信息公开年报", None, "襄州市教育局", 2021),
        ("襄州市教育局关于2021年政府信息公开工作情况的报告", None, "襄州市教育局", 2021),
        ("关于襄州市教育局2021年度政府信息公开工作的报告", None, "襄州市教育局", 2021),
        ("襄州市人民政府信息公开工作年度报告（2017年）", None, "襄州市人民政府", 2017),
        ("云山镇二〇一八年政府信息公开工作年度报告", None, "云山镇", 2018),
        ("云山镇二○一○年政府信息公开工作年度报告", None, "云山镇", 2010),
        ("云山镇２０１９年政府信息公开工作年度报告", None, "云山镇", 2019),
        ("雲山區2015年政府信息公開工作年度報告", None, "云山区", 2015),
        ("云山中学2019-2020学年信息公开年度报告", None, "云山中学", 2020),
        ("《云山区2019年政府信息公开工作年度报告》", "云山区2019年政府信息公开工作年度报告", "云山区", 2019),
        ("# 云 山 区 2019 年政府信息公开工作年度报告", "云山区2019年政府信息公开工作年度报告", "云山区", 2019),
        (
            "雲山區2015年政(zhèng)府(fǔ)信息公(gōng)開工作年度報(bào)告",
            "雲山區2015年政府信息公開工作年度報告",
            "云山区",
            2015,
        ),
        ("云山区2020年政府信息公开工作年度报告 | |||||", "云山区2020年政府信息公开工作年度报告", "云山区", 2020),
        ("云山县政府信息公开工作年度报告（2008年5月1日至2008年12月31日）", None, "云山县", 2008),
        ("附件1：云山区2019年政府信息公开工作年度报告", "云山区2019年政府信息公开工作年度报告", "云山区", 2019),
        # broken over lines
        (
            "襄州市云山区人民政府清河街道办事处\n2020年政府信息公开工作年度报告",
            "襄州市云山区人民政府清河街道办事处2020年政府信息公开工作年度报告",
            "襄州市云山区人民政府清河街道办事处",
            2020,
        ),
        (
            "云山县卫生健康委2023年政府信息公开工作\n\n年度报告",
            "云山县卫生健康委2023年政府信息公开工作年度报告",
            "云山县卫生健康委",
            2023,
        ),
        (
            "襄州市人民政府2016年\n政府信息公开工作年度报告\n襄州市人民政府办公室\n2017年3月",
            "襄州市人民政府2016年政府信息公开工作年度报告",
            "襄州市人民政府",
            2016,
        ),
        (
            "云山县林业局\n2018年政府信息公开\n工作年度报告",
            "云山县林业局2018年政府信息公开工作年度报告",
            "云山县林业局",
            2018,
        ),
        (
            "云山县林业局政府信息公开工作年度报告\n（2018年度）",
            "云山县林业局政府信息公开工作年度报告（2018年度）",
            "云山县林业局",
            2018,
        ),
        # more than one
        (
            "清河乡\n2021年政府信息公开工作年度报告\n2021年政府信息公开工作年度报告",
            "清河乡2021年政府信息公开工作年度报告",
            "清河乡",
            2021,
        ),
        (
            "云山区人民政府办公室关于印发云山区\n2024年度政府信息公开工作年度报告的通知\n各镇人民政府：\n"
            "现将《云山区2024年度政府信息公开工作年度报告》印发给你们。\n云山区人民政府办公室\n2025年1月10日\n"
            "云山区2024年度政府信息公开工作年度报告",
            "云山区2024年度政府信息公开工作年度报告",
            "云山区",
            2024,
        ),
        (
            "关于印发年度报告的通知\n各镇：\n一、认真学习\n二、抓好落实\n云山区2022年度政府信息公开工作年度报告",
            "云山区2022年度政府信息公开工作年度报告",
            "云山区",
            2022,
        ),
        (
            "首页 > 政府信息公开年报\n政府信息公开年报\n政府信息公开指南\n云山区2019年政府信息公开工作年度报告",
            "云山区2019年政府信息公开工作年度报告",
            "云山区",
            2019,
        ),
    ],
)
def test_titles_on_the_page(opening: str, title: str | None, issuer: str, year: int) -> None:
    found = meta(opening)
    assert found.title == (title or opening)
    assert (found.issuer, found.year) == (issuer, year)


@pytest.mark.parametrize(
    "hint",
    [
        "云山区2019年政府信息公开工作年度报告",
        "云山区2019年政府信息公开工作年度报告 - 襄州市云山区人民政府",
        "云山区2019年政府信息公开工作年度报告_云山区政府网",
        "云山区人民政府 | 云山区2019年政府信息公开工作年度报告",
        "年度报告-云山区2019年政府信息公开工作年度报告-云山区人民政府门户网站",
    ],
)
@pytest.mark.parametrize("key", ["title", "articletitle", "og:title"])
def test_titles_in_the_head_of_the_page(key: str, hint: str) -> None:
    found = read_meta(report("发布时间：2020-01-10", **{key: hint}), None)[0]
    assert found.title == "云山区2019年政府信息公开工作年度报告"
    assert (found.issuer, found.year) == ("云山区", 2019)


@pytest.mark.parametrize(
    "line",
    [
        "体裁分类:政府信息公开年报",
        "关于做好2019年政府信息公开工作年度报告的通知",
        "本报告是云山区2019年政府信息公开工作年度报告",
        "政府信息公开制度",
        "2019年政府信息公开工作年度报告解读",
        "云山区2019年政府工作报告",
        "上一篇：云山区2019年政府信息公开工作年度报告",
    ],
)
def test_lines_that_are_no_title(line: str) -> None:
    assert meta(line).title is None


@pytest.mark.parametrize(
    ("opening", "number"),
    [
        ("文号：云政办〔2020〕1号", "云政办〔2020〕1号"),
        ("文  号：云政办[2020]1号 主题分类：政务公开", "云政办〔2020〕1号"),
        ("发文字号:云政办（2020）12号", "云政办〔2020〕12号"),
        ("发文字号： 云政办 【2020】 第 12 号", "云政办〔2020〕第12号"),
        ("• 备注/文号:云政办综［２０２０］１号", "云政办综〔2020〕1号"),
        ("文件编号\t云政办〔2020〕1号\t发布日期\t2020-01-10", "云政办〔2020〕1号"),
        ("索引号 | 014/2020-01 | 文号 | 云政办﹝2020﹞1号 |", "云政办〔2020〕1号"),
        ("文号：\n云政办〔2020〕1号", "云政办〔2020〕1号"),
        ("云政办〔2020〕1号\n云山区2019年政府信息公开工作年度报告", "云政办〔2020〕1号"),
        ("云教信〔2020〕3号　　　签发人：某某\n云山区2019年政府信息公开工作年度报告", "云教信〔2020〕3号"),
        ("云山区2019年政府信息公开工作年度报告\n（云政办〔2020〕1号）", "云政办〔2020〕1号"),
        ("文号：云政办2020-1号", "云政办2020-1号"),
        ("文号：云政办〔2020〕1号\n云教办〔2020〕3号", "云政办〔2020〕1号"),
        # none of its own
        ("文号： 公开日期： 2024-01-22", None),
        ("文号：\t\t公开日期：\t2024-01-22", None),
        ("文号：\n公开日期：\n2024-01-22", None),
        ("文号：无", None),
        ("文号：-", None),
        ("根据国务院令第711号、云政办函〔2019〕60号要求，编制本报告。", None),
        ("（云政办函〔2019〕60号）和云山区有关规定编制", None),
        ("云山区2019年政府信息公开工作年度报告", None),
    ],
)
def test_document_numbers(opening: str, number: str | None) -> None:
    assert meta(opening).document_number == number


@pytest.mark.parametrize(
    ("opening", "number"),
    [
        ("索引号：YS01234-5000-2020-00042", "YS01234-5000-2020-00042"),
        ("• 索 引 号:014321/2020-00012 公开方式：主动公开", "014321/2020-00012"),
        ("【索引号】 014321/2020-00012", "014321/2020-00012"),
        ("索引号\t11370000MB28(4)/2020-12\t分类", "11370000MB28(4)/2020-12"),
        ("信息索引号：云办 2020 00012", "云办 2020 00012"),
        ("索引号：", None),
        ("索引号：无", None),
        ("索引号：\t发布机构：\t云山区人民政府", None),
    ],
)
def test_index_numbers(opening: str, number: str | None) -> None:
    assert meta(opening).index_number == number


TITLE = "云山区2019年政府信息公开工作年度报告\n"


@pytest.mark.parametrize(
    ("opening", "body", "published"),
    [
        ("发布时间：2020-01-10 09:41 浏览次数：", "", "2020-01-10"),
        ("来源：区政府办 时间:2020-1-9 10:01", "", "2020-01-09"),
        ("发布日期：2020年1月10日", "", "2020-01-10"),
        ("【发布时间：2020/01/10】", "", "2020-01-10"),
        ("[发布日期] 2020.01.10", "", "2020-01-10"),
        ("发布日期：20200110", "", "2020-01-10"),
        ("发布日期：二〇二〇年一月十日", "", "2020-01-10"),
        ("发布日期：二○二○年十二月三十一日", "", "2020-12-31"),
        ("发布日期：２０２０年１月１０日", "", "2020-01-10"),
        ("发布日期\t2020-01-10", "", "2020-01-10"),
        ("发布日期：2020-01-10T08:00:00+08:00", "", "2020-01-10"),
        # publication before writing, whichever comes first
        ("公文生成日期:2020-01-02\n时间:2020-01-10 09:41", "", "2020-01-10"),
        ("发布日期：2020-01-10\n成文日期：2020-01-02", "", "2020-01-10"),
        ("成文日期：2020-01-02", "", "2020-01-02"),
        ("成文日期：2020-01-02 发布日期：", "", "2020-01-02"),
        # under the title, or at the end
        (TITLE + "2020-01-10 作者：佚名 点击数：", "", "2020-01-10"),
        (TITLE + "（2020年1月10日）", "", "2020-01-10"),
        (TITLE, "云山区人民政府\n2020年1月10日\n", "2020-01-10"),
        (TITLE, "云山区人民政府   2020年1月10日\n", "2020-01-10"),
        (TITLE, "二〇二〇年一月十日\n", "2020-01-10"),
        (TITLE, "2020年1月10日\n云山区政府办 2020年1月12日印发\n", "2020-01-10"),
        (TITLE, "云山区政府办 2020年1月12日印发\n", "2020-01-12"),
        (TITLE, "填报日期：2020年1月10日\n", "2020-01-10"),
        # other dates
        (TITLE + "统计期限自2019年1月1日起至2019年12月31日止。", "截至2019年12月31日，共120条。\n", None),
        ("办公时间：8:30 截止时间：2020-01-10", "", None),
        ("发布日期：", "", None),
    ],
)
def test_dates_of_publication(opening: str, body: str, published: str | None) -> None:
    found = meta(opening, BODY + body).published
    assert found == (datetime.date.fromisoformat(published) if published else None)


def test_the_date_in_the_head_of_the_page() -> None:
    assert meta(TITLE, pubdate="2020-01-10 09:41:00").published == datetime.date(2020, 1, 10)
    assert meta(TITLE + "发布日期：2020-01-11", pubdate="2020-01-10").published == datetime.date(2020, 1, 11)


@pytest.mark.parametrize("value", ["201911日", "2019年1月", "2020-13-01", "2020年2月30日", "20201月10日", "2020-01-"])
def test_damaged_dates_are_not_guessed(value: str) -> None:
    opening, body = f"发布日期：{value}\n成文日期：2020-01-02", BODY + "2020年1月3日\n"
    assert meta(opening, body).published is None
    assert "unreadable_date" in codes(opening, body)


@pytest.mark.parametrize(
    ("opening", "body", "year"),
    [
        ("本报告所列数据统计期限自2019年1月1日起至2019年12月31日止。", BODY, 2019),
        ("统计时限为2019年1月1日到12月31日。", BODY, 2019),
        ("报告中数据统计期限：二〇一九年一月一日至二〇一九年十二月三十一日".replace("一月一日", "1月1日"), BODY, None),
        ("统计数据从2008年5月1日至2008年12月31日止。", BODY, 2008),
        ("", BODY + "政府信息公开情况统计表\n（2015年度）\n", 2015),
        ("", BODY + "云山区2015年度政府信息公开情况统计表\n", 2015),
        ("现公布2022年政府信息公开工作年度报告。", BODY, 2022),
        ("自2009年1月1日起施行，统计期限自2009年1月1日《办法》实施之日起，至2009年12月31日止。", BODY, 2009),
        ("数据统计期限为20231月1日至202312月31日。", BODY, None),
        ("", BODY + "政府信息公开情况统计表\n(２０１５年)\n", 2015),
        ("印发《云山区2020年政务公开工作要点》。", BODY + "2020年全区共上传信息46条。\n", 2020),
        ("2019年，全区公开12条。2019年，受理3件。上报2018年情况。", BODY + "2020年将加强培训。\n", 2019),
        ("发布日期：2020-01-10\n2019年公开12条。", BODY + "2019年受理3件。2020年、2020年将加强培训。\n", 2019),
        ("根据2019年5月15日起施行的条例、2007年1月17日的规定编制。", BODY, None),
        ("", BODY, None),
    ],
)
def test_years_without_a_title(opening: str, body: str, year: int | None) -> None:
    found, warnings = read_meta(report(opening, body), None)
    if year is None:
        assert [warning.code for warning in warnings] in (["year_unknown"], ["year_from_publication"])
    else:
        assert (found.year, warnings) == (year, [])


def test_the_year_of_a_caption() -> None:
    assert read_meta(report(""), "2014", ["政府信息公开情况统计表", "（二〇一六年度）"])[0].year == 2016


def test_the_year_before_publication_is_the_last_resort() -> None:
    found, warnings = read_meta(report("发布日期：2020-01-10"), None)
    assert found.year == 2019
    assert [warning.code for warning in warnings] == ["year_from_publication"]
    assert "2020-01-10" in warnings[0].message


def test_the_title_prevails_over_a_period_copied_from_last_year() -> None:
    found, warnings = read_meta(report(TITLE + "统计期限自2018年1月1日起至2018年12月31日止。"), None)
    assert found.year == 2019
    assert [warning.code for warning in warnings] == ["year_conflict"]


@pytest.mark.parametrize(
    ("opening", "body", "issuer"),
    [
        ("2019年政府信息公开工作年度报告\n本报告由云山区人民政府办公室编制。", BODY, "云山区人民政府办公室"),
        ("2019年政府信息公开工作年度报告\n现公布襄州市林业局2019年政府信息公开年报。", BODY, "襄州市林业局"),
        ("如有疑问，请与云山区清河镇人民政府党政办联系（电话：1）。", BODY, "云山区清河镇人民政府"),
        ("", BODY.replace("全年", "2019年，襄州市林业局认真落实条例，全年"), "襄州市林业局"),
        ("", BODY + "无\n云山县清河镇人民政府\n2020年1月10日\n", "云山县清河镇人民政府"),
        ("襄州市林业局\n根据条例编制本报告。", BODY, "襄州市林业局"),
        ("发布机构：襄州市林业局", BODY, "襄州市林业局"),
        ("发布机构\t襄州市林业局\t发布日期\t2020-01-10", BODY, "襄州市林业局"),
        ("市林业局2019年政府信息公开工作年度报告\n发布机构：襄州市林业局", BODY, "襄州市林业局"),
        ("市林业局2019年政府信息公开工作年度报告\n发布机构：办公室", BODY, "市林业局"),
        ("发布机构：政府办公室", BODY + "《襄州市云山区方案》《襄州市云山区要点》经我区印发。\n", "襄州市云山区"),
        ("", BODY + "我區在云山區政府網站公布，今年云山區共建專欄，設云山區公眾號。\n", "云山区"),
        ("发布机构：政府办公室", BODY, "政府办公室"),
        ("", BODY, None),
    ],
)
def test_issuers_without_a_name_in_the_title(opening: str, body: str, issuer: str | None) -> None:
    assert meta(opening, body).issuer == issuer


def test_the_site_may_name_the_source() -> None:
    assert meta("", contentsource="襄州市林业局").issuer == "襄州市林业局"
    assert meta("来源：襄州市林业局 时间：2020-01-10").issuer == "襄州市林业局"
    assert meta("来源：本站", contentsource="区政府").issuer is None


def test_the_form_is_passed_through() -> None:
    assert read_meta(report(TITLE), "2019")[0].form == "2019"
    assert read_meta(report(TITLE), None)[0].form is None


def test_a_document_that_says_nothing() -> None:
    found, _ = read_meta(open_document("无\n"), None)
    assert found == Meta()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-01-10", (2020, 1, 10)),
        ("成文于2020 年 1 月 9 日", (2020, 1, 9)),
        ("二〇二〇年十月二十日", (2020, 10, 20)),
        ("二○二一年元月三日", (2021, 1, 3)),
        ("2020年2月30日，2020年3月1日", (2020, 3, 1)),
        ("12020-01-10", None),
        ("2020-01-101", None),
        ("2020.1.1.1", None),
        ("1920年1月1日", None),
        ("", None),
    ],
)
def test_dates(text: str, date: tuple[int, int, int] | None) -> None:
    assert find_date(fold_years(text)) == (datetime.date(*date) if date else None)


@pytest.mark.parametrize(
    ("name", "is_body", "generic"),
    [
        ("襄州市云山区人民政府", True, False),
        ("云山区人民政府清河街道办事处", True, False),
        ("襄州市卫生健康委员会", True, False),
        ("市教育局", True, True),
        ("区人民政府办公室", True, True),
        ("政府办公室", True, True),
        ("我局", True, True),
        ("市北区人民政府", True, False),
        ("镇平县", True, False),
        ("政府信息公开", False, True),
        ("欢迎访问云山区", False, False),
        ("云山", False, False),
    ],
)
def test_names_of_bodies(name: str, is_body: bool, generic: bool) -> None:
    assert is_body_name(name) is is_body
    if is_body:
        assert is_generic(name) is generic


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在云山区公布，云山区将，由云山区", "云山区"),
        ("襄州市云山区公布，襄州市云山区办理", "襄州市云山区"),
        ("我区、全区、辖区、社区、社区", None),
        ("我局制定《襄州市林业局办法》，襄州市林业局公布，襄州市公布，襄州市办理，襄州市印发", "襄州市林业局"),
        ("云山区公布", None),
        ("", None),
    ],
)
def test_the_place_that_a_text_speaks_of(text: str, name: str | None) -> None:
    assert most_named(text) == name


def test_a_web_page_with_an_index_block() -> None:
    page = """<html><head><title>云山区教育局2021年政府信息公开工作年度报告_云山区政府网</title></head><body>
        <table><tr><td>索&nbsp;引&nbsp;号：</td><td>11350/2022-00012</td><td>主题分类：</td><td>政务公开</td></tr>
        <tr><td>文&emsp;&emsp;号：</td><td></td><td>公开日期：</td><td>2022-01-19</td></tr></table>
        <h1>云山区教育局<br>2021年政府信息公开工作年度报告</h1><p>来源：区教育局　字号：大 中 小</p>
        <p>一、总体情况</p><p>全年公开120条。</p></body></html>"""
    found, warnings = read_meta(open_document(page), "2021")
    assert (found.title, found.issuer, found.year) == (
        "云山区教育局2021年政府信息公开工作年度报告",
        "云山区教育局",
        2021,
    )
    assert (found.document_number, found.index_number) == (None, "11350/2022-00012")
    assert (found.published, warnings) == (datetime.date(2022, 1, 19), [])


@pytest.mark.parametrize(
    "fragments", [("现将", "（一）", "县"), ("(", "报告", "〔2020〕", " "), ("文号", "　", "："), ("区",)]
)
def test_hostile_texts_take_no_longer(fragments: tuple[str, ...]) -> None:
    choose = random.Random(len(fragments))
    text = "".join(choose.choice(fragments) for _ in range(30_000)) + "\n"
    begin = time.perf_counter()
    read_meta(open_document(text), None)
    assert time.perf_counter() - begin < 5


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_real_reports(prefix: str) -> None:
    (path,) = REPORTS.glob(f"{prefix}_*.txt")
    gold: dict[str, Any] = json.loads((REPORTS / "gold_tables.json").read_text(encoding="utf-8"))[prefix]["meta"]
    found, warnings = read_meta(open_document(path), None)
    assert warnings == []
    assert gold.pop("issuer") in (found.issuer or "")
    said = found.model_dump(mode="json", exclude={"title", "issuer", "form"}, exclude_none=True)
    assert said == gold
    assert (found.title is None) is (prefix in ("001", "002"))
