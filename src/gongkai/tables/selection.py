"""Several printings of one table in a document -> the one that is the report's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongkai.report import Warning
from gongkai.tables.assemble import CONCLUDED
from gongkai.tables.printing import Instance

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_WHOLE_AREA = re.compile(r"全[省市区县旗州镇乡]|汇总|总表")
_OWN_LEVEL = re.compile(r"本级|机关本身")


def select(instances: Sequence[Instance], year: int | None) -> tuple[list[Instance], list[Warning]]:
    """For each table the printing of the report's year, of the whole area rather than of one level, else the first;
    a warning for each of the others, with its values."""
    chosen: list[Instance] = []
    warnings: list[Warning] = []
    for table in dict.fromkeys(instance.table for instance in instances):
        printings = [instance for instance in instances if instance.table == table]
        best = max(printings, key=lambda instance: _rank(instance, year))
        chosen.append(best)
        warnings.extend(_passed_over(other) for other in printings if other is not best)
    return [_with_lone_subtotals(instance) for instance in chosen], warnings


def _rank(instance: Instance, year: int | None) -> tuple[bool, bool, bool]:
    """`max` keeps the first of equals."""
    years = _YEAR.findall(instance.caption)
    other_year = year is not None and bool(years) and int(years[-1]) != year  # the last stands nearest to the table
    return (
        not other_year,
        bool(_WHOLE_AREA.search(instance.caption)) and not _OWN_LEVEL.search(instance.caption),
        not _OWN_LEVEL.search(instance.caption),
    )


def _passed_over(instance: Instance) -> Warning:
    values = {f"{i}@{a}" if a else i: value.raw for (i, a), value in instance.values.items()}
    first = next(iter(instance.values.values()), None)
    return Warning(
        code="further_table",
        message=f"another {instance.table} table with {len(values)} cells was kept apart: {instance.caption[-60:]}",
        cells=values,
        start=first.token.start if first else None,
    )


def _with_lone_subtotals(instance: Instance) -> Instance:
    """A heading's own figures (不予公开: 3) are values only where its parts are not printed, and a 合计 behind the last
    heading is the table's total only where no other row is."""
    found = dict(instance.values)
    if not any(indicator == CONCLUDED for indicator, _ in found):
        found |= {key: value._replace(indicator=CONCLUDED) for key, value in instance.totals.items()}
    for key, value in instance.subtotals.items():
        has_parts = any(indicator.startswith(f"{key[0]}.") for indicator, _ in found)
        if not has_parts and key not in found:
            found[key] = value
    return replace(instance, values=found)
