"""Walking a case in the browser: by keyboard, back and again, in two tabs, and with a note into one's own canvas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Server
from tests.web.casewalk import CASE, CHOICES, SCENES, choose, ends, is_at, moves, predict, scene, walk_to_the_end
from tests.web.learner import Learner
from tests.web.test_keyboard import focus, tab_to

pytestmark = pytest.mark.browser


def pick(page: Page, wanted: str) -> None:
    """Go to the choices with Tab and to the one that is wanted with the arrows: their order differs by learner."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if focus(page)["spot"] not in ("", "/submit"):
            break
    for _ in range(5):
        if focus(page)["text"].startswith(wanted):
            break
        page.keyboard.press("ArrowDown")
    assert focus(page)["text"].startswith(wanted)
    page.keyboard.press("Space")


def test_from_the_lesson_to_an_end_and_on_without_a_mouse(come: Callable[..., Learner], house: Server) -> None:
    cookie = house.begin()
    learner = come(at=house, cookie=cookie)
    page, titles = learner.page, SCENES["nl"]
    learner.lesson("page-2", "loket")
    tab_to(page, learner.say("case.begin"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Het loket")
    expect(page.locator("h1")).to_be_focused()
    is_at(learner, titles[0])

    for wanted, then in (("Het plan", titles[1]), ("Alsnog", titles[2])):
        page.wait_for_timeout(300)
        pick(page, wanted)
        tab_to(page, "/submit", at_most=5)
        page.keyboard.press("Enter")
        is_at(learner, then)
        expect(scene(learner).locator("h2")).to_be_focused()
        expect(page.locator('.st-key-case-news[role="status"]')).to_contain_text(learner.say("case.news"))
        assert focus(page)["sight"]

    page.wait_for_timeout(300)
    tab_to(page, "number", at_most=5)
    page.keyboard.type("4")
    tab_to(page, "/submit", at_most=5)
    page.keyboard.press("Enter")
    expect(scene(learner)).to_contain_text("Zes van de tien kwamen voor de tweede keer")
    learner.settle()
    page.wait_for_timeout(300)
    assert focus(page)["text"].startswith(learner.say("case.you-predicted"))

    pick(page, "Een extra loket")
    tab_to(page, "/submit", at_most=5)
    page.keyboard.press("Enter")
    is_at(learner, titles[4])
    expect(scene(learner).locator("h2")).to_be_focused()
    expect(page.locator(".st-key-case-outcome")).to_contain_text("0 van de 4")
    assert len(ends(house, cookie)) == 1

    tab_to(page, learner.say("case.on-to-lesson", title="Bladzijde 2"), at_most=20)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Bladzijde 2")
    expect(page.get_by_role("link", name=learner.say("case.walk-again"))).to_be_visible()


def test_nothing_of_a_scene_is_told_before_its_prediction(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    learner.open(CASE)
    choose(learner, CHOICES["nl"][0], SCENES["nl"][2])
    text = learner.page.content()
    for later in ("Zes van de tien", "brief herschrijven", "Een extra loket openen", *SCENES["nl"][3:]):
        assert later not in text
    predict(learner)
    expect(scene(learner)).to_contain_text(learner.say("case.predicted-otherwise"))
    expect(scene(learner).get_by_text("De brief herschrijven, samen met het loket")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_choice_did_is_told_with_what_really_was_done(
    come: Callable[..., Learner], house: Server, language: str
) -> None:
    learner = come(language, at=house)
    walk_to_the_end(learner)
    news = learner.page.locator(".st-key-case-news")
    real = {"nl": "De brief herschrijven, samen met het loket", "en": "Rewrite the letter, together with the counter"}
    expect(news).to_contain_text(CHOICES[learner.language][3])
    expect(news).to_contain_text(real[language])
    table = learner.page.locator(".st-key-case-outcome table")
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(table.locator("tbody tr").last).to_contain_text(real[language])
    expect(learner.page.locator(".st-key-case-outcome")).to_contain_text(learner.say("case.other-ends", count=1))
    assert SCENES[learner.language][3] not in learner.page.content(), "the end that was not seen stays unsaid"


def test_figures_say_what_they_are_and_what_changed_them(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    learner.open(CASE)
    meters = learner.page.locator(".st-key-case-values li")
    expect(meters.first).to_contain_text("Vertrouwen 2")
    expect(meters.first.locator("img")).to_have_attribute("alt", learner.say("case.scale", least=0, most=4))
    choose(learner, CHOICES["nl"][0], SCENES["nl"][2])
    expect(meters.first).to_contain_text("Vertrouwen 3 +1")


def test_going_back_and_beginning_again_keep_what_was_chosen(come: Callable[..., Learner], house: Server) -> None:
    cookie = house.begin()
    learner = come(at=house, cookie=cookie)
    page, titles = learner.page, SCENES["nl"]
    walk_to_the_end(learner)
    page.get_by_role("button", name=learner.say("case.back")).press("Enter")
    is_at(learner, titles[2])
    expect(scene(learner).locator("h2")).to_be_focused()
    expect(scene(learner).locator(".st-key-case-reveal")).to_be_visible()
    page.get_by_role("button", name=learner.say("case.again")).press("Enter")
    is_at(learner, titles[0])
    expect(scene(learner).locator("h2")).to_be_focused()
    expect(page.get_by_role("button", name=learner.say("case.back"))).to_have_count(0)
    choose(learner, CHOICES["nl"][0], titles[2])
    expect(scene(learner).locator(".st-key-case-reveal")).to_be_visible()
    choose(learner, "De brief herschrijven, samen met het loket", titles[3])
    expect(page.locator(".st-key-case-outcome")).to_contain_text(learner.say("case.all-ends"))
    expect(page.locator(".st-key-case-outcome")).to_contain_text(learner.say("case.best-counts", percent="100%"))
    assert len(ends(house, cookie)) == 2
    assert [each.partition("/")[0] for each in moves(house, cookie)] == ["choose"] * 3 + ["back", "again"] + [
        "choose"
    ] * 2


def test_a_reload_in_the_middle_loses_nothing(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    learner.open(CASE)
    choose(learner, CHOICES["nl"][1], SCENES["nl"][1])
    scene(learner).get_by_text(CHOICES["nl"][2], exact=True).click()
    learner.page.reload()
    learner.settle()
    is_at(learner, SCENES["nl"][1])
    expect(learner.page.locator(".st-key-case-news")).to_contain_text("Het plan is netjes.")
    expect(scene(learner).get_by_role("radio", name=CHOICES["nl"][2])).to_be_checked()
    scene(learner).locator(".le-submit").click()
    is_at(learner, SCENES["nl"][2])


def test_a_double_click_makes_one_choice(come: Callable[..., Learner], house: Server) -> None:
    cookie = house.begin()
    learner = come(at=house, cookie=cookie)
    learner.open(CASE)
    scene(learner).get_by_text(CHOICES["nl"][1], exact=True).click()
    scene(learner).locator(".le-submit").dblclick()
    is_at(learner, SCENES["nl"][1])
    learner.page.get_by_role("button", name=learner.say("case.back")).dblclick()
    is_at(learner, SCENES["nl"][0])
    learner.page.wait_for_timeout(500)
    assert moves(house, cookie) == ["choose/start/plan", "back/plan-refused"]


def test_a_second_tab_that_is_behind_is_told_where_it_is(come: Callable[..., Learner], house: Server) -> None:
    cookie = house.begin()
    here, there = come(at=house, cookie=cookie), come(at=house, cookie=cookie)
    for tab in (here, there):
        tab.open(CASE)
    choose(here, CHOICES["nl"][1], SCENES["nl"][1])
    choose(there, CHOICES["nl"][0], SCENES["nl"][1])
    expect(there.page.locator(".st-key-case-news")).to_contain_text(there.say("case.moved-on"))
    assert moves(house, cookie) == ["choose/start/plan"]
    choose(there, CHOICES["nl"][2], SCENES["nl"][2])
    expect(there.page.get_by_text(there.say("case.moved-on"))).to_have_count(0)


def test_sending_without_a_choice_says_what_to_do(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    learner.open(CASE)
    for _ in range(2):
        scene(learner).locator(".le-submit").click()
        expect(scene(learner).locator(".le-status")).to_have_text(learner.say("answer.missing.choice"))
    choose(learner, CHOICES["nl"][1], SCENES["nl"][1])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_note_is_kept_while_typed_and_stands_in_the_canvas(
    come: Callable[..., Learner], house: Server, language: str
) -> None:
    learner = come(language, at=house)
    page = learner.page
    learner.lesson("page-1", "loket")
    own = learner.form("loket/my-experiment").locator("textarea")
    own.nth(1).fill("Zelf getypt.")
    page.wait_for_timeout(1500)
    walk_to_the_end(learner)
    box = page.locator(".st-key-exercise-case-note")
    box.locator("textarea").fill("Eerst kijken.")
    page.reload()
    learner.settle()
    expect(box.locator("textarea")).to_have_value("Eerst kijken.")
    box.locator(".le-submit").dblclick()
    expect(box.locator(".le-status")).to_have_text(learner.say("case.note-added"))
    expect(box).to_contain_text(learner.say("case.note-there", canvas="", cell="").split(",")[0][:20])
    box.get_by_role("link").click()
    expect(page.locator("h1")).not_to_have_text(SCENES[learner.language][4])
    learner.settle()
    expect(own.nth(1)).to_have_value("Zelf getypt.\n\nEerst kijken.")


def test_an_empty_note_says_what_to_do(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    walk_to_the_end(learner)
    box = learner.page.locator(".st-key-exercise-case-note")
    box.locator(".le-submit").click()
    expect(box.locator(".le-status")).to_have_text(learner.say("case.note-empty"))


def test_a_case_that_is_not_there_is_said_kindly(come: Callable[..., Learner], house: Server) -> None:
    learner = come(at=house)
    learner.open("/case?module=loket&case=the-countr")
    expect(learner.page.locator("h1")).to_have_text(learner.say("lost.title"))
    expect(learner.page.get_by_text("the-counter")).to_be_visible()
    learner.open("/case")
    expect(learner.page.locator("h1")).to_have_text(learner.say("lost.title"))


def test_the_card_in_the_lesson_says_where_one_is(come: Callable[..., Learner], house: Server) -> None:
    learner = come("en", at=house)
    learner.lesson("page-2", "loket")
    card = learner.page.locator('[class*="st-key-case-card-"]')
    expect(card).to_contain_text("Your team gets three weeks")
    card.get_by_role("link", name=learner.say("case.begin")).click()
    is_at(learner, SCENES["en"][0])
    choose(learner, CHOICES["en"][1], SCENES["en"][1])
    learner.page.get_by_role("link", name=learner.say("case.to-lesson")).click()
    expect(card).to_contain_text(learner.say("case.you-are-at", scene=SCENES["en"][1]))
    card.get_by_role("link", name=learner.say("case.go-on")).click()
    is_at(learner, SCENES["en"][1])
