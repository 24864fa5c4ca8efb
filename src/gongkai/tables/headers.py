"""The labels above a table's figures -> its leaf columns, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.forms import TableId, forms
from gongkai.tables.lexicon import Axis, Entry, entries
from gongkai.tables.tokens import Token

_OTHER_YEAR = re.compile(r"上[一]?年|去年|同期|历年|累计")


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One label of a header. `entries`: what it can stand for; none for an unknown column, several if damaged."""

    token: Token
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry | None:
        return self.entries[0] if len(self.entries) == 1 else None

    @property
    def is_group(self) -> bool:
        return self.entry is not None and (self.entry.axis is Axis.ROW or self.entry.has_children)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column of figures. `role` is that of the form's column, `subtotal`, or `unknown` (then `id` is None).
    `group`: of the dispute table, the kind of case that the column counts."""

    id: str | None
    role: str
    token: Token
    group: str | None = None
    unit: str | None = None


def leaf_columns(cells: Sequence[HeaderCell], table: TableId) -> tuple[Leaf, ...]:
    """The columns that figures stand in, in their order from left to right; empty if the header cannot be resolved."""
    settled = _settle_totals(cells)
    return _leaves(_by_position(settled), settled, table) or _leaves(_by_reading(settled), settled, table)


def _leaves(ordered: Sequence[HeaderCell], cells: Sequence[HeaderCell], table: TableId) -> tuple[Leaf, ...]:
    resolved = _resolve_damaged(ordered, table)
    leaves = tuple(_leaf(cell) for cell in resolved)
    return _with_groups(leaves, cells) if table == "disputes" else _first_of_each(_latest_year(leaves))


def _first_of_each(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Of columns with the same heading the first states the figures, unless its wording names another year."""
    kept: dict[str | None, Leaf] = {}
    for leaf in sorted(leaves, key=lambda leaf: bool(_OTHER_YEAR.search(leaf.token.text))):
        kept.setdefault(leaf.id, leaf)
    return tuple(leaf if leaf.id is None or kept[leaf.id] is leaf else replace(leaf, role="other") for leaf in leaves)


def _latest_year(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Of columns headed by years the last year's states the figures; the others are earlier years."""
    years = [leaf.id for leaf in leaves if leaf.role == "year" and leaf.id]
    has_value = any(leaf.role == "value" for leaf in leaves)
    chosen = max(years) if years and not has_value else None
    return tuple(
        leaf if leaf.role != "year" else replace(leaf, role="value" if leaf.id == chosen else "other")
        for leaf in leaves
    )


def _settle_totals(cells: Sequence[HeaderCell]) -> list[HeaderCell]:
    """A 合计 beside a 总计 is the sum of a group's columns; alone it is the total."""
    totals = [cell for cell in cells if cell.entries and cell.entries[0].id == "total"]
    is_subtotal = any(len(cell.entries) == 1 for cell in totals) or (len(cells) == 2 and cells[0].is_group)
    return [replace(cell, entries=_total_or_subtotal(cell.entries, is_subtotal)) for cell in cells]


def _total_or_subtotal(entries: tuple[Entry, ...], is_subtotal: bool) -> tuple[Entry, ...]:
    axes = [entry.axis for entry in entries]
    if Axis.SUBTOTAL not in axes or len(entries) == 1:
        return entries
    return entries[axes.index(Axis.SUBTOTAL) :][:1] if is_subtotal else entries[:1]


def default_columns(table: TableId, token: Token) -> tuple[Leaf, ...]:
    """The official columns, for a table whose header is missing; to be believed only where the sums bear it out."""
    if table == "disputes":
        groups = ("reconsideration", "direct", "after_reconsideration")
        return tuple(Leaf(id, "value", token, group) for group in groups for id in _official_leaves(table))
    return tuple(Leaf(id, "value", token) for id in _official_leaves(table))


def _official_leaves(table: TableId) -> list[str]:
    definition = next(t for form in forms().values() for t in form.tables if t.id == table)
    return [leaf.id for column in definition.columns for leaf in (column.columns or (column,))]


def _leaf(cell: HeaderCell) -> Leaf:
    entry = cell.entry
    if entry is None:
        return Leaf(None, "unknown", cell.token)
    role = "subtotal" if entry.axis is Axis.SUBTOTAL else entry.role
    return Leaf(entry.id, role, cell.token, unit=cell.token.match.unit)


def _by_position(cells: Sequence[HeaderCell]) -> list[HeaderCell]:
    """For a grid: in each column the lowest label that is not a group. Empty if the columns are not known, or if a
    label would be hidden below others, which means that the grid's columns do not hold."""
    if not all(cell.token.source.has_columns for cell in cells):
        return []
    width = max(cell.token.column + cell.token.colspan for cell in cells)
    if width > 200 or len({cell.token.source for cell in cells}) > 1:
        return []
    lowest: list[HeaderCell] = []
    for column in range(width):
        over = [cell for cell in cells if cell.token.covers(column) and not cell.is_group]
        if over and over[-1] not in lowest:
            lowest.append(over[-1])
    found = {_leaf(cell).id for cell in lowest}
    has_years = any(_leaf(cell).role == "year" for cell in lowest)  # 统计数 over 2015年 | 2014年 heads them both
    found |= {"value"} if has_years else set()
    lost = [cell for cell in cells if not cell.is_group and cell not in lowest and _leaf(cell).id not in found]
    return [] if lost else lowest


def _by_reading(cells: Sequence[HeaderCell]) -> list[HeaderCell]:
    """For flattened text, read line by line: columns of a group stand behind those beside the group; each is put
    where its group was named. Labels that come again (merged cells written out) count where they come last. An unknown
    label belongs beside the one before it."""
    top: list[HeaderCell | list[HeaderCell]] = []
    children: dict[str, list[HeaderCell]] = {}
    group: list[HeaderCell] | None = None  # of the label before, if it is one of a group's columns
    for cell in _last_of_each(cells):
        entry = cell.entry
        if entry and entry.axis is Axis.COLUMN and entry.has_children:
            children[entry.id] = group = []
            top.append(group)
            continue
        if cell.is_group:
            continue
        if entry and entry.axis is Axis.SUBTOTAL and children:
            group = next(reversed(children.values()))
        elif cell.entries:
            group = children.get(entry.parent or "") if entry else None
        if group is None:
            top.append(cell)
        else:
            group.append(cell)
    return [cell for item in top for cell in (item if isinstance(item, list) else [item])]


def _last_of_each(cells: Sequence[HeaderCell]) -> Sequence[HeaderCell]:
    """Only for tables whose leaf columns all differ; the dispute table repeats its five on purpose."""
    named = [cell.entry.key for cell in cells if cell.entry and cell.entry.table != "disputes"]
    if len(named) == len(set(named)):
        return cells
    last = {cell.entry.key: position for position, cell in enumerate(cells) if cell.entry}
    return [
        cell
        for position, cell in enumerate(cells)
        if cell.entry is None or (last[cell.entry.key] == position and not cell.is_group)
    ]


def _resolve_damaged(cells: Sequence[HeaderCell], table: TableId) -> list[HeaderCell]:
    """Labels that lost their second line (本年新, 本年新) take the form's columns in their order, if the header is
    complete: every damaged label finds exactly one place between its neighbours."""
    damaged = [cell for cell in cells if len(cell.entries) > 1]
    if not damaged:
        return list(cells)
    fitting = []
    for form in forms().values():
        for definition in form.tables:
            if definition.id == table:
                official = [c.id for column in definition.columns for c in (column.columns or (column,))]
                fitting += _windows(cells, official)
    return fitting[0] if len(fitting) == 1 else list(cells)


def _windows(cells: Sequence[HeaderCell], official: Sequence[str]) -> list[list[HeaderCell]]:
    """The runs of official columns that the header's labels can be, one for one, with every column that a damaged
    label can stand for."""
    runs = (official[start : start + len(cells)] for start in range(len(official) - len(cells) + 1))
    meant = {entry.id for cell in cells if len(cell.entries) > 1 for entry in cell.entries}
    return [
        [_settled(cell, id) for cell, id in zip(cells, run, strict=True)]
        for run in runs
        if all(any(entry.id == id for entry in cell.entries) for cell, id in zip(cells, run, strict=True))
        and not meant & (set(official) - set(run))
    ]


def _settled(cell: HeaderCell, id: str) -> HeaderCell:
    return replace(cell, entries=tuple(entry for entry in cell.entries if entry.id == id)[:1])


def _with_groups(leaves: tuple[Leaf, ...], cells: Sequence[HeaderCell]) -> tuple[Leaf, ...]:
    """The dispute table names its five results once for each kind of case, in the order of the kinds."""
    groups = _leaf_groups(cells)
    runs: list[list[Leaf]] = []
    for leaf in leaves:
        if not runs or leaf.id in {other.id for other in runs[-1]}:
            runs.append([])
        runs[-1].append(leaf)
    if not groups:
        return leaves
    if len(groups) != len(runs):
        return ()
    return tuple(replace(leaf, group=group) for group, run in zip(groups, runs, strict=True) for leaf in run)


def _leaf_groups(cells: Sequence[HeaderCell]) -> list[str]:
    """The kinds of case in their order, with the two kinds of 行政诉讼 in its place where they are named."""
    named = dict.fromkeys(cell.entry.id for cell in cells if cell.entry and cell.entry.axis is Axis.ROW)
    parents = {id: entries()["disputes", Axis.ROW, id].parent for id in named}
    top = [id for id in named if parents[id] not in named]
    return [id for kind in top for id in [child for child in named if parents[child] == kind] or [kind]]
