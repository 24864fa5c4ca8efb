"""Files that are damaged, protected, hostile or no Word files: each is refused, at once and with the right reason."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from docx_files import docx, docx_parts, nested, paragraph, part, relationships, row, run, table, zipped

from gongkai.errors import UnreadableInput
from gongkai.readers import zip_guard
from gongkai.readers.docx import read_docx

_GOOD = docx(paragraph("甲") + table(row("1", "2")))
_MAIN = "word/document.xml"


def refusal(data: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read_docx(data, "report.docx")
    assert str(caught.value).startswith("report.docx: ")
    assert caught.value.advice.endswith(".")
    return caught.value


def outcome(data: bytes) -> str:
    try:
        document = read_docx(data, "report.docx")
    except UnreadableInput as error:
        return error.reason
    return "document" if document.blocks else "nothing"


def with_main(xml: str | bytes) -> bytes:
    return zipped({**docx_parts(""), _MAIN: xml})


def _laughs(reference: str) -> str:
    entities = '<!ENTITY e0 "哈">' + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f"<!DOCTYPE w [{entities}]>{part('document', reference).partition('?>')[2]}"


def _paragraphs_with(text: str) -> str:
    return f"<w:body>{paragraph(text)}</w:body>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"hello", "unknown_format", id="text"),
        pytest.param(b"PK", "damaged", id="two-bytes"),
        pytest.param(_GOOD[: len(_GOOD) // 2], "damaged", id="half-a-file"),
        pytest.param(_GOOD[:-30], "damaged", id="end-missing"),
        pytest.param(b"PK\x03\x04" + random.Random(1).randbytes(5000), "damaged", id="random-bytes"),
        pytest.param(zipped({}), "unknown_format", id="archive-of-nothing"),
        pytest.param(zipped({"a.txt": "甲"}), "unknown_format", id="plain-archive"),
        pytest.param(zipped({"mimetype": "", "META-INF/manifest.xml": ""}), "unknown_format", id="open-document"),
        pytest.param(zipped({"ppt/presentation.xml": "<p/>"}), "unknown_format", id="pptx"),
        pytest.param(
            zipped({"_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<x/>"}),
            "unknown_format",
            id="xlsx",
        ),
        pytest.param(zipped({k: v for k, v in docx_parts("").items() if k != _MAIN}), "damaged", id="no-document-part"),
        pytest.param(with_main(part("document", "")), "damaged", id="no-body"),
        pytest.param(with_main("<w:document"), "damaged", id="no-xml"),
        pytest.param(with_main(""), "damaged", id="empty-part"),
        pytest.param(with_main(b"\xff\xfe\x00"), "damaged", id="binary-part"),
        pytest.param(with_main(part("document", "&nbsp;")), "damaged", id="undeclared-entity"),
        pytest.param(with_main(part("glossaryDocument", "")), "unknown_format", id="another-root"),
        pytest.param(docx(""), "empty", id="no-text"),
        pytest.param(docx(paragraph("密").replace("<w:rPr>", "<w:rPr><w:vanish/>")), "empty", id="hidden-text-only"),
        pytest.param(docx('<w:altChunk r:id="r1"/>'), "empty", id="embedded-page-only"),
        pytest.param(
            docx('<w:p><w:pict><v:shape style="width:15cm;height:20cm"><v:imagedata/></v:shape></w:pict></w:p>'),
            "scanned",
            id="pictures-only",
        ),
        pytest.param(with_main(nested("a", 100_000, "")), "too_complex", id="deep"),
        pytest.param(with_main(_laughs(_paragraphs_with("&e9;"))), "too_complex", id="billion-laughs"),
        pytest.param(with_main(_laughs('<w:body w:x="&e9;"/>')), "too_complex", id="billion-laughs-in-an-attribute"),
        pytest.param(with_main(_laughs(_paragraphs_with("&e9;")).encode("utf-16")), "too_complex", id="in-utf-16"),
        pytest.param(with_main(_laughs(_paragraphs_with("甲"))), "too_complex", id="entities-declared-only"),
        pytest.param(
            with_main('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd"><w/>'), "too_complex", id="external-declaration"
        ),
        pytest.param(docx(f"<w:p>{run('甲' * 4_000_000)}</w:p>"), "too_complex", id="endless-text"),
    ],
)
def test_reason(data: bytes, reason: str) -> None:
    assert refusal(data).reason == reason


@pytest.mark.parametrize("member", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml", "_rels/.rels"])
def test_every_part_is_parsed_with_care(member: str) -> None:
    data = zipped({**docx_parts(paragraph("甲")), member: _laughs(_paragraphs_with("&e9;"))})
    assert refusal(data).reason == "too_complex"


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    entity = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    error = refusal(with_main(entity + part("document", _paragraphs_with("&e;")).partition("?>")[2]))
    assert error.reason == "too_complex"
    assert "机密" not in str(error)


def test_external_targets_are_not_followed() -> None:
    external = relationships({"officeDocument": "http://127.0.0.1:9/document.xml"})
    external = external.replace("Target=", 'TargetMode="External" Target=')
    parts = docx_parts(paragraph("甲"))
    assert read_docx(zipped({**parts, "_rels/.rels": external}), "a").text == "甲\n"
    outside = relationships({"officeDocument": "../../../etc/passwd"})
    assert read_docx(zipped({**parts, "_rels/.rels": outside}), "a").text == "甲\n"


def test_a_damaged_member() -> None:
    data = bytearray(_GOOD)
    begin = data.index(_MAIN.encode()) + len(_MAIN)
    data[begin + 10 : begin + 30] = bytes(20)
    assert refusal(bytes(data)).reason == "damaged"


def test_a_member_that_needs_a_password() -> None:
    data = bytearray(_GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 1)
    assert refusal(bytes(data)).reason == "encrypted"


def test_a_member_packed_by_an_unknown_method() -> None:
    data = bytearray(_GOOD)
    position = data.rindex(b"PK\x01\x02", 0, data.rindex(_MAIN.encode()))
    struct.pack_into("<H", data, position + 10, 97)
    struct.pack_into("<H", data, data.index(_MAIN.encode()) - 22, 97)
    assert refusal(bytes(data)).reason == "damaged"


def _bomb(member: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in docx_parts(paragraph("甲")).items():
            if name != member:
                archive.writestr(name, content)
        with archive.open(member, "w") as file:
            for _ in range(size // zip_guard.MIB):
                file.write(b" " * zip_guard.MIB)
    return buffer.getvalue()


@pytest.mark.parametrize("member", [_MAIN, "word/styles.xml", "word/media/image1.bmp"])
def test_zip_bombs(member: str) -> None:
    data = _bomb(member, 70 * zip_guard.MIB)
    assert len(data) < zip_guard.MIB
    assert refusal(data).reason == "too_large"


def test_a_bomb_of_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_guard, "MAX_TOTAL_BYTES", 1000)
    assert refusal(zipped({**docx_parts(paragraph("甲")), "a": "a" * 600, "b": "b" * 600})).reason == "too_large"


def test_a_member_beyond_the_limit_is_not_unpacked_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_guard, "MAX_MEMBER_BYTES", 500)
    assert refusal(_GOOD).reason == "too_large"


@pytest.mark.parametrize("declared", [0, 10, 10**6])
def test_a_bomb_that_lies_about_its_size(declared: int) -> None:
    data = bytearray(_bomb(_MAIN, 70 * zip_guard.MIB))
    position = data.rindex(b"PK\x01\x02", 0, data.rindex(_MAIN.encode()))
    struct.pack_into("<I", data, position + 24, declared)
    assert refusal(bytes(data)).reason == "damaged"


def _with_flipped_bytes(data: bytes, seed: int) -> bytes:
    source, flipped = random.Random(seed), bytearray(data)
    for _ in range(source.randint(1, 12)):
        flipped[source.randrange(len(flipped))] = source.randrange(256)
    return bytes(flipped)


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_end_in_a_document_or_a_refusal(seed: int) -> None:
    refusals = {"damaged", "encrypted", "unknown_format", "too_complex", "too_large", "empty"}
    assert outcome(_with_flipped_bytes(_GOOD, seed)) in {"document", *refusals}


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_in_the_markup_end_in_a_document_or_a_refusal(seed: int) -> None:
    markup = str(docx_parts(paragraph("甲") + table(row("1", "2")))[_MAIN]).encode()
    assert outcome(with_main(_with_flipped_bytes(markup, seed))) in {"document", "damaged", "unknown_format", "empty"}
