"""From a form, a layout and modifiers to a printed report: the strategy behind the property test."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from zlib import crc32

from hypothesis import strategies as st

from . import figure_modifiers as figure
from . import form_modifiers as shape
from . import label_modifiers as label
from .figures import printed, values
from .form_model import OfficialForm
from .layout import Layout
from .official_forms import FORMS
from .printed import Block, Heading, Passage, PrintedReport, PrintedTable, stack
from .printing import dispute_tables, item_table, request_table, statistics_table

Shape = Callable[[st.DrawFn, OfficialForm], OfficialForm]
Finish = Callable[[st.DrawFn, PrintedReport, Layout], PrintedReport]

ISSUERS = ("云岭市青石区人民政府", "松澜县白鹭镇人民政府", "云岭市青石区水务局", "北原市文化和旅游局")
INTRODUCTION = (
    "本报告依据《中华人民共和国政府信息公开条例》的规定编写，数据统计至{year}年12月31日，联系电话0000-1234567。"
)
PASSAGES = (
    "一年来，本机关把公开工作列入年度重点任务，专题研究2次，编发工作提示6期，并对门户网站的栏目做了整理。",
    "全年组织业务学习3次，参加学习的有45人，另有4个下属单位完成了公开指南的修订。",
    "本机关指定1名工作人员负责登记、转办和归档，做到件件有记录。",
)
PROBLEMS = "公开的深度和及时性还不够，下一步将在三个方面改进：理顺流程，充实栏目，加强学习。"


@dataclass(frozen=True, slots=True)
class Modifier:
    """One deviation: of the form before it is printed, or of the printed report."""

    name: str
    shape: Shape | None = None
    finish: Finish | None = None
    forms: frozenset[str] = frozenset(FORMS)

    def fits(self, form: str, layout: Layout) -> bool:
        return form in self.forms and self.name not in layout.unfit


TABULAR = frozenset({"2019", "2021"})
# In the order in which they are applied: shapes, then figures (blank first, it needs plain values), then words.
MODIFIERS = {
    modifier.name: modifier
    for modifier in (
        Modifier("reordered", shape=shape.reordered),
        Modifier("reordered_outcomes", shape=shape.reordered_outcomes, forms=TABULAR),
        Modifier("dropped", shape=shape.dropped),
        Modifier("subtotals", shape=shape.subtotals, forms=TABULAR),
        Modifier("organization_subtotal", shape=shape.organization_subtotal, forms=TABULAR),
        Modifier("local_items", shape=shape.local_items, forms=frozenset({"2019"})),
        Modifier("split_disputes", shape=shape.split_disputes, forms=TABULAR),
        Modifier("blank", finish=figure.blank),
        Modifier("struck", finish=figure.struck),
        Modifier("signed_change", finish=figure.signed_change, forms=frozenset({"2019"})),
        Modifier("money_units", finish=figure.money_units),
        Modifier("thousands", finish=figure.thousands),
        Modifier("spaced_digits", finish=figure.spaced_digits),
        Modifier("full_width_digits", finish=figure.full_width_digits),
        Modifier("halved_headers", finish=label.halved_headers, forms=frozenset({"2019"})),
        Modifier("reworded", finish=label.reworded),
        Modifier("other_numbering", finish=label.other_numbering),
        Modifier("unnumbered", finish=label.unnumbered),
        Modifier("without_headings", finish=label.without_headings, forms=TABULAR),
        Modifier("note_between", finish=label.note_between, forms=TABULAR),
        Modifier("half_width", finish=label.half_width),
        Modifier("respaced", finish=label.respaced),
        Modifier("broken", finish=label.broken),
        Modifier("traditional", finish=label.traditional),
    )
}
# One way to write a figure at a time.
EXCLUSIVE = (
    {"thousands", "spaced_digits"},
    {"unnumbered", "other_numbering"},
    {"respaced", "broken"},
)


def fitting(form: str, layout: Layout) -> list[str]:
    return [name for name, modifier in MODIFIERS.items() if modifier.fits(form, layout)]


@st.composite
def mixtures(draw: st.DrawFn, form: str, layout: Layout) -> list[str]:
    """Two to five modifiers that go together, in the order of `MODIFIERS`. The simplest two differ by layout."""
    candidates = sorted(fitting(form, layout), key=lambda name: crc32(f"{layout.name} {name}".encode()))
    chosen = draw(st.sets(st.sampled_from(candidates), min_size=2, max_size=5), label="modifiers")
    for group in EXCLUSIVE:
        chosen -= set(sorted(chosen & group)[1:])
    return [name for name in MODIFIERS if name in chosen]


@st.composite
def reports(draw: st.DrawFn, form_name: str, layout: Layout, modifiers: Iterable[str]) -> PrintedReport:
    """A report on the form with drawn figures, changed by the modifiers and ready for `layout`."""
    chosen = [MODIFIERS[name] for name in modifiers]
    form = FORMS[form_name]
    for modifier in chosen:
        form = modifier.shape(draw, form) if modifier.shape else form
    report = _with_figures(draw, _blank_report(draw, form))
    report = replace(report, name="-".join((form_name, layout.name, *(modifier.name for modifier in chosen))))
    for modifier in chosen:
        report = modifier.finish(draw, report, layout) if modifier.finish else report
    return report.filled()


def _with_figures(draw: st.DrawFn, report: PrintedReport) -> PrintedReport:
    keys = [cell.key for table in report.tables for cell in table.cells if cell.key]
    return replace(report, figures=printed(draw(values(keys))))


def _blank_report(draw: st.DrawFn, form: OfficialForm) -> PrintedReport:
    year = draw(st.sampled_from(form.years))
    title = f"{draw(st.sampled_from(ISSUERS))}{year}年政府信息公开工作年度报告"
    before = (
        Passage(INTRODUCTION.format(year=year)),
        Heading("一、总体情况"),
        Passage(draw(st.sampled_from(PASSAGES))),
    )
    tables = _statistics(form, year) if form.statistics else _sections(draw, form)
    return PrintedReport(title, (*before, *tables), {}, form.name)


def _statistics(form: OfficialForm, year: int) -> list[Block]:
    return [
        Heading("二、存在的主要问题和改进情况"),
        Passage(PROBLEMS),
        Heading("政府信息公开情况统计表"),
        Heading(f"（{year}年度）"),
        statistics_table(form.statistics),
    ]


def _sections(draw: st.DrawFn, form: OfficialForm) -> list[Block]:
    blocks: list[Block] = [Heading("二、主动公开政府信息情况"), *_items(draw, form)]
    if form.requests:
        blocks += [Heading("三、收到和处理政府信息公开申请情况"), request_table(form.requests)]
    if form.disputes:
        blocks += [Heading("四、政府信息公开行政复议、行政诉讼情况"), *dispute_tables(form.disputes)]
    blocks += [Heading("五、存在的主要问题及改进情况"), Passage(PROBLEMS)]
    return [*blocks, Heading("六、其他需要报告的事项"), Passage("无其他需要报告的事项。")]


def _items(draw: st.DrawFn, form: OfficialForm) -> list[PrintedTable]:
    """The tables on article 20 one by one, or as one with the narrow rows stretched or filled up with blank cells."""
    tables = [item_table(item) for item in form.items]
    way = draw(st.sampled_from(("apart", "stretched", "filled")), label="article 20")
    return tables if way == "apart" or not tables else [stack(tables, stretch=way == "stretched")]
