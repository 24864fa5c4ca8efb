"""Deviations in the rows and columns of a form: what an issuer has left out, added or put elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from .form_model import Column, Group, ItemTable, Line, OfficialForm, RequestTable, Statistic
from .printed import EXTRA

T = TypeVar("T")
L = TypeVar("L", Line, Statistic)

# Without these rows nobody could say whose outcomes the rows below them are.
HEADS_2014 = frozenset({"reconsideration.total", "litigation.total"})
NUMERALS = "一二三四五六七八九十"
# Runs of the 2014 form whose rows are each other's equals, so that an office may list them in any order.
STATISTICS_RUNS = (
    ("disclosed.gazette", "disclosed.website", "disclosed.weibo", "disclosed.wechat", "disclosed.other"),
    ("requests.in_person", "requests.fax", "requests.online", "requests.letter"),
    ("requests.not_this_agency", "requests.nonexistent", "requests.amendment_asked", "requests.redirected"),
)


def reordered(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """Rows in another order inside their group, with their old numbers or with new ones."""
    renumber = draw(st.booleans(), label="renumber")

    def shuffled(lines: Sequence[L], first: int = 1) -> tuple[L, ...]:
        order = tuple(draw(st.permutations(lines)))
        return tuple(_renumbered(number, line) for number, line in enumerate(order, first)) if renumber else order

    def with_shuffled_lines(outcome: Line | Group) -> Line | Group:
        return replace(outcome, lines=shuffled(outcome.lines)) if isinstance(outcome, Group) else outcome

    requests = form.requests
    return replace(
        form,
        items=tuple(replace(item, lines=shuffled(item.lines)) for item in form.items),
        requests=requests and replace(requests, outcomes=tuple(map(with_shuffled_lines, requests.outcomes))),
        statistics=_with_shuffled_runs(form.statistics, shuffled),
    )


def _with_shuffled_runs(
    statistics: tuple[Statistic, ...], shuffled: Callable[[Sequence[Statistic], int], tuple[Statistic, ...]]
) -> tuple[Statistic, ...]:
    for run in STATISTICS_RUNS if statistics else ():
        start = next(place for place, row in enumerate(statistics) if row.name == run[0])
        end = start + len(run)
        first = int(statistics[start].label[0])
        statistics = (*statistics[:start], *shuffled(statistics[start:end], first), *statistics[end:])
    return statistics


def _renumbered(number: int, line: L) -> L:
    return replace(line, label=re.sub(r"^\d+", str(number), line.label))


def reordered_outcomes(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """（一） to （六） of the outcomes in another order and numbered anew; their total stays at the end."""
    if not form.requests:
        return form
    *outcomes, total = form.requests.outcomes
    shuffled = [
        replace(outcome, label=f"（{numeral}）{outcome.label[3:]}")
        for numeral, outcome in zip(NUMERALS, draw(st.permutations(outcomes)), strict=False)
    ]
    return replace(form, requests=replace(form.requests, outcomes=(*shuffled, total)))


def dropped(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """Some rows are missing; a table or group that loses all of them is missing too."""
    names = sorted({line.name for line in _lines(form)} - HEADS_2014)
    gone = draw(st.sets(st.sampled_from(names), min_size=1, max_size=8), label="rows gone")

    def keep(lines: Sequence[L]) -> tuple[L, ...]:
        return tuple(line for line in lines if line.name not in gone)

    items = tuple(replace(item, lines=keep(item.lines)) for item in form.items)
    return replace(
        form,
        items=tuple(item for item in items if item.lines),
        requests=_without(form.requests, gone) if form.requests else None,
        statistics=keep(form.statistics),
    )


def _lines(form: OfficialForm) -> list[Line | Statistic]:
    lines: list[Line | Statistic] = [line for item in form.items for line in item.lines]
    lines += [row for row in form.statistics if row.name]
    if form.requests:
        lines += [*form.requests.intake, *form.requests.rest]
        for outcome in form.requests.outcomes:
            lines += outcome.lines if isinstance(outcome, Group) else (outcome,)
    return lines


def _without(requests: RequestTable, gone: set[str]) -> RequestTable:
    outcomes: list[Line | Group] = []
    for outcome in requests.outcomes:
        if isinstance(outcome, Group):
            lines = tuple(line for line in outcome.lines if line.name not in gone)
            outcomes += [replace(outcome, lines=lines)] if lines else []
        elif outcome.name not in gone:
            outcomes.append(outcome)
    return replace(
        requests,
        intake=tuple(line for line in requests.intake if line.name not in gone),
        outcomes=tuple(outcomes),
        rest=tuple(line for line in requests.rest if line.name not in gone),
    )


def subtotals(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """A row 小计 or 合计 before or after the reasons of 不予公开, 无法提供 and so on."""
    word = draw(st.sampled_from(("小计", "合计")))
    at_the_end = draw(st.booleans(), label="subtotal at the end")

    def with_subtotal(outcome: Line | Group) -> Line | Group:
        if not isinstance(outcome, Group):
            return outcome
        subtotal = Line(word, EXTRA + outcome.name)
        return replace(outcome, lines=(*outcome.lines, subtotal) if at_the_end else (subtotal, *outcome.lines))

    if not form.requests:
        return form
    return replace(form, requests=replace(form.requests, outcomes=tuple(map(with_subtotal, form.requests.outcomes))))


def organization_subtotal(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """A column 小计 before or after the five kinds of organisation."""
    if not form.requests:
        return form
    person, *organizations, total = form.requests.columns
    subtotal = Column(draw(st.sampled_from(("小计", "合计"))), EXTRA + "organization")
    at_the_end = draw(st.booleans(), label="subtotal at the end")
    inner = (*organizations, subtotal) if at_the_end else (subtotal, *organizations)
    return replace(form, requests=replace(form.requests, columns=(person, *inner, total)))


def local_items(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """The variant of 2019 with 本年项目数量 in place of last year's number and the change."""
    return replace(form, items=tuple(map(this_year_items, form.items)))


def this_year_items(item: ItemTable) -> ItemTable:
    kept = tuple(column for column in item.columns if not column.name.startswith("items_"))
    has_items = len(kept) < len(item.columns)
    return replace(item, columns=(Column("本年项目数量", "items"), *kept)) if has_items else item


def split_disputes(draw: st.DrawFn, form: OfficialForm) -> OfficialForm:
    """Reconsideration and the two kinds of litigation in tables of their own."""
    return replace(form, disputes=replace(form.disputes, is_split=True)) if form.disputes else form
