"""What an official form is made of, before it is laid out as tables: rows, columns and the keys that they give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; `name` is the part that it adds to the key."""

    header: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures; `name` is the part that it adds to the key."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one label that spans them all."""

    label: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """One item of article 20: a title over all columns, a row of headers, and rows whose keys are `line.column`."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RequestTable:
    """Requests by applicant. Keys are `line@column`; all columns but the first and the last are organisations."""

    columns: tuple[Column, ...]
    intake: tuple[Line, ...]
    outcomes: tuple[Line | Group, ...]
    rest: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DisputeBranch:
    """Five neighbouring columns of the dispute table under one or two labels; keys are `name.column`."""

    labels: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class DisputeTable:
    branches: tuple[DisputeBranch, ...]
    columns: tuple[Column, ...]
    is_split: bool = False


@dataclass(frozen=True, slots=True)
class Statistic:
    """A row of the 2014 form; a heading has neither unit nor name."""

    label: str
    unit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class OfficialForm:
    name: str
    years: tuple[int, ...]
    items: tuple[ItemTable, ...] = ()
    requests: RequestTable | None = None
    disputes: DisputeTable | None = None
    statistics: tuple[Statistic, ...] = ()
