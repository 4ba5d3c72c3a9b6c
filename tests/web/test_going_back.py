"""The address is always that of the page in sight, so that whatever is done next happens there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web.learner import Learner

pytestmark = pytest.mark.browser


def test_after_going_back_a_page_one_stays_there(come: Callable[..., Learner]) -> None:
    learner = come("nl")
    page = learner.page
    learner.lesson("why-small")
    before = page.url
    learner.go_on()
    after = page.url
    page.get_by_role("link", name=learner.say("lesson.back")).click()
    expect(page.locator("h1")).to_have_text("Waarom klein beginnen")
    expect(page).to_have_url(before)
    page.locator(".st-key-switch-language button").click()
    expect(page.locator("h1")).to_have_text("Why start small")
    page.reload()
    expect(page.locator("h1")).to_have_text("Why start small")
    page.go_back()
    expect(page).to_have_url(after)
    page.go_back()
    expect(page).to_have_url(before)
