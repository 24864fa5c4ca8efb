"""The review page as a file: what is in it, and that nothing of a report gets out of its place."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pytest
from drafting import position_of
from extremes import HOSTILE, hostile_report
from lxml.html import HtmlElement
from samples import review_report

from gongkai.forms import vocabulary
from gongkai.reconcile.cells import Gap
from gongkai.reconcile.reasons import Reason
from gongkai.reconcile.rules import rules
from gongkai.report import Evidence, Failure, FindingKind, Report
from gongkai.view.page import SCRIPTS, STYLES, failure_page
from gongkai.view.printable import printable
from gongkai.view.standing import Standing, report_standings
from gongkai.view.tally import tally
from gongkai.view.words import words

MakeReport = Callable[..., Report]


def parsed(page: str) -> HtmlElement:
    return lxml.html.document_fromstring(page)


def data_of(page: str) -> dict[str, Any]:
    (script,) = parsed(page).xpath("//script[@type='application/json']")
    data: dict[str, Any] = json.loads(script.text)
    return data


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def report() -> Report:
    return review_report()


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return report.to_html()


def test_the_page_is_one_file_in_chinese(page: str) -> None:
    document = parsed(page)
    assert document.get("lang") == "zh-CN"
    assert document.xpath("//link | //img | //iframe | //script[@src] | //*[@style]") == []
    assert not re.search(r"(?:https?:)?//[a-z]", re.sub(r"^\s*//.*$", "", page, flags=re.MULTILINE))


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else(page: str) -> None:
    document = parsed(page)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.split(maxsplit=1) for part in policy.split(";"))
    (style,), (script,) = document.xpath("//style"), document.xpath("//script[not(@type)]")
    for name, element in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert directives.pop(name) == f"'sha256-{digest}'"
    assert directives == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_every_claim_value_and_finding_is_there_once(report: Report, page: str) -> None:
    found = parsed(page).xpath("//@id")
    assert len(found) == len(set(found))
    wanted = [f"c{i}" for i in range(len(report.claims))] + [f"v{i}" for i in range(len(report.values))]
    assert set(wanted) <= set(found)
    assert {f"finding-{finding.id}" for finding in report.findings} <= set(found)


def test_every_link_leads_somewhere(page: str) -> None:
    document = parsed(page)
    targets = {link.removeprefix("#") for link in document.xpath("//a/@href")}
    assert targets <= set(document.xpath("//@id"))


def test_meta_data_tally_and_warnings_are_shown(page: str) -> None:
    document = parsed(page)
    head = said(document.xpath("//header[@class='masthead']")[0])
    for shown in ("榆河县人民政府", "2023", "2021年版", "榆政发〔2024〕3号", "榆河县2023.html", "ab" * 32):
        assert shown in head
    assert "可核对的 9 处中，7 处相符，1 处矛盾，1 处存疑；另有 3 处无可比对象。" in head
    warnings = said(document.xpath("//details[@class='warnings']")[0])
    assert "unplaced the figure 12 in the row 行政备案" in warnings


def test_a_card_shows_both_sides(page: str) -> None:
    card = parsed(page).xpath("//li[@id='finding-received-45-42']")[0]
    assert [said(side) for side in card.xpath(".//div[@class='side']")] == [
        "正文45 全年共收到政府信息公开申请45件，其中自然人申请40件；上年结转1件。予以公开17件，部分公开两…",
        "表格42 本年新收政府信息公开申请数量（总计） 42",
    ]
    assert card.get("data-sections").split() == ["0", "2", "4"]


def test_the_script_knows_what_was_held_against_what(report: Report, page: str) -> None:
    data = data_of(page)
    total = f"v{position_of(report, 'requests.received', 'total')}"
    assert data["items"][total] == ["本年新收政府信息公开申请数量", "总计", "42"]
    first = data["comparisons"][0]
    assert (first["standing"], first["left"], first["right"], first["figures"]) == (
        "conflict",
        ["c3"],
        [total],
        ["45", "42"],
    )
    assert data["findings"][0] == [["c3"], [total]]
    assert len(data["comparisons"]) == len(report.comparisons)


def test_a_finding_that_does_not_tell_its_sides_apart(report: Report) -> None:
    bare = {"left_evidence": Evidence(), "right_evidence": Evidence()}
    finding = report.findings[0].model_copy(update=bare)
    data = data_of(report.model_copy(update={"findings": [finding]}).to_html())
    assert data["findings"] == [[["c3"], [f"v{position_of(report, 'requests.received', 'total')}"]]]


def test_the_tally_counts_each_claim_once(report: Report) -> None:
    counted = tally(report, report_standings(report))
    assert counted.claims == {Standing.AGREES: 7, Standing.CONFLICT: 1, Standing.DOUBT: 1, Standing.UNCOMPARED: 3}
    assert sum(counted.claims.values()) == len(report.claims)
    assert counted.sums == {Standing.CONFLICT: 1, Standing.AGREES: 24}


def test_the_worst_outcome_of_an_item_counts(report: Report) -> None:
    standings = report_standings(report)
    assert standings.values[position_of(report, "requests.received", "total")] is Standing.CONFLICT
    assert standings.values[position_of(report, "requests.carried_out", "total")] is Standing.DOUBT
    assert standings.values[position_of(report, "requests.granted", "total")] is Standing.AGREES
    assert position_of(report, "rules.issued") not in standings.values


def test_nothing_found_and_nothing_compared_are_two_things(report: Report, make_report: MakeReport) -> None:
    agreeing = [comparison for comparison in report.comparisons if comparison.outcome == "agrees"]
    found = report.model_copy(update={"findings": [], "comparisons": agreeing}).to_html()
    assert "未发现问题。" in found
    assert parsed(found).xpath("//form") == []
    assert "没有可以核对的数据。" in make_report("1").to_html()


def test_an_empty_report(make_report: MakeReport) -> None:
    page = make_report().model_copy(update={"text": ""}).to_html()
    assert "报告中没有可读取的官方表格。" in page


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_text(attack: str, report: Report) -> None:
    hostile = report.model_copy(
        update={
            "meta": report.meta.model_copy(update={"title": attack, "issuer": attack}),
            "text": report.text + attack,
            "findings": [report.findings[0].model_copy(update={"message": attack, "id": attack})],
        }
    )
    page, harmless = parsed(hostile.to_html()), parsed(report.to_html())
    shown = " ".join(printable(attack).split())
    assert said(page.xpath("//h1")[0]) == shown
    assert said(page.xpath("//p[@class='message']")[0]) == shown
    assert shown in said(page.xpath("//section[@id='text']")[0])
    kinds = [{element.tag for element in document.iter("*")} for document in (page, harmless)]
    assert kinds[0] <= kinds[1]
    attributes = [{name for element in document.iter("*") for name in element.attrib} for document in (page, harmless)]
    assert attributes[0] <= attributes[1]


def test_a_report_that_is_hostile_everywhere_can_be_written() -> None:
    page = hostile_report().to_html()
    page.encode()
    assert not set(page) & {"\x00", "\x1b", "\x7f", "\u202e", "\ud83d"}
    assert page.lower().count("</script>") == 2
    assert page.lower().count("</style>") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收到45件\n\t办结", "收到45件\n\t办结"),
        ("a\x00b\x1bc\rd\x7f", "a␀b␛c␍d␡"),
        ("\ud800\x85\u202e\u2066\ufeff", "�����"),
        ("😀𠀀", "😀𠀀"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert len(printable(text)) == len(text)


def test_a_failure_has_a_page() -> None:
    failure = Failure(name="<折叠>.pdf", error="UnreadableInput", reason="damaged", message="the file <ends> early")
    page = parsed(failure_page(failure))
    assert [said(term) for term in page.xpath("//dd")] == [
        "<折叠>.pdf",
        "the file <ends> early",
        "UnreadableInput · damaged",
    ]


def test_every_style_and_script_is_in_the_page(root: Path, page: str) -> None:
    folder = root / "src/gongkai/view/templates"
    assert {path.name for path in folder.iterdir() if path.suffix in (".css", ".js")} == {*STYLES, *SCRIPTS}
    for name in (*STYLES, *SCRIPTS):
        assert (folder / name).read_text(encoding="utf-8") in page


def test_every_check_has_words() -> None:
    identities = {identity.id for identity in vocabulary().identities}
    assert identities | {check.id for check in rules().text_sums} <= words().rules.keys()
    assert {*Gap, *Reason} <= words().reasons.keys()
    assert words().standings.keys() == set(Standing)
    assert words().kinds.keys() == set(get_args(FindingKind))
