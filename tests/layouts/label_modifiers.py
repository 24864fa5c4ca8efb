"""Deviations in the words: other wording, punctuation, characters, and white space inside labels."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from opencc import OpenCC

from .layout import Layout
from .printed import Heading, Passage, PrintedReport, PrintedTable

# Wordings met in reports in place of the official one. Each must still be told from every other label of its form.
REWORDINGS = {
    "现行有效件数": ("现行有效件", "现行有效数"),
    "本年制发件数": ("本年制发件", "本年度制发件数", "本年制发数"),
    "本年废止件数": ("本年废止件", "本年度废止件数"),
    "行政规范性文件": ("规范性文件",),
    "规范性文件": ("行政规范性文件",),
    "本年新制作数量": ("本年新制作数", "本年度新制作数量"),
    "本年新公开数量": ("本年新公开数", "本年度新公开数量"),
    "对外公开总数量": ("对外公开总数", "对外公开数量"),
    "上一年项目数量": ("上一年度项目数量", "上年项目数量"),
    "本年增/减": ("本年增/", "本年度增/减", "本年增减"),
    "处理决定数量": ("处理决定数", "本年处理决定数量"),
    "本年处理决定数量": ("处理决定数量", "本年度处理决定数量"),
    "本年收费金额（单位：万元）": ("本年收费金额（万元）", "本年度收费金额（单位：万元）"),
    "采购项目数量": ("采购项目数", "本年采购项目数量"),
    "第二十条第（一）项": ("第二十条第一项", "《条例》第二十条第（一）项"),
    "一、本年新收政府信息公开申请数量": ("一、本年度新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"),
    "二、上年结转政府信息公开申请数量": ("二、上年度结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"),
    "三、本年度办理结果": ("三、本年办理结果", "三、本年度办理结果："),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": ("（二）部分公开", "（二）部分公开（区分处理）"),
    "1.属于国家秘密": ("其中：1.属于国家秘密", "1.涉及国家秘密"),
    "2.其他法律行政法规禁止公开": ("2.其他法律、行政法规禁止公开", "2.其他法律行政法规禁止公开的"),
    "3.危及“三安全一稳定”": ("3.危及三安全一稳定", '3.危及"三安全一稳定"', "3.危及“三安全、一稳定”"),
    "8.属于行政查询事项": ("8.属于行政查询事项的",),
    "1.本机关不掌握相关政府信息": ("其中：1.本机关不掌握相关政府信息",),
    "2.没有现成信息需要另行制作": ("2.没有现成信息，需要另行制作",),
    "3.补正后申请内容仍不明确": ("3.补正后申请内容仍不明确的",),
    "四、结转下年度继续办理": ("四、结转下一年度继续办理", "四、结转下年继续办理"),
    "统计指标": ("指标", "指标名称"),
    "统计数": ("数量", "统计数据", "数值"),
    "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": ("（一）主动公开政府信息数",),
    "其中：主动公开规范性文件数": ("其中：1.主动公开规范性文件数", "主动公开规范性文件数"),
    "制发规范性文件总数": ("制发规范性文件数",),
    "1.参加或举办新闻发布会总次数": ("1.参加或举办新闻发布会次数",),
    "其中：主要负责同志参加政府网站在线访谈次数": ("其中：主要负责同志参加在线访谈次数",),
    "（一）维持具体行政行为数": ("（一）维持具有行政行为数", "（一）维持行政行为数"),
    "危及国家安全、公共安全、经济安全和社会稳定": ("危及国家安全、公共安全、经济安全和社会稳定数",),
}
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])")
TO_HALF_WIDTH = str.maketrans("（），：；", "(),:;")


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def to_traditional(text: str) -> str:
    return str(_converter().convert(text))


def _labels(report: PrintedReport) -> list[str]:
    return sorted({cell.text for table in report.tables for cell in table.cells if cell.text and not cell.key})


def _some(draw: st.DrawFn, labels: list[str]) -> set[str]:
    return draw(st.sets(st.sampled_from(labels), min_size=1, max_size=12), label="labels") if labels else set()


def reworded(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    chosen = _some(draw, [label for label in _labels(report) if label in REWORDINGS])
    words = {label: draw(st.sampled_from(REWORDINGS[label])) for label in sorted(chosen)}
    return report.map_labels(lambda text: words.get(text, text))


def halved_headers(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """Two headers have lost the second line of their cell, and read the same: only their order tells them apart."""
    halves = dict.fromkeys(("本年新制作数量", "本年新公开数量"), "本年新")
    return report.map_labels(lambda text: halves.get(text, text))


def unnumbered(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    return report.map_labels(lambda text: NUMBERING.sub("", text))


def other_numbering(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """Other signs behind the same numbers: 1、 and 1﹒ for 1."""
    sign = draw(st.sampled_from(("、", "﹒", "．", ". ")))
    return report.map_labels(lambda text: re.sub(r"^(\d+)\.", rf"\g<1>{sign}", text))


def respaced(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """Spaces between the characters of short labels, or somewhere in long ones."""
    space = draw(st.sampled_from((" ", "\N{IDEOGRAPHIC SPACE}", "\N{NO-BREAK SPACE}")))
    spaced = {label: _respaced(draw, label, space) for label in sorted(_some(draw, _labels(report)))}
    return report.map_labels(lambda text: spaced.get(text, text))


def _respaced(draw: st.DrawFn, label: str, space: str) -> str:
    return space.join(label) if len(label) <= 5 else _split(draw, label, space, after=0)


def broken(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """Labels that go on in a second line of their cell."""
    halves = {
        label: _split(draw, label, "\n", after=1) for label in sorted(_some(draw, _labels(report))) if len(label) > 2
    }
    return report.map_labels(lambda text: halves.get(text, text))


def _split(draw: st.DrawFn, label: str, by: str, *, after: int) -> str:
    """Splits a label in two, no sooner than `after` characters behind its number, which nobody parts from its dot."""
    numbering = NUMBERING.match(label)
    first = max(1, numbering.end() + after if numbering else after)
    place = draw(st.integers(min(first, len(label) - 1), len(label) - 1))
    return label[:place] + by + label[place:]


def half_width(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    return report.map_words(lambda text: text.translate(TO_HALF_WIDTH))


def traditional(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    figures = {key: replace(figure, text=to_traditional(figure.text)) for key, figure in report.figures.items()}
    return replace(report.map_words(to_traditional), figures=figures)


def without_headings(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """The headings directly above tables are missing."""
    following = (*report.blocks[1:], None)
    blocks = [
        block
        for block, after in zip(report.blocks, following, strict=True)
        if not (isinstance(block, Heading) and isinstance(after, PrintedTable))
    ]
    return replace(report, blocks=tuple(blocks))


def note_between(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """A sentence with a count of its own directly before or behind a table."""
    number = draw(st.integers(2, 99))
    note = draw(
        st.sampled_from((f"注：以上数据由{number}个填报单位汇总而成。", f"（本表含下属事业单位{number}家的数据）"))
    )
    places = [place for place, block in enumerate(report.blocks) if isinstance(block, PrintedTable)]
    place = draw(st.sampled_from(places)) + draw(st.integers(0, 1))
    return replace(report, blocks=(*report.blocks[:place], Passage(note), *report.blocks[place:]))
