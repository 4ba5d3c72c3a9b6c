"""A coach at a browser: asked by a learner or for a team, with whom they coach on one page; and let go again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.server import Server
from tests.web.classroom import Someone, handed_in, member, record_of, trainer
from tests.web.learner import Learner
from tests.web.test_access import LOOKS, look_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REF = "doetank-start/practice-clash"
TEXT = "Wij hielden het klein."


@pytest.fixture(scope="module")
def people(server: Server) -> tuple[Someone, Someone]:
    """The trainer of a group and a member in a team, who shares a piece of work."""
    with record_of(server) as record:
        boss, learner = trainer(server, record, cohort="coached"), member(server, record, "Vlinder", cohort="coached")
        record.change_member("coached", learner.id, team="Noord")
        handed_in(record, learner, REF, {"text": f"{TEXT} " * 20})
    return boss, learner


def link_of(asker: Learner) -> str:
    """The link that the page shows now."""
    return asker.page.locator(".st-key-coach-link code").inner_text()


def become_coach(come: Callable[..., Learner], link: str) -> Learner:
    coach = come("nl", signed_in=False)
    coach.page.goto(f"{link}{'&' if '?' in link else '?'}lang=nl")
    coach.page.get_by_role("button", name=coach.say("join.coach-button")).click()
    coach.settle()
    return coach


def test_a_learner_asks_a_coach_who_finds_the_shared_work_and_is_let_go(
    come: Callable[..., Learner], people: tuple[Someone, Someone]
) -> None:
    learner = come("nl", cookie=people[1].cookie)
    learner.open("/you")
    learner.page.get_by_role("button", name=learner.say("coaching.ask")).click()
    coach = become_coach(come, link_of(learner))
    expect(coach.page.get_by_role("heading", name="Vlinder")).to_be_visible()
    look_at(coach, {"coaching": "/coaching"}, looks=LOOKS[1::2])
    coach.open("/coaching")
    coach.page.locator('[class*="st-key-card-coachee"]').get_by_role("link").first.click()
    expect(coach.page.get_by_text(TEXT).first).to_be_visible()

    learner.open("/you")
    look_at(learner, {"you": "/you"}, looks=LOOKS[1:2])
    learner.page.locator('[class*="st-key-coach-end"]').get_by_role("button").click()
    expect(learner.page.get_by_text(learner.say("coaching.ended"))).to_be_visible()
    coach.open("/coaching")
    expect(coach.page.get_by_text(coach.say("access.not-allowed"))).to_be_visible()
    expect(coach.page.get_by_text("Vlinder")).to_have_count(0)


def test_a_trainer_gives_a_team_a_coach(come: Callable[..., Learner], people: tuple[Someone, Someone]) -> None:
    boss = come("nl", cookie=people[0].cookie)
    boss.open("/cohort-manage?cohort=coached")
    boss.page.get_by_role("button", name=boss.say("coaching.team-link")).click()
    link = link_of(boss)
    guest = come("nl", signed_in=False)
    look_at(guest, {"asked": link.removeprefix(guest.server.url)}, looks=LOOKS[1:2])
    coach = become_coach(come, link)
    expect(coach.page.get_by_role("heading", name="Vlinder")).to_be_visible()
    coach.page.get_by_role("link", name=coach.say("coaching.more", who="Vlinder")).click()
    expect(coach.page.get_by_role("heading", level=1)).to_have_text("Vlinder")
    coach.settle()
    # What needs attention a coach is not told, so the page does not say that nothing does.
    expect(coach.page.get_by_text(coach.say("class-view.no-flags"))).to_have_count(0)
    boss.page.reload()
    expect(boss.page.get_by_text(boss.say("coaching.teams-text"))).to_be_visible()
    boss.page.locator('[class*="st-key-coach-end"]').get_by_role("button").click()
    expect(boss.page.get_by_text(boss.say("coaching.ended"))).to_be_visible()
