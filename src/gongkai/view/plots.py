"""Pictures of reports, as matplotlib figures: `request_flow` of one, `figures_over_years` of many; `save` writes them.

They need the extra `plots` and a font for Chinese.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.errors import OutputError
from gongkai.report import Report
from gongkai.view.flow import request_amounts
from gongkai.view.flow_picture import draw_flow
from gongkai.view.fonts import chinese_labels
from gongkai.view.plot_style import plot_style
from gongkai.view.years import figures_by_year
from gongkai.view.years_picture import draw_years

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 160  # about 1,700 pixels across: sharp on a page of A4


class PictureFormat(StrEnum):
    """Also the endings of the files."""

    PNG = "png"
    SVG = "svg"


# Nothing in a file may differ from one run to the next: no date, no version, ids counted from a fixed word. Text stays
# text: it can be searched, copied and read aloud, the file is small, and who reads Chinese has a font to show it in.
_SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "gongkai"}
_METADATA: dict[PictureFormat, dict[str, Any]] = {
    PictureFormat.PNG: {"Software": None},
    PictureFormat.SVG: {"Date": None, "Creator": None},
}


def request_flow(report: Report) -> Figure:
    """How the requests of a report flowed: received and carried in, their outcomes, carried out.

    Figures come from the tables; those that no table has, from the text. A figure that is missing is said to be so, and
    never drawn as 0.

    Raises:
        OutputError: the report states nothing about requests; or matplotlib, or a font for Chinese, is missing.
    """
    flow = request_amounts(report)
    with chinese_labels():
        return draw_flow(flow)


def figures_over_years(reports: Iterable[Report], indicators: Sequence[str] = ()) -> Figure:
    """Figures over the years, a panel an indicator and a line an issuer; without `indicators`, of those most asked for.

    A year without a figure interrupts the line; so does one for which several reports state different figures, which
    are all drawn. Issuers are told apart by their names, as the reports spell them.

    Raises:
        KeyError: an indicator is not in the vocabulary.
        OutputError: no report states any of them; there are more issuers than can be told apart; or matplotlib, or a
            font for Chinese, is missing.
    """
    years = figures_by_year(reports, indicators or plot_style().years.default)
    with chinese_labels():
        return draw_years(years)


def encode(figure: Figure, picture_format: PictureFormat) -> bytes:
    """The picture as the bytes of a file: the same for the same figure, with the same matplotlib and font."""
    import matplotlib

    stream = io.BytesIO()
    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        # A character of a name that no font has is drawn as a box, and there is nothing that a user could do about it.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font")
        figure.savefig(stream, format=picture_format.value, dpi=DPI, metadata=_METADATA[picture_format])
    return stream.getvalue()


def save(figure: Figure, path: str | Path) -> None:
    """Writes a PNG or an SVG, as the ending of `path` says.

    Raises:
        OutputError: it has another ending, or the file cannot be written.
    """
    path = Path(path)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(PictureFormat):
        raise OutputError(str(path), "a picture ends in .png or .svg", "Give it one of these endings")
    try:
        path.write_bytes(encode(figure, PictureFormat(ending)))
    except OSError as error:
        raise OutputError(str(path), f"cannot be written ({error.strerror})", "Choose another place") from error
