"""Open work goes from a learner to their trainer and back, by way of two browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from learnenv.domain.content import LearningModule
from learnenv.domain.people import Snippet
from tests.support.server import Server
from tests.web.axe import faults, too_small, too_wide
from tests.web.classroom import Someone, handed_in, member, record_of, trainer
from tests.web.learner import Learner
from tests.web.test_access import LOOKS, _wait_for
from tests.web.test_keyboard import tab_to

pytestmark = pytest.mark.browser

REF = "doetank-start/practice-clash"
PAGE = "looking-back"
TEXT = "Wij zien elke dag mensen wachten. " * 8
SNIPPET = "Wat zag je zelf? Schrijf het op zoals een camera het zou zien."


def queue(cohort: str) -> str:
    return f"/review-work?{urlencode({'cohort': cohort})}"


def the_class(server: Server, cohort: str, *names: str) -> tuple[Someone, list[Someone]]:
    """A trainer and members who shared a text each."""
    with record_of(server) as record:
        teacher = trainer(server, record, cohort=cohort)
        record.save_snippet(Snippet(f"snippet-{cohort}", teacher.id, "doetank-start", "Wat zag je zelf?", SNIPPET))
        members = [member(server, record, name, cohort=cohort) for name in names]
        for each, name in zip(members, names, strict=True):
            handed_in(record, each, REF, {"text": f"{TEXT}{name}"})
    return teacher, members


def test_a_trainer_goes_through_the_queue_by_keyboard_and_the_learner_sees_what_came_of_it(
    come: Callable[..., Learner], server: Server, module: LearningModule
) -> None:
    teacher, (ann, bob) = the_class(server, "by-keyboard", "Ann", "Bob")
    reviewer = come("nl", cookie=teacher.cookie)
    page = reviewer.page
    reviewer.open(queue("by-keyboard"))
    heading = page.locator("h1")
    first = heading.inner_text()
    form = page.locator(".le-form").first
    message = form.locator("textarea")
    message.fill("Mooi begin.")
    reviewer.unfold(page.get_by_text(reviewer.say("snippets.title", count=1 + len(module.card.feedback))))
    inserts = page.get_by_role("button", name=reviewer.say("snippets.insert"))
    inserts.last.click()
    expect(message).to_have_value(f"Mooi begin.\n\n{SNIPPET}")
    brought = module.card.feedback[0].text.nl
    inserts.first.click()
    expect(message).to_have_value(f"Mooi begin.\n\n{SNIPPET}\n\n{brought}")
    message.focus()
    tab_to(page, reviewer.say("review-work.verdict.accepted"))
    page.keyboard.press("ArrowDown")
    expect(form.get_by_label(reviewer.say("review-work.verdict.again"))).to_be_checked()
    tab_to(page, "/submit")
    page.keyboard.press("Enter")
    expect(heading).not_to_have_text(first)
    expect(heading).to_be_focused()
    expect(page.get_by_text(reviewer.say("review-work.saved"))).to_be_visible()
    page.get_by_role("button", name=reviewer.say("review-work.later")).click()
    expect(page.get_by_text(reviewer.say("review-work.put-off", count=1))).to_be_visible()

    learner = come("nl", cookie=ann.cookie if first.startswith("Ann") else bob.cookie)
    learner.lesson(PAGE)
    foot = learner.exercise(REF).locator('[class*="st-key-sharing-"]').first
    expect(foot).to_contain_text("Graag een nieuwe versie")
    expect(foot).to_contain_text("Gelezen door")
    expect(foot).to_contain_text(SNIPPET)
    foot.locator("textarea").fill("Dat doe ik.")
    foot.locator(".le-submit").click()
    expect(foot.locator("blockquote").last).to_contain_text("Dat doe ik.")
    expect(foot.locator("textarea")).to_have_value("")
    learner.page.get_by_role("button", name=learner.say("sharing.withdraw")).click()
    expect(learner.page.get_by_role("button", name=learner.say("sharing.share-again"))).to_be_visible()
    expect(foot.locator("textarea")).to_have_count(0)


def test_what_a_reviewer_typed_is_there_after_a_reload_and_what_lacks_is_said_at_its_field(
    come: Callable[..., Learner], server: Server
) -> None:
    teacher, _ = the_class(server, "reload", "Ann")
    reviewer = come("nl", cookie=teacher.cookie)
    reviewer.open(queue("reload"))
    form = reviewer.page.locator(".le-form").first
    message = form.locator("textarea")
    form.get_by_text(reviewer.say("review-work.verdict.again")).click()
    form.locator(".le-submit").click()
    expect(form).to_contain_text(reviewer.say("review-work.say-what"))
    message.fill("Half getypt, en dan")
    reviewer.page.reload()
    reviewer.settle()
    expect(message).to_have_value("Half getypt, en dan")
    expect(form.get_by_label(reviewer.say("review-work.verdict.again"))).to_be_checked()


def test_work_that_is_withdrawn_while_it_is_on_the_screen_cannot_be_reviewed(
    come: Callable[..., Learner], server: Server
) -> None:
    teacher, (ann,) = the_class(server, "withdrawn", "Ann")
    reviewer = come("nl", cookie=teacher.cookie)
    reviewer.open(queue("withdrawn"))
    form = reviewer.page.locator(".le-form").first
    form.get_by_text(reviewer.say("review-work.verdict.accepted"), exact=True).click()
    with record_of(server) as record:
        record.withdraw_share(ann.id, REF, datetime.now(UTC))
    form.locator(".le-submit").click()
    expect(reviewer.page.get_by_text(reviewer.say("review-work.none"))).to_be_visible()
    expect(reviewer.page.locator("body")).not_to_contain_text(TEXT.strip())
    with record_of(server) as record:
        assert record.reviews(ann.id) == ()


def test_who_is_in_no_cohort_is_not_asked_to_share_and_has_no_queue(
    come: Callable[..., Learner], server: Server
) -> None:
    with record_of(server) as record:
        teacher = trainer(server, record, cohort="of-others")
        ann = member(server, record, "Ann", cohort="of-others")
        handed_in(record, ann, REF, {"text": TEXT}, shared=False)
        cookie = server.begin("nl")
    stranger = come("nl", cookie=cookie)
    for path in (queue("of-others"), "/review-work"):
        stranger.open(path)
        expect(stranger.page.locator("h1")).to_have_text(stranger.say("lost.title"))
    reviewer = come("nl", cookie=teacher.cookie)
    query = urlencode({"cohort": "of-others", "learner": ann.id, "ref": REF})
    reviewer.open(f"/review-work?{query}")
    expect(reviewer.page.locator("h1")).to_have_text(reviewer.say("lost.title"))
    learner = come("nl", cookie=ann.cookie)
    learner.lesson(PAGE)
    learner.page.get_by_role("button", name=learner.say("sharing.share")).click()
    expect(learner.exercise(REF)).to_contain_text(learner.say("sharing.unread"))
    reviewer.open(f"/review-work?{query}")
    expect(reviewer.page.locator("h1")).to_contain_text("Ann")


def test_reviewing_has_no_barrier_on_either_side(
    come: Callable[..., Learner], server: Server, module: LearningModule
) -> None:
    teacher, (ann, _) = the_class(server, "barriers", "Ann", "Bob")
    with record_of(server) as record:
        handed_in(record, ann, REF, {"text": f"{TEXT}\n\nEn dit is nieuw."}, shared=False)
    reviewer = come("nl", cookie=teacher.cookie)
    query = urlencode({"cohort": "barriers", "learner": ann.id, "ref": REF})
    reviewer.open(f"/review-work?{query}")
    reviewer.unfold(reviewer.page.get_by_text(reviewer.say("snippets.title", count=1 + len(module.card.feedback))))
    reviewer.page.locator(".le-submit").first.click()
    expect(reviewer.page.locator(".le-status").first).to_have_text(reviewer.say("feedback.invalid"))
    found = looked_at(reviewer, "review")
    learner = come("en", cookie=ann.cookie)
    learner.lesson(PAGE)
    found += looked_at(learner, "lesson")
    assert not found, "\n".join(found)


def looked_at(learner: Learner, name: str) -> list[str]:
    found = []
    for theme, width in LOOKS:
        learner.page.emulate_media(color_scheme=theme)
        learner.page.set_viewport_size({"width": width, "height": 900})
        _wait_for(learner.page, theme)
        each = [*faults(learner.page, colours_only=theme == "dark"), *too_wide(learner.page)]
        each += too_small(learner.page) if theme == "light" else []
        found += [f"{name}, {theme}, {width}: {fault}" for fault in each]
    return found
