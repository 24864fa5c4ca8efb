"""Strategies for the figures of a report: mostly zeros as in real life, or every cell another number; with the sums of
the form right or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from hypothesis import strategies as st

from .printed import EXTRA, Figure

Values = dict[str, Decimal]

PRIME = 9973  # of four digits and larger than any number of cells
MONEY = frozenset({"procurement.amount", "administrative_fees.amount", "fees.requests", "funding.total"})
ORGANIZATIONS = ("business", "research", "nonprofit", "legal_service", "other_organization")
RESULTS = ("upheld", "corrected", "other", "pending")
DISPUTES = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
SUMS_2014 = {
    "requests.received": ("requests.in_person", "requests.fax", "requests.online", "requests.letter"),
    "requests.concluded": ("requests.on_time", "requests.extended"),
    "requests.denied": (
        "requests.denied.state_secret",
        "requests.denied.trade_secret",
        "requests.denied.privacy",
        "requests.denied.security_stability",
        "requests.denied.not_government_information",
        "requests.denied.other_law",
    ),
    "reconsideration.total": ("reconsideration.upheld", "reconsideration.corrected", "reconsideration.other"),
    "litigation.total": ("litigation.upheld", "litigation.corrected", "litigation.other"),
    "staff.total": ("staff.full_time", "staff.part_time"),
}
OUTCOME_ROWS = (
    "requests.granted",
    "requests.partially_granted",
    "requests.denied.",
    "requests.unavailable.",
    "requests.not_processed.",
    "requests.other",
)


@cache
def units() -> dict[str, str]:
    """The canonical unit of every indicator."""
    vocabulary = yaml.safe_load(files("gongkai.forms").joinpath("vocabulary.yaml").read_text("utf-8"))
    return {indicator["id"]: indicator["unit"] for indicator in vocabulary["indicators"]}


def unit_of(key: str) -> str | None:
    """What `TableValue.unit` must be; None for the one amount whose unit the form does not print."""
    indicator = key.removeprefix(EXTRA).partition("@")[0]
    return None if indicator == "procurement.amount" else units().get(indicator)


def numbers(key: str) -> st.SearchStrategy[Decimal]:
    """Numbers that the cell may hold, other than zero: up to five digits, decimals for money, losses for changes."""
    if key in MONEY:
        return st.builds(
            lambda digits, places: Decimal(digits).scaleb(-places),
            st.integers(1, 10**9),
            st.sampled_from((0, 2, 2, 5, 6)),
        )
    if key.endswith(".items_change"):
        return (st.integers(-999, -1) | st.integers(1, 2999)).map(Decimal)
    return (st.integers(1, 9) | st.integers(1, 199) | st.integers(1, 99_999)).map(Decimal)


@st.composite
def values(draw: st.DrawFn, keys: Sequence[str]) -> Values:
    """A number for every key: each cell another one, which shows exchanged cells, or mostly zeros as in real life."""
    every_cell = draw(st.sampled_from((True, False)), label="every cell another number")
    drawn = draw(_all_different(keys)) if every_cell else draw(_mostly_zero(keys))
    return balanced(drawn) if draw(st.booleans(), label="sums are right") else drawn


@st.composite
def _all_different(draw: st.DrawFn, keys: Sequence[str]) -> Values:
    """Numbers in order or scattered, by a linear congruence: no number twice, and two draws are enough."""
    first = draw(st.integers(0, PRIME - 1), label="first number")
    step = draw(st.integers(1, PRIME - 1), label="step")
    numbered = {key: Decimal((first + step * place) % PRIME + 1) for place, key in enumerate(keys)}
    return {key: _fitting(key, number) for key, number in numbered.items()}


def _fitting(key: str, number: Decimal) -> Decimal:
    if key in MONEY:
        return (number * 10_007).scaleb(-2)  # 100.07 and more: of the size that offices spend
    is_loss = key.endswith(".items_change") and number % 2
    return -number if is_loss else number


@st.composite
def _mostly_zero(draw: st.DrawFn, keys: Sequence[str]) -> Values:
    drawn = dict.fromkeys(keys, Decimal(0))
    for key in draw(st.lists(st.sampled_from(keys), max_size=24, unique=True), label="not zero"):
        drawn[key] = draw(numbers(key))
    return drawn


def printed(drawn: Values) -> dict[str, Figure]:
    return {key: Figure(value, f"{value:f}", unit_of(key)) for key, value in drawn.items()}


def balanced(drawn: Values) -> Values:
    """The same figures with totals and balances made right, as far as the rows and columns are there."""
    result = dict(drawn)
    if any("@" in key for key in result):
        for applicant in ("natural_person", *ORGANIZATIONS):
            _balance_applicant(result, applicant)
        for name in {key.removeprefix(EXTRA).partition("@")[0] for key in result if "@" in key}:
            _total_row(result, name)
    for name in DISPUTES:
        _put_sum(result, f"{name}.total", (f"{name}.{part}" for part in RESULTS))
    if "requests.received" in result:
        for total, parts in SUMS_2014.items():
            _put_sum(result, total, parts)
    return result


def _balance_applicant(result: Values, applicant: str) -> None:
    for group in ("requests.denied", "requests.unavailable", "requests.not_processed", "requests.other"):
        reasons = [key for key in result if key.startswith(f"{group}.") and key.endswith(f"@{applicant}")]
        _put_sum(result, f"{EXTRA}{group}@{applicant}", reasons)
    outcomes = [key for key in result if key.startswith(OUTCOME_ROWS) and key.endswith(f"@{applicant}")]
    _put_sum(result, f"requests.concluded@{applicant}", outcomes)
    settled = sum(result.get(f"requests.{name}@{applicant}", Decimal(0)) for name in ("concluded", "carried_out"))
    carried_in = f"requests.carried_in@{applicant}"
    if carried_in in result:
        result[carried_in] = min(result[carried_in], Decimal(settled))
    if f"requests.received@{applicant}" in result:
        result[f"requests.received@{applicant}"] = settled - result.get(carried_in, Decimal(0))


def _total_row(result: Values, name: str) -> None:
    for prefix in ("", EXTRA):
        organizations = [f"{prefix}{name}@{applicant}" for applicant in ORGANIZATIONS]
        _put_sum(result, f"{EXTRA}{name}@organization", organizations)
        _put_sum(result, f"{prefix}{name}@total", [f"{prefix}{name}@natural_person", *organizations])


def _put_sum(result: Values, total: str, parts: Iterable[str]) -> None:
    present = [result[part] for part in parts if part in result]
    if total in result and present:
        result[total] = sum(present, Decimal(0))
