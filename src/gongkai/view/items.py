"""What a page can point at: claims, table values, and the stretches of text that evidence names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.figures import figure_text
from gongkai.report import Claim, Evidence, Report, TableValue
from gongkai.view.official_tables import applicant_label, indicator_label
from gongkai.view.standing import Standing, Standings
from gongkai.view.words import words

Span = tuple[int, int]
Kind = Literal["claim", "value", "stretch"]

BLANK = "空白"  # a cell that is there, with nothing in it
STRETCH = "原文"
REACH = 32  # characters of the line that an excerpt keeps on either side: two lines of a narrow card in all


@dataclass(frozen=True, slots=True)
class Item:
    """`id` is unique on the page; `figure` is what stands there, in plain digits where it is a number; `place` is its
    span in the text, None where that is unknown; `column` the applicants of a cell; `remark` what period and scope of a
    claim are, if not the usual ones."""

    id: str
    kind: Kind
    label: str
    figure: str
    standing: Standing | None
    place: Span | None
    column: str = ""
    remark: str = ""

    @property
    def name(self) -> str:
        return f"{self.label}（{self.column}）" if self.column else self.label


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A span in the words of its line."""

    before: str
    text: str
    behind: str


class Items:
    """All items of a report; `claims`, `values` and `warning_places` (None where a warning has none) are in the order
    of the report's lists."""

    def __init__(self, report: Report, standings: Standings) -> None:
        self._length = len(report.text)
        self.claims = [self._claim(i, claim, standings.claims[i]) for i, claim in enumerate(report.claims)]
        self.values = [self._value(i, value, standings.values.get(i)) for i, value in enumerate(report.values)]
        self.warning_places = [self._place(warning.start, warning.end) for warning in report.warnings]
        self._stretches: dict[Span, Item] = {}
        for standing, evidence in _stretches(report, standings):
            self._add_stretch(evidence, standing, report.text)

    @property
    def stretches(self) -> list[Item]:
        return list(self._stretches.values())

    def of(self, evidence: Evidence) -> list[Item]:
        """What the evidence names; positions that the report does not have are passed over."""
        place = self._place(evidence.start, evidence.end)
        return [
            *(self.claims[i] for i in evidence.claims if 0 <= i < len(self.claims)),
            *(self.values[i] for i in evidence.values if 0 <= i < len(self.values)),
            *([self._stretches[place]] if place in self._stretches else []),
        ]

    def _claim(self, position: int, claim: Claim, standing: Standing) -> Item:
        return Item(
            id=f"c{position}",
            kind="claim",
            label=indicator_label(claim.indicator),
            figure=claim_figure(claim),
            standing=standing,
            place=self._place(claim.start, claim.end),
            remark=_remark(claim),
        )

    def _value(self, position: int, value: TableValue, standing: Standing | None) -> Item:
        place = self._place(value.start, value.end)
        label, column = indicator_label(value.indicator), applicant_label(value.applicant)
        return Item(f"v{position}", "value", label, value_figure(value), standing, place, column)

    def _add_stretch(self, evidence: Evidence, standing: Standing, text: str) -> None:
        place = self._place(evidence.start, evidence.end)
        if place is not None and place not in self._stretches:
            item_id = f"s{len(self._stretches)}"
            self._stretches[place] = Item(item_id, "stretch", STRETCH, text[slice(*place)], standing, place)

    def _place(self, start: int | None, end: int | None) -> Span | None:
        """The span, if it lies in the text; one without a character is widened to the next."""
        if start is None or end is None or not 0 <= start <= end or start >= self._length:
            return None
        return start, min(max(end, start + 1), self._length)


def _stretches(report: Report, standings: Standings) -> Iterator[tuple[Standing, Evidence]]:
    """Those of findings first: where several name the same words, they decide how it fared."""
    for finding in report.findings:
        yield Standing(finding.severity), finding.left_evidence
        yield Standing(finding.severity), finding.right_evidence
    for comparison, standing in zip(report.comparisons, standings.comparisons, strict=True):
        yield standing, comparison.left_evidence
        yield standing, comparison.right_evidence


def claim_figure(claim: Claim) -> str:
    """As `≥1600条`."""
    if claim.value is None:
        return claim.text
    return words().precisions[claim.precision] + figure_text(claim.value) + (claim.unit or "")


def value_figure(value: TableValue) -> str:
    """The figure without its unit; what stands in a cell without one."""
    return value.raw.strip() or BLANK if value.value is None else figure_text(value.value)


def _remark(claim: Claim) -> str:
    """Period and scope, unless all of the report's own year is meant."""
    period = words().periods.get(claim.period, f"{claim.period}年")
    return "，".join(filter(None, (period, words().scopes[claim.scope])))


def excerpt(text: str, place: Span) -> Excerpt:
    start, end = place
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    behind = text[end : end + REACH].partition("\n")[0]
    is_cut_before = start > len(before) and text[start - len(before) - 1] != "\n"
    is_cut_behind = end + len(behind) < len(text) and text[end + len(behind)] != "\n"
    return Excerpt(
        before=("…" if is_cut_before else "") + before.lstrip(),
        text=text[start:end],
        behind=behind.rstrip() + ("…" if is_cut_behind else ""),
    )


def ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]
