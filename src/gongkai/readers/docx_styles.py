"""What the styles of a Word document say about its paragraphs and runs: hidden text and automatic numbering."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.readers.docx_xml import Element, W, child, integer_value, is_on, text_value

# Styles inherit along w:basedOn. Nobody builds longer chains, and the limit also ends a circle.
_MAX_CHAIN = 64


class NumberingReference(NamedTuple):
    """`w:numPr`: the list that a paragraph belongs to, and its level there; either may be said elsewhere."""

    list_id: str | None
    level: int | None


class Styles:
    """The styles by their ids; built from the root of `styles.xml`, or from None where there is no such part."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style_id: style for style in found if (style_id := text_value(style, "styleId"))}
        self._ancestries: dict[str | None, tuple[str, ...]] = {}
        self._hidden: dict[str | None, bool] = {}
        self._numberings: dict[str | None, NumberingReference] = {}

    def ancestry(self, style_id: str | None) -> tuple[str, ...]:
        """The ids of a style and of those it is based on, itself first; empty for an unknown style and for None."""
        if style_id not in self._ancestries:
            self._ancestries[style_id] = self._follow(style_id)
        return self._ancestries[style_id]

    def is_hidden(self, style_id: str | None) -> bool:
        """Whether text in this style is hidden."""
        if style_id not in self._hidden:
            settings = (child(self._styles[each], "rPr", "vanish") for each in self.ancestry(style_id))
            self._hidden[style_id] = is_on(next((setting for setting in settings if setting is not None), None))
        return self._hidden[style_id]

    def numbering(self, style_id: str | None) -> NumberingReference:
        """The numbering that paragraphs of this style have."""
        if style_id not in self._numberings:
            self._numberings[style_id] = self._inherited_numbering(style_id)
        return self._numberings[style_id]

    def _follow(self, style_id: str | None) -> tuple[str, ...]:
        chain: list[str] = []
        while style_id is not None and style_id in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(style_id)
            style_id = text_value(child(self._styles[style_id], "basedOn"))
        return tuple(chain)

    def _inherited_numbering(self, style_id: str | None) -> NumberingReference:
        level = None
        for each in self.ancestry(style_id):
            reference = numbering_reference(child(self._styles[each], "pPr", "numPr"))
            level = reference.level if level is None else level
            if reference.list_id is not None:
                return NumberingReference(reference.list_id, level)
        return NumberingReference(None, level)


def numbering_reference(properties: Element | None) -> NumberingReference:
    """Reads `w:numPr`. List 0 takes an inherited numbering away; it is returned like any other."""
    return NumberingReference(text_value(child(properties, "numId")), integer_value(child(properties, "ilvl")))
