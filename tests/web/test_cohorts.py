"""A trainer and a learner at a browser: a group in a minute, joined in one form, left again; and no barrier on the
way."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, expect

from learnenv import bootstrap
from learnenv.domain.learner import Actor
from learnenv.services import cohorts, identity, joining, organisations
from learnenv.settings import read_settings
from tests.support.server import Server
from tests.web.learner import Learner
from tests.web.test_access import LOOKS, look_at

pytestmark = pytest.mark.browser
CONSOLE = Actor("", "nl", console=True)
NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.fixture(scope="module")
def made(server: Server) -> tuple[str, str, str]:
    """The cookie of a trainer, the id of a group of theirs and its code. Names in it try to be more than names."""
    core = bootstrap.start(read_settings({}, data=server.data))
    try:
        place = organisations.make(core, CONSOLE, "Gemeente Voorbeeld")
        trainer = identity.begin_guest(core, "nl")
        organisations.give_trainer(core, CONSOLE, place.id, trainer.actor.learner)
        group = cohorts.make(core, CONSOLE, place.id, "Voorjaar *2026*", {"doetank-start": None})
        for name in ("<img src=x onerror=alert(1)>", "[klik](javascript:alert(1))", "| cel | `code` :material/home:"):
            joining.join_as_guest(core, joining.by_code(core, group.join_code), name, "nl")
    finally:
        core.record.close()
    return f"learnenv-session={trainer.token}", group.id, group.join_code


def test_a_trainer_makes_a_group_and_a_learner_joins_and_leaves_it(
    come: Callable[..., Learner], made: tuple[str, str, str]
) -> None:
    trainer = come("nl", cookie=made[0])
    trainer.open("/")
    trainer.page.get_by_role("link", name=trainer.say("menu.cohorts"), exact=True).click()
    trainer.page.get_by_label(trainer.say("cohorts.name")).fill("Doetank najaar")
    trainer.page.get_by_role("button", name=trainer.say("cohorts.make"), exact=True).click()
    expect(trainer.page.get_by_role("heading", level=1)).to_have_text("Doetank najaar")
    code = trainer.page.locator(".st-key-join-code code").inner_text()

    learner = come("nl", signed_in=False)
    learner.page.goto(f"{learner.server.url}/join?lang=nl")
    learner.page.get_by_label(learner.say("join.code")).fill(code)
    learner.page.get_by_label(learner.say("join.name")).fill("Vlinder 42")
    learner.page.get_by_role("button", name=learner.say("join.button")).click()
    learner.settle()
    trainer.page.reload()
    expect(trainer.page.get_by_role("cell", name="Vlinder 42")).to_be_visible()

    learner.open("/you")
    leaving = learner.page.locator('[class*="st-key-card-my-cohort"]')
    learner.unfold(leaving.get_by_text(learner.say("my-cohorts.leave", cohort="Doetank najaar")))
    leaving.get_by_role("button", name=learner.say("my-cohorts.leave-button")).click()
    expect(learner.page.get_by_text(learner.say("my-cohorts.left"))).to_be_visible()
    trainer.page.reload()
    expect(trainer.page.get_by_text(trainer.say("cohorts.nobody"))).to_be_visible()

    trainer.page.get_by_role("button", name=trainer.say("cohorts.end"), exact=True).click()
    expect(trainer.page.get_by_text(trainer.say("cohorts.end-first"))).to_be_in_viewport()
    trainer.page.get_by_text(trainer.say("cohorts.end-sure")).click()
    trainer.page.get_by_role("button", name=trainer.say("cohorts.end"), exact=True).click()
    expect(trainer.page.get_by_text(trainer.say("cohorts.ended"))).to_be_visible()
    expect(trainer.page.get_by_text(trainer.say("cohorts.door.archived"), exact=True)).to_be_visible()


def test_a_group_on_a_learning_path_is_made_by_keyboard_on_a_telephone(
    come: Callable[..., Learner], made: tuple[str, str, str]
) -> None:
    trainer = come("nl", cookie=made[0])
    trainer.page.set_viewport_size({"width": 390, "height": 800})
    trainer.open("/cohorts")
    keys, name = trainer.page.keyboard, trainer.page.get_by_label(trainer.say("cohorts.name"))
    for date in (f"3101{NEXT_YEAR - 2}", f"3101{NEXT_YEAR}"):
        fill_in_path(trainer, name)
        for _ in range(3):  # past the button that empties the path, and the single modules
            keys.press("Tab")
        keys.type(date)
        for key in ("Tab", "Tab", "Enter"):  # past the calendar, to the button that makes it
            keys.press(key)
        if date.endswith(str(NEXT_YEAR - 2)):
            expect(trainer.page.get_by_text(trainer.say("cohorts.day-is-past"))).to_be_in_viewport()
    expect(trainer.page.get_by_role("heading", level=1)).to_have_text("Op weg")
    dates = trainer.page.locator('[class*="st-key-"][class*="-due-"]')
    expect(dates).to_have_count(8)
    for each in dates.all():
        expect(each).to_contain_text(re.compile(rf"31\s*-\s*01\s*-\s*{NEXT_YEAR}"))


def fill_in_path(trainer: Learner, name: Locator) -> None:
    """Give a name and choose the learning path for beginners, by keyboard. A page that is drawn again closes an open
    list."""
    keys, shown = trainer.page.keyboard, trainer.page.get_by_role("option")
    for _ in range(10):
        name.focus()
        for key in ("Control+A", "O", "p", "Space", "w", "e", "g", "Tab", "Control+A"):
            keys.press(key)
        keys.type("nieuwe")
        with suppress(AssertionError):
            expect(shown).to_have_text("Een nieuwe Doetank (8 modules)", timeout=1500)
            keys.press("Enter")
            return
    raise AssertionError("the list of learning paths does not open")


def test_a_trainer_puts_someone_in_a_team_and_closes_the_door(
    come: Callable[..., Learner], made: tuple[str, str, str]
) -> None:
    trainer = come("nl", cookie=made[0])
    trainer.open(f"/cohort-manage?cohort={made[1]}")
    expect(trainer.page.get_by_role("cell", name="<img src=x onerror=alert(1)>", exact=True)).to_be_visible()
    expect(trainer.page.get_by_role("cell").filter(has_text="| cel | `code`")).to_be_visible()
    remove = trainer.page.get_by_role("button", name=trainer.say("cohorts.remove"), exact=True)
    remove.click()
    expect(trainer.page.get_by_text(trainer.say("cohorts.who-first"))).to_be_in_viewport()
    choose(trainer, "[klik]")
    trainer.page.get_by_label(trainer.say("cohorts.team")).fill("Noord")
    trainer.page.get_by_role("button", name=trainer.say("cohorts.move")).click()
    done = trainer.page.locator(".st-key-feedback-right-act")
    expect(done).to_contain_text(trainer.say("cohorts.moved", name="[klik](javascript:alert(1))"))
    expect(done).to_be_in_viewport()
    expect(trainer.page.get_by_role("cell", name="Noord")).to_have_count(1)
    choose(trainer, "[klik]")
    remove.click()
    expect(done).to_contain_text(trainer.say("cohorts.removed", name="[klik](javascript:alert(1)) (Noord)"))
    expect(trainer.page.get_by_role("cell", name="Noord")).to_have_count(0)
    trainer.page.get_by_role("button", name=trainer.say("cohorts.close")).click()
    expect(trainer.page.get_by_text(trainer.say("cohorts.door.closed"), exact=True)).to_be_visible()
    trainer.page.get_by_role("button", name=trainer.say("cohorts.open")).click()
    expect(trainer.page.locator(".st-key-join-code code")).not_to_have_text(f"{made[2][:4]}-{made[2][4:]}")


def test_a_trainer_changes_the_settings_of_a_group(come: Callable[..., Learner], two_groups: tuple[str, ...]) -> None:
    trainer = come("nl", cookie=two_groups[0])
    trainer.open(f"/cohort-manage?cohort={two_groups[2]}")
    terms = {"idle-days": "14", "keep-months": "6"}
    for name, number in terms.items():
        trainer.page.get_by_label(trainer.say(f"cohorts.{name}")).fill(number)
    trainer.page.get_by_role("button", name=trainer.say("cohorts.save"), exact=True).click()
    expect(trainer.page.get_by_text(trainer.say("cohorts.saved"))).to_be_visible()
    expect(trainer.page.get_by_text(trainer.say("cohorts.end-text", count=6))).to_be_visible()
    trainer.page.reload()
    for name, number in terms.items():
        expect(trainer.page.get_by_label(trainer.say(f"cohorts.{name}"))).to_have_value(number)


def choose(trainer: Learner, name: str) -> None:
    """Choose whom the form is about that puts one member in a team, or takes them out."""
    trainer.settle()
    field = trainer.page.locator('[class*="st-key-"][class*="-who-"]')
    trainer.options(field).filter(has_text=name).click()
    expect(field.locator("input")).to_have_value(re.compile(re.escape(name)))


@pytest.fixture
def two_groups(server: Server) -> tuple[str, str, str, str]:
    """The cookies of a trainer of two groups and of a member of the first, and the ids of the groups."""
    core = bootstrap.start(read_settings({}, data=server.data))
    try:
        place = organisations.make(core, CONSOLE, f"Gemeente {secrets.token_hex(3)}")
        trainer = identity.begin_guest(core, "nl")
        organisations.give_trainer(core, CONSOLE, place.id, trainer.actor.learner)
        groups = [cohorts.make(core, CONSOLE, place.id, name, {}) for name in ("Van *hier*", "Naar daar")]
        member = joining.join_as_guest(core, joining.by_code(core, groups[0].join_code), "Vos", "nl")
        joining.join_as_guest(core, joining.by_code(core, groups[0].join_code), "Vos", "nl")
    finally:
        core.record.close()
    cookies = [f"learnenv-session={each.token}" for each in (trainer, member)]
    return cookies[0], cookies[1], groups[0].id, groups[1].id


def test_a_trainer_moves_a_member_who_reads_so_and_leaves_at_once(
    come: Callable[..., Learner], two_groups: tuple[str, str, str, str]
) -> None:
    trainer, learner = (come("nl", cookie=cookie) for cookie in two_groups[:2])
    trainer.open(f"/cohort-manage?cohort={two_groups[2]}")
    press = trainer.page.get_by_role("button", name=trainer.say("moves.button"), exact=True)
    press.click()
    expect(trainer.page.get_by_text(trainer.say("moves.nobody"))).to_be_visible()
    trainer.settle()
    field = trainer.page.locator('[class*="st-key-"][class*="movers"]')
    expect(trainer.options(field).filter(has_text="Vos")).to_have_count(2)
    for chosen in (1, 2):
        trainer.options(field).filter(has_text="Vos").first.click()
        expect(field.locator("[data-tag]")).to_have_count(chosen)
    trainer.page.keyboard.press("Escape")
    press.click()
    expect(trainer.page.get_by_text(trainer.say("moves.done", count=2, cohort="Naar daar"))).to_be_visible()
    expect(trainer.page.get_by_text(trainer.say("cohorts.nobody"))).to_be_visible()

    learner.open("/")
    told = learner.page.locator(f".st-key-flag-moved-{two_groups[3]}")
    expect(told).to_contain_text("verplaatst van Van *hier* naar Naar daar")
    look_at(learner, {"home of who was moved": "/"}, looks=LOOKS[1::2])
    learner.open("/")
    told.get_by_role("button", name=learner.say("my-cohorts.moved-seen")).click()
    expect(told).to_have_count(0)
    learner.open("/you")
    mine = learner.page.locator('[class*="st-key-card-my-cohort"]')
    expect(mine).to_contain_text("verplaatst van Van *hier* naar Naar daar")
    learner.unfold(mine.get_by_text(learner.say("my-cohorts.leave", cohort="Naar daar")))
    mine.get_by_role("button", name=learner.say("my-cohorts.leave-button")).click()
    expect(learner.page.get_by_text(learner.say("my-cohorts.left"))).to_be_visible()
    trainer.open(f"/cohort-manage?cohort={two_groups[3]}")
    expect(trainer.page.get_by_role("cell", name="Vos", exact=True)).to_have_count(1)


def test_no_page_about_groups_has_a_barrier(come: Callable[..., Learner], made: tuple[str, str, str]) -> None:
    trainer = come("nl", cookie=made[0])
    places = {
        "groups": "/cohorts",
        "group": f"/cohort-manage?cohort={made[1]}",
        "poster": f"/invite/{made[1]}",
        "invites": f"/invites/{made[1]}",
        "join": "/join",
    }
    look_at(trainer, places, looks=LOOKS[1::2])


def test_who_runs_no_group_sees_none(come: Callable[..., Learner], made: tuple[str, str, str]) -> None:
    guest = come("nl")
    for path in ("/cohorts", f"/cohort-manage?cohort={made[1]}"):
        guest.open(path)
        expect(guest.page.get_by_text(guest.say("access.not-allowed"))).to_be_visible()
        expect(guest.page.get_by_text("Voorjaar")).to_have_count(0)
    expect(guest.page.get_by_role("link", name=guest.say("menu.cohorts"), exact=True)).to_have_count(0)
