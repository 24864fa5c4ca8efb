"""Deviations in the figures: how a number is written, and cells without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from .figures import MONEY, balanced, printed
from .layout import Blanks, Layout
from .printed import EXTRA, Figure, PrintedReport

STRIKES = ("/", "-", "—", "无")
BALANCED_ROWS = ("requests.", "reconsideration.", "litigation.")
TO_FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")


def _rewritten(report: PrintedReport, change: Callable[[str, Figure], Figure]) -> PrintedReport:
    return replace(report, figures={key: change(key, figure) for key, figure in report.figures.items()})


def _emptied(report: PrintedReport, texts: dict[str, str]) -> PrintedReport:
    return _rewritten(
        report, lambda key, figure: replace(figure, value=None, text=texts[key]) if key in texts else figure
    )


def blank(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """Cells left empty. Where the layout drops them, blank cells stand for a zero, or lie in the column of totals, and
    the sums of the rest are right: from the figures one can tell where they belong, or nobody can."""
    if layout.blanks is Blanks.KEPT:
        return _emptied(report, dict.fromkeys(draw(_some(report.figures)), ""))
    totals = [key for key in report.figures if key.endswith("@total")]
    are_totals = draw(st.booleans(), label="totals are blank") and bool(totals)
    keys = draw(_some(totals if are_totals else _droppable(report, layout)))
    values = {key: figure.value or Decimal(0) for key, figure in report.figures.items()}
    values.update(dict.fromkeys(keys, Decimal(0)))
    return _emptied(replace(report, figures=printed(balanced(values))), dict.fromkeys(keys, ""))


def _some(keys: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(keys)), min_size=1, max_size=12, unique=True)


def _droppable(report: PrintedReport, layout: Layout) -> list[str]:
    """Keys of no sums. Bars at the end of an article 20 row say that its last cell is blank: no other one is then."""
    sums = ("total", "requests.received@", "requests.concluded@")
    keys = [key for key in report.figures if EXTRA not in key and not any(word in key for word in sums)]
    if layout.blanks is Blanks.DROPPED:
        return keys
    rows = ([cell.key for cell in row if cell.key] for table in report.tables for row in table.rows())
    last_of_row = {row[-1] for row in rows if row}
    return [key for key in keys if key.startswith(BALANCED_ROWS) or key in last_of_row]


def struck(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """A stroke or 无 in place of a number."""
    keys = draw(_some(report.figures))
    return _emptied(report, {key: draw(st.sampled_from(STRIKES)) for key in keys})


def signed_change(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """增12, 减12, +12, －12 in the column of changes."""
    losses = ("减", "减少", "－") if layout.suffix == ".pdf" else ("减", "减少", "－", "−")  # no − in the PDF font

    def signed(key: str, figure: Figure) -> Figure:
        if not key.endswith(".items_change") or not figure.value:
            return figure
        sign = draw(st.sampled_from(("增", "增加", "+") if figure.value > 0 else losses))
        return replace(figure, text=f"{sign}{abs(figure.value)}")

    return _rewritten(report, signed)


def money_units(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    """The unit of an amount in its cell (万元 or 元), or behind the header."""
    style = draw(st.sampled_from(("万元", "元", "（万元）", "（元）")), label="unit of money")
    unit = style.strip("（）")

    def amount(key: str, figure: Figure) -> Figure:
        canonical = "元" if key == "procurement.amount" else "万元"
        if key not in MONEY or not figure.value or (style != unit and canonical != "元"):
            return figure
        written = _in_unit(figure.value, canonical, unit)
        return replace(figure, text=written if style != unit else written + unit, unit=canonical)

    in_header = style if style != unit else ""
    return _rewritten(report, amount).map_labels(lambda text: text + in_header if text == "采购总金额" else text)


def _in_unit(value: Decimal, canonical: str, unit: str) -> str:
    power = {"元": 0, "万元": 4}
    return f"{value.scaleb(power[canonical] - power[unit]):f}"


def thousands(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    return _grouped(report, ",")


def spaced_digits(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    return _grouped(report, " ")


def _grouped(report: PrintedReport, mark: str) -> PrintedReport:
    def group(digits: re.Match[str]) -> str:
        return f"{int(digits[0]):,}".replace(",", mark)

    return _rewritten(
        report,
        lambda key, figure: replace(figure, text=re.sub(r"(?<![\d.])\d{4,}", group, figure.text)),
    )


def full_width_digits(draw: st.DrawFn, report: PrintedReport, layout: Layout) -> PrintedReport:
    return _rewritten(report, lambda key, figure: replace(figure, text=figure.text.translate(TO_FULL_WIDTH)))
