"""Reports made by hand: texts with inline marks for claims, tables as short lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from gongkai.forms import vocabulary
from gongkai.labelling.inline import parse_inline
from gongkai.narrative.quantities import parse_quantity
from gongkai.reconcile import Reconciliation, reconcile
from gongkai.report import Claim, Finding, Form, TableValue

SURE = 0.98

Row = Sequence[str | int]
"""The seven columns of a row of the request table, in the order of the vocabulary."""

# What a finding says in tests: kind, severity, left, right.
Said = tuple[str, str, float | None, float | None]


def marked_claims(marked: str, confidence: float = SURE, section: str | None = None) -> tuple[str, list[Claim]]:
    """The text without its marks, and the claims that they are."""
    text, marks = parse_inline(marked)
    units = vocabulary().indicators
    claims = []
    for mark in marks:
        surface = text[mark.start : mark.end]
        around = text[max(0, mark.start - 3) : mark.end + 2]
        quantity = parse_quantity(surface)
        precision = quantity.precision if quantity else "exact"
        if "超" in around or "以上" in around:
            precision = "at_least"
        claims.append(
            Claim(
                indicator=mark.indicator,
                value=mark.value,
                unit=units[mark.indicator].unit,
                text=surface,
                start=mark.start,
                end=mark.end,
                period=mark.period,
                scope=mark.scope,
                precision=precision,
                confidence=confidence,
                section=section,
            )
        )
    return text, claims


def cells(printed: Mapping[str, str | int], *, unit: str | None = "", table: int = 0) -> list[TableValue]:
    """Cells by `indicator` or `indicator@applicant`, as they are printed; what is no number has no value.

    `unit` is that of all amounts, None for amounts without a unit; otherwise each cell has its indicator's.
    """
    return [_cell(name, str(raw), unit, table, row) for row, (name, raw) in enumerate(printed.items())]


def request_table(rows: Mapping[str, Row], table: int = 0) -> list[TableValue]:
    """The request table, with the columns of each indicator."""
    columns = list(vocabulary().applicants)
    return cells(
        {
            f"{row}@{column}": raw
            for row, raws in rows.items()
            for column, raw in zip(columns, raws, strict=True)
            if raw is not LOST
        },
        table=table,
    )


LOST = "lost"
"""A cell of which nothing was read."""


def reconciled(
    marked: str = "",
    values: Sequence[TableValue] = (),
    *,
    form: Form | None = "2019",
    year: int | None = 2019,
    confidence: float = SURE,
    spans: Sequence[tuple[int, int]] = (),
    section: str | None = None,
) -> Reconciliation:
    text, claims = marked_claims(marked, confidence, section)
    return reconcile(values, claims, text=text, form=form, table_spans=spans, year=year)


def said(findings: Sequence[Finding]) -> list[Said]:
    return [(f.kind, f.severity, _float(f.left), _float(f.right)) for f in findings]


def outcomes(result: Reconciliation, rule: str = "text_vs_table") -> list[tuple[str, str | None]]:
    """Outcome and reason of every comparison by a rule."""
    return [(c.outcome, c.reason) for c in result.comparisons if c.rule == rule]


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _cell(name: str, raw: str, unit: str | None, table: int, row: int) -> TableValue:
    indicator, _, applicant = name.partition("@")
    try:
        value = Decimal(raw)
    except InvalidOperation:
        value = None
    canonical = vocabulary().indicators[indicator].unit
    return TableValue(
        indicator=indicator,
        applicant=applicant or None,
        value=value,
        unit=canonical if unit == "" else unit,
        raw=raw,
        table=table,
        row=row,
        column=1,
    )
