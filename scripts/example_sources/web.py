"""Three kinds of web page: a portal of the years around 2010 in GBK, a modern one, and a page saved by Word."""

from __future__ import annotations

import re

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from example_sources.source import HERE, Source
from example_sources.wording import worded_blocks
from gongkai.document import GridCell

# Word marks every run of Western characters as such.
_WESTERN = re.compile(r"([0-9A-Za-z.,:/+\-]+)")


def old_portal(source: Source) -> bytes:
    """Declared gb2312 but GBK in truth; menu, text and footer stand in layout tables."""
    return _page("old_portal.html", source).encode("gbk")


def modern_page(source: Source) -> bytes:
    """UTF-8, with meta tags, navigation, footer, and tables with rowspan and colspan."""
    return _page("modern_page.html", source).encode()


def word_page(source: Source) -> bytes:
    """As Word saves it: spans inside every cell, conditional comments, and span attributes spoilt by a CMS (`2;`)."""
    return _page("word_page.html", source).encode()


def _page(template: str, source: Source) -> str:
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True)
    environment.filters |= {"lines": _lines, "runs": _runs}
    environment.globals |= {"spans": _spans, "spoilt_spans": _spoilt_spans}
    blocks = worded_blocks(source)
    return environment.get_template(template).render(blocks=blocks, page=source.page, meta=source.meta) + "\n"


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _runs(text: str) -> Markup:
    parts = _WESTERN.split(text)
    return Markup().join(
        Markup("<span lang=EN-US>{}</span>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
        if part
    )


def _spans(cell: GridCell) -> Markup:
    """` rowspan="2" colspan="3"`, each only where it is more than one."""
    return _attributes(cell, "")


def _spoilt_spans(cell: GridCell) -> Markup:
    return _attributes(cell, ";")


def _attributes(cell: GridCell, spoilt: str) -> Markup:
    spans = {"rowspan": cell.rowspan, "colspan": cell.colspan}
    return Markup().join(Markup(' {}="{}{}"').format(key, value, spoilt) for key, value in spans.items() if value > 1)
