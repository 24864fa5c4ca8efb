"""Word documents (.docx, .docm, .dotx) to `Document`.

The package is opened here and not by python-docx, which refuses macro-enabled files, templates, strict Open XML and
packages with dangling references, does not show inserted text, content controls and text boxes, and parses every part.
The work is divided thus:

    zip_guard     members of the archive, within limits
    docx_package  which parts there are, core properties
    docx_xml      parsing without entities; which elements a reader of the page sees
    docx_styles, docx_numbering, docx_number_formats   hidden text, automatic numbers
    docx_text     one paragraph
    docx_tables   one table
    docx_body     all of them in order
"""

from __future__ import annotations

from lxml import etree

from gongkai.document import Document, DocumentBuilder
from gongkai.errors import UnreadableInput
from gongkai.readers.docx_body import BodyReader
from gongkai.readers.docx_media import Inventory
from gongkai.readers.docx_numbering import Numbering
from gongkai.readers.docx_package import open_package
from gongkai.readers.docx_styles import Styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


MAX_ELEMENTS = 400_000
"""XML elements of the text. A report with three tables has about 15,000; this many take about 3 seconds to read."""


def read_docx(data: bytes, name: str) -> Document:
    """Paragraphs and tables of a Word file, all tracked changes accepted, automatic numbers written out.

    Raises:
        UnreadableInput: the file is damaged, protected, hostile, without text, or no Word file.
    """
    package = open_package(data, name)
    _refuse_endless(package.body, name)
    styles = Styles(package.styles)
    reader = BodyReader(styles, Numbering(package.numbering, styles))
    builder = DocumentBuilder()
    for block in reader.read(package.body):
        if isinstance(block, str):
            builder.add_paragraph(block)
        else:
            builder.add_table(block)
    _refuse_nothing(builder, reader.inventory, name)
    builder.hints.update(package.properties)
    builder.n_pictures = reader.inventory.n_pictures
    _warn(builder, reader.inventory)
    return builder.build(name=name, media_type=MEDIA_TYPE, data=data)


def _refuse_endless(body: etree._Element, name: str) -> None:
    n_elements = sum(1 for _ in body.iter())
    if n_elements > MAX_ELEMENTS:
        problem = f"the document has {n_elements:,} elements, and the limit is {MAX_ELEMENTS:,}"
        raise UnreadableInput(name, "too_complex", problem, "Save the report alone, without its attachments.")


def _refuse_nothing(builder: DocumentBuilder, inventory: Inventory, name: str) -> None:
    if not builder.is_empty:
        return
    if inventory.n_pictures:
        problem = f"the document holds {inventory.n_pictures} pictures and no text"
        raise UnreadableInput(name, "scanned", problem, "Recognise the text of the pictures (OCR) first.")
    if inventory.objects:
        problem = f"the document holds embedded objects ({_listed(inventory)}) and no text of its own"
        raise UnreadableInput(name, "empty", problem, "Open it in Word and save it again as .docx.")
    raise UnreadableInput(name, "empty", "the document holds no text", "Check that this is the right file.")


def _warn(builder: DocumentBuilder, inventory: Inventory) -> None:
    if inventory.objects:
        message = f"embedded objects are not read, nor are tables in them: {_listed(inventory)}"
        builder.add_warning("embedded_object", message)
    if inventory.n_covered_texts:
        message = f"{inventory.n_covered_texts} merged cells hold text that Word does not show; it was left out"
        builder.add_warning("covered_cell_text", message)


def _listed(inventory: Inventory) -> str:
    return ", ".join(f"{program} ({count})" for program, count in inventory.objects.most_common(5))
