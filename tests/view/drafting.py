"""A report written line by line, so that every place in its text is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gongkai.forms import FormTable, iter_rows
from gongkai.labelling.inline import parse_inline
from gongkai.report import Claim, Meta, Report, Section, Source, TableValue

UNITS = {"administrative_fees.amount": "万元"}


Figures = Mapping[tuple[str, str | None], str]  # by indicator and applicant, as printed


class Draft:
    """A report that grows from top to bottom."""

    def __init__(self) -> None:
        self.text = ""
        self.sections: list[Section] = []
        self.values: list[TableValue] = []
        self.claims: list[Claim] = []
        self._n_tables = 0

    def say(self, marked: str) -> None:
        """A line of text with inline marks for its claims."""
        text, marks = parse_inline(marked)
        section = self.sections[-1].number if self.sections else None
        for mark in marks:
            self.claims.append(
                Claim(
                    indicator=mark.indicator,
                    value=mark.value,
                    unit="件",
                    text=text[mark.start : mark.end],
                    start=len(self.text) + mark.start,
                    end=len(self.text) + mark.end,
                    period=mark.period,
                    scope="part" if mark.scope == "part" else "whole",
                    confidence=0.97,
                    section=section,
                )
            )
        self.text += text + "\n"

    def head(self, number: str, title: str) -> None:
        start = len(self.text)
        self.text += f"{number}、{title}\n"
        self.sections.append(Section(number=number, title=title, start=start, end=start))

    def tabulate(self, table: FormTable, figures: Figures, *, skipped: Iterable[str] = ()) -> None:
        """The table as one cell a line; cells that `figures` does not name say 0; `skipped` are not there."""
        columns = [
            leaf.id for column in table.columns for leaf in (column.columns or (column,)) if leaf.role == "value"
        ]
        for number, (row, _) in enumerate(iter_rows(table.rows)):
            self.text += f"{row.label}\n"
            for place, column in enumerate(columns):
                indicator = row.values.get(column) if row.values else row.id
                applicant = column if table.id == "requests" else None
                is_printed = indicator and indicator not in skipped and not (not row.values and row.rows)
                if indicator and is_printed:
                    self._cell(indicator, applicant, figures.get((indicator, applicant), "0"), number, place)
        self._n_tables += 1

    def _cell(self, indicator: str, applicant: str | None, raw: str, row: int, column: int) -> None:
        is_figure = raw.replace(".", "", 1).isdecimal()
        self.values.append(
            TableValue(
                indicator=indicator,
                applicant=applicant,
                value=Decimal(raw) if is_figure else None,
                unit=UNITS.get(indicator, "件") if is_figure else None,
                raw=raw,
                table=self._n_tables,
                row=row,
                column=column,
                start=len(self.text),
                end=len(self.text) + len(raw),
            )
        )
        self.text += raw + "\n"

    def report(self, **fields: Any) -> Report:
        return Report(
            source=Source(name="榆河县2023.html", media_type="text/html", sha256="ab" * 32),
            meta=Meta(
                title="榆河县2023年政府信息公开工作年度报告",
                issuer="榆河县人民政府",
                year=2023,
                form="2021",
                document_number="榆政发〔2024〕3号",
            ),
            text=self.text,
            sections=[section.model_copy(update={"end": self._end(i)}) for i, section in enumerate(self.sections)],
            values=self.values,
            claims=self.claims,
            **fields,
        )

    def _end(self, position: int) -> int:
        """Where a section ends: at the next one that is not a part of it."""
        depth = self.sections[position].number.count("（")
        later = (section for section in self.sections[position + 1 :] if section.number.count("（") <= depth)
        return next((section.start for section in later), len(self.text))


def position_of(report: Report, indicator: str, applicant: str | None = None) -> int:
    """Where a value stands in the report's list."""
    return next(i for i, v in enumerate(report.values) if (v.indicator, v.applicant) == (indicator, applicant))


def claim_of(report: Report, text: str) -> int:
    return next(i for i, claim in enumerate(report.claims) if claim.text == text)
