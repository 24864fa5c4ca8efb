"""Every wording of every form leads to its own row or column, and to no other of the same table.

A variant that is added to a form and is another row's wording makes a test here fail.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from gongkai.forms import FormDefinition, common, forms, iter_rows, vocabulary
from gongkai.tables.labels import match_label
from gongkai.tables.lexicon import Axis, Wording, wordings

FORM_WORDINGS = [wording for wording in wordings() if wording.entry.table is not None]

# Rows that the form prints with the same words under two headings: the heading last seen tells which one is meant.
UNDER_BOTH_HEADINGS = [
    {"reconsideration.corrected", "litigation.corrected"},
    {"reconsideration.other", "litigation.other"},
]

# Headings that state a figure of their own only where their parts are not printed; the vocabulary calls them derived.
DERIVED = {
    "2014": set[str](),
    "2019": {"requests.denied", "requests.unavailable", "requests.not_processed"},
    "2021": {"requests.denied", "requests.unavailable", "requests.not_processed", "requests.other"},
}
# 行政诉讼 without its two kinds, as some offices print it.
LITIGATION = {f"litigation.{result}" for result in ("upheld", "corrected", "other", "pending", "total")}


def same_place(wording: Wording) -> set[str]:
    """The rows, or the columns, of the wording's table that it is understood as."""
    place = (wording.entry.table, wording.entry.axis)
    return {entry.id for entry in match_label(wording.text).entries if (entry.table, entry.axis) == place}


@pytest.mark.parametrize("axis", [Axis.ROW, Axis.COLUMN, Axis.TITLE])
def test_every_wording_leads_to_its_own_entry_and_no_other(axis: Axis) -> None:
    astray = {
        f"{wording.text} ({wording.entry.table} {wording.entry.id})": found
        for wording in FORM_WORDINGS
        if wording.entry.axis is axis
        and (found := same_place(wording)) != {wording.entry.id}
        and found not in UNDER_BOTH_HEADINGS
    }
    assert astray == {}


@pytest.mark.parametrize(
    ("axis", "texts"),
    [
        (Axis.IGNORED, common().ignored),
        (Axis.IGNORED, tuple(f"{prefix}与其他" for prefix in common().ignored_prefixes)),
        (Axis.SUBTOTAL, common().subtotals),
        (Axis.UNIT, sorted(common().units)),
        (Axis.END, common().ends),
    ],
    ids=["ignored", "ignored prefixes", "subtotals", "units", "ends"],
)
def test_common_wording_is_understood(axis: Axis, texts: tuple[str, ...]) -> None:
    astray = [text for text in texts if axis not in {entry.axis for entry in match_label(text).entries}]
    assert astray == []


def test_no_wording_is_listed_twice_for_one_entry_of_a_form() -> None:
    listed: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for form, definition in forms().items():
        for table in definition.tables:
            for row, parents in iter_rows(table.rows):
                listed[form, table.id, row.id, parents[-1].id if parents else None] += [row.label, *row.variants]
            for column in table.columns:
                for leaf in (column, *column.columns):
                    listed[form, table.id, "column", leaf.id] += [leaf.label, *leaf.variants]
    twice = {place: texts for place, texts in listed.items() if len(texts) > len(set(texts))}
    assert twice == {}


def stated(definition: FormDefinition) -> set[str]:
    """The indicators that the rows of a form state."""
    rows = [row for table in definition.tables for row, _ in iter_rows(table.rows)]
    return {name for row in rows for name in row.values.values()} | {
        row.id for row in rows if row.id in vocabulary().indicators
    }


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_forms_and_vocabulary_agree(form: str) -> None:
    """Every indicator that the vocabulary says a form prints has a cell there, and the other way round."""
    printed = {id for id, indicator in vocabulary().indicators.items() if int(form) in indicator.forms}
    beside = DERIVED[form] | (LITIGATION if form != "2014" else set())
    assert stated(forms()[form]) - beside == printed - beside
    assert beside <= stated(forms()[form])


def test_every_column_of_a_row_of_several_values_exists() -> None:
    for definition in forms().values():
        for table in definition.tables:
            columns = {leaf.id for column in table.columns for leaf in (column, *column.columns)}
            for row, _ in iter_rows(table.rows):
                assert set(row.values) <= columns, (definition.form, row.id)


def test_applicants_of_the_vocabulary_are_the_columns_of_the_request_table() -> None:
    for form in ("2019", "2021"):
        requests = next(table for table in forms()[form].tables if table.id == "requests")
        leaves = [leaf.id for column in requests.columns for leaf in (column.columns or (column,))]
        assert leaves == list(vocabulary().applicants)


def test_every_row_states_an_indicator_or_is_a_heading_or_local() -> None:
    """A row whose id is misspelled would be recognised and state nothing."""
    idle = [
        f"{definition.form} {row.id}"
        for definition in forms().values()
        for table in definition.tables
        for row, _ in iter_rows(table.rows)
        if not (row.values or row.rows or row.id in vocabulary().indicators or row.id.startswith("local."))
    ]
    assert idle == []
