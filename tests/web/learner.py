"""A learner at a browser: does what a person does, by what a person sees."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from learnenv.domain.text import Language
from learnenv.language import Speech, speech
from tests.support.server import Server
from tests.web.watch import Watch

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
STILL = """(summary) => new Promise((done) => {
  const part = summary.closest('details')
  const measured = () => [...part.querySelectorAll('*')].map((each) => each.getBoundingClientRect().top).join()
  let last = '', since = performance.now()
  const look = () => {
    const now = part.open ? measured() : ''
    if (now !== last || now === '') { last = now; since = performance.now() }
    if (performance.now() - since > 400) done(); else requestAnimationFrame(look)
  }
  look()
})"""
"""Resolves once nothing in an open fold has moved for a while."""


class Learner:
    """One visitor with a browser of their own. `signed_in` skips the welcome page, by its cookie."""

    def __init__(
        self, browser: Browser, server: Server, language: Language = "nl", *, cookie: str = "", **options: Any
    ) -> None:
        self.server = server
        self.language: Language = language
        wanted = {"viewport": {"width": 1280, "height": 900}, "locale": language, **options}
        self.context: BrowserContext = browser.new_context(**wanted)
        self.context.set_default_timeout(15_000)
        self.watch = Watch(self.context, server.url)
        for each in filter(None, cookie.split("; ")):
            name, _, value = each.partition("=")
            self.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        self.page: Page = self.context.new_page()

    @property
    def words(self) -> Speech:
        """The words of the learner's language."""
        return speech(self.language)

    def say(self, key: str, **values: object) -> str:
        """One sentence of the interface, as this learner reads it."""
        return self.words.say(key, **values)

    def open(self, path: str = "/") -> None:
        """Go to an address and wait until it is drawn."""
        self.page.goto(f"{self.server.url}{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until a page of Streamlit's is drawn and still."""
        # The heading first: before the first run of a page nothing runs either.
        expect(self.page.locator("h1").first).to_be_visible()
        expect(self.page.locator(SETTLED)).to_be_attached()

    def begin(self) -> None:
        """Come in by the one button of the welcome page."""
        self.page.goto(f"{self.server.url}/welcome?lang={self.language}")
        self.page.get_by_role("button", name=self.say("welcome.begin")).click()
        self.settle()

    def lesson(self, page: str, module: str = "doetank-start") -> None:
        """Open a lesson page."""
        self.open(f"/lesson?module={module}&page={page}")

    def exercise(self, ref: str) -> Locator:
        """All of one exercise."""
        return self.page.locator(f".st-key-exercise-{re.sub('[^a-zA-Z0-9_-]', '-', ref)}")

    def form(self, ref: str) -> Locator:
        """Its form."""
        return self.exercise(ref).locator(".le-form")

    def check(self, ref: str) -> None:
        """Hand in, and wait for the word on it."""
        form = self.form(ref)
        form.locator(".le-submit").click()
        expect(form.locator(".le-status:not(.le-status-checking) span")).not_to_be_empty()

    def status(self, ref: str) -> Locator:
        """The line beside the button."""
        return self.form(ref).locator(".le-status")

    def feedback(self, ref: str) -> Locator:
        """What is said under the form."""
        return self.exercise(ref).locator('[class*="st-key-feedback-"]')

    def go_on(self) -> None:
        """Press the one button on to the next page."""
        before = self.page.url
        self.page.locator(".st-key-on button").click()
        expect(self.page).not_to_have_url(before)
        self.settle()

    def unfold(self, summary: Locator) -> None:
        """Open what is folded, and wait until it lies still: a press in the meantime would land beside its button."""
        summary.click()
        summary.evaluate(STILL)

    def options(self, field: Locator) -> Locator:
        """What a field with a list offers. A page that is drawn again closes an open list, so it is opened until it
        stays open."""
        shown = self.page.get_by_role("option")
        for _ in range(10):
            if not shown.count():
                field.locator("input").click()
            with suppress(AssertionError):
                expect(shown.first).to_be_visible(timeout=1500)
                return shown
        raise AssertionError("the list does not open")

    def leave(self) -> None:
        """Close the browser."""
        self.context.close()
