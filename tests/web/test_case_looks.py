"""A case to look at: its map, and every moment of it without a barrier."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.support.server import Server
from tests.web.asking import ask
from tests.web.axe import faults, too_small, too_wide
from tests.web.casewalk import CASE, CHOICES, MAP, SCENES, choose, predict
from tests.web.learner import Learner
from tests.web.test_access import LOOKS, _wait_for

pytestmark = pytest.mark.browser


def test_the_map_fills_in_as_one_goes_and_tells_nothing_beforehand(
    come: Callable[..., Learner], house: Server
) -> None:
    cookie = house.begin()
    learner = come(at=house, cookie=cookie)
    learner.open(CASE)
    assert _drawn(house, cookie) == (SCENES["nl"][0],)
    choose(learner, CHOICES["nl"][1], SCENES["nl"][1])
    assert _drawn(house, cookie) == SCENES["nl"][:2]
    picture = learner.page.locator(".st-key-case-map-narrow img")
    expect(picture).to_have_attribute("alt", learner.say("case.map-alt", count=2))
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    learner.page.get_by_text(learner.say("case.map-words")).click()
    listed = learner.page.get_by_test_id("stExpander").locator("ol li")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text(CHOICES["nl"][1])
    expect(learner.page.get_by_test_id("stExpander")).to_contain_text(learner.say("case.map-open", count=3))


def _drawn(house: Server, cookie: str) -> tuple[str, ...]:
    answer = ask(house, MAP, Cookie=cookie)
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    return tuple(each for each in SCENES["nl"] if each in answer.body)


def test_the_map_is_for_who_walked_it_and_there_is_one_for_each_case_alone(house: Server) -> None:
    assert "De opdracht" not in ask(house, MAP).body
    cookie = house.begin()
    assert ask(house, MAP.replace("the-counter", "nothing"), Cookie=cookie).status == 404
    assert ask(house, MAP.replace("loket", "nothing"), Cookie=cookie).status == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_moment_of_a_case_has_a_barrier(come: Callable[..., Learner], house: Server, language: str) -> None:
    learner = come(language, at=house)
    titles, choices = SCENES[learner.language], CHOICES[learner.language]
    found = []
    learner.lesson("page-2", "loket")
    found += _looked_at(learner, "lesson")
    learner.open(CASE)
    choose(learner, choices[1], titles[1])
    learner.page.get_by_text(learner.say("case.map-words")).click()
    found += _looked_at(learner, "middle")
    choose(learner, choices[2], titles[2])
    found += _looked_at(learner, "prediction")
    predict(learner)
    found += _looked_at(learner, "reveal")
    choose(learner, choices[3], titles[4])
    found += _looked_at(learner, "end")
    assert not found, "\n".join(found)


def _looked_at(learner: Learner, name: str) -> list[str]:
    page, found = learner.page, []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.localName[1])")
    assert levels.count(1) == 1
    assert name == "lesson" or all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
    for theme, width in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        _wait_for(page, theme)
        each = [*faults(page, colours_only=theme == "dark"), *too_wide(page)]
        each += too_small(page) if theme == "light" else []
        found += [f"{name}, {theme}, {width}: {fault}" for fault in each]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    _wait_for(page, "light")
    return found
