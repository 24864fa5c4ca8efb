"""The body of a Word document as paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.readers.docx_media import Inventory
from gongkai.readers.docx_numbering import Numbering, Story, with_label
from gongkai.readers.docx_styles import Styles
from gongkai.readers.docx_tables import Block, read_table
from gongkai.readers.docx_text import PAGE_BREAK, read_paragraph_text
from gongkai.readers.docx_xml import Element, W, child, is_on, shown_children, text_value


@dataclass(slots=True)
class _Collector:
    """The blocks of one container (body, cell, text box), and a paragraph that may still go on."""

    blocks: list[Block] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)  # a paragraph whose end mark was deleted goes on in the next
    boxes: list[Element] = field(default_factory=list)


class BodyReader:
    """Reads containers of blocks. It counts numbered paragraphs: read each container once, in order."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.inventory = Inventory()
        self._styles = styles
        self._numbering = numbering
        self._story = Story()

    def read(self, container: Element) -> list[Block]:
        """The blocks in an element such as `w:body` or `w:tc`; the contents of text boxes follow their paragraph."""
        collector = _Collector()
        self._collect(container, collector)
        self._finish(collector, "")
        return collector.blocks

    def _collect(self, element: Element, collector: _Collector) -> None:
        for each in shown_children(element):
            if each.tag == f"{W}p":
                self._read_paragraph(each, collector)
            elif each.tag == f"{W}tbl":
                self._finish(collector, "")
                collector.blocks += read_table(each, self.read, self.inventory)
            elif each.tag == f"{W}altChunk":
                self.inventory.count_object("altChunk")
            else:
                self._collect(each, collector)

    def _read_paragraph(self, paragraph: Element, collector: _Collector) -> None:
        properties = child(paragraph, "pPr")
        style = text_value(child(properties, "pStyle"))
        content = read_paragraph_text(paragraph, style, self._styles, self.inventory)
        collector.unfinished.append(content.text)
        collector.boxes += content.boxes
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return
        is_hidden = is_on(child(mark, "vanish")) and not any(collector.unfinished)
        label = "" if is_hidden else self._numbering.label(child(properties, "numPr"), style, self._story)
        self._finish(collector, label)

    def _finish(self, collector: _Collector, label: str) -> None:
        text, boxes = with_label(label, "".join(collector.unfinished)), collector.boxes
        collector.unfinished, collector.boxes = [], []
        collector.blocks += filter(None, map(str.strip, text.split(PAGE_BREAK)))
        for box in boxes:
            collector.blocks += self._read_box(box)

    def _read_box(self, box: Element) -> list[Block]:
        around, self._story = self._story, Story()
        blocks = self.read(box)
        self._story = around
        return blocks
