"""Pictures that may be scanned tables, and embedded objects: counted and warned about."""

from __future__ import annotations

import pytest
from docx_files import docx as build
from docx_files import paragraph

from gongkai.readers.docx import read_docx


def _drawn_picture(width_cm: float, height_cm: float, content: str = "<a:blip/>") -> str:
    extent = f'<wp:extent cx="{round(width_cm * 360_000)}" cy="{round(height_cm * 360_000)}"/>'
    return f"<w:drawing><wp:inline>{extent}<a:graphic>{content}</a:graphic></wp:inline></w:drawing>"


def _vml_picture(style: str) -> str:
    return f'<w:pict><v:shape style="{style}"><v:imagedata r:id="r1"/></v:shape></w:pict>'


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (_drawn_picture(15, 10), 1),
        (_drawn_picture(4.5, 10), 0),
        (_drawn_picture(15, 2), 0),
        (_drawn_picture(15, 10, ""), 0),
        ('<w:drawing><wp:inline><wp:extent cx="-5" cy="x"/><a:blip/></wp:inline></w:drawing>', 0),
        (_vml_picture("width:400pt;height:200pt"), 1),
        (_vml_picture("position:absolute; height: 8.5cm; width: 6in"), 1),
        (_vml_picture("width:40pt;height:200pt"), 0),
        (_vml_picture("line-width:400pt;height:200pt"), 0),
        (f"<mc:AlternateContent><mc:Choice>{_drawn_picture(15, 10)}</mc:Choice>"
         f"<mc:Fallback>{_vml_picture('width:400pt;height:200pt')}</mc:Fallback></mc:AlternateContent>", 1),
    ],
)  # fmt: skip
def test_large_pictures_are_counted(picture: str, expected: int) -> None:
    body = f"<w:p><w:r>{picture}</w:r></w:p><w:p><w:del><w:r>{picture}</w:r></w:del></w:p>" + paragraph("甲")
    assert read_docx(build(body), "a").n_pictures == expected


def test_an_embedded_workbook_is_warned_about() -> None:
    workbook = '<w:object><v:shape/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="r1"/></w:object>'
    document = read_docx(build(f"<w:p><w:r>{workbook}</w:r></w:p>" + paragraph("甲")), "a")
    assert [warning.code for warning in document.warnings] == ["embedded_object"]
    assert "Excel.Sheet.12" in document.warnings[0].message
