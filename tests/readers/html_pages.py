"""The pages in `fixtures/html`, composed in the manner of Chinese government sites, and what a reader sees of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "fixtures" / "html"
COUNTY = (FOLDER / "county_cms.html").read_bytes()  # a content management system, tables pasted from Word
BUREAU = (FOLDER / "bureau_layout_tables.html").read_text(encoding="utf-8").encode("gb18030")  # it declares gb2312
TOWN = (FOLDER / "town_bare_text.html").read_bytes()  # no element says what it is

# A cell is its text, or its text, rowspan and colspan.
CellSpec = str | tuple[str, int, int]

ARTICLE_20: list[list[CellSpec]] = [
    [("第二十条第（一）项", 1, 4)],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "2"],
    ["行政规范性文件", "7", "3", "41"],
    [("第二十条第（五）项", 1, 4)],
    ["信息内容", ("本年处理决定数量", 1, 3)],
    ["行政许可", ("1532", 1, 3)],
]
REQUESTS: list[list[CellSpec]] = [
    [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    [("一、本年新收政府信息公开申请数量", 1, 3), "40", "2", "0", "0", "1", "2", "45"],
    [("二、上年结转政府信息公开申请数量", 1, 3), "1", "0", "0", "0", "0", "0", "1"],
    [("三、本年度办理结果", 4, 1), ("（一）予以公开", 1, 2), "20", "1", "0", "0", "1", "1", "23"],
    [("（三）不予公开", 2, 1), "1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0"],
    ["2.其他法律行政法规禁止公开", "2", "0", "0", "0", "0", "0", "2"],
    [("（七）总计", 1, 2), "22", "1", "0", "0", "1", "1", "25"],
    [("四、结转下年度继续办理", 1, 3), "19", "1", "0", "0", "0", "1", "21"],
]


def texts(rows: Iterable[Sequence[CellSpec]]) -> list[list[str]]:
    return [[_full(spec)[0] for spec in row] for row in rows]


def _full(spec: CellSpec) -> tuple[str, int, int]:
    return (spec, 1, 1) if isinstance(spec, str) else spec


# What the text of COUNTY is, paragraph by paragraph, without its three tables.
COUNTY_TEXT = [
    "清溪县2023年政府信息公开工作年度报告",
    "发布时间：2024-01-26 10:15 来源：清溪县人民政府办公室 字号：[大 中 小] 打印",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
    "一、总体情况",
    "全年通过县政府网站主动公开政府信息3215条，收到政府信息公开申请45件。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、其他需要报告的事项",
    "2023年未收取信息处理费。",
    "附件：清溪县年度报告.pdf",
]

# What the text of BUREAU is, paragraph by paragraph; its one table stands after "附表".
BUREAU_TEXT = [
    "云岭区林业局2016年政府信息公开工作年度报告",
    "发布时间：2017-02-20　来源：区林业局　点击数：　【字体：大 中 小】",
    "根据《中华人民共和国政府信息公开条例》的规定，现公布云岭区林业局年度报告。",
    "一、主动公开政府信息情况",
    "2016年我局主动公开政府信息512条，政务微博公开6条，政务微信公开8条。",
    "二、依申请公开情况",
    "全年收到政府信息公开申请2件，均已按期办结。",
    "附表",
    "特此报告。",
    "云岭区林业局",
    "2017年2月16日",
]
BUREAU_TABLE = [
    ["政府信息公开情况统计表"],
    ["统　计　指　标", "单位", "统计数"],
    ["一、主动公开情况", "——", "——"],
    ["（一）主动公开政府信息数", "条", "512"],
    ["其中：主动公开规范性文件数", "条", "4"],
]

# What the text of TOWN is, paragraph by paragraph; its one table stands after "二、…".
TOWN_TEXT = [
    "新河镇人民政府2020年政府信息公开工作年度报告",
    "2021-01-15 09:30 来源：新河镇党政办",
    "本报告由新河镇人民政府编制。",
    "一、总体情况",
    "2020年，新河镇主动公开政府信息86条。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "2020年未收到政府信息公开申请。",
]
TOWN_TABLE = [
    ["第二十条第（一）项"],
    ["信息内容", "本年新\n制作数量", "本年新\n公开数量", "对外公开总数量"],
    ["规范性文件", "1", "1", ""],
]
