"""`read_meta`: what a report says about itself, each statement by its own module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from gongkai.document import Document
from gongkai.meta.fields import read_fields
from gongkai.meta.issuer import find_issuer
from gongkai.meta.numbers import find_document_number, find_index_number
from gongkai.meta.page import read_page
from gongkai.meta.published import find_published
from gongkai.meta.signature import Closing
from gongkai.meta.title import find_title
from gongkai.meta.year import find_year
from gongkai.report import Form, Meta, Warning


def read_meta(document: Document, form: str | None, table_captions: Sequence[str] = ()) -> tuple[Meta, list[Warning]]:
    """Title, issuer, year, numbers and date of a report; None for what it does not say.

    Args:
        form: generation of the official form, by its tables; passed through.
        table_captions: printed lines over the tables, which may name the year: （2015年度）.
    """
    page, closing = read_page(document), Closing(document)
    opening = page.opening_cells
    fields = read_fields(opening)
    title = find_title(opening, document.hints)
    published, date_warnings = find_published(fields, document.hints, opening, closing)
    year, year_warnings = find_year(title, page, table_captions, published)
    meta = Meta(
        title=title.printed if title else None,
        issuer=find_issuer(title, page, fields, closing, document.hints),
        year=year,
        form=cast(Form | None, form),
        document_number=find_document_number(fields, opening),
        index_number=find_index_number(fields),
        published=published,
    )
    return meta, [*date_warnings, *year_warnings]
