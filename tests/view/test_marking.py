"""Cutting text at the boundaries of marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.view.marking import Mark, Segment, cut

TEXT = "收到申请45件，办结42件。"


def cuts(text: str, *marks: Mark, lines: list[tuple[int, int]] | None = None) -> list[list[Segment]]:
    return list(cut(text, marks, lines or [(0, len(text))]))


def shown(segments: list[Segment]) -> list[tuple[str, str]]:
    """Each stretch with the ids of its marks."""
    return [(segment.text, "".join(sorted(mark.id for mark in segment.marks))) for segment in segments]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [(TEXT, "")]),
        ([(4, 7, "a")], [("收到申请", ""), ("45件", "a"), ("，办结42件。", "")]),
        ([(0, 4, "a"), (4, 7, "b")], [("收到申请", "a"), ("45件", "b"), ("，办结42件。", "")]),
        ([(0, 7, "a"), (4, 10, "b")], [("收到申请", "a"), ("45件", "ab"), ("，办结", "b"), ("42件。", "")]),
        ([(0, 14, "a"), (4, 7, "b")], [("收到申请", "a"), ("45件", "ab"), ("，办结42件。", "a")]),
        ([(4, 7, "a"), (4, 7, "b")], [("收到申请", ""), ("45件", "ab"), ("，办结42件。", "")]),
        ([(13, 99, "a")], [("收到申请45件，办结42件", ""), ("。", "a")]),
    ],
    ids=["none", "one", "touching", "overlapping", "nested", "equal", "beyond the end"],
)
def test_text_is_cut_at_every_boundary(marks: list[tuple[int, int, str]], expected: list[tuple[str, str]]) -> None:
    (segments,) = cuts(TEXT, *(Mark(*mark) for mark in marks))
    assert shown(segments) == expected


def test_a_mark_over_two_lines_begins_once_and_ends_once() -> None:
    text = "共12\n件。"
    first, second = cuts(text, Mark(1, 5, "a"), lines=[(0, 3), (4, 6)])
    assert shown(first) == [("共", ""), ("12", "a")]
    assert shown(second) == [("件", "a"), ("。", "")]
    assert [len(segment.first) for segment in (*first, *second)] == [0, 1, 0, 0]
    assert [len(segment.last) for segment in (*first, *second)] == [0, 0, 1, 0]


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(text=st.text("甲乙丙\n", max_size=60), spans=st.lists(SPANS, max_size=12))
def test_nothing_is_lost_and_every_character_has_its_marks(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, str(i)) for i, (start, end) in enumerate(spans)]
    begin, lines = 0, []
    for line in text.split("\n"):
        lines.append((begin, begin + len(line)))
        begin += len(line) + 1
    segmented = list(cut(text, marks, lines))
    assert ["".join(segment.text for segment in segments) for segments in segmented] == text.split("\n")
    for (start, _), segments in zip(lines, segmented, strict=True):
        at = start
        for segment in segments:
            for offset in range(at, at + len(segment.text)):
                assert set(segment.marks) == {mark for mark in marks if mark.start <= offset < mark.end}
            at += len(segment.text)
    begun = [mark for segments in segmented for segment in segments for mark in segment.first]
    assert len(begun) == len(set(begun))
