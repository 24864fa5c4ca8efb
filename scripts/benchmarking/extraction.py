"""Extraction inside one process: against pandas, by format, and by the length of the document."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import lxml.html

from benchmarking.timing import best_of, best_of_each, fitted_exponent
from gongkai import extract
from gongkai.readers import open_document
from gongkai.tables import TableReading, read_tables

COPIES = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds for the same file: its official tables read and understood; the whole report, with meta data, sections
    and the checked result; and all of its tables merely read by pandas.

    `read_html_seconds` is None where pandas gives up on the page.
    """

    path: Path
    tables_seconds: float
    extract_seconds: float
    read_html_seconds: float | None

    @property
    def ratio(self) -> float | None:
        """Of the tables alone, since pandas reads nothing else."""
        return self.tables_seconds / self.read_html_seconds if self.read_html_seconds else None


@dataclass(frozen=True, slots=True)
class FormatTime:
    """Averages over the files of one format."""

    suffix: str
    n_files: int
    kilobytes: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Growth:
    """`seconds[i]` for `COPIES[i]` copies of the document, one after the other in one file."""

    path: Path
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        return fitted_exponent(COPIES, self.seconds)


def race(path: Path) -> Race:
    import pandas  # not above: it would count as memory of the library in `processes.memory`

    ours = partial(_official_tables, path), partial(extract, path)
    theirs = partial(pandas.read_html, path, flavor="lxml")
    try:
        tables_seconds, extract_seconds, read_html_seconds = best_of_each(*ours, theirs)
    except ValueError:  # of pandas, such as a colspan that is no number
        tables_seconds, extract_seconds = best_of_each(*ours)
        return Race(path, tables_seconds, extract_seconds, None)
    return Race(path, tables_seconds, extract_seconds, read_html_seconds)


def _official_tables(path: Path) -> TableReading:
    return read_tables(open_document(path)).of_year(None)


def format_times(paths: Iterable[Path]) -> list[FormatTime]:
    by_suffix: dict[str, list[Path]] = {}
    for path in paths:
        by_suffix.setdefault(path.suffix, []).append(path)
    return [_format_time(suffix, files) for suffix, files in sorted(by_suffix.items())]


def growth(path: Path) -> Growth:
    return Growth(path, tuple(_extract_seconds(multiplied(path, copies), path) for copies in COPIES))


def multiplied(path: Path, copies: int) -> bytes:
    """A file with the content of `path` several times."""
    data = path.read_bytes()
    if path.suffix != ".html":
        return data * copies
    page = lxml.html.document_fromstring(data)
    (body,) = page.iter("body")
    content = list(body)
    for _ in range(copies - 1):
        body.extend(deepcopy(content))
    return bytes(lxml.html.tostring(page, encoding="utf-8", include_meta_content_type=True))


def _format_time(suffix: str, files: list[Path]) -> FormatTime:
    contents = [(path.read_bytes(), path) for path in files]
    seconds = sum(_extract_seconds(data, path) for data, path in contents)
    kilobytes = sum(len(data) for data, _ in contents) / 1000
    return FormatTime(suffix, len(files), kilobytes / len(files), seconds / len(files))


def _extract_seconds(data: bytes, path: Path) -> float:
    return best_of(partial(extract, data, name=path.name))
