"""The trainer's page: three questions answered at once, the evidence one click away, and nothing for who may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from learnenv import bootstrap
from learnenv.domain.people import Grant
from learnenv.domain.text import Language
from learnenv.services import identity
from learnenv.settings import read_settings
from tests.support.classes import seed_class
from tests.support.server import Server, running
from tests.web.asking import ask
from tests.web.learner import Learner
from tests.web.test_access import look_at

pytestmark = pytest.mark.browser
MODULE = "doetank-start"


@dataclass(frozen=True)
class School:
    """A server with two classes, one of them large, and the cookies of their trainer and of one learner."""

    server: Server
    trainer: str
    english: str
    learner: str


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    data = tmp_path_factory.mktemp("school") / "data"
    core, now = bootstrap.start(read_settings({}, data=data)), datetime.now(UTC)
    trainer, learner = identity.begin_guest(core, "nl"), identity.begin_guest(core, "nl")
    seed_class(core, 8, [MODULE], now, trainer=trainer.actor.learner, second=learner.actor.learner)
    seed_class(core, 70, [MODULE], now, id="groot", trainer=trainer.actor.learner)
    english = identity.begin_guest(core, "en")
    for cohort in ("klas", "groot"):
        core.record.give(Grant(english.actor.learner, "trainer", "cohort", cohort, "", now))
    core.record.close()
    with running(data) as server:
        yield School(server, *(f"learnenv-session={each.token}" for each in (trainer, english, learner)))


def test_three_questions_are_answered_and_the_evidence_is_one_click_away(
    come: Callable[..., Learner], school: School
) -> None:
    learner = come(at=school.server, cookie=school.trainer)
    page = learner.page
    learner.open("/cohort?cohort=klas")
    told = page.locator(".st-key-three-answers li")
    expect(told).to_have_count(3)
    for line, key in enumerate(("class-view.how", "class-view.who", "class-view.hard")):
        expect(told.nth(line)).to_contain_text(learner.say(key))
    stuck = told.nth(1).get_by_role("link", name="Bram", exact=True).first
    expect(stuck).to_be_in_viewport()
    expect(stuck).to_have_attribute("href", re.compile("^/cohort-learner.cohort=klas&learner="))
    assert page.locator(".st-key-class-map-wide img").evaluate("each => each.complete && each.naturalWidth > 0")
    card = page.locator('[class*="st-key-flag-"]').filter(has_text="Bram").first
    expect(card).to_contain_text("vier keer of vaker achter elkaar fout")
    learner.unfold(card.get_by_text(learner.say("attention.later")))
    expect(card.get_by_text("Hoi Bram")).to_be_visible()
    card.get_by_role("link").click()
    expect(page.get_by_text(learner.say("class-view.looked", name="Bram"))).to_be_visible()
    expect(page.locator('[class*="st-key-try-"]')).to_have_count(5)


def test_what_was_seen_leaves_the_list_and_can_come_back(come: Callable[..., Learner], school: School) -> None:
    learner = come(at=school.server, cookie=school.trainer)
    page = learner.page
    learner.open("/cohort?cohort=klas")
    open_ones = page.locator('[class*="st-key-seen-klas-3-idle"] button')
    expect(open_ones).to_have_count(1)
    open_ones.click()
    expect(open_ones).to_have_count(0)
    learner.unfold(page.get_by_text(learner.say("attention.put-by")))
    page.get_by_role("button", name=learner.say("attention.again")).click()
    expect(open_ones).to_have_count(1)


def test_the_title_of_an_exercise_leads_to_what_a_member_answered(
    come: Callable[..., Learner], school: School
) -> None:
    learner = come(at=school.server, cookie=school.trainer)
    learner.open("/cohort-learner?cohort=klas&learner=klas-3")
    link = learner.page.locator("td:first-child a").first
    title = link.inner_text()
    link.click()
    expect(learner.page.locator("h1")).to_have_text(title)
    expect(learner.page.locator('[class*="st-key-try-"]').first).to_be_visible()


def test_a_score_with_its_bar_stays_clear_of_the_next_column(come: Callable[..., Learner], school: School) -> None:
    learner = come(at=school.server, cookie=school.trainer)
    learner.page.set_viewport_size({"width": 800, "height": 900})  # where the columns have least room
    learner.open(f"/cohort-items?cohort=groot&module={MODULE}")
    cells = learner.page.locator("td:has(img)")
    expect(cells.first).to_be_visible()
    room = cells.evaluate_all("""(cells) => cells.map((cell) => {
      const inside = document.createRange()
      inside.selectNodeContents(cell)
      return cell.getBoundingClientRect().right - inside.getBoundingClientRect().right
    })""")
    assert min(room) >= 8


def test_the_learner_reads_the_same_words(come: Callable[..., Learner], school: School) -> None:
    trainer, learner = come(at=school.server, cookie=school.trainer), come(at=school.server, cookie=school.learner)
    trainer.open("/cohort?cohort=klas")
    words = trainer.page.locator('[class*="st-key-flag-"]').filter(has_text="Bram").first.locator("p").nth(1)
    learner.open("/")
    expect(learner.page.locator('[class*="st-key-flag-mine-"]').first).to_contain_text(words.inner_text())


def test_who_may_not_sees_nothing(come: Callable[..., Learner], school: School) -> None:
    learner = come(at=school.server, cookie=school.learner)
    for path in ("cohort?cohort=klas", "cohort-items?cohort=klas&module=doetank-start", "cohort?cohort=nowhere"):
        learner.open(f"/{path}")
        expect(learner.page.locator("h1")).to_have_text(learner.say("lost.title"))
    for cookie in (school.learner, school.server.begin()):
        assert ask(school.server, "/class-map.svg?cohort=klas", Cookie=cookie).status == 404
    drawn = ask(school.server, "/class-map.svg?cohort=klas", Cookie=school.trainer)
    assert (drawn.status, drawn.headers["cache-control"]) == (200, "no-store")
    assert "Bram" in drawn.body


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_of_the_class_has_a_barrier(come: Callable[..., Learner], school: School, language: Language) -> None:
    here = "cohort=klas"
    paths = {
        "class": f"/cohort?{here}",
        "large class": "/cohort?cohort=groot",
        "items": f"/cohort-items?{here}&module={MODULE}",
        "answers": f"/cohort-answers?{here}&exercise={MODULE}/top-down-claim",
        "member": f"/cohort-learner?{here}&learner=klas-3",
        "report": "/report/cohort/klas",
        "report of a member": "/report/cohort/klas/learner/klas-3",
    }

    def unfold(name: str, learner: Learner) -> None:
        for each in learner.page.locator(".stExpander summary").all()[:3]:
            each.click()

    cookie = school.trainer if language == "nl" else school.english
    learner = come(language, at=school.server, cookie=cookie)
    looks = (("light", 1280), ("dark", 390)) if language == "nl" else (("dark", 1280), ("light", 320))
    look_at(learner, paths, unfold, looks)
