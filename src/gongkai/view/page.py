"""The review page: one HTML file that holds all it needs and may fetch nothing."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gongkai.data import read_data
from gongkai.report import Failure, Report
from gongkai.view.findings_pane import Card, finding_cards
from gongkai.view.items import Items
from gongkai.view.links import page_data
from gongkai.view.printable import printable
from gongkai.view.standing import report_standings
from gongkai.view.tables_pane import official_tables
from gongkai.view.tally import tally
from gongkai.view.text_pane import text_parts
from gongkai.view.words import words

STYLES = ("colors.css", "page.css", "panes.css", "marks.css", "narrow.css", "print.css")
SCRIPTS = ("items.js", "lights.js", "jumps.js", "detail.js", "findings.js", "keys.js")  # each needs those before it
_TEMPLATES = "view/templates"


@dataclass(frozen=True, slots=True)
class _Asset:
    """A style sheet or a script, and the words that allow it, and nothing else, in the page's security policy."""

    code: Markup
    allowed: str


def report_page(report: Report) -> str:
    """The review page of a report. Only this module marks text as safe: the page's own style and script."""
    standings = report_standings(report)
    items = Items(report, standings)
    cards = finding_cards(report, items)
    return _render(
        "report.html",
        report=report,
        title=_title(report),
        tally=tally(report, standings),
        cards=cards,
        filters=_filters(report, cards),
        warning_places=items.warning_places,
        parts=text_parts(report, items),
        tables=official_tables(report, items),
        data=page_data(report, items, standings),
        script=_asset(SCRIPTS),
    )


def failure_page(failure: Failure) -> str:
    """A page that says why there is none."""
    return _render("failure.html", failure=failure)


def _render(template: str, **context: Any) -> str:
    return _environment().get_template(template).render(words=words(), style=_asset(STYLES), **context)


@lru_cache
def _environment() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalize(value: object) -> object:
    """Whatever text a template writes is printable; it is escaped after this."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache
def _asset(names: tuple[str, ...]) -> _Asset:
    code = "\n" + "\n".join(read_data(f"{_TEMPLATES}/{name}") for name in names)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return _Asset(Markup(code), f"'sha256-{digest}'")


def _title(report: Report) -> str:
    year = f"{report.meta.year}年" if report.meta.year else ""
    return report.meta.title or f"{report.meta.issuer or report.source.name}{year}政府信息公开工作年度报告"


def _filters(report: Report, cards: list[Card]) -> dict[str, list[tuple[object, str, int]]]:
    """What a person may choose among, and how many findings it stands for: value, words, number. What stands for none
    is left out."""
    standings = Counter(card.standing for card in cards)
    kinds = Counter(card.kind for card in cards)
    sections = Counter(section for card in cards for section in card.sections)
    spoken = words()
    return {
        "standing": [
            (each, named.word, standings[each]) for each, named in spoken.standings.items() if standings[each]
        ],
        "kind": [(kind, word, kinds[kind]) for kind, word in spoken.kinds.items() if kinds[kind]],
        "section": [
            (i, f"{section.number} {section.title}", sections[i])
            for i, section in enumerate(report.sections)
            if sections[i]
        ],
    }
