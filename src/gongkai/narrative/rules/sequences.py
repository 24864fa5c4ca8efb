"""Figures that depend on each other: enumerations in turn, parts of a whole, last year's figure beside this year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from gongkai.narrative.rules.counting import find_whole_quantities
from gongkai.narrative.rules.cues import Cue
from gongkai.narrative.rules.figures import Figure, FigureReader, outermost
from gongkai.narrative.rules.words import Pattern, rule_words

CATEGORY, TOTAL = "disclosed.category", "disclosed.total"
NEAR = 14
"""Characters between two parts of one whole."""
SUM_REACH = 160
"""Characters behind a whole in which parts that add up to it are looked for."""
TURN_REACH = 30
"""Characters between 分别 and the figures that it announces."""
_JOINT = re.compile(r"\s*(?:[、,和及与]|以及)\s*")
_IN_TURN = re.compile(r"(?:分别|依次|各)(?:为|是|有|占|计|达|公开|发布|来自)*\s*$")


def find_figures(text: str) -> list[Figure]:
    """Every quantity of folded text, in order, with its indicator."""
    quantities = find_whole_quantities(text)
    if not quantities:
        return []
    reader = FigureReader(text, quantities)
    named = _enumerated(reader)
    figures: list[Figure] = []
    for place, quantity in enumerate(reader.quantities):
        figure = Figure(quantity, named.get(place))
        figures.append(figure if figure.indicator else _read(reader, figure, figures))
    return _with_sums(reader, figures)


def _read(reader: FigureReader, figure: Figure, before: list[Figure]) -> Figure:
    if not reader.is_countable(figure.quantity):
        return figure
    best = reader.best_cue(figure)
    if best and best.indicator:
        return replace(figure, indicator=reader.indicator(figure, best))
    return _inherited(reader, figure, before, is_other=best is not None)


def _inherited(reader: FigureReader, figure: Figure, before: list[Figure], *, is_other: bool) -> Figure:
    """A figure without a word of its own: a part (收到申请45件，其中市级20件), or another year's.

    Args:
        is_other: a word for something that is no indicator stands near.
    """
    opening = reader.sentences.before(figure.quantity.start)
    named = (f for f in reversed(before) if f.indicator and f.measure == figure.measure)
    whole = next((f for f in named if f.quantity.start >= opening or f.indicator == CATEGORY), None)
    if whole is None or not whole.indicator:
        return _of_no_whole(reader, figure, is_other=is_other)
    between = reader.text[whole.quantity.end : figure.quantity.start]
    if whole.quantity.start >= opening and _other_year().search(between):
        return replace(figure, indicator=whole.indicator, is_inherited=whole.is_inherited)
    if whole.indicator.startswith("disclosed."):
        return _published(figure, whole, between, is_other=is_other)
    is_listed = whole.is_inherited and len(between) <= NEAR
    is_part = is_listed or (not is_other and bool(_opens_parts().search(between)))
    return replace(figure, indicator=whole.indicator, is_inherited=True) if is_part and _may_divide(whole) else figure


def _published(figure: Figure, whole: Figure, between: str, *, is_other: bool) -> Figure:
    """An item beside published items: of an office or a level, else of a category."""
    if figure.measure not in _measures(CATEGORY) or (not figure.measure and whole.indicator != CATEGORY):
        return figure
    if _sums().search(between):
        return replace(figure, indicator=TOTAL)
    if whole.indicator != CATEGORY and _office().search(between):
        return replace(figure, indicator=whole.indicator, is_inherited=True)
    is_listed = whole.indicator == CATEGORY and len(between) <= NEAR
    is_clear = (not is_other and len(between) <= SUM_REACH // 4) or is_listed or bool(_opens_parts().search(between))
    return replace(figure, indicator=CATEGORY) if is_clear else figure


def _of_no_whole(reader: FigureReader, figure: Figure, *, is_other: bool) -> Figure:
    is_item = figure.measure == "条" and not is_other and "disclosed" in reader.topics.at(figure.quantity.start)
    return replace(figure, indicator=CATEGORY) if is_item else figure


def _may_divide(whole: Figure) -> bool:
    return whole.indicator in rule_words().divisible


def _measures(indicator: str) -> frozenset[str]:
    return rule_words().measures[indicator]


def _with_sums(reader: FigureReader, figures: list[Figure]) -> list[Figure]:
    """Unnamed figures behind a whole that add up to it, together with what is named between them, are its parts."""
    out = list(figures)
    for place, whole in enumerate(figures):
        for part in _parts_of_sum(reader, figures, place) if whole.indicator and not whole.is_inherited else []:
            is_published = whole.indicator.startswith("disclosed.") if whole.indicator else False
            name = CATEGORY if is_published else whole.indicator
            out[part] = replace(figures[part], indicator=name, is_inherited=not is_published)
    return out


def _parts_of_sum(reader: FigureReader, figures: list[Figure], place: int) -> list[int]:
    whole = figures[place]
    if not (_may_divide(whole) or (whole.indicator or "").startswith("disclosed.")):
        return []
    total, parts = whole.quantity.value * 0, []
    for number in range(place + 1, len(figures)):
        figure = figures[number]
        is_far = figure.quantity.start - whole.quantity.end > SUM_REACH
        if is_far or figure.measure != whole.measure or not reader.is_countable(figure.quantity):
            break
        total += figure.quantity.value
        parts.append(number)
        if total >= whole.quantity.value:
            break
    unnamed = [part for part in parts if figures[part].indicator in (None, "requests.other")]
    return unnamed if len(parts) > 1 and total == whole.quantity.value and len(unnamed) * 2 >= len(parts) else []


def _enumerated(reader: FigureReader) -> dict[int, str]:
    """A、B、C分别为1、2、3件: the place of each quantity and the indicator in the same place before."""
    named: dict[int, str] = {}
    for run in _runs(reader):
        first, last = reader.quantities[run[0]], reader.quantities[run[-1]]
        turn = _IN_TURN.search(reader.text, max(0, first.start - TURN_REACH), first.start)
        if not turn:
            continue
        measured = Figure(replace(first, measure=first.measure or last.measure))
        names = _names(reader, reader.opening(first), turn.start(), len(run), measured)
        named |= dict(zip(run, names, strict=False))
    return {place: name for place, name in named.items() if name}


def _runs(reader: FigureReader) -> Iterator[list[int]]:
    """Places of quantities, two or more, that only 、 or 和 joins."""
    run = [0]
    for place, (last, quantity) in enumerate(pairwise(reader.quantities), 1):
        if _JOINT.fullmatch(reader.text, last.end, quantity.start):
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = [place]
    if len(run) > 1:
        yield run


def _names(reader: FigureReader, low: int, high: int, n: int, figure: Figure) -> list[str]:
    """The indicators of the last `n` items of text[low:high], "" for an item without one; [] if there are fewer."""
    joints = [match.end() for match in _JOINT.finditer(reader.text, low, high) if match.end() < high]
    bounds = [low, *joints, high]
    items = list(pairwise(bounds))[-n:]
    if len(items) < n:
        return []
    fitting = outermost([cue for cue in reader.cues_beside(figure, low, high) if cue.indicator])
    return [_best_within(fitting, start, end) for start, end in items]


def _best_within(cues: Sequence[Cue], start: int, end: int) -> str:
    within = [cue for cue in cues if start <= cue.start and cue.end <= end]
    return (max(within, key=lambda cue: cue.weight).indicator or "") if within else ""


@cache
def _opens_parts() -> Pattern:
    return re.compile(rf"^(?:\(|:|[^。;]*(?:{'|'.join(rule_words().scope['part'])}))")


@cache
def _other_year() -> Pattern:
    words = "|".join(rule_words().periods["last_year"])
    return re.compile(rf"(?:{words}|20\d\d年度?|今年|本年)(?:同期|全年)?(?:的|为|则?为|是|有|达|共|只|仅)*[(]?\s?$")


@cache
def _sums() -> Pattern:
    return re.compile(rf"(?:{'|'.join(rule_words().scope['sums'])})(?:为|达|公开|发布)?$")


@cache
def _office() -> Pattern:
    return re.compile(
        rf"(?:{'|'.join(rule_words().scope['levels'])}|[局办委厅镇乡区县市])(?:及办公室)?(?:[(][^)]*[)])?(?:公开|发布|所发|占)*$"
    )
