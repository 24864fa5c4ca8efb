"""Reports that state the figures they are told to, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gongkai.forms import vocabulary
from gongkai.report import Claim, Meta, Report, Source, TableValue

REQUESTS = {
    "requests.received": "120",
    "requests.carried_in": "6",
    "requests.granted": "58",
    "requests.partially_granted": "11",
    "requests.denied.state_secret": "0",
    "requests.denied.third_party_rights": "6",
    "requests.denied.internal_affairs": "11",
    "requests.unavailable.not_held": "15",
    "requests.unavailable.needs_creation": "2",
    "requests.not_processed.petition": "6",
    "requests.not_processed.duplicate": "0",
    "requests.other.uncorrected": "9",
    "requests.other.rest": "2",
    "requests.concluded": "120",
    "requests.carried_out": "6",
}
REPLIES = {
    "requests.received": "45",
    "requests.replied": "44",
    "requests.already_public": "10",
    "requests.granted": "20",
    "requests.partially_granted": "2",
    "requests.denied": "3",
    "requests.denied.privacy": "3",
    "requests.not_this_agency": "4",
    "requests.nonexistent": "3",
    "requests.amendment_asked": "1",
    "requests.redirected": "1",
}


def cells(figures: Mapping[str, str], form: str | None) -> list[TableValue]:
    """A cell a figure, by `indicator` or `indicator@applicant`; what is no number is left without one."""
    return [_cell(name, raw, form, row) for row, (name, raw) in enumerate(figures.items())]


def _cell(name: str, raw: str, form: str | None, row: int) -> TableValue:
    indicator, _, applicant = name.partition("@")
    unit = vocabulary().indicators[indicator].unit
    has_applicants = indicator.startswith("requests.") and form in ("2019", "2021")
    is_figure = raw.lstrip("-").replace(".", "").isdecimal()
    return TableValue(
        indicator=indicator,
        applicant=(applicant or "total") if has_applicants else None,
        value=Decimal(raw) if is_figure else None,
        unit=None if unit.endswith("元") else unit,
        raw=raw,
        table=0,
        row=row,
        column=1,
    )


def claim(indicator: str, value: str, **fields: Any) -> Claim:
    unit = vocabulary().indicators[indicator].unit
    text = f"{value}{unit}"
    return Claim(
        indicator=indicator,
        value=Decimal(value),
        unit=unit,
        text=text,
        start=0,
        end=len(text),
        **{"confidence": 0.9, **fields},
    )


def report(
    figures: Mapping[str, str],
    claims: Iterable[Claim] = (),
    *,
    form: str | None = "2021",
    year: int | None = 2022,
    issuer: str | None = "青石县人民政府",
    name: str = "青石.html",
) -> Report:
    meta = Meta.model_validate({"form": form, "year": year, "issuer": issuer})
    return Report(
        source=Source(name=name, media_type="text/html", sha256="0" * 64),
        meta=meta,
        text="青石县人民政府政府信息公开工作年度报告",
        values=cells(figures, form),
        claims=list(claims),
    )
