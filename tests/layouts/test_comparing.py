"""The comparison must notice every way to be wrong: an oracle that cannot say no proves nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai import Meta, Report, Source, TableValue, Warning

from .comparing import problems_of
from .layout import Blanks, Layout
from .printed import EXTRA, Figure, PrintedReport

KEEPING = Layout("keeping", ".txt", lambda report: b"")
DROPPING = replace(KEEPING, blanks=Blanks.DROPPED)
FIGURES = {
    "rules.issued": Figure(Decimal(3), "3", "件"),
    "rules.published": Figure(Decimal(5), "5", "件"),
    "rules.public_total": Figure(None, "", "件"),
    f"{EXTRA}requests.denied@total": Figure(Decimal(9), "9", None),
}
PRINTED = PrintedReport("", (), FIGURES, "2019")
TEXT = "规章 3 5"


def value(indicator: str, number: int | None, raw: str, unit: str = "件", applicant: str | None = None) -> TableValue:
    start = TEXT.index(raw) if raw in TEXT else None
    return TableValue(
        indicator=indicator,
        applicant=applicant,
        value=None if number is None else Decimal(number),
        unit=unit,
        raw=raw,
        table=0,
        row=0,
        column=0,
        start=start,
        end=None if start is None else start + len(raw),
    )


ISSUED, PUBLISHED, TOTAL = (
    value("rules.issued", 3, "3"),
    value("rules.published", 5, "5"),
    value("rules.public_total", None, ""),
)
UNPLACED = Warning(code="unplaced", message="规章: 3, 5", cells=["3 5"])


def extracted(values: list[TableValue], warnings: list[Warning] | None = None, form: str = "2019") -> Report:
    source = Source(name="x", media_type="text/plain", sha256="")
    meta = Meta.model_validate({"form": form})
    return Report(source=source, meta=meta, text=TEXT, values=values, warnings=warnings or [])


@pytest.mark.parametrize("layout", [KEEPING, DROPPING])
def test_what_was_drawn_is_right(layout: Layout) -> None:
    assert problems_of(PRINTED, extracted([ISSUED, PUBLISHED, TOTAL]), layout) == []


@pytest.mark.parametrize("layout", [KEEPING, DROPPING])
@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ([value("rules.issued", 5, "5"), value("rules.published", 3, "3"), TOTAL], "rules.issued: drawn '3', read 5"),
        ([ISSUED, PUBLISHED, TOTAL, ISSUED], "rules.issued: read twice"),
        ([ISSUED, PUBLISHED, TOTAL, value("rules.repealed", 3, "3")], "rules.repealed: read 3, not printed"),
        ([ISSUED, PUBLISHED, value("rules.public_total", 0, "")], "rules.public_total: drawn '', read 0"),
        ([ISSUED, PUBLISHED, value("rules.public_total", None, "/")], "rules.public_total: drawn '', raw text '/'"),
        ([value("rules.issued", 3, "3", unit="项"), PUBLISHED, TOTAL], "rules.issued: unit 项 in place of 件"),
        (
            [ISSUED.model_copy(update={"start": 0, "end": 1}), PUBLISHED, TOTAL],
            "rules.issued: '规' is not its raw text '3'",
        ),
        (
            [ISSUED, PUBLISHED, TOTAL, value("requests.denied", 8, "8", applicant="total")],
            "requests.denied@total: drawn '9', read 8",
        ),
    ],
)
def test_a_wrong_value_is_noticed(layout: Layout, values: list[TableValue], problem: str) -> None:
    assert any(found.startswith(problem) for found in problems_of(PRINTED, extracted(values), layout))


def test_another_form_is_noticed() -> None:
    assert problems_of(PRINTED, extracted([ISSUED, PUBLISHED, TOTAL], form="2021"), KEEPING) == ["read as form 2021"]


def test_an_exact_layout_must_give_back_every_cell() -> None:
    problems = problems_of(PRINTED, extracted([ISSUED], [UNPLACED]), KEEPING)
    assert problems == [
        "rules.published: drawn '5', not read",
        "rules.public_total: the blank cell is not in the result",
        "规章: 3, 5",
    ]


def test_a_lossy_layout_may_lose_what_a_warning_lists() -> None:
    assert problems_of(PRINTED, extracted([], [UNPLACED]), DROPPING) == []
    assert problems_of(PRINTED, extracted([ISSUED]), DROPPING) == ["lost without a warning: rules.published"]
    another = Warning(code="unplaced", message="", cells=["3"])
    assert problems_of(PRINTED, extracted([], [another]), DROPPING) == ["lost without a warning: rules.published"]
