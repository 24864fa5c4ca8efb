"""Figures that are missing where the sentence needs one: 共发布信息余条. How they look is data (`missing`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from gongkai.reconcile.ledger import Ledger, Matter, Side
from gongkai.reconcile.material import Material
from gongkai.reconcile.messages import missing_figure, quoted
from gongkai.reconcile.rules import rules
from gongkai.report import Evidence

RULE = "missing_figure"
NEAR = 10
"""Characters before a lost figure in which a denial is looked for."""
_PUNCTUATION = "[,。;、:.!?()…]"
_HEADING = re.compile(r"[)\n、.][一-鿿]{1,4}\Z")
"""A heading that ends like a measure word: (六)申请件."""
_GAP = r"(?: {2,6}|[ ]?(?:_{1,8}|[×✕*□▆]{1,6}|[xX]{2,4}|\?{2,4})[ ]?)"


def check_missing(ledger: Ledger) -> None:
    """Enters the missing figures of the free text."""
    material = ledger.material
    for match in _pattern().finditer(material.folded):
        if _is_in_table(match.start(), material) or _is_complete(material.folded, match):
            continue
        start, end = material.clause(match.end() - 1, match.end())
        lost = Side(None, Evidence(start=start, end=end))
        matter = Matter("missing_figure", RULE, _indicator(material.folded[start:end]), Side(), lost)
        ledger.find(matter, "note", missing_figure(quoted(material, start, end)))


def _is_complete(text: str, match: re.Match[str]) -> bool:
    """Whether the words that end like a measure word are a word, a heading, or what a denial speaks of."""
    before = text[max(0, match.start() - NEAR) : match.start()]
    denied = _no_denial().sub("", before)
    return bool(
        any(word in denied for word in rules().missing.denials)
        or text.endswith(rules().missing.words, 0, match.end())
        or _HEADING.search(text, max(0, match.end() - NEAR), match.end())
    )


def _is_in_table(offset: int, material: Material) -> bool:
    before = bisect_right(material.tables, (offset, offset)) - 1
    return before >= 0 and offset < material.tables[before][1]


@cache
def _no_denial() -> re.Pattern[str]:
    return re.compile("|".join(rules().missing.no_denials))


def _indicator(words: str) -> str | None:
    return next((sign.indicator for sign in rules().missing.indicators if re.search(sign.pattern, words)), None)


@cache
def _pattern() -> re.Pattern[str]:
    measure = f"(?:{'|'.join(rules().missing.measures)})"
    pattern = "|".join(f"(?:{pattern})" for pattern in rules().missing.patterns)
    pattern = pattern.replace("<m>", f"{measure}(?={_PUNCTUATION})").replace("<gap>", _GAP)
    return re.compile(pattern.replace("<end>", rf"{measure}(?={_PUNCTUATION}|\s|$)"))
