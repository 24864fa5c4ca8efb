"""The review page in a real browser: what it shows, where it jumps, and what it never does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from browsing import OpenPage
from drafting import claim_of, position_of
from extremes import hostile_report
from playwright.sync_api import Locator, Page, expect
from samples import review_report

from gongkai import extract
from gongkai.report import Report

LAPTOP = {"width": 1280, "height": 640}
TABLET = {"width": 900, "height": 700}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

# Whether the middle of an element is what one sees there.
IS_SEEN = """element => {
  const box = element.getClientRects()[0];
  const at = document.elementFromPoint(box.left + Math.min(8, box.width / 2), box.top + box.height / 2);
  return at !== null && (at === element || element.contains(at));
}"""


@pytest.fixture(scope="module")
def report() -> Report:
    return review_report()


@pytest.fixture
def page(open_page: OpenPage, report: Report) -> Page:
    return open_page(report.to_html(), viewport=LAPTOP)


def item(page: Page, item_id: str) -> Locator:
    """The first element that shows an item; a cell: that in its table."""
    return page.locator(f'[data-item~="{item_id}"]').first


def cell(page: Page, report: Report, indicator: str, applicant: str | None = None) -> Locator:
    return item(page, f"v{position_of(report, indicator, applicant)}")


def claim(page: Page, report: Report, text: str) -> Locator:
    return item(page, f"c{claim_of(report, text)}")


def lit(page: Page, name: str = "lit") -> set[str]:
    """The ids of the items in the tables and of the claims that are lit."""
    found = page.locator(f"[data-item].{name}").evaluate_all("all => all.map(one => one.dataset.item)")
    return {item_id for items in found for item_id in items.split() if item_id[0] in "cvs"}


def evidence_of(page: Page, number: int) -> Iterable[Locator]:
    links = page.locator(".card").nth(number).locator("[data-go]")
    return [item(page, item_id) for item_id in links.evaluate_all("all => all.map(one => one.dataset.go)")]


def sides_of(page: Page, number: int) -> Iterable[list[Locator]]:
    """The items of each side of a finding that has any."""
    for side in page.locator(".card").nth(number).locator(".side").all():
        if ids := side.locator("[data-go]").evaluate_all("all => all.map(one => one.dataset.go)"):
            yield [item(page, item_id) for item_id in ids]


def is_seen(element: Locator) -> bool:
    seen: bool = element.evaluate(IS_SEEN)
    return seen


@pytest.mark.parametrize("size", [LAPTOP, TABLET], ids=["laptop", "tablet"])
def test_a_click_on_a_finding_shows_both_sides(open_page: OpenPage, report: Report, size: dict[str, int]) -> None:
    page = open_page(report.to_html(), viewport=size)
    for number in range(len(report.findings)):
        page.locator(".card").nth(number).locator(".message").click()
        evidence = list(evidence_of(page, number))
        assert evidence
        assert all(map(is_seen, evidence)), report.findings[number].id
        assert page.locator(".card.current").count() == 1
        expect(page.locator(".card").nth(number).locator(".pick")).to_have_attribute("aria-pressed", "true")


@pytest.mark.usefixtures("tagger")
def test_the_findings_of_the_examples_show_their_sides(open_page: OpenPage, examples: Path) -> None:
    reports = [extract(path) for path in sorted(examples.iterdir()) if path.stem != "README"]
    with_findings = [report for report in reports if report.findings]
    assert with_findings
    for report in with_findings:
        page = open_page(report.to_html(), viewport=LAPTOP)
        for number, card in enumerate(page.locator(".pick").all()):
            card.click()
            seen = [any(map(is_seen, side)) for side in sides_of(page, number)]
            assert seen
            assert all(seen), report.findings[number].message


def test_an_exhibit_leads_to_its_place(page: Page, report: Report) -> None:
    page.locator(".card").nth(2).locator("[data-go]").last.click()
    target = cell(page, report, "requests.carried_out", "natural_person")
    assert is_seen(target)
    expect(target).to_be_focused()


def test_an_address_names_a_finding(open_page: OpenPage, report: Report) -> None:
    page = open_page(report.to_html(), fragment="#finding-carried-4-3", viewport=LAPTOP)
    expect(page.locator(".card.current .foot")).to_contain_text("carried-4-3")
    assert is_seen(cell(page, report, "requests.carried_out", "total"))


def test_a_claim_lights_what_it_was_compared_with(page: Page, report: Report) -> None:
    claim(page, report, "45件").hover()
    assert lit(page) == {f"v{position_of(report, 'requests.received', 'total')}"}
    claim(page, report, "3件").hover()
    denials = [i for i, v in enumerate(report.values) if v.indicator.startswith("requests.denied.")]
    assert lit(page) == {f"v{i}" for i in denials if report.values[i].applicant == "total"}
    claim(page, report, "1286条").hover()
    assert lit(page) == set()


def test_a_cell_lights_what_it_was_compared_with(page: Page, report: Report) -> None:
    cell(page, report, "requests.received", "natural_person").hover()
    total = f"v{position_of(report, 'requests.received', 'total')}"
    other_side = {
        f"v{position_of(report, name, 'natural_person')}" for name in ("requests.concluded", "requests.carried_out")
    }
    assert lit(page) == {total, f"c{claim_of(report, '40件')}"} | other_side
    assert f"v{position_of(report, 'requests.carried_in', 'natural_person')}" in lit(page, "kin")
    page.locator("h1").hover()
    assert lit(page) == set()


def test_a_click_on_a_claim_tells_its_comparisons(page: Page, report: Report) -> None:
    claim(page, report, "45件").click()
    detail = page.locator("#detail")
    expect(detail).to_contain_text("矛盾")
    expect(detail).to_contain_text("45件")
    assert is_seen(cell(page, report, "requests.received", "total"))
    page.locator("h1").hover()
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()
    assert lit(page) == set()


def test_a_cell_leads_to_its_place_in_the_text(page: Page, report: Report) -> None:
    cell(page, report, "requests.granted", "total").click()
    page.get_by_role("button", name="到正文中的原处").click()
    place = page.locator(f"#r{position_of(report, 'requests.granted', 'total')}")
    assert is_seen(place)
    place.click()
    expect(cell(page, report, "requests.granted", "total")).to_be_focused()


@pytest.mark.parametrize(
    ("label", "left"),
    [("矛盾", ["carried-4-3", "lost", "blank"]), ("正文与表格", ["balance", "lost", "blank"])],
)
def test_filters_by_severity_and_kind(page: Page, label: str, left: list[str]) -> None:
    page.locator(".filters label", has_text=label).click()
    assert shown(page) == left
    expect(page.locator(".filters output")).to_have_text(f"显示 {len(left)} 个，共 5 个")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(".filters output")).to_have_text("显示全部 5 个问题")
    assert len(shown(page)) == 5


def test_filters_by_section(page: Page) -> None:
    page.locator(".filters select").select_option(label="一（一） 主动公开情况（1）")
    assert shown(page) == ["lost"]
    page.locator(".filters label", has_text="存疑").click()
    assert shown(page) == []


def shown(page: Page) -> list[str]:
    return [card.locator(".foot a").inner_text() for card in page.locator(".card:visible").all()]


def test_the_keyboard_goes_through_the_findings(page: Page) -> None:
    page.locator(".filters label", has_text="存疑").click()
    current = page.locator(".card.current .foot a")
    for key, expected in [
        ("j", "received-45-42"),
        ("j", "balance"),
        ("ArrowDown", "blank"),
        ("j", "blank"),
        ("k", "balance"),
    ]:
        page.keyboard.press(key)
        expect(current).to_have_text(expected)
        expect(page.locator(".card.current .pick")).to_be_focused()
    page.keyboard.press("Escape")
    expect(current).to_have_count(0)
    assert lit(page) == set()


def test_the_keyboard_reaches_everything(page: Page, report: Report) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到问题清单")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(claim(page, report, "1286条")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(claim(page, report, "45件")).to_be_focused()
    assert lit(page) == {f"v{position_of(report, 'requests.received', 'total')}"}
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_be_visible()
    page.locator("#detail .chip").last.focus()
    page.keyboard.press("Enter")
    total = cell(page, report, "requests.received", "total")
    expect(total).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, report, "requests.carried_in", "total")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.locator("#detail h2")).to_contain_text("上年结转政府信息公开申请数量（其他）")
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()


def test_whatever_can_be_focused_says_what_it_is(page: Page) -> None:
    names = page.locator("[role=button]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names
    assert all(names)


def test_a_phone_shows_one_side_and_leads_to_the_other(open_page: OpenPage, report: Report) -> None:
    page = open_page(report.to_html(), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]  # type: ignore[index]
    page.locator(".pick").first.tap()
    assert is_seen(claim(page, report, "45件"))
    page.locator("#detail li", has_text="表格：").locator(".chip").tap()
    assert is_seen(cell(page, report, "requests.received", "total"))
    assert lit(page) == {f"c{claim_of(report, '45件')}", f"v{position_of(report, 'requests.received', 'total')}"}
    page.locator(".pick").nth(1).tap()
    page.get_by_role("button", name="回到清单").tap()
    assert is_seen(page.locator(".pick").nth(1))


def test_paper_has_the_findings_and_no_controls(page: Page, report: Report) -> None:
    page.emulate_media(media="print")
    for finding in report.findings:
        expect(page.get_by_text(finding.message)).to_be_visible()
    assert all(exhibit.is_visible() for exhibit in page.locator(".exhibit").all())
    for control in (".skips a", ".filters label", ".filters select", "#detail", ".source"):
        assert not any(element.is_visible() for element in page.locator(control).all()), control
    widest = page.evaluate("Math.max(...[...document.querySelectorAll('table')].map(one => one.scrollWidth))")
    assert widest <= LAPTOP["width"]


def test_without_scripts_the_links_still_lead_to_the_evidence(open_page: OpenPage, report: Report) -> None:
    page = open_page(report.to_html(), java_script_enabled=False, viewport=LAPTOP)
    page.locator(".card").first.locator("[data-go]").last.click()
    assert page.url.endswith(f"#v{position_of(report, 'requests.received', 'total')}")


def test_a_hostile_report_runs_nothing(open_page: OpenPage) -> None:
    report = hostile_report()
    page = open_page(report.to_html(), viewport=LAPTOP)
    for element in page.locator(".pick, [data-item], [data-go]").all():
        element.dispatch_event("click")
        element.dispatch_event("pointerover")
    assert page.evaluate("window.hit") is None
    assert (
        page.locator("img, svg, base, iframe, plaintext, meta[http-equiv=refresh], [onload], [onmouseover]").count()
        == 0
    )
    assert page.locator("a[href^='javascript']").count() == 0
    for place in ("h1", ".message", ".meta", "#text"):
        expect(page.locator(place).first).to_contain_text("<script>window.hit=1</script>")


def test_the_policy_forbids_what_the_page_does_not_bring(open_page: OpenPage, report: Report) -> None:
    """As if a hole let markup through: even then nothing runs, and nothing is fetched."""
    page = open_page(report.to_html(), is_watched=False)
    blocked: list[str] = page.evaluate(
        """async () => {
          const blocked = [];
          document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
          try {
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hit=1'>");
          } catch (error) {
            blocked.push(error.name);
          }
          const image = document.createElement("img");
          image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
          document.body.append(image);
          await new Promise((resolve) => setTimeout(resolve, 200));
          return blocked;
        }"""
    )
    assert {"TypeError", "img-src"} <= set(blocked)
    assert page.evaluate("window.hit") is None
