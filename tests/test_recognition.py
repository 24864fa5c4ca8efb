"""Annual reports on information disclosure told from what resembles them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.document import Document
from gongkai.meta import looks_like_report, report_evidence
from gongkai.readers import open_document

REPORTS = Path(__file__).parents[2] / "shared" / "reports"

NUMBERED = """\
一、总体情况
全年主动公开政府信息120条，收到政府信息公开申请12件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""

REPORT = {
    "with a title": f"""云山区2022年政府信息公开工作年度报告
{NUMBERED}""",
    "title missing": f"""发布时间: 2023-02-19 发布机构:政府办公室
体裁分类:政府信息公开年报
{NUMBERED}""",
    "numbers missing": "云山区2022年政府信息公开工作年度报告\n" + NUMBERED.replace("、", " ").replace("一 ", ""),
    "menu around it": f"""首页
政府信息公开指南
政府信息公开制度
政府工作报告
部门预算
{NUMBERED}
联系我们
""",
    "a short one": """清河乡2018年政府信息公开工作年度报告
根据《条例》规定，特向社会公开2018年政府信息公开年度报告。数据统计期限为2018年1月1日至2018年12月31日。
全年公开22条。
""",
    "without headings": """云山县林业局2016年政府信息公开年报
现将全年政府信息公开工作情况报告如下：
全年主动公开政府信息22条。
""",
    "before 2019": """云山区2012年政府信息公开工作年度报告
本报告由概述等部分组成。
一、概述
二、主动公开政府信息情况
三、依申请公开政府信息情况
四、政府信息公开的收费及减免情况
""",
    "traditional": """雲山區2015年政府信息公開工作年度報告
現將工作情況報告如下：
一、政府信息公開總體情況
政府信息公開情況統計表
(2015年度)
(一)主動公開政府信息數
政府網站公開政府信息數
""",
    "with pinyin": """雲山區2015年政(zhèng)府(fǔ)信息公(gōng)開工作年度報(bào)告
現(xiàn)將工作情況報(bào)告如下：
一、政府信息公開總(zǒng)體(tǐ)情況
""",
    "behind a notice": f"""云政办〔2023〕1号
云山区人民政府办公室关于印发年度报告的通知
各镇：
现印发给你们。
云山区2022年度政府信息公开工作年度报告
{NUMBERED}""",
    "the old table alone": """云山区2015年度政府信息公开情况统计表
制发规范性文件总数
政府网站公开政府信息数
收到申请数
维持具体行政行为数
从事政府信息公开工作人员数
""",
    "tables only": """第二十条第（一）项
规章 | 0
三、收到和处理政府信息公开申请情况
本年新收政府信息公开申请数量 | 12
结转下年度继续办理 | 0
未经复议直接起诉 | 复议后起诉
""",
}
OTHER = {
    "news": """云山区公布2022年政府信息公开工作年度报告
日前，云山区向社会公布2022年政府信息公开工作年度报告。报告显示，全年主动公开政府信息1200条，共受理政府信息公开申请12件。
（记者 某某）
""",
    "list": "".join(f"云山区{year}年政府信息公开工作年度报告 {year + 1}-01-10\n" for year in range(2009, 2023)),
    "list of bodies": "".join(f"{body}局2022年政府信息公开工作年度报告\n" for body in ("林业", "水利", "教育", "财政")),
    "notice": """关于做好2022年政府信息公开工作年度报告编制工作的通知
各镇：
一、抓紧编制
请于1月底前报送。
二、规范内容
""",
    "rules": """云山区政府信息公开工作年度报告制度
第一条 为规范年度报告，依据政府信息公开条例制定本制度。
第二条 年度报告应当公布。
""",
    "guide": """云山区政府信息公开指南
根据《政府信息公开条例》，本机关编制了本指南。
一、主动公开
二、依申请公开
（一）受理机构
""",
    "budget": """云山区林业局2022年部门预算公开说明
一、部门概况
二、收支总体情况
三、其他需要说明的事项
""",
    "work report": """云山区2022年政府工作报告
一、2021年工作回顾
全面推进政务公开，主动公开政府信息1200条。
二、2022年工作安排
""",
    "rule of law": """云山区2022年法治政府建设年度报告
一、总体情况
推进政务公开，受理依申请公开12件。
二、存在的主要问题及改进措施
""",
    "web site": """云山区政府网站2022年度工作报表
信息发布总数 1200条
政务公开栏目 12个
""",
    "assessment": """云山区2022年政务公开第三方评估报告
一、概述
二、存在的主要问题和改进措施
""",
    "poem": "床前明月光\n疑是地上霜\n",
    "numbers": "1\n2\n3\n",
}


def document(text: str, **hints: str) -> Document:
    return replace(open_document(text + "\n"), hints=hints)


@pytest.mark.parametrize("kind", REPORT)
def test_reports(kind: str) -> None:
    assert looks_like_report(document(REPORT[kind])), report_evidence(document(REPORT[kind]))


@pytest.mark.parametrize("kind", OTHER)
def test_other_documents(kind: str) -> None:
    assert not looks_like_report(document(OTHER[kind])), report_evidence(document(OTHER[kind]))


def test_the_title_may_stand_in_the_head_of_the_page() -> None:
    text = "全年主动公开政府信息22条。\n一、总体情况\n"
    assert not looks_like_report(document(text))
    assert looks_like_report(document(text, title="云山区2022年政府信息公开工作年度报告_云山区政府网"))


def test_the_evidence_is_listed() -> None:
    evidence = {item.name: item.points for item in report_evidence(document(REPORT["with a title"]))}
    assert report_evidence(document(OTHER["numbers"])) == []
    assert evidence == {"title": 3, "official_headings": 6, "narrative": 2}


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_real_reports_with_points_to_spare(prefix: str) -> None:
    (path,) = REPORTS.glob(f"{prefix}_*.txt")
    assert sum(item.points for item in report_evidence(open_document(path))) >= 10
