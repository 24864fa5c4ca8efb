"""Text as the rules read it: mended, with a way back to the original, and cut into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.narrative.rules.text import PIECE, SENTENCE_END, Ends, mend

MENDED = [
    ("收 到 申 请 45 件", "收到申请45件"),
    ("收到申请，\n办结", "收到申请,办结"),
    ("２０１８年\t受理 ， 12 件", "2018年受理,12件"),
    ("收到申请\n一、概述", "收到申请\n一、概述"),
    ("1 2 件", "1 2件"),
    ("   。", "。"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_torn_words_are_mended(text: str, expected: str) -> None:
    assert mend(text).text == expected


def test_mended_text_leads_back_to_the_original() -> None:
    assert mend("收 到 申 请 45 件").span(4, 7) == (8, 12)


@given(st.text(alphabet="收申件45 \t\n，。", max_size=60))
def test_each_character_has_its_place(text: str) -> None:
    mended = mend(text)

    assert len(mended.places) == len(mended.text) + 1
    assert [mend(text[place]).text for place in mended.places[:-1]] == list(mended.text)
    assert mended.places[-1] == len(text)


@pytest.mark.parametrize("sentence", ["收到申请45件。", "收到申请45件；", "123456789", "甲乙丙丁戊己", "\n"])
def test_pieces_make_up_the_text(sentence: str) -> None:
    mended = mend(sentence * 1000)
    pieces = list(mended.pieces())

    assert "".join(piece for _, piece in pieces) == mended.text
    assert all(mended.text.startswith(piece, start) and len(piece) <= PIECE for start, piece in pieces)


def test_pieces_end_with_sentences() -> None:
    pieces = [piece for _, piece in mend("收到申请45件，办结44件。" * 500).pieces()]

    assert {piece[-1] for piece in pieces} == {"。"}
    assert min(map(len, pieces[:-1])) > PIECE / 2


def test_ends_of_sentences() -> None:
    ends = Ends(SENTENCE_END, "一。二。三")

    assert [ends.before(place) for place in range(5)] == [0, 0, 2, 2, 4]
    assert [ends.behind(place) for place in range(5)] == [2, 2, 4, 4, 5]
