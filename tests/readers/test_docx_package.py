"""The package around a document: properties, strict Open XML, odd namespaces and names, parts that are missing."""

from __future__ import annotations

import pytest
from docx_files import docx as build
from docx_files import docx_parts, paragraph, row, table, zipped

from gongkai.readers.docx import read_docx


def test_core_properties_become_hints() -> None:
    core = (
        "<dc:title>年报</dc:title><dc:subject> 政务公开 </dc:subject><dc:creator>办公室</dc:creator><dc:description/>"
        "<cp:keywords>公开</cp:keywords><cp:lastModifiedBy>某人</cp:lastModifiedBy>"
        "<dcterms:created>2022-01-20T08:00:00Z</dcterms:created><dcterms:modified>2022-1-5</dcterms:modified>"
    )
    assert read_docx(build(paragraph("甲"), core=core), "a").hints == {
        "title": "年报",
        "subject": "政务公开",
        "creator": "办公室",
        "keywords": "公开",
        "created": "2022-01-20",
    }


def test_the_document_says_where_it_is_from() -> None:
    document = read_docx(build(paragraph("甲")), "a/report.docx")
    assert document.name == "a/report.docx"
    assert document.media_type.endswith("wordprocessingml.document")
    assert len(document.sha256) == 64


_PICTURE = '<w:drawing><wp:inline><wp:extent cx="5400000" cy="3600000"/><a:blip/></wp:inline></w:drawing>'
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": (
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"
    ),
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_strict_open_xml_reads_the_same() -> None:
    body = paragraph("甲") + table(row("1", "2")) + f"<w:p><w:r>{_PICTURE}</w:r></w:p>"
    transitional = docx_parts(body)
    strict = {}
    for member, content in transitional.items():
        text = str(content)
        for old, new in _STRICT.items():
            text = text.replace(old, new)
        strict[member] = text
    assert "purl.oclc.org" in strict["word/document.xml"]
    assert "schemas.openxmlformats.org/wordprocessingml" not in strict["word/styles.xml"]
    first, second = read_docx(zipped(transitional), "a"), read_docx(zipped(strict), "a")
    assert (first.blocks, first.n_pictures) == (second.blocks, second.n_pictures) != ((), 0)


def test_other_prefixes_and_odd_namespaces() -> None:
    xml = str(docx_parts(paragraph("甲"))["word/document.xml"])
    xml = xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", 'xmlns:wpsCustomData="urn:x" xmlns=')
    assert read_docx(zipped({"word/document.xml": xml}), "a").text == "甲\n"


@pytest.mark.parametrize(
    "members",
    [
        pytest.param({"_rels/.rels": None}, id="no-relationships"),
        pytest.param({"word/_rels/document.xml.rels": None, "docProps/core.xml": None}, id="no-other-parts"),
        pytest.param({"word/styles.xml": None, "word/numbering.xml": None}, id="dangling-relationships"),
        pytest.param({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}, id="docm"),
    ],
)
def test_packages_that_are_not_quite_right_are_read(members: dict[str, str | None]) -> None:
    parts = {**docx_parts(paragraph("甲")), **members}
    data = zipped({name: content for name, content in parts.items() if content is not None})
    assert read_docx(data, "a").text == "甲\n"


def test_member_names_with_backslashes_and_other_case() -> None:
    parts = {name.replace("/", "\\").upper(): content for name, content in docx_parts(paragraph("甲")).items()}
    assert read_docx(zipped(parts), "a").text == "甲\n"
