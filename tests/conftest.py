"""What several tests need: the examples, and results made by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.report import Failure, Meta, Report, Source, TableValue

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def example(examples: Path) -> Callable[[str], Path]:
    """Finds an example by its ending, such as `.html`: the first one by name."""
    return lambda suffix: min(path for path in examples.iterdir() if path.suffix == suffix and path.stem != "README")


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """A report with the figures given, each as the amount of a fee: the one indicator that may have any fraction."""
    return _make_report


@pytest.fixture
def failure() -> Failure:
    return Failure(
        name="折叠.pdf", error="UnreadableInput", reason="damaged", message="the file ends early. Get it again."
    )


def _make_report(*figures: str | None, name: str = "某县.html") -> Report:
    values = [
        TableValue(
            indicator="administrative_fees.amount",
            value=None if figure is None else Decimal(figure),
            unit=None if figure is None else "万元",
            raw=figure or "",
            table=0,
            row=row,
            column=1,
        )
        for row, figure in enumerate(figures)
    ]
    return Report(
        source=Source(name=name, media_type="text/html", sha256="0" * 64),
        meta=Meta(issuer="某县", year=2022, form="2021"),
        text="某县政府信息公开工作年度报告",
        values=values,
    )
