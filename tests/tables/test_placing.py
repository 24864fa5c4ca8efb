"""The cells behind a row label -> their columns: by place, by count, or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from drawings import pieces

from gongkai.tables.headers import Leaf
from gongkai.tables.lexer import lex_cells
from gongkai.tables.placing import MAX_GLUED_EXCESS, place, unglue
from gongkai.tables.tokens import Token, TokenKind

COLUMNS = ["a", "b", "c"]
SUM_OF_THREE = [[0, 1, 2]]  # the first two together are the third
REQUEST_SUM = [[0, 1, 2, 3, 4, 5, 6]]


def leaves(*ids: str) -> list[Leaf]:
    return [Leaf(id, "unit" if id == "unit" else "value", pieces("")[0]) for id in ids]


def cells(*texts: str) -> list[Token]:
    return lex_cells(pieces(*texts))


def placed(run: list[Token], columns: list[Leaf]) -> dict[str | None, str] | None:
    found = place(run, columns)
    return None if found is None else {cell.leaf.id: cell.token.text if cell.token else "?" for cell in found}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1", "2", "3"], {"a": "1", "b": "2", "c": "3"}),
        (["1", "2", "3", "", ""], {"a": "1", "b": "2", "c": "3"}),  # padding at the end
        (["1", "", "3"], {"a": "1", "b": "", "c": "3"}),
        (["1", "/", "约3"], {"a": "1", "b": "/", "c": "约3"}),  # what cannot be read keeps its place
        (["1 2", "3", "4"], {"a": "1 2", "b": "3", "c": "4"}),  # a slip
        (["0 1 1"], {"a": "0", "b": "1", "c": "1"}),  # a separator
        (["0 1", "1"], {"a": "0", "b": "1", "c": "1"}),
        (["1", "2"], None),
        (["1", "2", ""], None),  # a blank cell or padding?
        (["1", "2", "3", "4"], None),
        (["", "", ""], None),
    ],
)
def test_without_known_columns_only_a_full_row_is_placed(
    texts: list[str], expected: dict[str | None, str] | None
) -> None:
    assert placed(cells(*texts), leaves(*COLUMNS)) == expected


def test_where_no_blank_is_ever_lost_it_counts() -> None:
    run = cells("1", "2", "", "")
    keeping = replace(run[0].source, keeps_blanks=True)
    assert placed([cell._replace(source=keeping) for cell in run], leaves(*COLUMNS)) == {"a": "1", "b": "2", "c": ""}


def test_a_column_of_measure_words_has_no_cells() -> None:
    assert placed(cells("7"), leaves("unit", "value")) == {"value": "7"}


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ([("1", 1, 1), ("2", 2, 1), ("3", 3, 1)], {"a": "1", "b": "2", "c": "3"}),
        ([("1", 1, 1), ("", 2, 1), ("3", 3, 1)], {"a": "1", "b": "", "c": "3"}),
        ([("", 1, 1), ("", 2, 1), ("3", 3, 1)], {"a": "", "b": "", "c": "3"}),
        ([("1", 1, 1), ("2", 2, 1), ("3", 3, 2)], {"a": "1", "b": "2", "c": "3"}),  # wider than its heading
        ([("1", 1, 2), ("3", 3, 1)], None),  # one cell under two headings
        ([("1", 1, 1), ("3", 3, 1)], None),  # a cell is missing
    ],
)
def test_in_a_grid_cells_stand_under_their_headings(
    run: list[tuple[str, int, int]], expected: dict[str | None, str] | None
) -> None:
    texts = cells(*(text for text, _, _ in run))
    source = replace(texts[0].source, has_rows=True, has_columns=True, keeps_blanks=True)
    tokens = [
        token._replace(column=column, colspan=colspan, source=source)
        for token, (_, column, colspan) in zip(texts, run, strict=True)
    ]
    headed = [
        replace(leaf, token=leaf.token._replace(source=source, column=column))
        for column, leaf in enumerate(leaves(*COLUMNS), start=1)
    ]
    assert placed(tokens, headed) == expected


@pytest.mark.parametrize(
    ("digits", "count", "sums", "figures"),
    [
        ("0000000", 7, REQUEST_SUM, ["0"] * 7),
        ("000", 3, [], ["0"] * 3),  # noughts need no sum
        ("101", 3, SUM_OF_THREE, ["1", "0", "1"]),
        ("382000242", 7, REQUEST_SUM, ["38", "2", "0", "0", "0", "2", "42"]),
        ("112", 3, SUM_OF_THREE, ["1", "1", "2"]),
        ("1910", 3, SUM_OF_THREE, ["1", "9", "10"]),
        ("1101111", 3, SUM_OF_THREE, ["110", "1", "111"]),
        ("101112", 6, [[0, 1, 2], [3, 4, 5]], ["1", "0", "1", "1", "1", "2"]),
        # not to be told apart
        ("123", 3, [], None),  # nothing to check by
        ("113", 3, SUM_OF_THREE, None),  # no way adds up
        ("100001112", 7, REQUEST_SUM, None),  # 1 … 11 12 and 10 … 1 1 12
        ("00", 3, SUM_OF_THREE, None),
        ("5", 3, SUM_OF_THREE, None),
        ("1" * (3 + MAX_GLUED_EXCESS + 1), 3, SUM_OF_THREE, None),
        ("1,234", 3, SUM_OF_THREE, None),
    ],
)
def test_digits_that_ran_together(digits: str, count: int, sums: list[list[int]], figures: list[str] | None) -> None:
    """They are taken apart where the sums of the form leave exactly one way."""
    (cell,) = cells(digits)
    parts = unglue(cell, count, sums)
    assert (None if parts is None else [part.text for part in parts]) == figures


def test_offsets_of_digits_taken_apart() -> None:
    (_, cell) = cells("予以公开", "382000242")
    parts = unglue(cell, 7, REQUEST_SUM) or []
    assert [part.start for part in parts] == [5, 7, 8, 9, 10, 11, 12]
    assert (parts[-1].kind, parts[-1].value.value) == (TokenKind.VALUE, Decimal(42))
