"""The text of one Word paragraph as it stands on the page, and the text boxes that are anchored in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.readers.docx_media import Inventory
from gongkai.readers.docx_styles import Styles
from gongkai.readers.docx_xml import OFFICE, VML, Element, M, W, child, is_on, shown_children, text_value

PAGE_BREAK = "\f"  # stands for a page or column break in a paragraph's text; XML cannot contain it

_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NO_CHARACTERS = range(0xD800, 0xF900)  # surrogates, and the private use area where symbol fonts keep their pictures
_LAST_CHARACTER = 0xFFFD


@dataclass(frozen=True, slots=True)
class ParagraphText:
    text: str
    boxes: tuple[Element, ...]  # the contents of text boxes (w:txbxContent), in order


def read_paragraph_text(paragraph: Element, style: str | None, styles: Styles, inventory: Inventory) -> ParagraphText:
    """The text of a paragraph in this style; line breaks are `\\n`, page breaks `PAGE_BREAK`.

    Insertions, hyperlinks, field results and content controls are in it; deletions, hidden text, field codes are not.
    """
    walk = _Walk(style, styles, inventory)
    walk.descend(paragraph)
    return ParagraphText("".join(walk.parts), tuple(walk.boxes))


class _Walk:
    """One pass over a paragraph: each element below it has a handler, or is looked into."""

    def __init__(self, style: str | None, styles: Styles, inventory: Inventory) -> None:
        self.parts: list[str] = []
        self.boxes: list[Element] = []
        self._styles = styles
        self._inventory = inventory
        self._fields: list[bool] = []  # the open fields, innermost last; True while in its code, before its result
        self._n_open_codes = 0  # how many of them are True: inside any code, nothing is shown
        self._is_hidden_style = styles.is_hidden(style)
        self._is_hidden_run = False

    def descend(self, element: Element) -> None:
        for each in shown_children(element):
            handler = _HANDLERS.get(each.tag)
            if handler is None:
                self.descend(each)
            else:
                handler(self, each)

    @property
    def _is_shown(self) -> bool:
        return not self._is_hidden_run and not self._n_open_codes

    def _add(self, text: str) -> None:
        if self._is_shown:
            self.parts.append(text)

    def read_run(self, run: Element) -> None:
        outer = self._is_hidden_run  # runs stand in runs where characters carry phonetic guides
        self._is_hidden_run = outer or self._hides(child(run, "rPr"))
        self.descend(run)
        self._is_hidden_run = outer

    def _hides(self, run_properties: Element | None) -> bool:
        """The run's own setting counts first, then that of its style, then that of the paragraph's style."""
        own = child(run_properties, "vanish")
        if own is not None:
            return is_on(own)
        style = text_value(child(run_properties, "rStyle"))
        return self._styles.is_hidden(style) if style else self._is_hidden_style

    def read_text(self, element: Element) -> None:
        """White space inside `w:t` is shown as spaces, whatever it is."""
        self._add((element.text or "").replace("\n", " ").replace("\r", " ").replace("\t", " "))

    def read_character(self, element: Element) -> None:
        self._add(_CHARACTERS[element.tag])

    def read_break(self, element: Element) -> None:
        self._add(PAGE_BREAK if text_value(element, "type") in {"page", "column"} else "\n")

    def read_symbol(self, element: Element) -> None:
        """A character by its code; those of symbol fonts are pictures (boxes, bullets) and left out."""
        try:
            code = int(text_value(element, "char") or "", 16)
        except ValueError:
            return
        if ord(" ") <= code <= _LAST_CHARACTER and code not in _NO_CHARACTERS:
            self._add(chr(code))

    def read_field_mark(self, element: Element) -> None:
        """Fields nest. One that stays open at the paragraph's end goes on with its result, which is plain text."""
        kind = text_value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._n_open_codes += 1
        elif self._fields:
            self._n_open_codes -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def read_drawing(self, element: Element) -> None:
        if self._is_shown:
            self._inventory.count_drawing(element)
        self.descend(element)

    def read_vml_picture(self, element: Element) -> None:
        if self._is_shown:
            self._inventory.count_vml_picture(element)

    def read_object(self, element: Element) -> None:
        self._inventory.count_object(element.get("ProgID"))

    def read_box(self, element: Element) -> None:
        if self._is_shown:
            self.boxes.append(element)


_HANDLERS: dict[str, Callable[[_Walk, Element], None]] = {
    **dict.fromkeys(_CHARACTERS, _Walk.read_character),
    f"{W}t": _Walk.read_text,
    f"{M}t": _Walk.read_text,
    f"{W}r": _Walk.read_run,
    f"{W}br": _Walk.read_break,
    f"{W}sym": _Walk.read_symbol,
    f"{W}fldChar": _Walk.read_field_mark,
    f"{W}drawing": _Walk.read_drawing,
    f"{W}txbxContent": _Walk.read_box,
    f"{VML}imagedata": _Walk.read_vml_picture,
    f"{OFFICE}OLEObject": _Walk.read_object,
}
