"""`find_claims` on any text: offsets are right, nothing raises, and time stays in bounds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lookup_model import make_model

from gongkai.errors import ModelError
from gongkai.narrative.claims import LONGEST, find_claims
from gongkai.narrative.labels import N_ATTRIBUTES, PERIODS
from gongkai.narrative.scoring import MODEL_VARIABLE, Array, Tagger
from gongkai.report import Claim

SHIPPED = Path(__file__).parent.parent.parent / "models" / "tagger"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """Tags figures and 诉讼 wherever they stand."""
    return Tagger(make_model(tmp_path_factory.mktemp("models") / "made"))


@pytest.fixture(scope="session")
def eager(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """Takes every character that it does not know for litigation, too."""
    return Tagger(make_model(tmp_path_factory.mktemp("models") / "eager", tag_of_unknown="I-litigation.total"))


@pytest.fixture(scope="session")
def taggers(made: Tagger, eager: Tagger) -> list[Tagger]:
    return [made, eager, *([Tagger(SHIPPED)] if SHIPPED.exists() else [])]


def check(text: str, claims: Sequence[Claim]) -> None:
    """What holds for the claims of any text."""
    assert all(text[claim.start : claim.end] == claim.text != "" for claim in claims)
    assert all(first.end <= second.start for first, second in pairwise(claims))
    assert all(0 <= claim.confidence <= 1 for claim in claims)
    assert all(claim.model_dump_json() for claim in claims)


def test_no_texts_have_no_claims(made: Tagger) -> None:
    assert find_claims([], tagger=made) == []
    assert find_claims([], [], tagger=made) == []


@pytest.mark.parametrize("texts", [[], ["", "今后继续努力。"], ["各項工作有序開展"]])
def test_no_model_is_loaded_for_texts_that_state_nothing(
    texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "missing"))
    assert find_claims(texts) == [[] for _ in texts]
    with pytest.raises(ModelError):
        find_claims([*texts, "收到申请三件"])


CLAIMS = [
    ("全年收到申请45件，未发生行政诉讼。", [("45件", "45"), ("诉讼", "0")]),
    ("收到４５件", [("４５件", "45")]),
    ("收到申請1,234件", [("1,234件", "1234")]),
    ("😀𠮷45件𠮷\r\n6件", [("45件", "45"), ("6件", "6")]),
    ("\t45件\x00\x07\u200b6件", [("45件", "45"), ("6件", "6")]),
    ("收到45件，\ud800办结6件\udfff", [("45件", "45"), ("6件", "6")]),
    ("未诉讼\ud800未", [("诉讼", "0")]),
    ("依法诉讼", []),
    ("", []),
    (" \n\t\u3000\r\n", []),
    ("没有可说的", []),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS, ids=range(len(CLAIMS)))
def test_claims_are_found_where_they_stand(made: Tagger, text: str, expected: list[tuple[str, str]]) -> None:
    [claims] = find_claims([text], tagger=made)
    assert [(claim.text, claim.value) for claim in claims] == [(surface, Decimal(value)) for surface, value in expected]
    check(text, claims)


ODD = [
    "",
    " ",
    "\n" * 300,
    "\u3000\u00a0\u2028\x85" * 50,
    "0123456789" * 30,
    "9" * 5000 + "件",
    "1" * 40 + "." + "1" * 40 + "亿元",
    "亿" * 500 + "件",
    "５" * 300,
    "😀𠮷👨\u200d👩\u200d👧" * 40,
    "未\U0010ffff𠮷发生诉讼",
    "\ud800\udc00未\ud800诉讼\udfff45件",
    "\udfff" * 300,
    "".join(map(chr, range(0x20))) * 5 + "未诉讼45件",
    "\x7f\x80\x9f\ufeff\ufffe\uffff\ue001\ue002\ue00345件",
    "收到45件\r\n未发生诉讼\r\n\r\n6件\r",
    "零〇０0无未没" * 40,
    "[[45件|requests.received]]",
    "<td>45件</td>&nbsp;%s{}\\n",
    "-45件—3件~5件至7件",
    "e\u0301\u0300\u202e45件\u202c",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_no_trouble(taggers: list[Tagger], text: str) -> None:
    for tagger in taggers:
        for year in (None, 2019, 0, -1, 99999):
            [claims] = find_claims([text], [year], tagger=tagger)
            check(text, claims)


@settings(deadline=None, max_examples=100)
@given(
    text=st.text(
        alphabet=st.characters() | st.sampled_from("0123456789０件条，。未诉讼万亿余约年\r\n\ud800"), max_size=400
    )
)
def test_any_text_is_no_trouble(taggers: list[Tagger], text: str) -> None:
    for tagger in taggers[:2]:
        [claims] = find_claims([text], [2019], tagger=tagger)
        check(text, claims)


@pytest.mark.parametrize("years", [[], [2019], [2019, 2018, 2017]])
def test_years_of_another_number_are_refused(made: Tagger, years: list[int | None]) -> None:
    with pytest.raises(ValueError, match=f"{len(years)} years for 2 texts: give one for each"):
        find_claims(["45件", "6件"], years, tagger=made)


def test_every_text_has_its_own_list_and_year(other_year: OtherYear) -> None:
    texts = ["", "2018年收到45件", "无", "2018年收到45件", "2018年收到45件"]
    found = find_claims(texts, [None, 2018, 2019, 2019, 2022], tagger=other_year)
    assert [[(claim.text, claim.period) for claim in claims] for claims in found] == [
        [],
        [("45件", "this_year")],
        [],
        [("45件", "last_year")],
        [("45件", "2018")],
    ]


class OtherYear(Tagger):
    """The model made by hand, sure that every figure is of another year; what 年 ends is no figure."""

    def score(self, texts: Sequence[str]) -> list[tuple[Array, Array]]:
        scored = []
        for text, (logits, _) in zip(texts, super().score(texts), strict=True):
            attributes = np.zeros((len(text), N_ATTRIBUTES), dtype=np.float32)
            attributes[:, PERIODS.index("other_year")] = 1
            logits[: text.find("年") + 1] = np.eye(1, logits.shape[1]) * 9
            scored.append((logits, attributes))
        return scored


@pytest.fixture
def other_year(made: Tagger) -> OtherYear:
    return OtherYear(made.folder)


SENTENCE = "本县收到申请{}件，未发生行政诉讼，各项工作有序开展。"


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST])
def test_long_texts_give_every_claim_once(made: Tagger, length: int) -> None:
    text = "".join(SENTENCE.format(number) for number in range(10_000))[:length]
    [claims] = find_claims([text], tagger=made)
    check(text, claims)
    figures = [claim.value for claim in claims if claim.indicator == "requests.received"]
    whole = text.count("件")
    assert figures[:whole] == list(range(whole))
    assert len(figures) <= whole + 1  # the last number may be cut
    assert sum(claim.indicator == "litigation.total" for claim in claims) == text.count("诉讼")


def test_many_texts_are_scored_in_portions(made: Tagger) -> None:
    text = "甲" * 3000 + "收到申请45件"
    found = find_claims([text] * 40, tagger=made)
    assert [[claim.text for claim in claims] for claims in found] == [["45件"]] * 40


MEGABYTE = 1_000_000
HUGE = [
    (SENTENCE.format(45), MEGABYTE),
    ("0123456789", MEGABYTE),
    ("\n", MEGABYTE),
    ("😀", MEGABYTE),
    ("5件", MEGABYTE // 10),
    ("1 ", MEGABYTE // 10),
    ("2019年", MEGABYTE // 10),
    ("两三", MEGABYTE // 10),
    ("未诉讼", MEGABYTE // 10),
    ("1.", MEGABYTE // 10),
]
SECONDS = 30.0
"""Processor time, on a machine however slow: four to ten times what it takes."""


@pytest.mark.parametrize(("unit", "size"), HUGE, ids=range(len(HUGE)))
def test_huge_texts_take_bounded_time(made: Tagger, unit: str, size: int) -> None:
    text = unit * (size // len(unit.encode()))
    began = time.process_time()
    [claims] = find_claims([text], [2019], tagger=made)
    assert time.process_time() - began < SECONDS
    check(text, claims[:2000])


def test_time_grows_with_the_length(other_year: OtherYear) -> None:
    """Figures of other years look for their year; that must not read the whole text each time."""

    def seconds(n: int) -> float:
        began = time.process_time()
        find_claims(["收到5件，" * n], [2019], tagger=other_year)
        return time.process_time() - began

    seconds(100)
    short, long = seconds(1_500), seconds(12_000)
    assert long < 24 * short
