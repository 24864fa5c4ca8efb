"""Changing a passage's text while its marks stay where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.labelling.passages import Mark, Passage, written_value


class CrossedMark(ValueError):
    """An edit would cut a mark in two."""


@dataclass(frozen=True, order=True)
class Edit:
    """Puts `text` in the place of text[start:end]. What is inserted at the boundary of a mark stays outside."""

    start: int
    end: int
    text: str


def apply(passage: Passage, edits: Iterable[Edit]) -> Passage:
    """All edits at once. A mark grows and shrinks with the edits inside it; one that deletes just its text deletes it.

    Raises:
        CrossedMark: an edit is neither within a mark nor beside it, or two edits overlap.
    """
    ordered = sorted(edits)
    if not ordered:
        return passage
    text, last = [], 0
    for edit in ordered:
        if edit.start < last:
            raise CrossedMark(f"{edit} overlaps the edit before it")
        text += [passage.text[last : edit.start], edit.text]
        last = edit.end
    return replace(passage, text="".join([*text, passage.text[last:]]), marks=tuple(_moved(passage.marks, ordered)))


def reread(before: Passage, after: Passage) -> Passage:
    """`after` with the values of its figures read again; marks are those of `before`, in number and order."""
    marks = [
        mark if _surface(before, old) == _surface(after, mark) else _read(after, mark)
        for old, mark in zip(before.marks, after.marks, strict=True)
    ]
    return replace(after, marks=tuple(marks))


def arrange(passage: Passage, slices: Sequence[tuple[int, int]]) -> Passage:
    """The slices of the text in the order given, each with its marks; what is in no slice goes.

    Raises:
        CrossedMark: a slice begins or ends within a mark.
    """
    marks: list[Mark] = []
    length = 0
    for start, end in slices:
        for mark in passage.marks:
            if start <= mark.start and mark.end <= end:
                marks.append(_placed(mark, mark.start - start + length, mark.end - start + length))
            elif mark.start < end and start < mark.end:
                raise CrossedMark(f"{(start, end)} cuts {mark}")
        length += end - start
    return replace(passage, text="".join(passage.text[start:end] for start, end in slices), marks=tuple(marks))


def is_free(passage: Passage, start: int, end: int) -> bool:
    """Whether text[start:end] has no character of a mark; for an insertion, whether it is within none."""
    return not any(
        mark.start < end and start < mark.end if end > start else mark.start < start < mark.end
        for mark in passage.marks
    )


def _moved(marks: Iterable[Mark], edits: Sequence[Edit]) -> Iterator[Mark]:
    shift, number = 0, 0
    for mark in marks:
        while number < len(edits) and edits[number].end <= mark.start:
            shift += _growth(edits[number])
            number += 1
        first = number
        while number < len(edits) and edits[number].start < mark.end:
            number += 1
        inside = edits[first:number]
        grown = sum(map(_growth, inside))
        if not _takes_away(inside, mark):
            yield _placed(mark, mark.start + shift, mark.end + shift + grown)
        shift += grown


def _placed(mark: Mark, start: int, end: int) -> Mark:
    """`dataclasses.replace` takes four times as long."""
    return Mark(start, end, mark.indicator, mark.value, mark.period, mark.scope)


def _takes_away(inside: Sequence[Edit], mark: Mark) -> bool:
    for edit in inside:
        if edit.start < mark.start or mark.end < edit.end:
            raise CrossedMark(f"{edit} cuts {mark}")
    return any((edit.start, edit.end, edit.text) == (mark.start, mark.end, "") for edit in inside)


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.end - edit.start)


def _surface(passage: Passage, mark: Mark) -> str:
    return passage.text[mark.start : mark.end]


def _read(passage: Passage, mark: Mark) -> Mark:
    return replace(mark, value=written_value(_surface(passage, mark), mark.indicator))
