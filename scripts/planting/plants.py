"""Every place where an error can be planted, and the kinds of errors.

A plant is one number of a report changed to another one that somebody might have written instead, never to the same:
a digit replaced, the last place one up or down, two digits swapped, a digit lost, another numeral (三期 for 一期), a
cell blanked, a figure lost from its sentence (共收到件), the last digit of a cell that is a sum changed. The text is
changed with it, so that the planted report is what extraction would give if it read everything else as before.

Cells that are blank or struck, and statements of none, hold no number to change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from gongkai.forms import vocabulary
from gongkai.narrative.quantities import parse_quantity
from gongkai.report import Claim, TableValue
from planting.documents import Document
from planting.figures import SLIPS, Figure, find_figure, last_digit_replaced, other_numeral, slip, written_like

Where = Literal["cell", "claim"]

BLANKED: Final = "blanked"
FIGURE_LOST: Final = "figure_lost"
SUM_CHANGED: Final = "sum_last_digit"
NUMERAL_REPLACED: Final = "numeral_replaced"
TOTAL: Final = "total"


@dataclass(frozen=True)
class Plant:
    """One changed number: the cell or claim at `position`, and the report with it.

    `start` and `end` are the place of the changed words in the unchanged text, `new` stands there afterwards; without
    offsets the report's text does not hold the cell. With `kind` FIGURE_LOST the planted report has one claim less.
    """

    where: Where
    kind: str
    position: int
    start: int | None
    end: int | None
    old: str
    new: str
    document: Document


def plants_of(document: Document, seed: int, per_cell: int = 1) -> Iterator[Plant]:
    """Every claim with every kind of error, every cell with `per_cell` kinds that are drawn."""
    for position in range(len(document.values)):
        rng = random.Random(f"{seed}/{document.name}/cell/{position}")
        yield from _drawn(list(_cell_plants(document, position, rng)), per_cell, rng)
    for position in range(len(document.claims)):
        yield from _claim_plants(document, position, random.Random(f"{seed}/{document.name}/claim/{position}"))


def _drawn(plants: list[Plant], count: int, rng: random.Random) -> list[Plant]:
    return rng.sample(plants, min(count, len(plants)))


def _cell_plants(document: Document, position: int, rng: random.Random) -> Iterator[Plant]:
    cell = document.values[position]
    figure = find_figure(cell.raw)
    factor = _factor(cell, figure) if figure else None
    if figure is None or factor is None:
        return
    slips = {kind: slip(kind, figure.plain, rng) for kind in SLIPS}
    if cell.applicant == TOTAL or cell.indicator in _sums():
        slips[SUM_CHANGED] = last_digit_replaced(figure.plain, rng)
    for kind, plain in slips.items():
        if plain is not None:
            written = _written(cell.raw, figure, plain)
            yield _cell_plant(document, position, kind, written, factor * Decimal(plain))
    yield _cell_plant(document, position, BLANKED, "", None)


def _cell_plant(document: Document, position: int, kind: str, raw: str, value: Decimal | None) -> Plant:
    cell = document.values[position]
    planted = document
    if cell.start is not None and cell.end is not None:
        planted = document.with_text(cell.start, cell.end, raw)
    changed = planted.values[position].model_copy(update={"raw": raw, "value": value})
    values = (*planted.values[:position], changed, *planted.values[position + 1 :])
    planted = replace(planted, values=values)
    return Plant("cell", kind, position, cell.start, cell.end, cell.raw, raw, planted)


def _claim_plants(document: Document, position: int, rng: random.Random) -> Iterator[Plant]:
    claim = document.claims[position]
    figure = find_figure(claim.text)
    if figure is None:
        if numeral := _numeral_replaced(claim, rng):
            yield _claim_plant(document, position, NUMERAL_REPLACED, *numeral)
        return
    factor = _factor(claim, figure)
    for kind in SLIPS if factor is not None else ():
        if factor is not None and (plain := slip(kind, figure.plain, rng)) is not None:
            words = _written(claim.text, figure, plain)
            yield _claim_plant(document, position, kind, words, factor * Decimal(plain))
    yield _figure_lost(document, position, figure)


def _claim_plant(document: Document, position: int, kind: str, words: str, value: Decimal) -> Plant:
    claim = document.claims[position]
    planted = document.with_text(claim.start, claim.end, words)
    changed = planted.claims[position].model_copy(update={"text": words, "value": value})
    claims = (*planted.claims[:position], changed, *planted.claims[position + 1 :])
    planted = replace(planted, claims=claims)
    return Plant("claim", kind, position, claim.start, claim.end, claim.text, words, planted)


def _figure_lost(document: Document, position: int, figure: Figure) -> Plant:
    claim = document.claims[position]
    words = claim.text[: figure.start] + claim.text[figure.end :]
    planted = document.with_text(claim.start, claim.end, words)
    planted = replace(planted, claims=planted.claims[:position] + planted.claims[position + 1 :])
    return Plant("claim", FIGURE_LOST, position, claim.start, claim.end, claim.text, words, planted)


def _numeral_replaced(claim: Claim, rng: random.Random) -> tuple[str, Decimal] | None:
    words = other_numeral(claim.text, rng)
    old, new = parse_quantity(claim.text), parse_quantity(words or "")
    if words is None or old is None or new is None or not old.value or claim.value is None:
        return None
    return words, claim.value * new.value / old.value


def _factor(item: TableValue | Claim, figure: Figure) -> Decimal | None:
    """The value of one of the written number (0.0001 of 元 for 万元, -1 behind 减); None where that cannot be told."""
    if item.value is None:
        return None
    if figure.number:
        return item.value / figure.number
    words = item.raw if isinstance(item, TableValue) else item.text
    return Decimal(1) if isinstance(item, TableValue) and words.strip() == figure.written else None


def _written(words: str, figure: Figure, plain: str) -> str:
    return words[: figure.start] + written_like(plain, figure.written) + words[figure.end :]


def _sums() -> frozenset[str]:
    """Indicators that an identity gives as the sum of others."""
    equal = (identity for identity in vocabulary().identities if identity.relation == "equal")
    return frozenset(identity.left[0] for identity in equal if len(identity.left) == 1)
