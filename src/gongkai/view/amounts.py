"""What a report states about an indicator as a whole: by its tables, or by its text where no table has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.figures import figure_text
from gongkai.forms import common, vocabulary
from gongkai.reconcile.cells import LOCAL, Edition, Gap, Sum, editions, table_of
from gongkai.reconcile.counterparts import candidates
from gongkai.report import Claim, Report, TableValue

NOT_STATED = "未载明"
UNIT_UNKNOWN = "单位不明"
BY_COLUMNS = "各栏相加"
TEXT_DIFFERS = "正文说法不一"
GAPS = {Gap.BLANK: "空白", Gap.STRUCK: "划去", Gap.MISSING: "缺失"}
PRECISIONS = {"exact": "", "about": "约数", "at_least": "至少"}


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` None: no figure, and `remark` says why. `parts` are the cells, other than 0, that it is the sum of."""

    indicator: str
    value: Decimal | None
    source: Literal["table", "text"] | None = None
    remark: str = ""
    parts: tuple[TableValue, ...] = ()

    @property
    def unit(self) -> str:
        return vocabulary().indicators[self.indicator].unit


class Amounts:
    """The amounts of one report: those of its own year, for all that it reports on."""

    def __init__(self, report: Report) -> None:
        self._report = report
        printings = editions(report.values, report.meta.form)
        self._edition = printings[0] if printings else Edition(report.meta.form or LOCAL, {}, report.values)

    def is_printed(self, indicator: str) -> bool:
        """Whether the report has tables, whose form has a place for the indicator or for what it is the sum of."""
        keys = candidates(indicator, self._edition)[0]
        return bool(self._report.values) and any(name in table_of(self._edition.form) for name, _ in keys)

    def of(self, indicator: str) -> Amount:
        """What the tables state; what the text states where they have not a single cell of it."""
        return self._in_tables(indicator) or self._in_text(indicator)

    def _in_tables(self, indicator: str) -> Amount | None:
        keys = candidates(indicator, self._edition)[0]
        total = self._edition.sum_of(keys)
        if not total.known:
            columns = self._edition.sum_of(column for key in keys for column in self._edition.columns(key))
            if columns.known and columns.is_complete:
                return self._added_up(indicator, columns, BY_COLUMNS)
        if not total.known:
            gap = next((gap for gap in (Gap.BLANK, Gap.STRUCK) if gap in total.unknown.values()), None)
            return Amount(indicator, None, "table", f"表中{GAPS[gap]}") if gap else None
        return self._added_up(indicator, total, _gaps_text(list(total.unknown.values())))

    def _added_up(self, indicator: str, total: Sum, remark: str) -> Amount:
        cells = [self._report.values[position] for position in total.known]
        if vocabulary().indicators[indicator].unit in common().money and any(cell.unit is None for cell in cells):
            return Amount(indicator, None, "table", UNIT_UNKNOWN)
        value = sum((cell.value for cell in cells if cell.value is not None), Decimal(0))
        is_sum = len(cells) + len(total.unknown) > 1
        return Amount(indicator, value, "table", remark, tuple(cell for cell in cells if cell.value and is_sum))

    def _in_text(self, indicator: str) -> Amount:
        claims = [claim for claim in self._report.claims if claim.indicator == indicator and _is_whole(claim)]
        if not claims:
            return Amount(indicator, None, None, NOT_STATED)
        if len({claim.value for claim in claims}) > 1:
            said = "、".join(figure_text(claim.value) for claim in claims)
            return Amount(indicator, None, "text", f"{TEXT_DIFFERS}：{said}")
        return Amount(indicator, claims[0].value, "text", PRECISIONS[claims[0].precision])


def _is_whole(claim: Claim) -> bool:
    return claim.period == "this_year" and claim.scope == "whole" and claim.value is not None


def _gaps_text(gaps: Sequence[Gap]) -> str:
    """As `另有 2 格空白`."""
    counts = {word: sum(gap is each for gap in gaps) for each, word in GAPS.items()}
    return "、".join(f"另有 {count} 格{word}" for word, count in counts.items() if count)
