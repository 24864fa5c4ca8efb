"""Long text in windows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.narrative.windows import split_windows

SIZE, OVERLAP = 60, 10


def test_a_short_text_is_one_window() -> None:
    assert split_windows("收到申请两件。", SIZE, OVERLAP) == [(0, 7)]
    assert split_windows("", SIZE, OVERLAP) == [(0, 0)]


def test_windows_end_with_sentences_where_they_can() -> None:
    text = "甲" * 40 + "。" + "乙" * 40 + "。" + "丙" * 40
    assert [text[end - 1] for _, end in split_windows(text, SIZE, OVERLAP)[:-1]] == ["。"] * 2


@pytest.mark.parametrize("text", ["字" * 500, "一件。" * 200, "，" * 300, "字" * 59 + "。" + "字" * 300])
def test_windows_cover_the_text_and_overlap(text: str) -> None:
    _check(text)


@given(st.text(alphabet="字件，。；\n 0", max_size=1500))
def test_windows_cover_any_text(text: str) -> None:
    _check(text)


def _check(text: str) -> None:
    windows = split_windows(text, SIZE, OVERLAP)
    assert windows[0][0] == 0
    assert windows[-1][1] == len(text)
    assert all(end - start <= SIZE for start, end in windows)
    for (start, end), (next_start, next_end) in pairwise(windows):
        assert start < next_start <= end - OVERLAP
        assert end < next_end
