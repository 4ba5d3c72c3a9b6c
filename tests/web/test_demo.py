"""The demonstration in a browser: one click and one looks around as somebody; every page says it is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from learnenv.language import speech
from tests.support.server import Server, running
from tests.web.asking import ask
from tests.web.axe import faults, too_small, too_wide
from tests.web.learner import Learner

MARK = ".le-demo, .st-key-wide-demo"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("demo") / "none", demo=True) as server:
        yield server


def marked(page: Page, says: str) -> None:
    expect(page.locator(MARK)).to_have_count(1)
    expect(page.locator(MARK)).to_contain_text(says)


@pytest.mark.browser
@pytest.mark.slow
def test_one_click_and_a_trainer_sees_who_is_stuck(shown: Server, come: Callable[..., Learner]) -> None:
    guest = come("en", at=shown, signed_in=False)
    guest.page.goto(f"{shown.url}/demo?lang=en")
    marked(guest.page, guest.say("demo.mark"))
    assert faults(guest.page) + too_small(guest.page) + too_wide(guest.page) == []
    part = guest.say("demo.part.trainer")
    guest.page.get_by_role("button", name=guest.say("demo.enter-named", part=part), exact=True).click()
    guest.settle()
    marked(guest.page, guest.say("demo.banner"))
    group = speech("nl").say("demo.group.autumn")
    guest.page.get_by_role("link", name=guest.say("class-view.see", cohort=group)).click()
    expect(guest.page.locator(".st-key-three-answers")).to_contain_text(f"{guest.say('class-view.short.stuck')}:")
    marked(guest.page, guest.say("demo.banner"))
    assert faults(guest.page) == []
    guest.page.set_viewport_size({"width": 320, "height": 800})
    assert too_wide(guest.page) == []
    for path in ("/modules", "/you", "/progress"):
        guest.open(path)
        marked(guest.page, guest.say("demo.mark"))


@pytest.mark.slow
def test_nobody_elsewhere_gets_anything_and_plain_pages_are_marked(shown: Server) -> None:
    assert ask(shown, "/demo", Host="learn.example.org").status == 403
    assert ask(shown, "/welcome", Host="learn.example.org").status == 403
    assert 'class="le-demo"' in ask(shown, "/welcome").body
    assert ask(shown, "/demo", "POST", {"part": "trainer", "token": "forged"}).location == "/demo"


def test_a_real_installation_has_no_such_door(server: Server) -> None:
    assert "le-demo" not in ask(server, "/welcome").body
    assert ask(server, "/demo").status in (303, 404)
    assert ask(server, "/demo", "POST", {"part": "administrator"}).status in (303, 401, 404)
