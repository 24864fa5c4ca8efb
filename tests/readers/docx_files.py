"""Builds Word files in memory, part by part, so that a test shows the markup it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE_DECLARATIONS = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members; the same every time, since no member bears the time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def part(root: str, content: str) -> str:
    """An XML part with all namespaces declared, such as `part("styles", "<w:style …>")`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_DECLARATIONS}>{content}</w:{root}>'


def relationships(targets: Mapping[str, str]) -> str:
    """A relationship part; keys are types, as full addresses or as their last word."""
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else f"{_TYPES}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>'


def docx_parts(body: str, *, styles: str = "", numbering: str = "", core: str = "") -> dict[str, str | bytes]:
    """The members of a Word file whose parts have these contents."""
    return {
        "_rels/.rels": relationships({"officeDocument": "word/document.xml", _CORE_TYPE: "docProps/core.xml"}),
        "docProps/core.xml": f"<cp:coreProperties {_CORE_DECLARATIONS}>{core}</cp:coreProperties>",
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relationships({"styles": "styles.xml", "numbering": "/word/numbering.xml"}),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
    }


def docx(body: str, *, styles: str = "", numbering: str = "", core: str = "") -> bytes:
    return zipped(docx_parts(body, styles=styles, numbering=numbering, core=core))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of one paragraph, or of the given markup."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell given as plain text becomes a cell of that text."""
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def nested(element: str, depth: int, content: str) -> str:
    """The content inside so many elements of one name."""
    return f"<{element}>" * depth + content + f"</{element.partition(' ')[0]}>" * depth
