"""Compares what was printed with what was extracted, and says what is wrong in lines that a person can check."""

from __future__ import annotations

import unicodedata
from collections import Counter

from gongkai import Report, TableValue, Warning

from .layout import Blanks, Layout
from .printed import EXTRA, Figure, PrintedReport

UNPLACED = "unplaced"  # the code of warnings about cells that found no place


def problems_of(report: PrintedReport, extracted: Report, layout: Layout) -> list[str]:
    """All that is wrong, one a line. Where nothing was lost on the page every cell must come back, and nothing else;
    elsewhere a warning must list what does not."""
    lost = lost_values(report, extracted)
    problems = [*wrong_spans(extracted), *wrong_values(report, extracted), *wrong_blanks(report, extracted)]
    if extracted.meta.form != report.form:
        problems.append(f"read as form {extracted.meta.form}")
    if layout.may_be_refused:
        return problems if extracted.warnings else [*problems, *silently_lost(lost, extracted)]
    if not is_exact(report, layout):
        return [*problems, *silently_lost(lost, extracted)]
    problems += [f"{key}: drawn {figure.text!r}, not read" for key, figure in lost.items()]
    unplaced = [warning.message for warning in extracted.warnings if warning.code == UNPLACED]
    return [*problems, *blanks_not_read(report, extracted), *unplaced]


def is_exact(report: PrintedReport, layout: Layout) -> bool:
    return layout.blanks is Blanks.KEPT or all(figure.text for figure in report.figures.values())


def wrong_spans(extracted: Report) -> list[str]:
    return [
        f"{key_of(value)}: {extracted.text[value.start : value.end]!r} is not its raw text {value.raw!r}"
        for value in extracted.values
        if value.start is not None and extracted.text[value.start : value.end] != value.raw
    ]


def wrong_values(report: PrintedReport, extracted: Report) -> list[str]:
    """What was read otherwise than it was drawn; a local subtotal need not be read."""
    printed = {key.removeprefix(EXTRA): figure for key, figure in report.figures.items()}
    problems = [f"{key}: read twice" for key, n in Counter(map(key_of, extracted.values)).items() if n > 1]
    for value in extracted.values:
        key = key_of(value)
        if key not in printed:
            problems.append(f"{key}: read {value.value}, not printed")
        elif value.value is not None:
            problems += differences(key, printed[key], value)
    return problems


def wrong_blanks(report: PrintedReport, extracted: Report) -> list[str]:
    """A cell without a number is blank in the result if it was on the page, and has its stroke where it had one."""
    return [
        f"{key}: drawn {figure.text!r}, raw text {value.raw!r}"
        for value in extracted.values
        if (figure := report.figures.get(key := key_of(value))) and value.value is None and figure.value is None
        if bool(value.raw) != bool(figure.text)
    ]


def lost_values(report: PrintedReport, extracted: Report) -> dict[str, Figure]:
    """The numbers that were drawn but not read, or read as a blank."""
    read = {key_of(value) for value in extracted.values if value.value is not None}
    return {
        key: figure
        for key, figure in report.figures.items()
        if figure.value is not None and key not in read and not key.startswith(EXTRA)
    }


def blanks_not_read(report: PrintedReport, extracted: Report) -> list[str]:
    read = {key_of(value) for value in extracted.values}
    blanks = [key for key, figure in report.figures.items() if figure.value is None and not key.startswith(EXTRA)]
    return [f"{key}: the blank cell is not in the result" for key in blanks if key not in read]


def silently_lost(lost: dict[str, Figure], extracted: Report) -> list[str]:
    """Of the lost numbers those that no warning lists among its cells."""
    listed = Counter(word for warning in extracted.warnings for cell in cells_of(warning) for word in words(cell))
    missing = Counter(word for figure in lost.values() for word in words(figure.text)) - listed
    keys = [key for key, figure in lost.items() if missing.keys() & set(words(figure.text))]
    return [f"lost without a warning: {', '.join(keys)}"] if missing else []


def cells_of(warning: Warning) -> list[str]:
    if warning.code != UNPLACED or warning.cells is None:
        return []
    return list(warning.cells.values()) if isinstance(warning.cells, dict) else warning.cells


def words(text: str) -> list[str]:
    """The text in pieces without white space: a warning may list several figures as one cell."""
    return unicodedata.normalize("NFKC", text).split()


def key_of(value: TableValue) -> str:
    return f"{value.indicator}@{value.applicant}" if value.applicant else value.indicator


def differences(key: str, figure: Figure, read: TableValue) -> list[str]:
    if read.value != figure.value:
        return [f"{key}: drawn {figure.text!r}, read {read.value} from {read.raw!r}"]
    if read.value and read.unit != figure.unit:
        return [f"{key}: unit {read.unit} in place of {figure.unit}"]
    return []
