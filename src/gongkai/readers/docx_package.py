"""The package around a Word document: a zip archive of XML parts that name each other by relationships (OPC)."""

from __future__ import annotations

import datetime
import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.errors import UnreadableInput
from gongkai.readers.docx_xml import Element, W, parse_part
from gongkai.readers.ole import describe_ole2, is_ole2
from gongkai.readers.zip_guard import Archive

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TEXT_PROPERTIES = {
    f"{_DC}title": "title",
    f"{_DC}subject": "subject",
    f"{_DC}creator": "creator",
    f"{_CORE}keywords": "keywords",
}
_DATE_PROPERTIES = {f"{_TERMS}created": "created", f"{_TERMS}modified": "modified"}
_ISO_DATE_LENGTH = len("2020-01-31")

_USUAL_MAIN_PART = "word/document.xml"
_OTHER_PACKAGES = {
    "xl": "an Excel workbook",
    "ppt": "a PowerPoint presentation",
    "META-INF": "an OpenDocument file or another package",
}
_SAVE_AGAIN = "Open it in Word or LibreOffice and save it again as .docx."


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The parts that are read, as root elements, and the core properties by their lower-case names."""

    body: Element
    styles: Element | None
    numbering: Element | None
    properties: dict[str, str]


def open_package(data: bytes, name: str) -> WordPackage:
    """Opens .docx, .docm, .dotx and .dotm files, transitional and strict. Targets outside the package are not followed.

    Raises:
        UnreadableInput: whatever is wrong with the file.
    """
    _check_beginning(data, name)
    archive = Archive(data, name)
    package = _relationships(archive, "", name)
    main = _main_part(archive, package, name)
    targets = _relationships(archive, main, name)
    return WordPackage(
        body=_body(_read(archive, main, name), main, name),
        styles=_read(archive, targets.get("styles"), name),
        numbering=_read(archive, targets.get("numbering"), name),
        properties=_core_properties(_read(archive, package.get("core-properties"), name)),
    )


def _check_beginning(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableInput(name, "empty", "the file has no content", "Get the file again from its source.")
    if is_ole2(data):
        raise describe_ole2(data, name)
    if not data.startswith(b"PK"):
        raise UnreadableInput(name, "unknown_format", "this is not a Word file", "Give a .docx, PDF or HTML file.")


def _main_part(archive: Archive, relationships: dict[str, str], name: str) -> str:
    for part in (relationships.get("officeDocument"), _USUAL_MAIN_PART):
        if part is not None and part in archive:
            return part
    for folder, kind in _OTHER_PACKAGES.items():
        if archive.has_folder(folder):
            raise _not_word(name, kind)
    if archive.has_folder("word"):
        raise UnreadableInput(name, "damaged", "the Word file has no document part", "Get it again from its source.")
    raise _not_word(name, "a zip archive")


def _body(root: Element | None, part: str, name: str) -> Element:
    if root is None or root.tag != f"{W}document":
        raise _not_word(name, _OTHER_PACKAGES.get(part.partition("/")[0], "a package of another kind"))
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableInput(name, "damaged", f"{part!r} has no body", _SAVE_AGAIN)
    return body


def _not_word(name: str, kind: str) -> UnreadableInput:
    advice = "Give the report itself as .docx, PDF or HTML; unpack an archive first."
    return UnreadableInput(name, "unknown_format", f"this is {kind}, not a Word document", advice)


def _read(archive: Archive, part: str | None, name: str) -> Element | None:
    """The root of a part; None for one that the package does not have, though it may name it."""
    return parse_part(archive.read(part), part, name) if part is not None and part in archive else None


def _relationships(archive: Archive, source: str, name: str) -> dict[str, str]:
    """Targets inside the package by the last word of their type: `styles` in strict and in transitional files."""
    folder, file = posixpath.split(source)
    root = _read(archive, posixpath.join(folder, "_rels", f"{file}.rels"), name)
    targets: dict[str, str] = {}
    for each in [] if root is None else root.iter(_RELATIONSHIP):
        if each.get("TargetMode") != "External":
            kind = (each.get("Type") or "").rpartition("/")[2]
            targets.setdefault(kind, _resolve(folder, unquote(each.get("Target") or "")))
    return targets


def _resolve(folder: str, target: str) -> str:
    """A target is relative to the folder of its source, or absolute within the package."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _core_properties(root: Element | None) -> dict[str, str]:
    properties: dict[str, str] = {}
    for each in [] if root is None else root:
        text = (each.text or "").strip()
        if each.tag in _TEXT_PROPERTIES and text:
            properties[_TEXT_PROPERTIES[each.tag]] = text
        elif each.tag in _DATE_PROPERTIES and _is_iso_date(text[:_ISO_DATE_LENGTH]):
            properties[_DATE_PROPERTIES[each.tag]] = text[:_ISO_DATE_LENGTH]
    return properties


def _is_iso_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == _ISO_DATE_LENGTH
