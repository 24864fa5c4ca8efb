"""The official forms and the vocabulary, loaded from the YAML files beside this module and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gongkai.data import load_yaml
from gongkai.errors import FormError

FORM_FILES = ("2014.yaml", "2019.yaml", "2021.yaml", "before2014.yaml")

TableId = Literal["article20", "requests", "disputes", "statistics"]


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Indicator(_Definition):
    """One quantity. `zh` is the official wording, `unit` the unit that values are normalised to."""

    id: str
    zh: str
    unit: str
    narrative: bool
    forms: tuple[int, ...]


class Applicant(_Definition):
    id: str
    zh: str


class Identity(_Definition):
    """What must hold inside one report: the sum over `left` equals (or is at most) the sum over `right`."""

    id: str
    forms: tuple[int, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    each: str | None = None
    relation: Literal["equal", "at_most"] = "equal"


class CrossYear(_Definition):
    """What must hold between one issuer's reports of two years running."""

    id: str
    this_year: tuple[str, ...]
    last_year: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


class Vocabulary(_Definition):
    indicators: Mapping[str, Indicator]
    applicants: Mapping[str, Applicant]
    identities: tuple[Identity, ...]
    cross_year: tuple[CrossYear, ...]

    def check(self, indicator: str, applicant: str | None = None) -> None:
        """Raises KeyError, naming what is allowed, where a name is not in the vocabulary."""
        if indicator not in self.indicators:
            raise KeyError(f"no indicator {indicator!r}; the names are in gongkai.forms.vocabulary().indicators")
        if applicant is not None and applicant not in self.applicants:
            raise KeyError(f"no applicant {applicant!r}; allowed: {', '.join(self.applicants)}")


class Column(_Definition):
    """A column, or a group of columns. `role` says what its cells are; only `value` cells become values."""

    id: str
    label: str
    variants: tuple[str, ...] = ()
    role: Literal["value", "unit", "code", "other"] = "value"
    columns: tuple[Column, ...] = ()


class Row(_Definition):
    """A row, or a heading over rows. `id` is an indicator where a row states just one (per applicant, if the table has
    applicants); `values` gives the indicator for each column where it states several."""

    id: str
    label: str
    variants: tuple[str, ...] = ()
    values: Mapping[str, str] = Field(default_factory=dict)
    rows: tuple[Row, ...] = ()


class FormTable(_Definition):
    id: TableId
    titles: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


class FormDefinition(_Definition):
    form: Literal["2014", "2019", "2021", "before2014"]
    tables: tuple[FormTable, ...]


class Common(_Definition):
    """Wording shared by the tables of every generation."""

    ignored: tuple[str, ...]
    ignored_prefixes: tuple[str, ...]
    units: frozenset[str]
    money: Mapping[str, int]
    respelled: Mapping[str, str]
    subtotals: tuple[str, ...]
    struck: frozenset[str]
    ends: tuple[str, ...]


@lru_cache
def vocabulary() -> Vocabulary:
    """All indicators, applicants and identities, by id."""
    data = _load("vocabulary.yaml")
    keyed = {name: {item["id"]: item for item in data[name]} for name in ("indicators", "applicants")}
    return _validated(Vocabulary, "vocabulary.yaml", {**data, **keyed})


@lru_cache
def common() -> Common:
    return _validated(Common, "common.yaml", _load("common.yaml"))


@lru_cache
def forms() -> Mapping[str, FormDefinition]:
    """The definitions of all generations, by name, with `same_as` resolved and every indicator checked."""
    raw = {name: _load(name) for name in FORM_FILES}
    by_form = {data["form"]: data for data in raw.values()}
    resolved = {
        name: {**data, "tables": [_inherit(table, by_form) for table in data["tables"]]} for name, data in raw.items()
    }
    definitions = [_validated(FormDefinition, name, data) for name, data in resolved.items()]
    for definition in definitions:
        _check_indicators(definition)
    return {definition.form: definition for definition in definitions}


def iter_rows(rows: tuple[Row, ...], parents: tuple[Row, ...] = ()) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Every row with the rows above it in the outline, in printed order."""
    for row in rows:
        yield row, parents
        yield from iter_rows(row.rows, (*parents, row))


_Model = TypeVar("_Model", bound=BaseModel)


def _validated(model: type[_Model], name: str, data: object) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        allowed = ", ".join(model.model_fields)
        raise FormError(name, f"{place}: {first['msg']}", f"Allowed at the top: {allowed}") from error


def _load(name: str) -> Any:
    return load_yaml(f"forms/{name}")


def _inherit(table: dict[str, Any], by_form: Mapping[str, Any]) -> dict[str, Any]:
    """A table with `same_as` takes over the older form's definition; its own rows replace those of the same id."""
    if "same_as" not in table:
        return table
    if unknown := set(table) - {"id", "same_as", "rows"}:
        raise FormError("forms", f"{table.get('id')}: {sorted(unknown)} beside same_as", "Allowed: id, same_as, rows")
    older = _older_table(table, by_form)
    known = set(_row_ids(older["rows"]))
    if unknown := {row["id"] for row in table.get("rows", [])} - known:
        raise FormError("forms", f"{table['id']}: rows {sorted(unknown)} replace none", f"Allowed: {sorted(known)}")
    return {**older, "rows": _replaced(older["rows"], {row["id"]: row for row in table.get("rows", [])})}


def _older_table(table: Mapping[str, Any], by_form: Mapping[str, Any]) -> dict[str, Any]:
    tables = by_form.get(table["same_as"], {}).get("tables", [])
    older: dict[str, Any] | None = next((old for old in tables if old["id"] == table.get("id")), None)
    if older is None:
        problem = f"no table {table.get('id')!r} in form {table['same_as']!r}"
        raise FormError("forms", problem, f"Allowed after same_as: {', '.join(by_form)}")
    return older


def _row_ids(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield row["id"]
        yield from _row_ids(row.get("rows", []))


def _replaced(rows: list[dict[str, Any]], by_id: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [by_id.get(row["id"], {**row, "rows": _replaced(row.get("rows", []), by_id)}) for row in rows]


def _check_indicators(definition: FormDefinition) -> None:
    known = vocabulary().indicators
    for table in definition.tables:
        columns = {leaf.id for column in table.columns for leaf in (column, *column.columns)}
        for row, _ in iter_rows(table.rows):
            unknown = {name for name in row.values.values() if name not in known} | (set(row.values) - columns)
            if unknown:
                raise FormError(f"{definition.form}.yaml", f"row {row.id} names {sorted(unknown)}", "Use known names")
