"""The result of an extraction: `Report` and its parts, with a versioned JSON form.

Figures are `decimal.Decimal` in Python and JSON numbers outside: `360.54242` is written `360.54242`. All offsets count
characters (code points) of `Report.text`, and `report.text[x.start:x.end]` is the text that the item was read from.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
)

if TYPE_CHECKING:
    import pandas

SCHEMA_VERSION: Final = 1

Form = Literal["2014", "2019", "2021"]


def json_number(value: Decimal | None) -> int | float | Decimal | None:
    """A number whose JSON text is exactly `value`: an int, a float where its repr is exact, else the Decimal itself."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else value


def exact_json(data: object, indent: int | None = None) -> str:
    """JSON with Chinese characters as they are and decimals as numbers."""
    import simplejson

    text: str = simplejson.dumps(data, ensure_ascii=False, indent=indent, use_decimal=True)
    return text


Number = Annotated[
    Decimal, PlainSerializer(json_number, return_type=Any), WithJsonSchema({"type": "number"}, mode="serialization")
]
Date = Annotated[
    datetime.date,
    PlainSerializer(datetime.date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}, mode="serialization"),
]

# Every field is always written: the JSON schema says so too.
_WRITTEN = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class _Part(BaseModel):
    model_config = _WRITTEN | ConfigDict(frozen=True)


class Source(_Part):
    """Where the report came from. `name` is the path as given, or `<text>`, `<bytes>`, `<stdin>`."""

    name: str
    media_type: str
    sha256: str


class Meta(_Part):
    """What the report says about itself; null where it does not say it."""

    title: str | None = None
    issuer: str | None = None
    year: int | None = Field(None, description="the year that the report covers, not that of its publication")
    form: Form | None = Field(None, description="generation of the official form, recognised from the tables")
    document_number: str | None = Field(None, description="发文字号")
    index_number: str | None = Field(None, description="索引号")
    published: Date | None = None


class Section(_Part):
    """A numbered part of the report, from its heading to the next one."""

    number: str
    title: str
    start: int
    end: int


class TableValue(_Part):
    """One cell of an official table. `value` is null for a blank or struck cell; `raw` is the cell as printed."""

    indicator: str
    applicant: str | None = Field(None, description="column of the request table; null elsewhere")
    value: Number | None
    unit: str | None = Field(description="unit of `value`; null for an amount of money whose unit is not stated")
    raw: str
    table: int = Field(description="0-based, among the report's tables")
    row: int = Field(description="0-based row of the cell in that table")
    column: int = Field(description="0-based column of the cell in that table")
    start: int | None = None
    end: int | None = None


class Claim(_Part):
    """One figure, or one statement that there was none, made by the free text about an indicator."""

    indicator: str
    value: Number | None = Field(description="in the unit of the indicator; 0 for a statement of none")
    unit: str | None
    text: str = Field(description="the figure with its measure word; for a statement of none, what there was none of")
    start: int
    end: int
    period: str = Field("this_year", description="this_year, last_year, cumulative, or another year as 2018")
    scope: Literal["whole", "part"] = Field("whole", description="part: of one office, place or kind among several")
    precision: Literal["exact", "about", "at_least"] = "exact"
    confidence: float = Field(description="from 0 to 1, of the model that found the claim")
    section: str | None = Field(None, description="number of the section that the claim stands in")


class Evidence(_Part):
    """What one side of a comparison rests on: positions in the report's lists, and for words that are neither a cell
    nor a claim, their place in the text."""

    values: list[int] = []
    claims: list[int] = []
    start: int | None = None
    end: int | None = None


FindingKind = Literal["identity", "text_vs_table", "text_sum", "missing_figure", "blank_cell", "cross_year"]
Severity = Literal["conflict", "doubt", "note"]
Outcome = Literal["agrees", "conflicts", "uncompared"]


class Comparison(_Part):
    """Two figures, or sums of figures, that were held against each other, or a claim that nothing could be held
    against."""

    kind: FindingKind
    rule: str = Field(description="identity of the vocabulary, or name of the check, such as `text_vs_table`")
    outcome: Outcome
    indicator: str | None
    applicant: str | None = Field(None, description="column of the request table that was compared")
    left: Number | None = None
    right: Number | None = None
    left_evidence: Evidence = Evidence()
    right_evidence: Evidence = Evidence()
    reason: str | None = Field(None, description="why it was not compared, a stable code; null where it was")
    finding: str | None = Field(None, description="`id` of the finding that was made of it")


class Finding(_Part):
    """What a person should look at. `left` and `right` are the two figures, `delta` is left minus right; `values` and
    `claims` are positions in the report's lists, those of both sides."""

    id: str = Field(description="the same in every run over a report in which these figures say the same")
    kind: FindingKind
    severity: Severity
    indicator: str | None
    message: str = Field(description="in Chinese: which figures, where, what they should come to, the difference")
    left: Number | None = None
    right: Number | None = None
    delta: Number | None = None
    values: list[int] = []
    claims: list[int] = []
    left_evidence: Evidence = Evidence()
    right_evidence: Evidence = Evidence()


class Warning(_Part):
    """Something that could not be placed, read or decided. `code` is stable, `message` is for people; the other fields
    say what it is about, where the code has such a thing."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    indicator: str | None = None
    applicant: str | None = None
    cells: list[str] | dict[str, str] | None = Field(
        default=None, description="the cells concerned, as printed; by `indicator` or `indicator@applicant` where known"
    )

    @model_serializer(mode="wrap")
    def _without_nulls(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Report(BaseModel):
    """All that was read from one report."""

    model_config = _WRITTEN

    schema_version: Literal[1] = SCHEMA_VERSION
    source: Source
    meta: Meta
    text: str
    sections: list[Section] = []
    values: list[TableValue] = []
    claims: list[Claim] = []
    findings: list[Finding] = []
    comparisons: list[Comparison] = []
    warnings: list[Warning] = []

    def cell(self, indicator: str, applicant: str | None = None) -> TableValue | None:
        """The table cell of an indicator; without `applicant`, the total column where the table has applicants.

        Raises:
            KeyError: `indicator` or `applicant` is not in the vocabulary.
        """
        from gongkai.forms import vocabulary

        vocabulary().check(indicator, applicant)
        cells = {value.applicant: value for value in self.values if value.indicator == indicator}
        return cells.get(applicant) if applicant else cells.get("total", cells.get(None))

    def value(self, indicator: str, applicant: str | None = None) -> Decimal | None:
        """The figure of `cell(indicator, applicant)`, or None where there is no such cell or it is blank."""
        cell = self.cell(indicator, applicant)
        return cell.value if cell else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form as Python objects; dates as `YYYY-MM-DD`, a figure that no float holds exactly as Decimal."""
        return self.model_dump()  # not mode="json", which would write such a figure as a string

    def to_json(self, *, indent: int | None = 1) -> str:
        """The JSON form, Chinese characters as they are."""
        return exact_json(self.to_dict(), indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Reads what `to_json` wrote; figures are exact again."""
        import simplejson

        return cls.model_validate(simplejson.loads(text, use_decimal=True))

    def to_html(self) -> str:
        """The review page: one HTML file with the text, the tables and the findings, which needs nothing else."""
        from gongkai.view.page import report_page

        return report_page(self)

    def to_frame(self) -> pandas.DataFrame:
        """One row a table value: the report's name, issuer, year and form, then the fields of `TableValue`."""
        from gongkai.frames import values_frame

        return values_frame([self])

    def claims_frame(self) -> pandas.DataFrame:
        """One row a claim: the report's name, issuer, year and form, then the fields of `Claim`."""
        from gongkai.frames import claims_frame

        return claims_frame([self])

    def findings_frame(self) -> pandas.DataFrame:
        """One row a finding: the report's name, issuer, year and form, then the fields of `Finding`."""
        from gongkai.frames import findings_frame

        return findings_frame([self])


class Failure(_Part):
    """A source that could not be extracted, in the place where its report would have been."""

    name: str
    error: str = Field(description="class of the error, such as UnreadableInput")
    reason: str | None = None
    message: str
