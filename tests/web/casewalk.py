"""Walk the case of the authors' manual in a browser."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Locator, expect

from learnenv.services.identity import secret_hash
from tests.support.server import Server
from tests.web.learner import Learner

CASE = "/case?module=loket&case=the-counter"
MAP = "/case-map.svg?module=loket&case=the-counter"
REF = "loket/the-counter"
SCENES = {
    "nl": ("De opdracht", "Terug bij af", "Wat je zag", "Een kortere rij", "Dezelfde rij"),
    "en": ("The task", "Back to the start", "What you saw", "A shorter queue", "The same queue"),
}
CHOICES = {
    "nl": ("Eerst een week meekijken", "Het plan schrijven", "Alsnog meekijken", "Een extra loket openen"),
    "en": ("Watch for a week first", "Write the plan", "Watch after all", "Open an extra counter"),
}


def scene(learner: Learner) -> Locator:
    """Where the learner is."""
    return learner.page.locator('[class*="st-key-scene-"]')


def is_at(learner: Learner, title: str) -> None:
    """Wait until the learner is there and all is still."""
    expect(scene(learner).locator("h2")).to_have_text(title)
    learner.settle()


def choose(learner: Learner, text: str, then: str) -> None:
    """Make a choice and wait for the scene it leads to."""
    scene(learner).get_by_text(text, exact=True).click()
    scene(learner).locator(".le-submit").click()
    is_at(learner, then)


def predict(learner: Learner, value: str = "4") -> None:
    """Make the prediction of this scene."""
    box = scene(learner).locator(".st-key-exercise-prediction")
    box.locator("input[inputmode=decimal]").fill(value)
    box.locator(".le-submit").click()
    expect(scene(learner).locator(".st-key-case-reveal")).to_be_visible()
    learner.settle()


def walk_to_the_end(learner: Learner) -> None:
    """The long way to the queue that stays as it was."""
    titles, choices = SCENES[learner.language], CHOICES[learner.language]
    learner.open(CASE)
    choose(learner, choices[1], titles[1])
    choose(learner, choices[2], titles[2])
    predict(learner)
    choose(learner, choices[3], titles[4])


def _rows(server: Server, cookie: str, select: str) -> list[str]:
    token = next(each.partition("=")[2] for each in cookie.split("; ") if "session" in each.partition("=")[0])
    with closing(sqlite3.connect(server.data / "learnenv.sqlite3")) as database:
        whose = "learner = (select learner from session where token_hash = ?) order by id"
        return [row[0] for row in database.execute(f"{select} {whose}", [secret_hash(token)])]


def moves(server: Server, cookie: str) -> list[str]:
    """The moves on record of whoever has this cookie."""
    return _rows(server, cookie, "select detail from event where kind = 'move' and")


def ends(server: Server, cookie: str) -> list[str]:
    """The ends on record of whoever has this cookie."""
    return _rows(server, cookie, "select answer from attempt where exercise = 'the-counter' and")
