"""Which planted errors the form or the text makes detectable: a table of small reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.forms import vocabulary
from gongkai.labelling.inline import parse_inline
from gongkai.report import Claim, Form, TableValue
from planting.checks import checks_of
from planting.documents import Document
from planting.oracle import bases
from planting.plants import Plant, plants_of
from planting.trial import Trial

Cells = Mapping[str, str]
"""Cells as printed, by `indicator` or `indicator@applicant`."""

RECONSIDERATION = {
    "reconsideration.total": "5",
    "reconsideration.upheld": "3",
    "reconsideration.corrected": "0",
    "reconsideration.other": "1",
    "reconsideration.pending": "1",
}


def document(marked: str = "", cells: Cells | None = None, form: Form = "2021") -> Document:
    """A report of one section with the claims that are marked, its tables behind the text."""
    text, marks = parse_inline(marked)
    claims = tuple(
        Claim(
            indicator=mark.indicator,
            value=mark.value,
            unit=vocabulary().indicators[mark.indicator].unit,
            text=text[mark.start : mark.end],
            start=mark.start,
            end=mark.end,
            period=mark.period,
            scope=mark.scope,
            confidence=0.98,
            section="一",
        )
        for mark in marks
    )
    values = []
    begin = len(text)
    for row, (name, raw) in enumerate((cells or {}).items()):
        indicator, _, applicant = name.partition("@")
        values.append(
            TableValue(
                indicator=indicator,
                applicant=applicant or None,
                value=Decimal(raw) if raw else None,
                unit=vocabulary().indicators[indicator].unit,
                raw=raw,
                table=0,
                row=row,
                column=1,
                start=len(text) + 1,
                end=len(text) + 1 + len(raw),
            )
        )
        text += f"\n{raw}"
    return Document("made", text, tuple(values), claims, form, ((begin, len(text)),), 2023)


def with_cell(report: Document, name: str, raw: str) -> Plant:
    """`raw` in the place of a cell."""
    names = [f"{cell.indicator}@{cell.applicant}" if cell.applicant else cell.indicator for cell in report.values]
    position = names.index(name)
    old = report.values[position]
    new = old.model_copy(update={"raw": raw, "value": Decimal(raw)})
    values = (*report.values[:position], new, *report.values[position + 1 :])
    return Plant("cell", "digit_replaced", position, old.start, old.end, old.raw, raw, replace(report, values=values))


def with_claim(report: Document, position: int, words: str, value: str) -> Plant:
    old = report.claims[position]
    new = old.model_copy(update={"text": words, "value": Decimal(value)})
    claims = (*report.claims[:position], new, *report.claims[position + 1 :])
    planted = replace(report, claims=claims)
    return Plant("claim", "digit_replaced", position, old.start, old.end, old.text, words, planted)


@pytest.mark.parametrize(
    ("cells", "name", "raw", "expected"),
    [
        pytest.param(RECONSIDERATION, "reconsideration.upheld", "4", ("identity",), id="a part of a sum"),
        pytest.param(RECONSIDERATION, "reconsideration.total", "6", ("identity",), id="a sum"),
        pytest.param(
            {**RECONSIDERATION, "reconsideration.other": "", "reconsideration.upheld": "2"},
            "reconsideration.upheld",
            "3",
            (),
            id="another cell is blank and may make up for it",
        ),
        pytest.param(
            {**RECONSIDERATION, "reconsideration.other": ""},
            "reconsideration.upheld",
            "8",
            ("identity",),
            id="another cell is blank and cannot make up for it",
        ),
        pytest.param(
            {**RECONSIDERATION, "reconsideration.total": "6"},
            "reconsideration.upheld",
            "2",
            ("identity",),
            id="a sum that was wrong before is wrong in another way",
        ),
        pytest.param(
            {**RECONSIDERATION, "reconsideration.total": "6"},
            "reconsideration.upheld",
            "4",
            (),
            id="a sum that was wrong before is right now",
        ),
        pytest.param({"rules.issued": "2"}, "rules.issued", "3", (), id="a cell that nothing is said of"),
    ],
)
def test_cells(cells: Cells, name: str, raw: str, expected: tuple[str, ...]) -> None:
    report = document(cells=cells)
    assert bases(with_cell(report, name, raw), checks_of(report)) == expected


@pytest.mark.parametrize(("raw", "expected"), [("21", ()), ("62", ()), ("63", ("identity",))])
def test_at_most_is_broken_beyond_its_bound_only(raw: str, expected: tuple[str, ...]) -> None:
    report = document(cells={"disclosed.total": "62", "disclosed.normative_documents": "20"}, form="2014")
    assert bases(with_cell(report, "disclosed.normative_documents", raw), checks_of(report)) == expected


LITIGATION = {"litigation.direct.total": "3", "litigation.after_reconsideration.total": "2"}
ORGANIZATIONS = {
    "requests.received@business": "4",
    "requests.received@research": "0",
    "requests.received@nonprofit": "1",
    "requests.received@legal_service": "2",
    "requests.received@other_organization": "0",
}


@pytest.mark.parametrize(
    ("marked", "cells", "words", "value", "expected"),
    [
        pytest.param("制定规章[[2件|rules.issued]]。", {"rules.issued": "2"}, "3件", "3", ("claim",), id="a cell"),
        pytest.param(
            "行政诉讼[[5件|litigation.total]]。", LITIGATION, "6件", "6", ("claim",), id="行政诉讼 is both totals"
        ),
        pytest.param(
            "法人[[7件|requests.organization]]。", ORGANIZATIONS, "9件", "9", ("claim",), id="the five columns"
        ),
        pytest.param(
            "去年制定规章[[2件|rules.issued;period=last_year]]。", {"rules.issued": "2"}, "3件", "3", (), id="last year"
        ),
        pytest.param(
            "某局制定规章[[2件|rules.issued;scope=part]]。", {"rules.issued": "2"}, "3件", "3", (), id="a part"
        ),
        pytest.param(
            "制定规章[[3件|rules.issued]]。", {"rules.issued": "2"}, "4件", "4", (), id="it did not agree before"
        ),
        pytest.param(
            "收费[[412.6万元|administrative_fees.amount]]。",
            {"administrative_fees.amount": "412.63"},
            "412.7万元",
            "412.7",
            ("claim",),
            id="beyond the rounding",
        ),
        pytest.param(
            "收费[[413万元|administrative_fees.amount=413]]。",
            {"administrative_fees.amount": "412.5"},
            "412万元",
            "412",
            (),
            id="within the rounding",
        ),
    ],
)
def test_claims(marked: str, cells: Cells, words: str, value: str, expected: tuple[str, ...]) -> None:
    report = document(marked, cells)
    assert bases(with_claim(report, 0, words, value), checks_of(report)) == expected


CHANNELS = (
    "收到申请[[9件|requests.received]]，当面[[3件|requests.in_person]]，信函[[2件|requests.letter]]，"
    "网络[[4件|requests.online]]，[[传真|requests.fax=0]]无。"
)
OPEN = "收到申请[[9件|requests.received]]，当面[[3件|requests.in_person]]，信函[[6件|requests.letter]]。"
PARTS = (
    "收到[[45件|requests.received]]，其中本级[[17件|requests.received;scope=part]]、"
    "部门[[28件|requests.received;scope=part]]。"
)


@pytest.mark.parametrize(
    ("marked", "position", "value", "expected"),
    [
        pytest.param(CHANNELS, 3, "5", ("text_sum",), id="a complete sum"),
        pytest.param(CHANNELS, 0, "7", ("text_sum",), id="its whole"),
        pytest.param(OPEN, 2, "5", (), id="what is not stated may make up for it"),
        pytest.param(OPEN, 2, "7", ("text_sum",), id="more than the whole"),
        pytest.param(PARTS, 1, "18", ("parts",), id="parts are more than their whole"),
        pytest.param(PARTS, 1, "16", (), id="parts come short"),
        pytest.param(PARTS.replace("其中", ""), 1, "18", (), id="nothing says that they are parts of it"),
    ],
)
def test_sums_in_the_text(marked: str, position: int, value: str, expected: tuple[str, ...]) -> None:
    report = document(marked)
    assert bases(with_claim(report, position, f"{value}件", value), checks_of(report)) == expected


def test_a_blanked_cell_and_a_lost_figure_show_themselves() -> None:
    report = document(
        "制定规章[[2件|rules.issued]]。新闻发布会[[3场|responses.press_conferences]]。", {"rules.in_force": "3"}
    )
    plants = {(plant.kind, plant.old): plant for plant in plants_of(report, seed=1, per_cell=9)}
    found = {key: bases(plant, checks_of(report)) for key, plant in plants.items()}
    assert found["blanked", "3"] == ("blank",)
    assert found["figure_lost", "2件"] == ("gap",)
    assert found["figure_lost", "3场"] == ()  # 发布会场 reads as a word


def test_an_unchanged_report_breaks_nothing() -> None:
    report = document(CHANNELS + PARTS, {**RECONSIDERATION, **LITIGATION, **ORGANIZATIONS})
    assert [check.name for check in checks_of(report).values() if check.is_broken] == []


@pytest.mark.parametrize(
    ("report", "name", "raw"),
    [(document(cells=RECONSIDERATION), "reconsideration.upheld", "4")],
)
def test_reconciliation_sees_what_the_oracle_calls_detectable(report: Document, name: str, raw: str) -> None:
    outcome = Trial(report).outcome(with_cell(report, name, raw))
    assert (outcome.bases, outcome.seen) == (("identity",), "conflict")
