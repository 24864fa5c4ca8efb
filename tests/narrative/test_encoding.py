"""Text as the model reads it: same length, same places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.narrative.encoding import (
    LAST_YEAR,
    OTHER_YEAR,
    UNKNOWN_YEAR,
    CharacterEncoder,
    find_years,
    model_text,
    model_text_of_year,
    pad,
    read_year,
)

FOLDED = [
    ("政府信息１２３条", "政府信息000条"),
    ("收到申請4,521件", "收到申请0，000件"),
    ("共公开(含转载)", "共公开（含转载）"),
    ("「微信」", '"微信"'),
    ("A\tb\r", "a b "),
    ("\ud800件", "\ufffd件"),
    (LAST_YEAR, "\ufffd"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_text_is_brought_to_the_characters_of_the_vocabulary(text: str, expected: str) -> None:
    assert model_text(text) == expected


@given(st.text())
def test_the_length_never_changes(text: str) -> None:
    assert len(model_text(text)) == len(text)
    assert len(model_text_of_year(text, 2019)) == len(text)


YEARS = [
    ("2019年收到", ["2019"]),
    ("二〇一九年、二零一八年", ["二〇一九", "二零一八"]),
    ("国办〔2021〕30号", ["2021"]),
    ("2016至2018年", ["2016", "2018"]),
    ("２０２０ 年", ["2020"]),
    ("公开2019条", []),
    ("电话0578-2019年", ["2019"]),
    ("12019年", []),
]


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_years_are_found_and_other_numbers_are_not(text: str, expected: list[str]) -> None:
    assert [match[0] for match in find_years(text)] == expected


def test_a_year_is_read_from_either_kind_of_figures() -> None:
    assert [read_year("２０１９"), read_year("二〇一九"), read_year("二零一八")] == [2019, 2019, 2018]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, ["0", LAST_YEAR, OTHER_YEAR]), (2018, [OTHER_YEAR, "0", LAST_YEAR]), (None, [UNKNOWN_YEAR] * 3)],
)
def test_years_are_marked_by_their_distance_to_the_reports_own(year: int | None, expected: list[str]) -> None:
    text = model_text_of_year("2019年45件，2018年30件，2017年9件", year)
    assert [text[0], text[9], text[18]] == expected
    assert text[5:8] == "00件"


def test_unknown_characters_take_one_place_each() -> None:
    encoder = CharacterEncoder({"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "件": 3}, cls="[CLS]", sep="[SEP]", unknown="[UNK]")
    assert encoder.encode("件😀𠮷件").tolist() == [0, 3, 2, 2, 3, 1]
    assert encoder.encode("").tolist() == [0, 1]


def test_rows_are_padded_to_the_longest() -> None:
    assert pad([np.array([1, 2]), np.array([3])], 0).tolist() == [[1, 2], [3, 0]]
