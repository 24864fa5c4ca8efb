"""Figures as intervals: how they are added, and when two can both be true."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.reconcile.intervals import Interval, Stated, Verdict, exactly, judge, total

figures = st.integers(0, 10**6).map(Decimal)


@st.composite
def stated(draw: st.DrawFn) -> Stated:
    value, sure, further = draw(figures), draw(figures), draw(figures)
    inner, outer = Interval(value - sure, value + sure), Interval(value - sure - further, value + sure + further)
    return Stated(value, inner, outer)


def test_an_exact_figure_agrees_with_itself_alone() -> None:
    assert judge(exactly(Decimal(42)), exactly(Decimal(42))) is Verdict.AGREES
    assert judge(exactly(Decimal(42)), exactly(Decimal(43))) is Verdict.CONFLICTS


@given(stated(), stated())
def test_comparing_has_no_direction(one: Stated, other: Stated) -> None:
    assert judge(one, other) is judge(other, one)


@given(stated())
def test_everything_agrees_with_itself(one: Stated) -> None:
    assert judge(one, one) is Verdict.AGREES


@given(st.lists(stated(), max_size=6))
def test_a_sum_does_not_depend_on_the_order(parts: list[Stated]) -> None:
    assert total(parts) == total(list(reversed(parts)))


@given(st.lists(stated(), min_size=1, max_size=6), st.data())
def test_a_sum_covers_the_sum_of_any_figures_of_its_parts(parts: list[Stated], data: st.DataObject) -> None:
    chosen = [Decimal(data.draw(st.integers(int(part.sure.low), int(part.sure.high)))) for part in parts]
    added = total(parts)
    assert added.sure.low <= sum(chosen) <= added.sure.high
    assert judge(added, exactly(sum(chosen, Decimal(0)))) is Verdict.AGREES


@given(stated(), figures)
def test_what_is_possible_is_never_a_conflict(one: Stated, figure: Decimal) -> None:
    is_possible = one.possible.low <= figure <= one.possible.high
    assert (judge(one, exactly(figure)) is Verdict.CONFLICTS) is not is_possible
