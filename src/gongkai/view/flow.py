"""How the requests of a report flowed: what came in and what became of it, as boxes that a picture only has to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.errors import OutputError
from gongkai.figures import figure_text
from gongkai.forms import vocabulary
from gongkai.report import Report, TableValue
from gongkai.view.amounts import Amount, Amounts
from gongkai.view.plot_style import plot_style, shown

# Inches.
ALL = 3.2  # height of all requests together
SLOT, NOTE_LINE, GAP = 0.34, 0.18, 0.08  # height of a label, of a line of notes below it, between two boxes

NOTE_LENGTH = 28  # characters in a line of notes: the room beside the bars
NOTE_LINES = 3
PART_LENGTH = 14  # characters of the name of a part; the longest official ones have 32
NEGATIVE = "负数，不能画出"
FROM_TEXT = "正文"


@dataclass(frozen=True, slots=True)
class Flow:
    """Amounts of requests. One without a figure takes part in no sum."""

    title: str
    received: tuple[Amount, ...]
    outcomes: tuple[Amount, ...]

    @property
    def is_from_text(self) -> bool:
        """Whether no table has any of it."""
        return all(amount.source != "table" for amount in self.amounts)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return (*self.received, *self.outcomes)

    @property
    def came(self) -> Decimal:
        return sum(map(drawn, self.received), Decimal(0))

    @property
    def went(self) -> Decimal:
        return sum(map(drawn, self.outcomes), Decimal(0))

    @property
    def whole(self) -> Decimal:
        return max(self.came, self.went)

    @property
    def height(self) -> float:
        """Inches for all requests together."""
        return self.height_of(self.whole)

    def height_of(self, count: Decimal) -> float:
        return ALL * float(count / self.whole) if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """An amount at its place, in inches from the top of its column: the bar from `top` to `bottom`, the label and the
    notes around its middle."""

    amount: Amount
    notes: tuple[str, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Stack:
    boxes: tuple[Box, ...]
    height: float


def request_amounts(report: Report) -> Flow:
    """What the report states about its requests. What neither its form asks for nor its text mentions is left out.

    Raises:
        OutputError: it states nothing about them.
    """
    style = plot_style().flow
    amounts = Amounts(report)
    outcomes = (*style.outcomes[report.meta.form or "other"], style.carried_out)
    flow = Flow(_title(report), _stated(style.received, amounts), _stated(outcomes, amounts))
    if not any(amount.source for amount in flow.amounts):
        problem = "the report states nothing about requests, so there is no flow of them to draw"
        raise OutputError(report.source.name, problem, "Draw another report, or other figures of this one")
    return flow


def is_drawn(amount: Amount) -> bool:
    return amount.value is not None and amount.value >= 0


def drawn(amount: Amount) -> Decimal:
    """The figure that a bar shows: 0 where there is none to show."""
    return amount.value if amount.value is not None and amount.value >= 0 else Decimal(0)


def stacked(amounts: Sequence[Amount], flow: Flow) -> Stack:
    """The amounts below each other, each as high as its share of the whole, with room for its label and notes."""
    boxes = []
    top = 0.0
    for amount in amounts:
        notes = tuple(_notes(amount, says_source=not flow.is_from_text))
        height = flow.height_of(drawn(amount))
        slot = max(height, SLOT + NOTE_LINE * len(notes))
        boxes.append(Box(amount, notes, top + (slot - height) / 2, top + (slot + height) / 2))
        top += slot + GAP
    return Stack(tuple(boxes), top - GAP if boxes else 0.0)


def _stated(names: Sequence[str], amounts: Amounts) -> tuple[Amount, ...]:
    found = (amounts.of(name) for name in names)
    return tuple(amount for amount in found if amount.source or amounts.is_printed(amount.indicator))


def _title(report: Report) -> str:
    year = f" {report.meta.year}年" if report.meta.year else ""
    return shown(report.meta.issuer or report.source.name) + year


def _notes(amount: Amount, *, says_source: bool) -> Iterator[str]:
    """Lines of small print: what there is to say about the figure, and its parts, the largest first."""
    source = FROM_TEXT if says_source and amount.source == "text" and amount.value is not None else ""
    remark = NEGATIVE if amount.value is not None and amount.value < 0 else amount.remark
    if remark or source:
        yield shown("，".join(filter(None, (source, remark))), NOTE_LENGTH)
    parts = _by_indicator(amount.parts)
    if parts.keys() - {amount.indicator}:
        largest_first = sorted(parts.items(), key=lambda part: -part[1])
        yield from _wrapped([f"{_short(name)} {figure_text(value)}" for name, value in largest_first])


def _by_indicator(cells: Sequence[TableValue]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for cell in cells:
        sums[cell.indicator] = sums.get(cell.indicator, Decimal(0)) + (cell.value or 0)
    return sums


def _short(indicator: str) -> str:
    return shown(vocabulary().indicators[indicator].zh, PART_LENGTH)


def _wrapped(words: Sequence[str]) -> Iterator[str]:
    """The words in NOTE_LINES lines at most; where they do not fit, the last says how many they are."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]}，{word}" if lines[-1] else word
        if len(longer) <= NOTE_LENGTH:
            lines[-1] = longer
        else:
            lines.append(word)
    yield from lines[:NOTE_LINES]
    if len(lines) > NOTE_LINES:
        yield f"等 {len(words)} 项"
