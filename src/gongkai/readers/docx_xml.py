"""WordprocessingML as elements: safe parsing, names, attribute values, and which of it a reader of the page sees."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.errors import UnreadableInput

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

# Word's "Strict Open XML Document" has the same elements in other namespaces.
_STRICT = "{http://purl.oclc.org/ooxml/"
_STRICT_NAMESPACES = {
    f"{_STRICT}wordprocessingml/main": W,
    f"{_STRICT}drawingml/wordprocessingDrawing": WP,
    f"{_STRICT}drawingml/main": A,
    f"{_STRICT}officeDocument/math": M,
}

# Properties, deletions, moved-from text, field codes and phonetic guides: nothing below them is text of the page.
_PROPERTIES = "pPr rPr tblPr tblPrEx tblGrid trPr tcPr sectPr sdtPr sdtEndPr rubyPr customXmlPr smartTagPr"
_UNSEEN = frozenset(f"{W}{name}" for name in f"{_PROPERTIES} del moveFrom delText instrText delInstrText rt".split())
_ALTERNATIVES = frozenset({f"{MC}Choice", f"{MC}Fallback"})
_CONTENT_CONTROL = f"{W}sdt"

_DISTRUST = "Word does not write such files: ask where it comes from, or save it again in Word."
_MAX_INTEGER_DIGITS = 9  # a longer number is no count in a document, and int() refuses some thousands of digits
_FALSE = frozenset({"0", "false", "off"})

# libxml2 stops at 256 levels, at 10 million characters a node, and where entities multiply.
_BEYOND_LIMITS = frozenset({etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_ENTITY_LOOP})


def parse_part(data: bytes, part: str, name: str) -> Element:
    """The root element of a part of the package `name`. No entity is expanded and nothing is fetched.

    Raises:
        UnreadableInput: `damaged`, or `too_complex` for deep nesting and for any document type declaration.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, part, name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(name, "too_complex", f"{part!r} declares a document type", _DISTRUST)
    if root.tag.startswith(_STRICT):
        _rename_strict(root)
    return root


def child(element: Element | None, *path: str) -> Element | None:
    """The element at the end of a path of WordprocessingML names, each the first child of its name; None if missing."""
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{W}{step}"), None)
    return element


def text_value(element: Element | None, attribute: str = "val") -> str | None:
    return None if element is None else element.get(f"{W}{attribute}")


def integer_value(element: Element | None) -> int | None:
    """`w:val` as a number; None if it is missing or no plausible number."""
    text = (text_value(element) or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= _MAX_INTEGER_DIGITS else None


def is_on(element: Element | None) -> bool:
    """A toggle such as `<w:vanish/>`: on when it is there, unless its value says otherwise."""
    return element is not None and text_value(element) not in _FALSE


def shown_children(element: Element) -> Iterator[Element]:
    """The children that contribute to the page, as if all tracked changes had been accepted."""
    return (each for each in element if each.tag not in _UNSEEN and _is_chosen(each))


def nearest(element: Element, tag: str) -> Iterator[Element]:
    """The shown descendants of this tag, not looking inside them: rows of a table, cells of a row."""
    for each in shown_children(element):
        if each.tag == tag:
            yield each
        else:
            yield from nearest(each, tag)


def shows_prompt(control: Element | None) -> bool:
    """Whether a content control (`w:sdt`) holds no entry yet, only its "click here to enter text"."""
    return is_on(child(control, "sdtPr", "showingPlcHdr"))


def _is_chosen(element: Element) -> bool:
    """False for all but the first of several alternatives, and for prompts, unless there is a cell around them."""
    if element.tag in _ALTERNATIVES:
        return element.getprevious() is None
    if element.tag != _CONTENT_CONTROL:
        return True
    return not shows_prompt(element) or child(element, "sdtContent", "tc") is not None


def _rename_strict(root: Element) -> None:
    for element in root.iter():
        element.tag = _transitional(element.tag)
        for key in [key for key in map(str, element.attrib) if key.startswith(_STRICT)]:
            element.set(_transitional(key), element.attrib.pop(key))


def _transitional(name: str) -> str:
    namespace, _, local = name.partition("}")
    return _STRICT_NAMESPACES.get(namespace, f"{namespace}}}") + local if local else name


def _unreadable(error: etree.XMLSyntaxError, part: str, name: str) -> UnreadableInput:
    if getattr(error, "code", None) in _BEYOND_LIMITS:
        return UnreadableInput(name, "too_complex", f"{part!r} is nested or repeated beyond any report", _DISTRUST)
    problem = f"{part!r} is not well-formed XML ({error.msg})"
    return UnreadableInput(name, "damaged", problem, "Open it in Word or LibreOffice and save it again.")
