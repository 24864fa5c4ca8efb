"""Figures that are missing where the sentence needs one."""

from __future__ import annotations

import pytest
from making import reconciled

from gongkai.report import Finding

# Each: text, the clause that lacks a figure, what the figure would have stated.
LOST = [
    ("在镇政府网站发布信息余条，内容较多。", "在镇政府网站发布信息余条", "disclosed.website"),
    ("全年共发布信息余条；解读11篇。", "全年共发布信息余条", "disclosed.total"),
    ("全年共發布信息 餘條。", "全年共發布信息 餘條", "disclosed.total"),
    ("受理政府信息公开申请余件，均已办结。", "受理政府信息公开申请余件", "requests.received"),
    ("主动公开政府信息条，较上年增加。", "主动公开政府信息条", "disclosed.total"),
    ("全年共收到政府信息公开申请件。", "全年共收到政府信息公开申请件", "requests.received"),
    ("收到申请件，其中网上3件。", "收到申请件", "requests.received"),
    ("惠农类19条，其余共条。", "其余共条", None),
    ("微博   条，微信96条。", "微博   条", "disclosed.weibo"),
    ("全年办结    件。", "全年办结    件", None),
    ("公开政府信息共____条。", "公开政府信息共____条", "disclosed.total"),
    ("收到申请××件，", "收到申请××件", "requests.received"),
    ("举办业务培训次，参训46人。", "举办业务培训次", "training.sessions"),
    ("召开新闻发布会次。", "召开新闻发布会次", "responses.press_conferences"),
    ("收取复制费元。", "收取复制费元", None),
    ("其中当面递交件，网上2件。", "其中当面递交件", None),
    ("政务微博条。", "政务微博条", "disclosed.weibo"),
    ("行政规范性文件共制发件；", "行政规范性文件共制发件", None),
    ("对不予公开件，均说明理由。", "对不予公开件", None),
    ("配备专职人员名，", "配备专职人员名", None),
]


def missing(text: str, spans: list[tuple[int, int]] | None = None) -> list[Finding]:
    return [f for f in reconciled(text, spans=spans or []).findings if f.kind == "missing_figure"]


@pytest.mark.parametrize(("text", "clause", "indicator"), LOST)
def test_a_lost_figure(text: str, clause: str, indicator: str | None) -> None:
    [finding] = missing(text)
    evidence = finding.right_evidence
    assert text[evidence.start : evidence.end] == clause
    assert (finding.severity, finding.indicator) == ("note", indicator)
    assert finding.message == f"正文“{''.join(clause.split())}”缺少数字，应补上"


COMPLETE = [
    "全年共发布信息1,286条，",
    "全年共发布信息百余条。",
    "全年共发布信息９ ３００余条。",
    "全年共发布信息三千 余条。",
    "其余条目已经归档，其余件另存。",
    "收到申请件后当日登记，逐件答复。",
    "没有收到申请件，也没有不予公开件。",
    "全年未收到依申请公开件。",
    "公共条件改善，公开条件成熟。",
    "新闻发布会场设在三楼。",
    "政府信息公开条例，信息公开条例学习班。",
    "第三条、第五条，逐条学习。",
    "受理件、办结件分别归档。",
    "按照收费项目收费。",
    "单位：件，条。",
    "参加培训人员分期分批。",
    "印发规范性文件，公布条件，签名。",
    "（六）申请件。全年收到3件。",
    "更正两件，发文三十来条。",
    "网上来件，其余是到件。",
    "未发生行政复议案件，没有不予公开件。",
]


@pytest.mark.parametrize("text", COMPLETE)
def test_a_sentence_that_needs_no_figure(text: str) -> None:
    assert missing(text) == []


def test_tables_are_not_read() -> None:
    text = "一、总体情况\n共发布信息余条。\n收到申请   件。"
    assert len(missing(text)) == 2
    assert len(missing(text, [(text.index("收到"), len(text))])) == 1
    assert missing(text, [(0, 10), (8, 17), (17, len(text))]) == []


def test_each_lost_figure_is_a_finding_with_an_identifier_of_its_own() -> None:
    findings = missing("一季度共发布信息余条。\n二季度共发布信息余条。\n三季度共发布信息余条。\n三季度共发布信息余条。")
    assert len({finding.id for finding in findings}) == 4
