"""One input damaged in one to four ways. The same seed gives the same bytes, on every machine."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from fuzzing.trees import restructure

Mutation = Callable[[random.Random, bytes, bytes], bytes]

MAIN_PART = "word/document.xml"
MAX_MUTATIONS = 4
MAX_GROWTH = 4  # a mutated input is at most this many times as long as its seed
MARKUP = (
    b"<table>",
    b"</table>",
    b"<tr><td rowspan=99999 colspan=99999>",
    b"<td colspan=-1>",
    b"</td></tr>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<script>",
    b"<meta charset=utf-16>",
    b"&#xD800;&#0;",
    b"<w:p><w:r><w:t>",
    b"</w:tbl>",
    b'<w:gridSpan w:val="99999999"/>',
    b"<!DOCTYPE a [<!ENTITY b 'b'>]>",
    b"\x00\xff\xfe",
    b"\xef\xbb\xbf",
    b"||||||||",
    b"|---|---|\n",
    b"\t\t\t\t",
    b"\n\n\n\n",
    b"9" * 400,
    "一二三四五六七八九〇".encode() * 20,
    "，、：（）".encode("gb18030"),
)


def mutate(seed: str, data: bytes, other: bytes) -> bytes:
    """`data` damaged; `other` is a second input that pieces may be taken from."""
    rng = random.Random(seed)
    if (
        data.startswith(b"PK\x03\x04") and rng.random() < 0.7
    ):  # most damage to a whole archive ends at its first checksum
        return _mutate_member(rng, data, other)
    return _mutate_bytes(rng, data, other)


def _mutate_bytes(rng: random.Random, data: bytes, other: bytes) -> bytes:
    limit = MAX_GROWTH * len(data)
    for _ in range(rng.randint(1, MAX_MUTATIONS)):
        data = rng.choice(MUTATIONS)(rng, data, other)[:limit]
    return data


def _mutate_member(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """The archive with one of its XML parts damaged and everything else, checksums too, in order."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        victim = MAIN_PART if rng.random() < 0.8 else rng.choice(parts)
        for name in archive.namelist():
            content = archive.read(name)
            if name == victim:
                content = restructure(rng, content) if rng.random() < 0.8 else _mutate_bytes(rng, content, other)
            copy.writestr(name, content)
    return written.getvalue()


def truncate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: rng.randint(0, len(data))]


def flip_bytes(rng: random.Random, data: bytes, _: bytes) -> bytes:
    flipped = bytearray(data)
    for _index in range(rng.choice((1, 8, 64)) if data else 0):
        flipped[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(flipped)


def delete(rng: random.Random, data: bytes, _: bytes) -> bytes:
    begin, end = _span(rng, data)
    return data[:begin] + data[end:]


def duplicate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    begin, end = _span(rng, data)
    return data[:end] + data[begin:end] * rng.choice((1, 1, 2, 50)) + data[end:]


def swap(rng: random.Random, data: bytes, _: bytes) -> bytes:
    begin, end = _span(rng, data)
    middle = rng.randint(begin, end)
    return data[:begin] + data[middle:end] + data[begin:middle] + data[end:]


def splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    begin, end = _span(rng, other)
    place = rng.randint(0, len(data))
    return data[:place] + other[begin:end] + data[place:]


def insert_markup(rng: random.Random, data: bytes, _: bytes) -> bytes:
    for _index in range(rng.choice((1, 5, 100))):
        place = rng.randint(0, len(data))
        data = data[:place] + rng.choice(MARKUP) + data[place:]
    return data


def _span(rng: random.Random, data: bytes) -> tuple[int, int]:
    """A piece of `data`: short ones are as likely as long ones."""
    length = min(len(data), rng.choice((1, 10, 100, 1000, len(data))))
    begin = rng.randint(0, len(data) - length)
    return begin, begin + rng.randint(0, length)


MUTATIONS: Sequence[Mutation] = (truncate, flip_bytes, delete, duplicate, swap, splice, insert_markup)
