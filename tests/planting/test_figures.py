"""Numbers as they are written, and what a slip makes of them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gongkai.narrative.quantities import parse_quantity
from planting.figures import SLIPS, find_figure, other_numeral, slip, written_like


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("45件", "45"),
        ("2,486,310条", "2486310"),
        ("131 072", "131072"),
        ("１，２８６条", "1286"),
        ("４．２万元", "4.2"),
        ("减3", "3"),
        ("-4", "4"),
        ("9.8万条", "9.8"),
        ("一期", None),
        ("/", None),
        ("", None),
    ],
)
def test_the_number_is_found(text: str, plain: str | None) -> None:
    figure = find_figure(text)
    assert (figure.plain if figure else None) == plain
    assert figure is None or text[figure.start : figure.end] == figure.written


@pytest.mark.parametrize(
    ("plain", "model", "written"),
    [
        ("46", "45", "46"),
        ("2486319", "2,486,310", "2,486,319"),
        ("248631", "2,486,310", "248,631"),
        ("999", "1,000", "999"),
        ("131073", "131 072", "131 073"),
        ("1287", "１，２８６", "１，２８７"),
        ("4.3", "４．２", "４．３"),
        ("12604.36", "12,604.35", "12,604.36"),
    ],
)
def test_a_number_is_written_as_the_old_one_was(plain: str, model: str, written: str) -> None:
    assert written_like(plain, model) == written


@pytest.mark.parametrize("kind", SLIPS)
@pytest.mark.parametrize("plain", ["0", "1", "9", "10", "11", "45", "100", "1286", "0.5", "4.2", "12604.35"])
def test_a_slip_gives_another_number_that_somebody_might_write(kind: str, plain: str) -> None:
    for seed in range(30):
        new = slip(kind, plain, random.Random(seed))
        if new is not None:
            found = find_figure(new)
            assert found is not None
            assert found.plain == new
            assert Decimal(new) != Decimal(plain)
            assert not (new.startswith("0") and new[1:2].isdigit())


@pytest.mark.parametrize(
    ("kind", "plain", "possible"),
    [
        ("off_by_one", "0", {"1"}),
        ("off_by_one", "45", {"44", "46"}),
        ("off_by_one", "4.2", {"4.1", "4.3"}),
        ("digits_swapped", "45", {"54"}),
        ("digits_swapped", "10", {None}),
        ("digits_swapped", "5", {None}),
        ("digit_lost", "5", {None}),
        ("digit_lost", "45", {"4", "5"}),
        ("digit_lost", "105", {"15", "10"}),
        ("digit_replaced", "9", set("012345678")),
    ],
)
def test_what_a_slip_can_give(kind: str, plain: str, possible: set[str | None]) -> None:
    assert {slip(kind, plain, random.Random(seed)) for seed in range(200)} == possible


@pytest.mark.parametrize(
    ("text", "is_changed"), [("一期", True), ("两次", False), ("十二件", False), ("三十人", False)]
)
def test_only_a_single_numeral_is_changed(text: str, is_changed: bool) -> None:
    for seed in range(20):
        words = other_numeral(text, random.Random(seed))
        assert (words is not None) == is_changed
        if words is not None:
            old, new = parse_quantity(text), parse_quantity(words)
            assert old is not None
            assert new is not None
            assert old.value != new.value
