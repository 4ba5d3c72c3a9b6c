"""From a browser that was never here: what it takes until a learner answered a question, and until a trainer sees who
is stuck. Clicks and keys are counted; a step that is put in between is noticed here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from learnenv import bootstrap
from learnenv.domain.people import Grant
from learnenv.services import accounts, identity
from learnenv.settings import read_settings
from tests.support.classes import seed_class
from tests.support.server import Server
from tests.web.learner import Learner

pytestmark = pytest.mark.browser
PASSWORD = "een zin van dertig tekens lang"
REF = "doetank-start/top-down-claim"


@dataclass
class Steps:
    """Somebody's hands."""

    page: Page
    clicks: int = 0
    keys: int = 0

    def click(self, what: Locator) -> None:
        """Press with the mouse."""
        what.click()
        self.clicks += 1

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.keys += 1


def test_a_learner_answers_a_first_question_in_four_clicks_and_no_key(come: Callable[..., Learner]) -> None:
    learner = come("nl", signed_in=False)
    steps = Steps(learner.page)
    learner.page.goto(learner.server.url)
    steps.click(learner.page.get_by_role("button", name=learner.say("welcome.begin")))
    learner.settle()
    steps.click(learner.page.get_by_role("link", name=learner.say("home.first")))
    learner.settle()
    steps.click(learner.form(REF).locator(".le-option").first)
    steps.click(learner.form(REF).locator(".le-submit"))
    expect(learner.status(REF).locator("span")).not_to_be_empty()
    assert (steps.clicks, steps.keys) == (4, 0)


def test_a_trainer_sees_who_is_stuck_one_click_after_signing_in(come: Callable[..., Learner], server: Server) -> None:
    """Signing in takes no click: the cursor is where one types."""
    login = f"eva-{secrets.token_hex(3)}"
    core = bootstrap.start(read_settings({}, data=server.data))
    try:
        seeded = seed_class(core, 6, ["doetank-start"], core.clock(), id=f"klas-{login}")
        begun = identity.begin_guest(core, "nl").actor
        accounts.keep(core, begun.learner, login, PASSWORD)
        core.record.give(Grant(begun.learner, "trainer", "cohort", seeded.cohort, "", core.clock()))
    finally:
        core.record.close()
    trainer = come("nl", signed_in=False)
    steps = Steps(trainer.page)
    trainer.page.goto(f"{server.url}/sign-in?lang=nl")
    steps.type(login)
    steps.press("Tab")
    steps.type(PASSWORD)
    steps.press("Enter")
    trainer.settle()
    steps.click(trainer.page.get_by_role("link", name=trainer.say("class-view.see", cohort=f"Groep klas-{login}")))
    expect(trainer.page.locator(".st-key-three-answers")).to_contain_text(
        re.compile(r"aandacht nodig\? \d+ .*Vast: \w+", re.DOTALL)
    )
    assert (steps.clicks, steps.keys - len(login) - len(PASSWORD)) == (1, 2)
