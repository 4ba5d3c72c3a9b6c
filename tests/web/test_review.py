"""Finished work comes back: a learner finishes a module, and a week later reviews it, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from learnenv.domain.progress import Event
from learnenv.services.identity import secret_hash
from learnenv.store.open import open_record
from learnenv.testing.record_samples import an_attempt
from tests.support.server import PROGRAM, Server, start
from tests.support.tiny import FILES, write_tiny
from tests.web.axe import faults, too_small, too_wide
from tests.web.learner import Learner
from tests.web.test_keyboard import focus, stand_still, tab_to

pytestmark = pytest.mark.browser

DAYS = 8
LATER = f"""
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from learnenv import bootstrap

real = bootstrap.start

def start(*given, **named):
    return replace(real(*given, **named), clock=lambda: datetime.now(UTC) + timedelta(days={DAYS}))

bootstrap.start = start
{PROGRAM}
"""
"""The program as it will run so many days from now."""
REF = "tiny/sure"
REVIEWED = "review-tiny/sure"


def run(folder: Path, program: str) -> Server:
    """A server with one module, of which the one exercise asks how sure one is."""
    sure = FILES["exercises/sure.yaml"].rstrip() + "\n        certainty: true\n"
    return start(folder / "data", modules=[write_tiny(folder / "modules", sure=sure).parent], program=program)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose clock is a week ahead."""
    server = run(tmp_path_factory.mktemp("later"), LATER)
    yield server
    server.stop()


def finished(server: Server, *, answers: int = 0) -> str:
    """The cookie of somebody who finished the module just now by our clock, and gave so many answers of which they
    were very sure before."""
    cookie = server.begin("nl")
    tokens = [each.partition("=")[2] for each in cookie.split("; ")]
    record = open_record(f"sqlite:///{server.data}/learnenv.sqlite3")
    me = next(found[1].id for each in tokens if (found := record.session(secret_hash(each))))
    now = datetime.now(UTC)
    for number in range(answers):
        given: dict[str, Any] = {"fraction": number % 2, "certainty": "high", "at": now - timedelta(days=1)}
        record.record(me, "tiny/gone", partial(an_attempt, answer={"choice": str(number)}, **given))
    record.record(me, REF, lambda at: an_attempt(at, {"choice": "yes"}, at=now))
    record.add_event(Event(me, "tiny/first", "read", now))
    record.close()
    return cookie


def somewhere(page: Page) -> None:
    """The keyboard has a place on the page."""
    expect(page.locator(":focus")).to_be_attached()


def test_a_week_after_finishing_it_is_reviewed_by_keyboard(tmp_path: Path, come: Callable[..., Learner]) -> None:
    server, cookie = _finish_today(tmp_path, come)
    server = start(server.data, modules=[tmp_path / "modules"], program=LATER)
    try:
        later = come("nl", at=server, cookie=cookie)
        _review_by_keyboard(later)
        later.leave()
    finally:
        server.stop()


def _finish_today(folder: Path, come: Callable[..., Learner]) -> tuple[Server, str]:
    """Do the one exercise, say one is very sure of it, and read the one page. The server stops then."""
    server = run(folder, PROGRAM)
    try:
        cookie = server.begin("nl")
        learner = come("nl", at=server, cookie=cookie)
        learner.lesson("first", "tiny")
        learner.form(REF).get_by_text("Ja", exact=True).click()
        learner.form(REF).get_by_role("radio", name=learner.say("form.certainty_high")).check()
        learner.check(REF)
        said = learner.say("certainty.said", level=learner.say("certainty.level.high"), mark="1")
        expect(learner.feedback(REF)).to_contain_text(said)
        learner.page.locator(".st-key-on button").click()
        expect(learner.page).to_have_url(f"{server.url}/module?module=tiny")
        learner.open("/review")
        expect(learner.page.get_by_text(learner.say("review.done"))).to_be_visible()
        learner.leave()
    finally:
        server.stop()
    return server, cookie


def _review_by_keyboard(learner: Learner) -> None:
    page = learner.page
    learner.open("/")
    stand_still(learner, learner.say("review.invitation", count=1))
    tab_to(page, learner.say("review.invitation", count=1))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(learner.say("review.title"))
    expect(page.locator("h1")).to_be_focused()
    learner.settle()
    expect(learner.exercise(REVIEWED)).to_contain_text(learner.say("review.why.easy", count=DAYS))
    form = learner.form(REVIEWED)
    expect(form.locator("input:checked")).to_have_count(0)
    tab_to(page, form.locator(".le-option").first.inner_text())
    if not focus(page)["text"].startswith("Nee"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tab_to(page, "/submit")
    page.keyboard.press("Enter")
    for text in ("Kijk nog eens.", "Deze opdracht komt morgen terug"):
        expect(learner.feedback(REVIEWED)).to_contain_text(text)
    expect(learner.exercise(REVIEWED)).to_contain_text(learner.say("solution.title"))
    learner.settle()
    somewhere(page)
    tab_to(page, learner.say("review.finish"))
    page.keyboard.press("Enter")
    expect(page.get_by_text(learner.say("review.done"))).to_be_visible()
    expect(page.locator("h1")).to_be_focused()
    learner.open("/progress")
    expect(page.get_by_text("100%")).to_be_visible()  # the module is as done as it was


def test_two_tabs_are_one_review_and_a_reload_begins_with_what_is_left(
    later: Server, come: Callable[..., Learner]
) -> None:
    cookie = finished(later)
    one, other = (come("nl", at=later, cookie=cookie) for _ in range(2))
    for each in (one, other):
        each.open("/review")
        expect(each.form(REVIEWED)).to_be_visible()
    one.form(REVIEWED).get_by_text("Ja", exact=True).click()
    one.check(REVIEWED)
    other.form(REVIEWED).get_by_text("Nee", exact=True).click()
    other.check(REVIEWED)
    expect(other.status(REVIEWED)).to_have_text(other.say("feedback.right"))
    one.page.reload()
    expect(one.page.get_by_text(one.say("review.done"))).to_be_visible()


@pytest.mark.parametrize("look", [("light", 1280), ("dark", 320)], ids=str)
def test_axe_finds_nothing_in_review_and_in_the_picture_of_certainty(
    later: Server, come: Callable[..., Learner], look: tuple[str, int]
) -> None:
    cookie = finished(later, answers=10)
    view = {"width": look[1], "height": 900}
    learner = come("nl", at=later, cookie=cookie, color_scheme=look[0], viewport=view)
    page, found = learner.page, []

    def look_at() -> None:
        learner.settle()
        found.extend([*faults(page), *too_small(page), *too_wide(page)])

    learner.open("/you")
    look_at()
    learner.open("/progress")
    drawn = page.locator('.st-key-certainty img[src*="levels.svg"]')
    expect(drawn).to_have_js_property("complete", True)
    assert drawn.evaluate("picture => picture.naturalWidth") > 0
    expect(page.locator(".st-key-certainty")).to_contain_text("50%")
    look_at()
    learner.open("/review")
    expect(learner.form(REVIEWED)).to_be_visible()
    look_at()
    learner.check(REVIEWED)
    expect(learner.feedback(REVIEWED)).to_be_visible()
    expect(learner.feedback(REVIEWED)).to_contain_text(learner.say("feedback.kept-as-draft"))
    learner.form(REVIEWED).get_by_text("Nee", exact=True).click()
    learner.check(REVIEWED)
    expect(learner.form(REVIEWED).locator(".le-submit")).to_be_hidden()
    look_at()
    assert found == []


def test_who_wants_to_be_asked_how_sure_they_are_says_so_once(later: Server, come: Callable[..., Learner]) -> None:
    learner = come("en", at=later)
    learner.open("/you")
    switch = learner.page.get_by_role("switch", name=learner.say("certainty.ask"))
    expect(switch).not_to_be_checked()
    learner.page.get_by_text(learner.say("certainty.ask")).click()
    expect(switch).to_be_checked()
    learner.settle()
    learner.open("/you")
    expect(switch).to_be_checked()
    learner.open("/progress")
    expect(learner.page.get_by_text(learner.say("certainty.few", count=0, enough=5))).to_be_visible()
