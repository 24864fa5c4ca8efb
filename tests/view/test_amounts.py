"""What a report states as a whole, the flow of its requests, and figures by year: before any of it is drawn."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from stating import REPLIES, REQUESTS, claim, report

from gongkai.errors import OutputError
from gongkai.forms import vocabulary
from gongkai.reconcile.cells import groups
from gongkai.report import Claim, Report
from gongkai.view.amounts import Amounts
from gongkai.view.flow import GAP, SLOT, request_amounts, stacked
from gongkai.view.plot_style import plot_style, shown
from gongkai.view.years import figures_by_year

RECEIVED, DENIED, LITIGATION = "requests.received", "requests.denied", "litigation.total"
REASONS = {"requests.denied.state_secret": "2", "requests.denied.third_party_rights": "3"}


@pytest.mark.parametrize(
    ("figures", "claims", "indicator", "expected"),
    [
        ({RECEIVED: "45"}, [], RECEIVED, ("45", "table", "")),
        ({RECEIVED: "0"}, [], RECEIVED, ("0", "table", "")),
        ({RECEIVED: "45"}, [claim(RECEIVED, "42")], RECEIVED, ("45", "table", "")),
        ({RECEIVED: ""}, [claim(RECEIVED, "42")], RECEIVED, (None, "table", "表中空白")),
        ({RECEIVED: "/"}, [], RECEIVED, (None, "table", "表中划去")),
        ({"requests.granted": "1"}, [], RECEIVED, (None, None, "未载明")),
        ({"requests.granted": "1"}, [claim(RECEIVED, "42")], RECEIVED, ("42", "text", "")),
        ({}, [claim(RECEIVED, "42", precision="about")], RECEIVED, ("42", "text", "约数")),
        ({}, [claim(RECEIVED, "42", precision="at_least")], RECEIVED, ("42", "text", "至少")),
        ({}, [claim(RECEIVED, "42"), claim(RECEIVED, "42")], RECEIVED, ("42", "text", "")),
        ({}, [claim(RECEIVED, "42"), claim(RECEIVED, "40")], RECEIVED, (None, "text", "正文说法不一：42、40")),
        ({}, [claim(RECEIVED, "42", period="last_year")], RECEIVED, (None, None, "未载明")),
        ({}, [claim(RECEIVED, "42", scope="part")], RECEIVED, (None, None, "未载明")),
        (REASONS, [], DENIED, ("5", "table", "另有 6 格缺失")),
        (dict.fromkeys(REASONS, ""), [], DENIED, (None, "table", "表中空白")),
        (
            {f"{RECEIVED}@{who}": "2" for who in list(vocabulary().applicants)[:6]},
            [],
            RECEIVED,
            ("12", "table", "各栏相加"),
        ),
        (
            {"litigation.direct.total": "2", "litigation.after_reconsideration.total": "3"},
            [],
            LITIGATION,
            ("5", "table", ""),
        ),
        ({"administrative_fees.amount": "3.5"}, [], "administrative_fees.amount", (None, "table", "单位不明")),
    ],
)
def test_an_amount(
    figures: dict[str, str], claims: list[Claim], indicator: str, expected: tuple[str | None, str | None, str]
) -> None:
    amount = Amounts(report(figures, claims)).of(indicator)
    value, source, remark = expected
    assert (amount.value, amount.source, amount.remark) == (None if value is None else Decimal(value), source, remark)


def test_an_amount_without_form() -> None:
    amount = Amounts(report({}, [claim(RECEIVED, "42")], form=None)).of(RECEIVED)
    assert (amount.value, amount.unit) == (Decimal(42), "件")


def flow_labels(made: Report) -> list[tuple[str, str | None]]:
    """Every amount of the flow, by its label."""
    labels = plot_style().requests
    amounts = request_amounts(made).amounts
    return [(labels[each.indicator].label, None if each.value is None else str(each.value)) for each in amounts]


def test_the_flow_of_the_present_form() -> None:
    assert flow_labels(report(REQUESTS)) == [
        ("本年新收", "120"),
        ("上年结转", "6"),
        ("予以公开", "58"),
        ("部分公开", "11"),
        ("不予公开", "17"),
        ("无法提供", "17"),
        ("不予处理", "6"),
        ("其他处理", "11"),
        ("结转下年", "6"),
    ]


def test_the_flow_of_the_form_of_2014_has_no_carrying_over() -> None:
    labels = dict(flow_labels(report(REPLIES, form="2014", year=2016)))
    assert list(labels)[:2] == ["本年新收", "予以公开"]
    assert {"上年结转", "结转下年"}.isdisjoint(labels)
    assert labels["信息不存在"] == "3"


def test_the_flow_of_a_text_has_what_it_mentions() -> None:
    claims = [claim(RECEIVED, "45"), claim("requests.granted", "40"), claim("requests.carried_out", "5")]
    flow = request_amounts(report({}, claims, form=None))
    assert [each.indicator for each in flow.amounts] == [RECEIVED, "requests.granted", "requests.carried_out"]
    assert flow.is_from_text
    assert flow.came == flow.went == flow.whole == 45


def test_missing_figures_are_in_the_flow_and_count_for_nothing() -> None:
    flow = request_amounts(report({**REQUESTS, "requests.carried_in": "", "requests.granted": "-4"}))
    assert [each.value for each in flow.received] == [120, None]
    assert (int(flow.came), int(flow.went)) == (120, 68)


def test_a_report_that_says_nothing_about_requests_has_no_flow() -> None:
    with pytest.raises(OutputError, match=r"^青石\.html: the report states nothing about requests"):
        request_amounts(report({"rules.issued": "2"}))


def test_the_outcomes_are_those_of_the_vocabulary() -> None:
    sides = {identity.id: identity.right for identity in vocabulary().identities}
    outcomes = plot_style().flow.outcomes
    assert sorted(outcomes["2014"]) == sorted(sides["requests.replies"])
    assert outcomes["2019"] == outcomes["2021"] == sides["requests.outcomes"]
    shown_in_some = {name for names in outcomes.values() for name in names}
    flow = plot_style().flow
    assert shown_in_some | {*flow.received, flow.carried_out} == set(plot_style().requests)
    assert set(plot_style().requests) | set(plot_style().years.default) <= set(vocabulary().indicators)


@pytest.mark.parametrize("figures", [REQUESTS, dict.fromkeys(REQUESTS, "0"), dict.fromkeys(REQUESTS, "")])
def test_boxes_lie_below_each_other_with_room_for_their_labels(figures: dict[str, str]) -> None:
    flow = request_amounts(report(figures))
    stack = stacked(flow.outcomes, flow)
    assert all(below.top - above.bottom >= GAP - 1e-9 for above, below in pairwise(stack.boxes))
    assert all(below.middle - above.middle >= SLOT for above, below in pairwise(stack.boxes))
    assert stack.height >= stack.boxes[-1].bottom
    heights = [box.bottom - box.top for box in stack.boxes]
    assert sum(heights) == pytest.approx(flow.height_of(flow.went))


def test_small_print() -> None:
    flow = request_amounts(report(REQUESTS))
    notes = {box.amount.indicator: box.notes for box in stacked(flow.outcomes, flow).boxes}
    assert notes["requests.granted"] == ()
    assert notes[DENIED] == ("另有 5 格缺失", "属于三类内部事务信息 11，保护第三方合法权益 6")
    assert notes["requests.other"][-1] == "申请人无正当理由逾期不补正… 9，其他 2"


def test_more_parts_than_fit_are_counted() -> None:
    flow = request_amounts(report({**REQUESTS, **dict.fromkeys(groups("2021")[DENIED], "1")}))
    notes = {box.amount.indicator: box.notes for box in stacked(flow.outcomes, flow).boxes}
    assert notes[DENIED][-1] == "等 8 项"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("某\n县\t局", "某 县 局"), ("a\x1bb", "a␛b"), ("长" * 27, "长" * 25 + "…"), ("长" * 26, "长" * 26)],
)
def test_labels_are_one_line_that_fits(text: str, expected: str) -> None:
    assert shown(text) == expected


def years_of(*stated: tuple[int, str], **fields: object) -> list[Report]:
    return [report({RECEIVED: figure}, year=year, **fields) for year, figure in stated]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "stretches"),
    [
        ([(2019, "1"), (2020, "2"), (2021, "3")], [[2019, 2020, 2021]]),
        ([(2021, "3"), (2019, "1"), (2020, "2")], [[2019, 2020, 2021]]),
        ([(2018, "1"), (2020, "2"), (2021, "3")], [[2018], [2020, 2021]]),
        ([(2019, "1"), (2020, ""), (2021, "3")], [[2019], [2021]]),
        ([(2019, "1"), (2020, "2"), (2020, "2"), (2021, "3")], [[2019, 2020, 2021]]),
        ([(2019, "1"), (2020, "2"), (2020, "4"), (2021, "3")], [[2019], [2021]]),
        ([(2019, "1"), (2020, "2"), (2020, ""), (2021, "3")], [[2019, 2020, 2021]]),
        ([(2020, "2"), (2020, "4")], []),
        ([(2020, "0")], [[2020]]),
    ],
)
def test_lines_join_years_that_follow_each_other_and_have_one_figure(
    stated: list[tuple[int, str]], stretches: list[list[int]]
) -> None:
    (panel,) = figures_by_year(years_of(*stated), [RECEIVED]).panels
    (series,) = panel.series
    assert [[point.year for point in run] for run in series.stretches()] == stretches


def test_issuers_keep_their_place_in_every_panel() -> None:
    reports = [
        report({RECEIVED: "1"}, issuer="甲县"),
        report({"reconsideration.total": "2"}, issuer="乙县"),
        report({RECEIVED: "3"}, issuer=None, name="丙.html"),
    ]
    years = figures_by_year(reports, [RECEIVED, "reconsideration.total"])
    assert years.issuers == ("甲县", "乙县", "丙.html")
    assert [[len(series.points) for series in panel.series] for panel in years.panels] == [[1, 0, 1], [0, 1, 0]]


def test_long_names_that_begin_alike_are_different_issuers() -> None:
    reports = [report({RECEIVED: "1"}, issuer="长" * 50 + end) for end in ("甲", "乙")]
    assert figures_by_year(reports, [RECEIVED]).issuers == (
        "长" * 17 + "…" + "长" * 7 + "甲",
        "长" * 17 + "…" + "长" * 7 + "乙",
    )


def test_notes_say_what_the_picture_cannot() -> None:
    reports = [
        *years_of((2020, "2"), (2020, "4")),
        report({}, [claim(RECEIVED, "7")], year=2021, form=None),
        *years_of((2022, "9"), issuer="甲县"),
        report({RECEIVED: "9"}, year=None),
    ]
    assert figures_by_year(reports, [RECEIVED]).notes == (
        "同一年有几份报告：青石县人民政府2020年（2份）；数字不同的都画出（空心点），不连线。",
        "半空心点：取自正文，因为表格没有该项。",
        "1 份报告的年度不明，没有画出。",
    )


def test_many_editions_are_counted() -> None:
    reports = years_of(*[(year, "1") for year in range(2016, 2022)] * 2)
    assert "2019年（2份）等 6 处；" in figures_by_year(reports, [RECEIVED]).notes[0]


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        ([], "no report with a known year states requests.received"),
        (years_of((2020, "")), "no report with a known year states requests.received"),
        ([report({RECEIVED: "1"}, year=None)], "no report with a known year"),
        ([report({RECEIVED: "1"}, issuer=f"第{i}县") for i in range(22)], "22 issuers cannot be told apart"),
    ],
)
def test_what_cannot_be_drawn_over_the_years(reports: list[Report], message: str) -> None:
    with pytest.raises(OutputError, match=message):
        figures_by_year(reports, [RECEIVED])


def test_an_unknown_indicator() -> None:
    with pytest.raises(KeyError, match=r"no indicator 'requests\.recieved'"):
        figures_by_year(years_of((2020, "1")), ["requests.recieved"])
