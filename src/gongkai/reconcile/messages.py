"""What a finding says, in Chinese, to the clerk who has to look at the page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gongkai.figures import figure_text
from gongkai.forms import vocabulary
from gongkai.reconcile.cells import Key
from gongkai.reconcile.counterparts import Held
from gongkai.reconcile.intervals import ZERO
from gongkai.reconcile.material import Material

MOST_NAMED = 6
"""Figures that a message lists one by one."""

Figures = Sequence[tuple[str, Decimal]]
"""What they are called, in quotation marks, and the figures."""


def against_cells(material: Material, position: int, held: Held) -> str:
    """正文“一（二）”部分称“新收政府信息公开申请45件”，表格“本年新收政府信息公开申请数量·总计”为42，相差3"""
    return (
        f"{_said(material, position)}，表格{_cells(material, held)}，{_gap(_claimed(material, position), held.figure)}"
    )


def part_of_cells(material: Material, position: int, held: Held) -> str:
    more = figure_text(_claimed(material, position) - (held.figure or ZERO))
    return f"{_said(material, position)}，只是其中一部分，却比表格{_cells(material, held)}多{more}"


def against_blank(material: Material, position: int, held: Held) -> str:
    cell = material.values[held.printed[0]]
    raw = cell.raw.strip()
    printed = f"填的是“{raw}”" if raw else "空白"
    return f"{_said(material, position)}，表格{name((cell.indicator, cell.applicant))}{printed}，应填数字"


def broken_identity(
    left: Sequence[tuple[Key, Decimal]], right: Sequence[tuple[Key, Decimal]], *, is_equality: bool, has_gaps: bool
) -> str:
    """表格“本年新收…·总计”18＋“上年结转…·总计”1，合计19；“申请办结数·总计”为18。两者应当相等，相差1"""
    totals = [sum((figure for _, figure in side), ZERO) for side in (left, right)]
    listed = [_added([(name(key), figure) for key, figure in side]) for side in (left, right)]
    must = "两者应当相等" if is_equality else "前者不应多于后者"
    gaps = "（没有数字的单元格未计入）" if has_gaps else ""
    return f"表格{listed[0]}；{listed[1]}{gaps}。{must}，{_gap(*totals)}"


def text_sum(material: Material, left: Sequence[int], right: Sequence[int], totals: tuple[Decimal, Decimal]) -> str:
    """正文“一（二）”部分称“收到申请12件”，而“予以公开”5＋“部分公开”6，合计11，相差1"""
    parts = _added(_claims(material, right))
    if len(left) == 1:
        return f"{_said(material, left[0])}，而{parts}，{_gap(*totals)}"
    whole = _added(_claims(material, left))
    return f"{_place(material, left[0])}{whole}；{parts}。两者应当相等，{_gap(*totals)}"


def parts_of_whole(material: Material, whole: int, parts: Sequence[int], totals: tuple[Decimal, Decimal]) -> str:
    """正文称“收到申请45件”，所列“其中区本级17件”“部门共38件”合计55，相差10"""
    quotes = "".join(_quote(material, position) for position in parts[:MOST_NAMED])
    more = f"等{len(parts)}项" if len(parts) > MOST_NAMED else ""
    return f"{_said(material, whole)}，所列{quotes}{more}合计{figure_text(totals[1])}，{_gap(*totals)}"


def words_of_whole(material: Material, whole: int, words: str, totals: tuple[Decimal, Decimal]) -> str:
    """The same for parts that are no claims; `words` is their list."""
    return f"{_said(material, whole)}，所列{words}合计{figure_text(totals[1])}，{_gap(*totals)}"


def stated_twice(material: Material, first: int, other: int) -> str:
    gap = _gap(_claimed(material, first), _claimed(material, other))
    return f"{_said(material, first)}，{_place(material, other)}又称{_quote(material, other)}，{gap}"


def missing_figure(words: str) -> str:
    return f"正文{words}缺少数字，应补上"


def blank(what: str) -> str:
    return f"表格{what}，应填数字，没有的填0"


def name(key: Key) -> str:
    """“本年新收政府信息公开申请数量·总计”"""
    known, (indicator, applicant) = vocabulary(), key
    column = f"·{known.applicants[applicant].zh}" if applicant else ""
    return f"“{known.indicators[indicator].zh}{column}”"


def quoted(material: Material, start: int, end: int) -> str:
    return f"“{''.join(material.text[start:end].split())}”"


def _said(material: Material, position: int) -> str:
    return f"{_place(material, position)}称{_quote(material, position)}"


def _place(material: Material, position: int) -> str:
    section = material.claims[position].section
    return f"正文“{section}”部分" if section else "正文"


def _quote(material: Material, position: int) -> str:
    claim = material.claims[position]
    return quoted(material, *material.clause(claim.start, claim.end))


def _claimed(material: Material, position: int) -> Decimal:
    return material.claims[position].value or ZERO


def _claims(material: Material, positions: Sequence[int]) -> Figures:
    return [(name((material.claims[place].indicator, None)), _claimed(material, place)) for place in positions]


def _cells(material: Material, held: Held) -> str:
    cells = [material.values[position] for position in held.cells.known]
    return _added([(name((cell.indicator, cell.applicant)), cell.value or ZERO) for cell in cells])


def _added(figures: Figures) -> str:
    """“予以公开”11＋“部分公开”6，合计17; what is 0 goes without saying."""
    total = figure_text(sum((figure for _, figure in figures), ZERO))
    named = [(label, figure) for label, figure in figures if figure] or list(figures)
    if len(figures) == 1:
        return f"{figures[0][0]}为{total}"
    listed = "＋".join(f"{label}{figure_text(figure)}" for label, figure in named[:MOST_NAMED])
    more = f"等{len(named)}项" if len(named) > MOST_NAMED else ""
    rest = "（其余为0）" if len(named) == 1 else ""
    return f"{listed}{more}{rest}，合计{total}"


def _gap(left: Decimal, right: Decimal | None) -> str:
    return f"相差{figure_text(abs(left - (right or ZERO)))}"
