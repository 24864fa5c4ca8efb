"""Writers of review pages: one page to a stream, or a folder with a page a report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from gongkai.cli.sources import PAGE_ENDING
from gongkai.cli.streams import open_output
from gongkai.report import Failure, Report
from gongkai.view.page import failure_page, report_page

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')  # what one of the common file systems does not take
LONGEST_NAME = 180  # bytes: with a number and the ending, below the 255 of every common file system


class PageWriter:
    """The page of one report; for a failure, a page that says what it was."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, result: Report | Failure) -> None:
        page = report_page(result) if isinstance(result, Report) else failure_page(result)
        self._stream.write(page.encode())

    def close(self) -> None:
        self._stream.flush()


class FolderWriter:
    """A page a result, named after its source; sources of the same name are numbered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] = set()

    def write(self, result: Report | Failure) -> None:
        name = result.source.name if isinstance(result, Report) else result.name
        with open_output(self._folder / self._free_name(Path(name).name)) as stream:
            PageWriter(stream).write(result)

    def close(self) -> None:
        """Every page is complete when it is written."""

    def _free_name(self, name: str) -> str:
        stem = _NOT_IN_NAMES.sub("", name).encode()[:LONGEST_NAME].decode(errors="ignore") or "report"
        number, free = 1, stem
        while free.casefold() in self._names:
            number += 1
            free = f"{stem}-{number}"
        self._names.add(free.casefold())
        return free + PAGE_ENDING
