"""The work of `gongkai plot`: the requests of one report, or figures of several over the years, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gongkai.batch import Job
from gongkai.cli.formats import format_of_ending
from gongkai.cli.reading import read_reports
from gongkai.cli.streams import open_output
from gongkai.errors import OutputError
from gongkai.forms import vocabulary
from gongkai.report import Report
from gongkai.view.fonts import chinese_font
from gongkai.view.plots import PictureFormat, encode, figures_over_years, request_flow

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def plot_to(path: Path, jobs: list[Job], indicators: Sequence[str], workers: int, timeout: float | None) -> int:
    """Draws the reports that can be read and returns how many could not be; without any, nothing is written.

    Raises:
        OutputError: there is nothing to draw or no means to draw it, or the file cannot be written; before any job is
            done, where that can be known.
    """
    picture_format = format_of_ending(PictureFormat, path)
    _check_indicators(indicators)
    chinese_font()
    _refuse_missing_folder(path)
    results = list(read_reports(jobs, workers, timeout, path))
    reports = [result for result in results if isinstance(result, Report)]
    if reports:
        picture = encode(_draw(reports, indicators, is_alone=len(jobs) == 1), picture_format)
        with open_output(path) as stream:
            stream.write(picture)
    return len(results) - len(reports)


def _draw(reports: Sequence[Report], indicators: Sequence[str], *, is_alone: bool) -> Figure:
    if is_alone and not indicators:
        return request_flow(reports[0])
    return figures_over_years(reports, indicators)


def _check_indicators(names: Sequence[str]) -> None:
    for name in names:
        try:
            vocabulary().check(name)
        except KeyError as error:
            raise typer.BadParameter(str(error.args[0]), param_hint="--indicator") from None


def _refuse_missing_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise OutputError(str(path), "cannot be written (there is no such directory)", "Create its directory first")
