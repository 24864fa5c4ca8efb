"""What several tests need: the examples, the model, and results made by hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fake_tagger import FakeTagger

from gongkai.narrative.scoring import MODEL_VARIABLE, Tagger, default_folder, default_tagger
from gongkai.report import Claim, Failure, Meta, Report, Source, TableValue

pytest_plugins = ["browsing"]

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
def tagger() -> Tagger:
    """The model that `extract` and `find_claims` use; where `GONGKAI_MODEL` names one, it has to be there."""
    if MODEL_VARIABLE not in os.environ and not default_folder().exists():
        pytest.skip(f"there is no model in {default_folder()}: fetch or train it")
    return default_tagger()


@pytest.fixture
def fake_tagger(monkeypatch: pytest.MonkeyPatch) -> FakeTagger:
    """A model made by hand in place of the real one, in this process."""
    fake = FakeTagger()
    monkeypatch.setattr("gongkai.narrative.scoring.default_tagger", lambda: fake)
    return fake


@pytest.fixture
def make_claim() -> Callable[..., Claim]:
    """The claim that a stretch, found once in the text, is."""
    return _make_claim


@pytest.fixture
def make_report() -> Callable[..., Report]:
    """A report with the figures given, each as the amount of a fee: the one indicator that may have any fraction."""
    return _make_report


@pytest.fixture
def failure() -> Failure:
    return Failure(
        name="折叠.pdf", error="UnreadableInput", reason="damaged", message="the file ends early. Get it again."
    )


def _make_claim(text: str, stretch: str, value: str | None, **fields: Any) -> Claim:
    start = text.index(stretch)
    usual = {"indicator": "requests.received", "unit": "件", "confidence": 0.9}
    figure = None if value is None else Decimal(value)
    return Claim(value=figure, text=stretch, start=start, end=start + len(stretch), **{**usual, **fields})


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
