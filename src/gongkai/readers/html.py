"""Web pages, as government sites publish them and as people save them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from gongkai.document import Document, DocumentBuilder
from gongkai.errors import UnreadableInput
from gongkai.readers.html_encoding import decode_html
from gongkai.readers.html_flow import Block, Grid, Line, Picture, TooComplexError
from gongkai.readers.html_page import Page

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

# Thirty times those of a long report pasted from Word.
MAX_TAGS = 200_000
# A page that hides this many times what it shows is one that a script reveals, as with tabs and page turning.
REVEALED = 2
# Reports have one to four attachments; a page with more is a list of files.
MAX_ATTACHMENTS = 10
# Longer link texts are those of a link that was never closed.
MAX_TITLE = 100

_GIVE_PAGE = "Open it in a browser, save it again as a web page (HTML only), and give that file."
# Sites write it for <br>, and browsers take it.
_WRONG_BREAKS = ("</br", "</BR")


def read_html(data: bytes, name: str) -> Document:
    """Reads a web page: its text without the furniture of the site, and its data tables.

    Raises:
        UnreadableInput: empty, unknown_format (no text in any encoding), too_complex, damaged.
    """
    text, warnings = decode_html(data, name)
    builder = DocumentBuilder()
    for warning in warnings:
        builder.add_warning(warning.code, warning.message)
    page = _shown_page(_as_browsers_take_it(text), name, builder)
    builder.hints.update(page.hints)
    _write(page.flow.blocks, builder)
    if builder.is_empty:
        advice = "Give the page of the report itself; if it shows pictures or an attachment only, give those."
        raise UnreadableInput(name, "empty", "there is no text on this page", advice)
    return builder.build(name=name, media_type="text/html", data=data)


def _as_browsers_take_it(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    for wrong in _WRONG_BREAKS:
        text = text.replace(wrong, "<br")
    return text


def _shown_page(text: str, name: str, builder: DocumentBuilder) -> Page:
    """The page as its reader sees it; where that is nothing, or the smaller part, with what is hidden or left out."""
    page = _parse(text, Page(), name)
    if page.n_hidden_chars > REVEALED * page.flow.chars:
        builder.add_warning("hidden_text", "most of the page is hidden until a script shows it; all of it was read")
        page = _parse(text, Page(shows_hidden=True), name)
    return page if page.flow.blocks else _parse(text, Page(shows_hidden=True, keeps_furniture=True), name)


def _parse(text: str, page: Page, name: str) -> Page:
    if text.count("<") > MAX_TAGS:
        raise _too_complex(name, f"more than {MAX_TAGS} tags")
    # Encoded anew, so that no declaration in the page is obeyed. The cast: the stubs ask for handlers of bytes too.
    parser = etree.HTMLParser(target=cast("ParserTarget", page), encoding="utf-8", no_network=True, huge_tree=True)
    try:
        etree.fromstring(text.encode(errors="replace"), parser)
    except TooComplexError as error:
        raise _too_complex(name, str(error)) from error
    except etree.LxmlError as error:
        problem = f"the mark-up cannot be parsed ({error})"
        raise UnreadableInput(name, "damaged", problem, _GIVE_PAGE) from error
    return page


def _too_complex(name: str, problem: str) -> UnreadableInput:
    return UnreadableInput(name, "too_complex", problem, "Give the page of one report, without the rest of the site.")


def _write(blocks: list[Block], builder: DocumentBuilder) -> None:
    attachments: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Line):
            builder.add_paragraph(block.text)
        elif isinstance(block, Grid):
            builder.add_table(block.cells)
        elif isinstance(block, Picture):
            builder.n_pictures += not builder.is_empty  # above the headline it is the banner of the site
        else:
            attachments.setdefault(block.address, block.title)
    for address, title in list(attachments.items())[:MAX_ATTACHMENTS]:
        named = (title or address)[:MAX_TITLE]
        builder.add_warning("attachment", f"a file belongs to the page and was not read: {named}")
