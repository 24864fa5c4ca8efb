"""Pages that are broken, hostile or enormous: an answer in time, never a crash, nothing silently wrong."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from html_pages import BUREAU, COUNTY, TOWN

from gongkai.document import Document, Paragraph
from gongkai.errors import UnreadableInput
from gongkai.readers.html import MAX_TAGS, read_html

# Of processor time. Each of these pages takes less than a tenth of it on a common machine.
SECONDS = 4.0


def in_time(page: bytes) -> Document:
    start = time.process_time()
    try:
        return read_html(page, "page.html")
    finally:
        assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("tag", ["div", "span", "b", "table", "table><tr><td", "ul><li", "blockquote", "font"])
def test_a_hundred_thousand_nested_elements(tag: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        in_time(f"<{tag}>".encode() * 100_000 + b"x")
    assert raised.value.reason == "too_complex"


@pytest.mark.parametrize("mark_up", ["<p>x", "<br>x", "<td>1", "<!", "</", "<"])
def test_too_many_tags(mark_up: str) -> None:
    with pytest.raises(UnreadableInput, match="more than 200000 tags") as raised:
        in_time(mark_up.encode() * (MAX_TAGS + 1))
    assert raised.value.reason == "too_complex"


def test_too_many_preformatted_lines() -> None:
    with pytest.raises(UnreadableInput, match="more than 200000 lines"):
        in_time(b"<pre>" + b"x\n" * 1_000_000)


LONG = 300_000


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>" + "全年公开信息，" * LONG, id="one line"),
        pytest.param("<p>" + ("公开信息。" * 1000 + "<p>") * 200, id="many paragraphs"),
        pytest.param("<p>报<img src='data:image/png;base64," + "A" * 50 * LONG + "'>告", id="a picture inside"),
        pytest.param("<p>中" + " " * LONG + "\n" * LONG + "文", id="white space"),
        pytest.param("<p class='" + "nav " * LONG + "' style='" + "display " * LONG + "none'>文", id="attributes"),
        pytest.param("<div class='" + "nav-" * LONG + "'>文</div>", id="class"),
        pytest.param("<p>" + "&nbsp;" * LONG + "文", id="entities"),
        pytest.param("<p>" + "&a" * LONG + "文", id="unknown entities"),
        pytest.param("<p>文<!--" + "-" * LONG, id="unclosed comment"),
        pytest.param("<p>文<p " + "a=b " * LONG + ">", id="many attributes"),
        pytest.param("<p>文" + "<p>" + "返回首页" * 49 + "x", id="buttons in every way"),
        pytest.param("<div class=nav>" * 1900 + "<a href=1>文</a>" * 9_000, id="furniture in furniture"),
        pytest.param("<table><tr><td>" * 99 + "<p>文字</p>" * 9_000, id="table in table"),
        pytest.param("<table>" + "<tr><td rowspan=65534 colspan=9>1<td>2" * 25 + "<tr><td>1<td>2" * 5_000, id="spans"),
    ],
)
def test_large_pages_take_bounded_time(page: str) -> None:
    assert in_time(page.encode()).text


@pytest.mark.parametrize("page", [COUNTY, BUREAU, TOWN])
def test_time_grows_with_length_alone(page: bytes) -> None:
    start, _, end = page.partition(b"</body>") if b"</body>" in page else page.partition(b"</BODY>")

    def seconds(times: int) -> float:
        return min(_measured(lambda: read_html(start * times + end, "page.html")) for _ in range(3))

    assert seconds(16) < 3 * 16 * seconds(1) + 0.05


def _measured(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


# Separated by spaces; `|` is a space inside.
TAGS = """
<table> </table> <tr> </tr> <td> </td> <th> <tbody> <tfoot> <td|rowspan=3> <td|colspan=4> <td|hidden>
<p> </p> <div> </div> <div|hidden> <div|class=nav> <ul> <li> <a> <a|href=1> </a> <br> </br> <h1> </h1> <b>
<script> </script> <pre> </pre> <title> </title> <!-- --> <select> <iframe|src=a.pdf> <svg>
<html> </body> < > &nbsp; &#0; &#xD800;
规章 0 45 公开信息。 一、总体情况 索引号：1
"""
PIECES = [*(tag.replace("|", " ") for tag in TAGS.split()), "\n", "　", "\0", "\u200b", "\ufffe"]


@pytest.mark.parametrize("seed", range(300))
def test_any_mark_up_gives_a_sound_document_or_a_clear_error(seed: int) -> None:
    dice = random.Random(seed)
    assert_sound("".join(dice.choices(PIECES, k=dice.randrange(1, 120))).encode())


@pytest.mark.parametrize("seed", range(60))
def test_damaged_pages(seed: int) -> None:
    dice = random.Random(seed)
    page = bytearray(dice.choice([COUNTY, BUREAU, TOWN]))
    for _ in range(dice.randrange(1, 30)):
        place = dice.randrange(len(page))
        page[place : place + dice.randrange(40)] = dice.randbytes(dice.randrange(4))
    assert_sound(bytes(page[: dice.randrange(len(page))]))


def assert_sound(page: bytes) -> None:
    try:
        document = read_html(page, "page.html")
    except UnreadableInput:
        return
    for block in document.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            assert document.text[part.start : part.end] == part.text == part.text.strip()
    for table in document.tables:
        taken = [
            (cell.row + row, cell.column + column)
            for cell in table.cells
            for row in range(cell.rowspan)
            for column in range(cell.colspan)
        ]
        assert len(taken) == len(set(taken))
