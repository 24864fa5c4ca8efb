"""The data of the page's script: what was held against what."""

from __future__ import annotations

from typing import Any

from gongkai.figures import figure_text
from gongkai.report import Comparison, Report
from gongkai.view.findings_pane import sides_of
from gongkai.view.items import Item, Items, ids
from gongkai.view.printable import printable
from gongkai.view.standing import Standing, Standings
from gongkai.view.words import words


def page_data(report: Report, items: Items, standings: Standings) -> dict[str, Any]:
    """What the script reads; every text is printable, and nothing is escaped yet.

    Returns:
        `items`: id -> label, what narrows it, figure; `comparisons`: what `_comparison` gives; `findings`: the ids on
        the left and on the right; `standings`: name -> mark and word.
    """
    everything = (*items.claims, *items.values, *items.stretches)
    compared = zip(report.comparisons, standings.comparisons, strict=True)
    return {
        "items": {item.id: _item(item) for item in everything},
        "comparisons": [_comparison(comparison, standing, items) for comparison, standing in compared],
        "findings": [[ids(items.of(side)) for side in sides_of(finding)] for finding in report.findings],
        "standings": {standing: [spoken.mark, spoken.word] for standing, spoken in words().standings.items()},
    }


def _item(item: Item) -> list[str]:
    return [printable(item.label), printable(item.column or item.remark), printable(item.figure)]


def _comparison(comparison: Comparison, standing: Standing, items: Items) -> dict[str, Any]:
    return {
        "standing": standing,
        "about": printable(_about(comparison)),
        "left": ids(items.of(comparison.left_evidence)),
        "right": ids(items.of(comparison.right_evidence)),
        "figures": [figure_text(comparison.left), figure_text(comparison.right)],
    }


def _about(comparison: Comparison) -> str:
    """What was checked; for what was not compared, why not."""
    spoken = words()
    if comparison.reason is not None:
        return spoken.reasons.get(comparison.reason, comparison.reason)
    return spoken.rules.get(comparison.rule, spoken.kinds[comparison.kind])
