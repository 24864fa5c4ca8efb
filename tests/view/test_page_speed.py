"""A report of 200,000 characters in the browser: what it costs to load it and to act on it, in processor time, so that
a busy machine does not matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browsing import OpenPage
from extremes import long_report
from playwright.sync_api import Locator, Page

LENGTH = 200_000  # characters, with a claim in every 50 of them: far more than any report has
# Seconds of the page's main thread. Measured: 0.3 to load, 0.05 for a click on a finding, 0.5 to take 600 findings off
# the list, 0.02 for the pointer on a claim.
LOADING, CLICKING, FILTERING, POINTING = 2.0, 0.4, 2.0, 0.2

SETTLE = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

Clock = Callable[[], float]


def thread_clock(page: Page) -> Clock:
    """The processor time that the page's main thread has used, in seconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def clock() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    return clock


def cost(page: Page, clock: Clock, action: Callable[[], object]) -> float:
    """What an action takes until its frame is painted."""
    before = clock()
    action()
    page.evaluate(SETTLE)
    return clock() - before


def middle(element: Locator) -> tuple[float, float]:
    """Found beforehand: only what the page itself does is to be measured."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + min(20, box["width"] / 2), box["y"] + min(10, box["height"] / 2)


def test_a_long_report_stays_fluent(open_page: OpenPage, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(long_report(LENGTH).to_html(), encoding="utf-8")
    page = open_page("<!doctype html><title>before</title>", viewport={"width": 1440, "height": 900})
    clock = thread_clock(page)
    loading = cost(page, clock, lambda: page.goto(path.as_uri()))
    cards, claims = page.locator(".card"), page.locator("#text .claim[role=button]")
    message = middle(cards.first.locator(".message"))
    clicks = [cost(page, clock, lambda: page.mouse.click(*message))]
    far = cards.nth(300)
    clicks.append(cost(page, clock, lambda: far.dispatch_event("click")))
    shown = middle(claims.nth(300 * 7))
    pointing = cost(page, clock, lambda: page.mouse.move(*shown))
    box = middle(page.locator(".filters input").first)
    filtering = cost(page, clock, lambda: page.mouse.click(*box))
    print(f"loading {loading:.3f}, clicks {clicks}, pointing {pointing:.3f}, filtering {filtering:.3f}")
    assert page.locator(".card:not([hidden])").count() == 0
    assert loading < LOADING
    assert max(clicks) < CLICKING
    assert filtering < FILTERING
    assert pointing < POINTING
