"""The pictures as they are drawn: every label in them, in its place, and nothing drawn that is not stated."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
from lxml import etree
from matplotlib import font_manager
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from stating import REPLIES, REQUESTS, claim, report

from gongkai.errors import OutputError
from gongkai.report import Report
from gongkai.view import fonts
from gongkai.view.plot_style import plot_style
from gongkai.view.plots import DPI, PictureFormat, encode, figures_over_years, request_flow, save

RECEIVED = "requests.received"
DIFFERENCE = "来 126 件，去 125 件：1 件去向不明（斜线）"
HOSTILE = '<b a="$x^2$"></b>&\x00\x1b\ud800_局'


def labels(figure: Figure) -> list[str]:
    """The texts of the picture as an SVG has them."""
    root = etree.fromstring(encode(figure, PictureFormat.SVG))
    return [str(text.xpath("string()")) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def pixels(figure: Figure) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    image: np.ndarray[tuple[int, int, int], np.dtype[np.float32]] = matplotlib.image.imread(
        io.BytesIO(encode(figure, PictureFormat.PNG))
    )
    return image[:, :, :3]


def area(figure: Figure, indicator: str) -> float:
    """Square inches of the picture in the full colour of an amount: its bar."""
    color = to_rgb(plot_style().requests[indicator].color)
    matches = np.all(np.abs(pixels(figure) - color) < 0.01, axis=2)
    return float(matches.sum()) / DPI**2


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (report(REQUESTS), ["青石县人民政府 2022年", "120 件", "共 126 件", "予以公开", "58 件", "结转下年"]),
        (report({**REQUESTS, "requests.granted": "57"}), [DIFFERENCE, "57 件"]),
        (report({**REQUESTS, "requests.granted": "60"}), ["来 126 件，去 128 件：2 件来处不明（斜线）"]),
        (
            report({**REQUESTS, "requests.carried_in": ""}),
            ["上年结转", "—", "表中空白", "虚线框：没有数字，不当作 0。"],
        ),
        (report({**REQUESTS, "requests.carried_in": "-3"}), ["—", "负数，不能画出"]),
        (report({RECEIVED: "5"}), ["来 5 件，去向没有数字：5 件去向不明（斜线）"]),
        (
            report({**REQUESTS, RECEIVED: "", "requests.carried_in": ""}),
            ["来处没有数字，去 126 件：126 件来处不明（斜线）"],
        ),
        (report(dict.fromkeys(REQUESTS, "0")), ["没有申请", "0 件"]),
        (report(dict.fromkeys(REQUESTS, "")), ["没有可画的数字", "—", "表中空白"]),
        (report(REPLIES, form="2014", year=2016), ["告知更改补充", "45 件", "已主动公开"]),
        (report({}, [claim(RECEIVED, "9", precision="about")], form=None), ["9 件", "约数"]),
        (
            report({"requests.granted": "9"}, [claim(RECEIVED, "9")]),
            ["正文", "注明“正文”的数字取自正文，因为表格没有该项。"],
        ),
        (report(REQUESTS, issuer=None, year=None), ["青石.html"]),
    ],
)
def test_the_flow_says(made: Report, expected: list[str]) -> None:
    assert set(expected) <= set(labels(request_flow(made)))


def test_a_flow_without_difference_and_gaps_says_nothing_of_them() -> None:
    written = " ".join(labels(request_flow(report({**REQUESTS, **complete()}))))
    assert not {"不明", "虚线框", "正文", "缺失"} & {
        word for word in ("不明", "虚线框", "正文", "缺失") if word in written
    }


def complete() -> dict[str, str]:
    """A 0 in every row of the form that REQUESTS leaves out."""
    from gongkai.reconcile.cells import groups

    rows = [row for rows in groups("2021").values() for row in rows]
    return {row: REQUESTS.get(row, "0") for row in rows}


def test_bars_are_as_large_as_their_figures() -> None:
    figure = request_flow(report(REQUESTS))
    areas = {name: area(figure, name) for name in ("requests.granted", "requests.partially_granted", "requests.denied")}
    granted = areas["requests.granted"]
    assert granted == pytest.approx(3.2 * 0.2 * 58 / 126, rel=0.02)
    assert areas["requests.partially_granted"] / granted == pytest.approx(11 / 58, rel=0.05)
    assert areas["requests.denied"] / granted == pytest.approx(17 / 58, rel=0.05)


@pytest.mark.parametrize(("written", "least", "most"), [("11", 0.05, 0.2), ("0", 0.001, 0.01), ("", 0, 0), ("/", 0, 0)])
def test_a_zero_is_a_line_and_a_gap_is_nothing(written: str, least: float, most: float) -> None:
    figure = request_flow(report({**REQUESTS, "requests.partially_granted": written}))
    assert least <= area(figure, "requests.partially_granted") <= most


YEARS = [report({RECEIVED: str(value)}, year=year) for year, value in ((2018, 3), (2019, 5), (2021, 8), (2021, 9))]
OTHERS = [
    report({RECEIVED: "123456", "requests.granted": "7"}, issuer="白岩镇人民政府", year=year) for year in (2019, 2020)
]


@pytest.mark.parametrize(
    ("reports", "indicators", "expected"),
    [
        (YEARS, [RECEIVED], ["青石县人民政府", "2020", "8", "9", "5"]),
        (
            [*YEARS, *OTHERS],
            [RECEIVED],
            ["政府信息公开年度数据", "白岩镇人民政府", "12万", "本年新收政府信息公开申请数量（件）"],
        ),
        (OTHERS, [], ["予以公开（件）", "行政诉讼数量（件）", "没有数字"]),
        ([report({"staff.total": "5"}, form="2014", year=2016)], ["staff.total"], ["2016", "5"]),
        ([report({RECEIVED: "-5"})], [RECEIVED], ["-5"]),
        ([report({RECEIVED: "0"})], [RECEIVED], ["0"]),
    ],
)
def test_the_years_say(reports: list[Report], indicators: list[str], expected: list[str]) -> None:
    assert set(expected) <= set(labels(figures_over_years(reports, indicators)))


def drawn_lines(figure: Figure) -> list[list[float]]:
    """The years of every line that joins several."""
    (axes,) = figure.axes
    years = [list(map(float, np.asarray(line.get_xdata()))) for line in axes.lines]
    return [line for line in years if len(set(line)) > 1]


def test_gaps_are_gaps() -> None:
    assert drawn_lines(figures_over_years(YEARS, [RECEIVED])) == [[2018, 2019]]


def test_marks_tell_where_a_figure_is_from() -> None:
    reports = [*YEARS, report({}, [claim(RECEIVED, "7")], form=None, year=2022)]
    (axes,) = figures_over_years(reports, [RECEIVED]).axes
    marks = {int(np.asarray(line.get_xdata())[0]): line for line in axes.lines if line.get_marker() == "o"}
    color = marks[2018].get_color()
    looks = {year: (line.get_fillstyle(), line.get_markerfacecolor() == color) for year, line in marks.items()}
    assert looks == {2018: ("full", True), 2019: ("full", True), 2021: ("full", False), 2022: ("bottom", True)}


def long_names() -> Iterator[Report]:
    for number in range(21):
        yield report(
            {RECEIVED: "1" * (number % 7 + 1)}, issuer="自然资源和规划管理局" * 3 + str(number), year=2000 + number
        )
        yield report({RECEIVED: "1"}, issuer="自然资源和规划管理局" * 3 + str(number), year=2000 + number)


FIGURES: dict[str, Callable[[], Figure]] = {
    "flow": lambda: request_flow(report(REQUESTS)),
    "flow with everything": lambda: request_flow(
        report(
            {**dict.fromkeys(complete(), "1234"), **dict.fromkeys(("requests.received", "requests.carried_in"), "/")}
        )
    ),
    "flow of 2014": lambda: request_flow(report(REPLIES, form="2014")),
    "flow of zeros": lambda: request_flow(report(dict.fromkeys(REQUESTS, "0"))),
    "flow of large figures": lambda: request_flow(
        report({**REQUESTS, RECEIVED: "123456", "requests.granted": "123456"})
    ),
    "flow of a long name": lambda: request_flow(report({**REQUESTS, RECEIVED: "1"}, issuer="长" * 60)),
    "years of a long name": lambda: figures_over_years([report(REQUESTS, issuer="长" * 60)], [RECEIVED]),
    "years": lambda: figures_over_years(YEARS, [RECEIVED]),
    "panels": lambda: figures_over_years([*YEARS, *OTHERS]),
    "many issuers": lambda: figures_over_years(long_names(), [RECEIVED]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_no_label_leaves_the_picture_or_covers_another(name: str) -> None:
    figure = FIGURES[name]()
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text() and text.get_visible()]
    places = {text.get_text(): text.get_window_extent() for text in texts}
    page = Bbox(((-1, -1), (figure.bbox.width + 1, figure.bbox.height + 1)))
    assert [
        text for text, box in places.items() if not page.fully_contains(*box.min) or not page.fully_contains(*box.max)
    ] == []
    assert [(a, b) for (a, at), (b, there) in combinations(places.items(), 2) if covers(at, there)] == []


def covers(one: Bbox, other: Bbox) -> bool:
    """Whether they share more than the white around their characters."""
    shared = Bbox.intersection(one, other)
    return shared is not None and shared.width > 2 and shared.height > 0.25 * min(one.height, other.height)


@pytest.mark.parametrize("made", [request_flow, lambda one: figures_over_years([one, *OTHERS], [RECEIVED])])
def test_words_of_a_report_are_text_and_nothing_else(made: Callable[[Report], Figure]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = made(report(REQUESTS, issuer=HOSTILE))
        written = labels(figure)
        assert pixels(figure).size
    assert any(text.startswith('<b a="$x^2$"></b>&␀␛\ufffd_局') for text in written)


@pytest.mark.parametrize("issuer", ["_局", "🏛️局"])
def test_no_name_is_left_out_of_the_legend(issuer: str) -> None:
    assert issuer in labels(figures_over_years([report(REQUESTS, issuer=issuer), *OTHERS], [RECEIVED]))


@pytest.mark.parametrize("picture_format", PictureFormat)
@pytest.mark.parametrize("name", ["flow", "panels"])
def test_the_same_reports_give_the_same_bytes(name: str, picture_format: PictureFormat) -> None:
    first, second = (encode(FIGURES[name](), picture_format) for _ in range(2))
    assert first == second
    assert matplotlib.__version__.encode() not in first


@pytest.mark.parametrize(("ending", "begin"), [("png", b"\x89PNG"), ("SVG", b"<?xml")])
def test_the_ending_says_what_is_saved(ending: str, begin: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"流程.{ending}"
    save(request_flow(report(REQUESTS)), path)
    assert path.read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("name", "message"),
    [("a.jpg", r"a picture ends in \.png or \.svg"), ("a", "ends in"), ("missing/a.png", "cannot be written")],
)
def test_a_picture_that_cannot_be_saved(name: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=message):
        save(Figure(), tmp_path / name)


@pytest.fixture
def fontless(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """matplotlib as where it was installed before any Chinese font."""
    entries = font_manager.fontManager.ttflist
    files = {entry.fname for entry in entries if entry.name in fonts.font_names()}
    latin = [entry for entry in entries if entry.fname not in files]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    return monkeypatch


def test_a_font_that_was_installed_since_is_found(fontless: pytest.MonkeyPatch) -> None:
    assert fonts.chinese_font() in fonts.font_names()
    assert "共 126 件" in labels(request_flow(report(REQUESTS)))


def test_without_a_font_the_error_says_what_to_install(fontless: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"\x00\x01\x00\x00 no font")
    fontless.setattr(font_manager, "findSystemFonts", lambda: [str(damaged)])
    with pytest.raises(OutputError, match=r"looked for Noto Sans CJK SC, .* apt-get install fonts-noto-cjk"):
        request_flow(report(REQUESTS))


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", None)
    with pytest.raises(
        OutputError, match=r"needs? the package matplotlib\.font_manager.*pip install 'gongkai\[plots\]'"
    ):
        figures_over_years(YEARS)


def test_the_list_of_fonts_has_no_doubles() -> None:
    assert len(set(fonts.font_names())) == len(fonts.font_names()) > 20
