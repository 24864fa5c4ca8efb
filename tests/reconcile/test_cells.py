"""Cells by what they state: groups, columns, and several printings."""

from __future__ import annotations

import pytest
from making import cells, request_table

from gongkai.reconcile.cells import Gap, editions, groups, key_of
from gongkai.report import Form


def test_the_form_says_which_rows_are_printed_in_parts() -> None:
    assert "requests.other" not in groups("2019")
    assert groups("2021")["requests.other"] == (
        "requests.other.uncorrected",
        "requests.other.unpaid",
        "requests.other.rest",
    )
    assert len(groups("2019")["requests.denied"]) == 8
    assert groups("2014") == {}


@pytest.mark.parametrize(
    ("indicator", "form", "key"),
    [
        ("requests.received", "2021", ("requests.received", "total")),
        ("requests.denied", "2021", ("requests.denied", "total")),
        ("requests.received", "2014", ("requests.received", None)),
        ("rules.issued", "2019", ("rules.issued", None)),
        ("disclosed.total", "2019", ("disclosed.total", None)),
    ],
)
def test_the_cell_that_states_an_indicator_for_everybody(
    indicator: str, form: str, key: tuple[str, str | None]
) -> None:
    assert key_of(indicator, form) == key


def test_a_group_is_the_sum_of_its_rows() -> None:
    values = cells({"requests.not_processed.petition@total": 3, "requests.not_processed.duplicate@total": "/"})
    [edition] = editions(values, "2019")
    added = edition.sum_of([("requests.not_processed", "total")])
    assert added.known == (0,)
    assert set(added.unknown.values()) == {Gap.STRUCK, Gap.MISSING}


def test_a_group_with_a_cell_of_its_own_is_that_cell() -> None:
    [edition] = editions(cells({"requests.denied@total": 4}), "2019")
    assert edition.sum_of([("requests.denied", "total")]).known == (0,)


@pytest.mark.parametrize(("raw", "gap"), [("", Gap.BLANK), ("/", Gap.STRUCK), ("无", Gap.STRUCK), ("  ", Gap.BLANK)])
def test_why_a_cell_has_no_figure(raw: str, gap: Gap) -> None:
    [edition] = editions(cells({"rules.issued": raw}), "2021")
    assert edition.gap(("rules.issued", None)) is gap


def test_a_cell_that_comes_again_begins_another_printing_of_its_table() -> None:
    first = [*cells({"rules.issued": 1}), *request_table({"requests.received": [1, 0, 0, 0, 0, 0, 1]}, table=1)]
    second = request_table({"requests.received": [7, 0, 0, 0, 0, 0, 7]}, table=2)
    one, other = editions([*first, *second], "2021")
    assert len(one.cells) == 8
    assert set(other.cells) == {key for key in one.cells if key[0] == "requests.received"}
    assert other.cells["requests.received", "total"] == len(first) + 6


@pytest.mark.parametrize(("form", "definition"), [("2019", "2019"), (None, "2021")])
def test_tables_with_applicants_and_without_a_form_are_read_as_the_latest(form: Form | None, definition: str) -> None:
    [edition] = editions(request_table({"requests.received": [1, 0, 0, 0, 0, 0, 1]}), form)
    assert edition.form == definition


def test_local_tables_are_those_before_2014() -> None:
    [edition] = editions(cells({"disclosed.total": 12}), None)
    assert edition.form == "before2014"
