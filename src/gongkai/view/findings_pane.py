"""Findings -> the cards of the list, each with the evidence of its two sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.figures import figure_text
from gongkai.report import Evidence, Finding, FindingKind, Report, Section
from gongkai.view.items import Excerpt, Item, Items, excerpt
from gongkai.view.official_tables import indicator_label
from gongkai.view.printable import printable
from gongkai.view.standing import Standing

SIDES = {"claim": "正文", "value": "表格", "stretch": "正文"}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence. `excerpt` shows it in its words, for what stands in free text; `name` does not repeat what
    the piece before it has in its name too."""

    item: Item
    name: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Side:
    title: str
    figure: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """`id` is printable, for it becomes part of an address. `sections` are positions in the report's list: those that a
    piece of the evidence stands in."""

    id: str
    standing: Standing
    kind: FindingKind
    title: str
    message: str
    sides: tuple[Side, ...]
    delta: str
    sections: tuple[int, ...]


def finding_cards(report: Report, items: Items) -> list[Card]:
    return [_card(finding, report, items) for finding in report.findings]


def sides_of(finding: Finding) -> tuple[Evidence, Evidence]:
    """The evidence of both sides; of a finding that does not tell them apart, what it rests on at all."""
    left, right = finding.left_evidence, finding.right_evidence
    if left == right == Evidence():
        return Evidence(claims=finding.claims), Evidence(values=finding.values)
    return left, right


def _card(finding: Finding, report: Report, items: Items) -> Card:
    evidence = [items.of(side) for side in sides_of(finding)]
    figures = (finding.left, finding.right)
    return Card(
        id=printable(finding.id),
        standing=Standing(finding.severity),
        kind=finding.kind,
        title=indicator_label(finding.indicator or ""),
        message=finding.message,
        sides=tuple(
            _side(shown, figure_text(figure), report.text)
            for shown, figure in zip(evidence, figures, strict=True)
            if shown or figure is not None
        ),
        delta=figure_text(abs(finding.delta)) if finding.delta else "",
        sections=_sections([item for side in evidence for item in side], report.sections),
    )


def _side(items: Sequence[Item], figure: str, text: str) -> Side:
    title = "、".join(dict.fromkeys(SIDES[item.kind] for item in items))
    before = [None, *items]
    exhibits = (
        Exhibit(item, _name(item, last), _excerpt(item, text)) for last, item in zip(before, items, strict=False)
    )
    return Side(title, figure, tuple(exhibits))


def _name(item: Item, before: Item | None) -> str:
    """As 予以公开（自然人）, and then just 商业企业 for the next of its row, or 部分公开 for the next of its column."""
    if not before or not item.column:
        return item.name
    if item.label == before.label:
        return item.column
    return item.label if item.column == before.column else item.name


def _excerpt(item: Item, text: str) -> Excerpt | None:
    return excerpt(text, item.place) if item.place and item.kind != "value" else None


def _sections(items: Iterable[Item], sections: Sequence[Section]) -> tuple[int, ...]:
    places = [item.place[0] for item in items if item.place]
    return tuple(i for i, section in enumerate(sections) if any(section.start <= at < section.end for at in places))
