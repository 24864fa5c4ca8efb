"""A wrong cell is found wherever the form has a sum that it is a part of."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from making import cells

from gongkai.reconcile import Reconciliation, reconcile
from gongkai.report import Form, TableValue

GOLD = Path(__file__).parents[1] / "fixtures" / "examples"
SAMPLED = 11
"""Every eleventh cell is spoilt, to keep the test short; no number of columns (7, 5, 4, 3) divides it."""


def checked(values: list[TableValue], form: Form | None) -> Reconciliation:
    return reconcile(values, [], text="", form=form, table_spans=[], year=None)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_a_spoilt_cell_of_a_sum_is_a_conflict(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    values = cells({key: "" if value is None else str(value) for key, value in gold["values"].items()})
    form: Form | None = gold["form"]
    sound = [c for c in checked(values, form).comparisons if c.outcome == "agrees" and c.left == c.right]
    in_sums = sorted({place for c in sound for place in c.left_evidence.values + c.right_evidence.values})
    for place in in_sums[::SAMPLED]:
        cell = values[place]
        assert cell.value is not None
        spoilt = cell.model_copy(update={"value": cell.value + 3, "raw": str(cell.value + 3)})
        found = checked([*values[:place], spoilt, *values[place + 1 :]], form).findings
        assert [f for f in found if f.severity == "conflict" and place in f.values], cell
