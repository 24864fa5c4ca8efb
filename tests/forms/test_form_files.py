"""The YAML files: what is refused in them, and what holds between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.errors import FormError
from gongkai.forms import common, forms, iter_rows, schema, vocabulary

GIVEN = Path(__file__).parents[3] / "shared" / "spec" / "vocabulary.yaml"
OWN = Path(schema.__file__).parent / "vocabulary.yaml"

Damage = Callable[[dict[str, Any]], object]
Damaged = Callable[[str, Damage], None]


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Damaged]:
    """Gives one YAML file to the loader with a change made to it."""
    load = schema._load

    def change(name: str, damage: Damage) -> None:
        content = load(name)
        damage(content)
        monkeypatch.setattr(schema, "_load", lambda wanted: content if wanted == name else load(wanted))
        clear()

    yield change
    monkeypatch.undo()
    clear()


def clear() -> None:
    for cached in (schema.vocabulary, schema.common, schema.forms):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("name", "damage", "told"),
    [
        ("2014.yaml", lambda form: form.update(colour="red"), ["2014.yaml", "colour", "form, tables"]),
        ("2014.yaml", lambda form: form["tables"][0].update(row=[]), ["2014.yaml", "tables.0.row"]),
        ("2014.yaml", lambda form: form["tables"][0]["rows"][0].update(lable="规章"), ["2014.yaml", "rows.0.lable"]),
        ("2014.yaml", lambda form: form["tables"][0]["columns"][0].update(role="sum"), ["role", "'value'", "'unit'"]),
        ("2014.yaml", lambda form: form["tables"][0]["rows"][0].pop("label"), ["rows.0.label", "required"]),
        ("2019.yaml", lambda form: form["tables"][0].update(id="article21"), ["tables.0.id", "'article20'"]),
        (
            "2019.yaml",
            lambda form: form["tables"][0]["rows"][0]["values"].update(made="rules.issues"),
            ["2019.yaml", "row rules", "rules.issues"],
        ),
        (
            "2019.yaml",
            lambda form: form["tables"][0]["rows"][0]["values"].update(mode="rules.issued"),
            ["2019.yaml", "row rules", "mode"],
        ),
    ],
)
def test_a_form_with_an_unknown_name_is_refused(damaged: Damaged, name: str, damage: Damage, told: list[str]) -> None:
    damaged(name, damage)
    with pytest.raises(FormError) as refusal:
        forms()
    assert [word for word in told if word not in str(refusal.value)] == []


def test_a_vocabulary_with_an_unknown_key_is_refused(damaged: Damaged) -> None:
    damaged("vocabulary.yaml", lambda content: content["indicators"][0].update(form=2014))
    with pytest.raises(FormError, match=r"vocabulary\.yaml: indicators\.disclosed\.total\.form: .*Allowed at the top"):
        vocabulary()


def test_common_wording_with_an_unknown_key_is_refused(damaged: Damaged) -> None:
    damaged("common.yaml", lambda content: content.update(ignore=[]))
    with pytest.raises(FormError, match=r"common\.yaml: ignore: .*ignored, ignored_prefixes, units"):
        common()


def test_the_older_form_is_taken_over_and_rows_are_replaced() -> None:
    """2021 prints 其他处理 with three rows below it; all other rows of the request table are those of 2019."""
    rows = {
        form: {row.id: row for row, _ in iter_rows(table.rows)}
        for form in ("2019", "2021")
        for table in forms()[form].tables
        if table.id == "requests"
    }
    new = {"requests.other.uncorrected", "requests.other.unpaid", "requests.other.rest"}
    assert rows["2021"].keys() - rows["2019"].keys() == new
    assert [row.id for row in rows["2021"]["requests.other"].rows] == sorted(new, key=list(rows["2021"]).index)
    assert rows["2019"]["requests.other"].rows == ()


@pytest.mark.parametrize("identity", vocabulary().identities, ids=lambda identity: identity.id)
def test_identities_name_known_things(identity: schema.Identity) -> None:
    known = vocabulary().indicators.keys()
    if identity.each == "row of the request table":
        known = vocabulary().applicants.keys()
    assert {*identity.left, *identity.right} <= known
    assert set(map(str, identity.forms)) <= forms().keys()


@pytest.mark.parametrize("rule", vocabulary().cross_year, ids=lambda rule: rule.id)
def test_rules_between_years_name_known_indicators(rule: schema.CrossYear) -> None:
    assert {*rule.this_year, *rule.last_year, *rule.plus, *rule.minus} <= vocabulary().indicators.keys()


def test_money_units_are_units() -> None:
    """A unit of money must be recognised in a cell before it can be converted."""
    assert set(common().money) - {"百万元"} <= common().units
    assert {i.unit for i in vocabulary().indicators.values()} <= common().units


@pytest.mark.parametrize(("indicator", "applicant"), [("requests.recieved", None), ("requests.received", "person")])
def test_names_that_are_not_in_the_vocabulary(indicator: str, applicant: str | None) -> None:
    with pytest.raises(KeyError, match=r"recieved|natural_person, business"):
        vocabulary().check(indicator, applicant)


@pytest.mark.skipif(not GIVEN.is_file(), reason="the vocabulary as given does not lie beside this checkout")
def test_the_vocabulary_is_the_given_one_up_to_comments() -> None:
    given, own = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (GIVEN, OWN))
    assert own == given
