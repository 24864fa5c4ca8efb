"""The five real reports that lie beside this checkout: every cell of their gold right, and none invented.

The reports themselves stay outside the repository.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import Report, extract
from gongkai.report import TableValue

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside this checkout")

NUMBERS = ["000", "001", "002", "003", "004"]
Gold = dict[str, Any]

# The same text as other programs save it. Line ends become plain ones, so that offsets hold in every variant.
SAVED_AS: dict[str, Callable[[str], bytes]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "GB18030": lambda text: text.encode("gb18030"),
    "GB18030 and line ends of Windows": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "UTF-8 with a byte order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
}


@cache
def gold(number: str) -> Gold:
    content: dict[str, Gold] = json.loads((REPORTS / "gold_tables.json").read_text("utf-8"), parse_float=Decimal)
    return content[number]


def text_of(number: str) -> str:
    return (REPORTS / str(gold(number)["file"])).read_text("utf-8")


@cache
def report(number: str) -> Report:
    return extract(REPORTS / str(gold(number)["file"]))


def key(value: TableValue) -> str:
    return f"{value.indicator}@{value.applicant}" if value.applicant else value.indicator


@pytest.mark.parametrize("number", NUMBERS)
def test_every_cell_is_right_and_none_invented(number: str) -> None:
    found = [(key(value), value.value) for value in report(number).values]
    assert dict(found) == gold(number)["values"]
    assert len(found) == len(dict(found))


@pytest.mark.parametrize("number", NUMBERS)
def test_meta_data(number: str) -> None:
    """What the gold does not name the report does not state. The issuer may be named in full: 某区人民政府 for 某区."""
    meta, wanted = report(number).meta.model_dump(mode="json"), gold(number)["meta"]
    assert wanted["issuer"] in meta["issuer"]
    stated = {name: meta[name] for name in ("year", "document_number", "index_number", "published")}
    assert stated == {name: wanted.get(name) for name in stated}
    assert meta["form"] == gold(number)["form"]


@pytest.mark.parametrize("number", NUMBERS)
def test_offsets(number: str) -> None:
    text = report(number).text
    assert text == text_of(number)
    assert [key(v) for v in report(number).values if v.start is not None and text[v.start : v.end] != v.raw] == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("variant", SAVED_AS)
def test_the_same_comes_out_however_the_text_was_saved(number: str, variant: str) -> None:
    found = extract(SAVED_AS[variant](text_of(number)), name=f"{number}.txt")
    assert found.values == report(number).values
    assert found.meta == report(number).meta
    assert found.text == report(number).text
