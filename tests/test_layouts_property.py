"""Whatever the layout, the figures that were drawn come back, each under its own name.

Layouts that keep all information must give back every cell and nothing else. Where blank cells vanish, a value that
comes out must be right, and one that does not must be owed to a warning.

`GONGKAI_PROPERTY_EXAMPLES=50 python -m pytest tests/test_layouts_property.py` combines every form, layout and modifier,
with as many examples each, and makes failing ones small. The same number draws the same examples again, another
number others.
"""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from layouts.comparing import problems_of
from layouts.composing import fitting, mixtures, reports
from layouts.official_forms import FORMS
from layouts.printed import PrintedReport
from layouts.registry import LAYOUTS

from gongkai import NoTables, extract

LONG_RUN = os.environ.get("GONGKAI_PROPERTY_EXAMPLES")
EXAMPLES = int(LONG_RUN or 3)  # of a case; the 360 cases then take about a minute on two cores
LAYOUTS_PER_MODIFIER = 3  # so that each modifier meets each kind of layout in one form or another
SHOWN = 8  # differences in a message
SETTINGS = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate, Phase.shrink] if LONG_RUN else [Phase.generate],
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A form, a layout, and one modifier, none (`plain`) or several (`mixed`)."""

    form: str
    layout: str
    modifier: str

    def __str__(self) -> str:
        return f"{self.form}-{self.layout}-{self.modifier}"

    @property
    def reports(self) -> st.SearchStrategy[PrintedReport]:
        layout = LAYOUTS[self.layout]
        if self.modifier == "mixed":
            return mixtures(self.form, layout).flatmap(lambda names: reports(self.form, layout, names))
        return reports(self.form, layout, [] if self.modifier == "plain" else [self.modifier])


def all_cases() -> Iterator[Case]:
    for form in FORMS:
        for layout in LAYOUTS.values():
            for modifier in ("plain", "mixed", *fitting(form, layout)):
                yield Case(form, layout.name, modifier)


def covering_cases() -> Iterator[Case]:
    """Every form in every layout, plain and mixed; and each modifier in a few layouts of each form, spread by hash."""
    times_met: Counter[tuple[str, str]] = Counter()
    for case in sorted(all_cases(), key=lambda case: zlib.crc32(str(case).encode())):
        times_met[case.form, case.modifier] += 1
        if case.modifier in ("plain", "mixed") or times_met[case.form, case.modifier] <= LAYOUTS_PER_MODIFIER:
            yield case


@pytest.mark.parametrize("case", list(all_cases() if LONG_RUN else covering_cases()), ids=str)
def test_every_figure_comes_back(case: Case, tmp_path: Path) -> None:
    layout = LAYOUTS[case.layout]

    @seed(zlib.crc32(f"{case} {EXAMPLES}".encode()))
    @settings(SETTINGS)
    @given(case.reports)
    def check(report: PrintedReport) -> None:
        content, suffix = layout.render(report)
        file = tmp_path / f"{case}{suffix}"
        file.write_bytes(content)
        try:
            problems = problems_of(report, extract(file), layout)
        except NoTables as refusal:
            problems = [] if layout.may_be_refused else [str(refusal)]
        shown = "\n  ".join(problems[:SHOWN])
        assert not problems, f"{report.name}: {len(problems)} problems in {file}\n  {shown}"

    check()
