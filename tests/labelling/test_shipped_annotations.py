"""The annotations that are shipped: they pass their own checks, hold what is promised, and copy no real report."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from gongkai.characters import fold
from gongkai.labelling.checks import (
    OBVIOUS_MEASURES,
    check_passages,
    label_counts,
    load_reviewed,
    n_distracting_numbers,
)
from gongkai.labelling.inline import parse_inline
from gongkai.labelling.passages import Passage, load_passages
from gongkai.narrative.quantities import parse_quantity

ROOT = Path(__file__).parent.parent.parent
TRAIN, DEV, REVIEWED = (ROOT / "annotations" / name for name in ("train.json", "dev.json", "unmarked.txt"))
SHARED = ROOT.parent / "shared"
REAL_LENGTH = 16
"""Characters. So many in a row are no coincidence, unless they are a name."""
NAMES = [
    "中华人民共和国政府信息公开条例",
    "政府信息公开工作年度报告",
    "因政府信息公开申请行政复议、提起行政诉讼",
    "政府信息公开行政复议、行政诉讼",
    "收到和处理政府信息公开申请情况",
    "存在的主要问题及改进情况",
]
"""Names, formulas and headings that law and form prescribe."""

pytestmark = pytest.mark.skipif(not (TRAIN.exists() and DEV.exists()), reason="there are no annotations yet")


@cache
def passages(path: Path) -> list[Passage]:
    return load_passages([path])


def everything() -> list[Passage]:
    return [*passages(TRAIN), *passages(DEV)]


def test_all_checks_pass() -> None:
    assert [str(problem) for problem in check_passages(everything(), load_reviewed(REVIEWED))] == []


def test_every_usual_measure_word_of_marks_is_looked_for_outside_them() -> None:
    surfaces = (p.surface(mark) for p in passages(TRAIN) for mark in p.marks)
    measures = Counter(quantity.measure for surface in surfaces if (quantity := parse_quantity(surface)))
    usual = {measure for measure, count in measures.items() if measure and count >= 20}
    assert usual - OBVIOUS_MEASURES == set()


def test_no_passage_of_dev_is_in_train() -> None:
    train = passages(TRAIN)
    ids, texts = {p.id for p in train}, {re.sub(r"\s", "", fold(p.text)) for p in train}
    assert [p.id for p in passages(DEV) if p.id in ids or re.sub(r"\s", "", fold(p.text)) in texts] == []


def test_the_promised_numbers_hold() -> None:
    counts = label_counts(everything())
    assert len(everything()) >= 700
    assert counts.total() >= 9000
    assert sum(map(n_distracting_numbers, everything())) >= 8000
    assert {label: count for label, count in counts.items() if count < 40} == {}


def test_every_figure_has_its_passage_and_report() -> None:
    assert [p.id for p in everything() if not p.issuer or not p.year or not 2005 <= p.year <= 2030] == []


def real_texts() -> Iterator[str]:
    for path in sorted((SHARED / "reports").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    narratives = SHARED / "narratives" / "dev.jsonl"
    for line in narratives.read_text(encoding="utf-8").split("\n") if narratives.exists() else []:
        if line.strip():
            yield parse_inline(json.loads(line)["marked"])[0]


def stretches(text: str) -> Iterator[str]:
    """All stretches of `REAL_LENGTH` characters with no part of a name in them."""
    text = re.sub(r"\s", "", fold(text))
    for name in map(fold, NAMES):
        text = text.replace(name, "\n")
    for piece in text.split("\n"):
        yield from (piece[start : start + REAL_LENGTH] for start in range(len(piece) - REAL_LENGTH + 1))


@pytest.mark.skipif(not (SHARED / "reports").exists(), reason="the real reports are not beside the checkout")
def test_no_passage_copies_a_real_report() -> None:
    real = {stretch for text in real_texts() for stretch in stretches(text)}
    assert len(real) > 10_000
    copied = {(p.id, stretch) for p in everything() for stretch in stretches(p.text) if stretch in real}
    assert sorted(copied) == []
