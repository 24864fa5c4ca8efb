"""The oracle itself: that the forms are whole and that nothing drawn gets lost."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from lxml import html

from .__main__ import drawn_report
from .composing import MODIFIERS
from .figures import balanced, units
from .official_forms import FORM_2021, FORMS
from .portable import broken_table
from .printed import PrintedTable, stack
from .printing import dispute_tables, item_table, request_table, statistics_table
from .registry import LAYOUTS


def tables_of(name: str) -> list[PrintedTable]:
    form = FORMS[name]
    if form.statistics:
        return [statistics_table(form.statistics)]
    assert form.requests
    assert form.disputes
    return [*map(item_table, form.items), request_table(form.requests), *dispute_tables(form.disputes)]


def keys_of(tables: list[PrintedTable]) -> list[str]:
    return [cell.key for table in tables for cell in table.cells if cell.key]


@pytest.mark.parametrize(("form", "n_figures"), [("2014", 58), ("2019", 198), ("2021", 200)])
def test_a_form_has_each_figure_once(form: str, n_figures: int) -> None:
    keys = keys_of(tables_of(form))
    assert len(keys) == len(set(keys)) == n_figures
    assert {key.partition("@")[0] for key in keys} <= set(units())


@pytest.mark.parametrize("form", FORMS)
def test_cells_cover_the_grid_without_overlap(form: str) -> None:
    for table in [*tables_of(form), stack(tables_of(form)), stack(tables_of(form), stretch=True)]:
        assert sum(cell.rowspan * cell.colspan for cell in table.cells) == table.n_rows * table.n_columns
        assert all(cell is not None for places in table.grid for cell in places)


@pytest.mark.parametrize("form", FORMS)
def test_a_seed_draws_the_same_report_again(form: str) -> None:
    first, second, other = (drawn_report(form, "html_spans", ["respaced"], number) for number in (7, 7, 8))
    assert (first.title, first.blocks) == (second.title, second.blocks)
    assert first.blocks != other.blocks


@pytest.mark.parametrize("layout", [name for name, layout in LAYOUTS.items() if layout.suffix in (".txt", ".md")])
def test_text_layouts_print_every_figure(layout: str) -> None:
    report = drawn_report("2019", layout, ["reordered"], 5)
    text = LAYOUTS[layout].render(report)[0].decode()
    figures = [cell.text for table in report.tables for cell in table.cells if cell.key]
    printed = re.findall(r"(?<![\d.〔(（-])-?\d+(?:\.\d+)?(?![\d.、])", text)
    assert sorted(set(figures) - set(printed)) == []


def test_html_keeps_cells_and_spans() -> None:
    report = drawn_report("2021", "html_spans", [], 5)
    parsed = html.fromstring(LAYOUTS["html_spans"].render(report)[0])
    cells = [(cell.text or "", cell.get("colspan", "1"), cell.get("rowspan", "1")) for cell in parsed.iter("td")]
    printed = [
        (cell.text, str(cell.colspan), str(cell.rowspan))
        for table in report.tables
        for row in table.rows()
        for cell in row
    ]
    assert cells == printed


def test_balanced_figures_satisfy_the_form() -> None:
    keys = keys_of(tables_of("2019"))
    values = balanced({key: Decimal(place) for place, key in enumerate(keys)})
    for applicant in ("natural_person", "other_organization", "total"):
        received, carried_in, concluded, carried_out = (
            values[f"requests.{name}@{applicant}"] for name in ("received", "carried_in", "concluded", "carried_out")
        )
        assert received + carried_in == concluded + carried_out > 0


@pytest.mark.parametrize("repeat_header", [False, True])
def test_a_broken_table_keeps_every_figure(repeat_header: bool) -> None:
    assert FORM_2021.requests
    table = request_table(FORM_2021.requests)
    first, second = broken_table(table, repeat_header=repeat_header)
    assert keys_of([first, second]) == keys_of([table])
    assert (second.cells[0].text == first.cells[0].text) is repeat_header


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_a_modifier_changes_the_page(modifier: str) -> None:
    plain, changed = (drawn_report("2019", "html_spans", chosen, 11) for chosen in ([], [modifier]))
    assert [table.cells for table in plain.tables] != [table.cells for table in changed.tables] or (
        plain.blocks != changed.blocks
    )
