"""Code labs in the browser: one's own numbers, sliders by keyboard, and a picture of what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from learnenv.labs import LABS
from learnenv.labs.pilot_data import Group, PilotData, decide
from tests.support.modules import write_module
from tests.support.server import Server, running
from tests.web.axe import faults, too_wide
from tests.web.learner import Learner

pytestmark = pytest.mark.browser

LAB = "type: {type}\ntitle: {{nl: Lab {type}, en: Lab {type}}}\nprompt: {{nl: Reken uit., en: Work it out.}}\n"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a module that has every lab."""
    folder = tmp_path_factory.mktemp("labs")
    write_module(folder / "modules", "labs", {kind.name: LAB.format(type=kind.name) for kind in LABS})
    with running(folder / "data", modules=[folder / "modules"]) as server:
        yield server


def own_pilot(exercise: Locator) -> PilotData:
    """The numbers as they stand in the table on the page."""
    cells = [int(each) for each in exercise.locator("td").all_inner_texts() if each.strip().isdigit()]
    return PilotData(Group(*cells[:2]), Group(*cells[2:]))


def is_drawn(picture: Locator) -> bool:
    expect(picture).to_be_visible()
    return bool(picture.evaluate("each => each.decode().then(() => each.naturalWidth > 0)"))


def test_every_lab_is_worked_out_with_sliders_and_shows_what_came_of_it(
    come: Callable[..., Learner], workshop: Server
) -> None:
    learner = come("nl", at=workshop)
    learner.lesson("page-1", "labs")

    ref = "labs/lab-pilot"
    form, data = learner.form(ref), own_pilot(learner.exercise(ref))
    low, high = data.wald()
    for name, value in (("difference", data.difference), ("low", low), ("high", high)):
        form.locator(f'[data-name="{name}"] .le-line').fill(f"{value:.1f}".replace(".", ","))
    decision = learner.say(f"lab.pilot.decision.{decide((low, high), 1.0)}")
    form.get_by_text(decision).click()
    expect(form.locator(f'img[alt*="{low:.1f}'.replace(".", ",") + '"]')).to_be_visible()
    learner.check(ref)
    expect(learner.status(ref)).to_have_text(learner.say("feedback.right"))
    assert is_drawn(form.locator("img"))

    ref = "labs/lab-peeking"
    form = learner.form(ref)
    sliders = form.locator("input[type=range]")
    for place, keys in enumerate((["End"], ["End"], ["Home", *["ArrowRight"] * 45], ["Home", *["ArrowRight"] * 10])):
        sliders.nth(place).focus()
        for key in keys:
            learner.page.keyboard.press(key)
    expect(form.locator('[data-name="many"] .le-line')).to_have_value("22,5")
    learner.check(ref)
    expect(learner.status(ref)).to_have_text(learner.say("feedback.right"))
    expect(learner.exercise(ref).locator("td").get_by_text("22,5 %")).to_be_visible()
    assert is_drawn(learner.exercise(ref).locator("img"))

    ref = "labs/lab-oil-slick"
    form = learner.form(ref)
    for place, start in enumerate(("same", "scattered", "block"), start=1):
        row = form.locator(".le-item").filter(has_text=learner.say("lab.oil.if-need", count=place))
        row.locator("select").select_option(label=learner.say(f"lab.oil.start.{start}"))
    for name, value in (("need", "3"), ("block", "112"), ("scattered", "50")):
        form.locator(f'[data-name="{name}"] .le-line').fill(value)
    expect(form.locator('img[alt*="Na 1 ronde, met 3 nodig: in één blok doen er 24 mee"]')).to_be_visible()
    learner.check(ref)
    expect(form.locator('img[alt*="Na 8 rondes, met 3 nodig: in één blok doen er 112 mee"]')).to_be_visible()
    assert is_drawn(learner.exercise(ref).locator("img"))

    assert not faults(learner.page)
    learner.page.set_viewport_size({"width": 320, "height": 800})
    assert not too_wide(learner.page)


def test_two_learners_have_other_numbers_and_keep_them_after_a_reload(
    come: Callable[..., Learner], workshop: Server
) -> None:
    seen = []
    for _ in range(2):
        learner = come("en", at=workshop)
        for _ in range(2):
            learner.lesson("page-1", "labs")
            seen.append(own_pilot(learner.exercise("labs/lab-pilot")))
    assert seen[0] == seen[1]
    assert seen[2] == seen[3]
    assert seen[0] != seen[2]


def test_the_picture_follows_a_slider_without_running_a_page(come: Callable[..., Learner], workshop: Server) -> None:
    learner = come("nl", at=workshop)
    sent: list[object] = []
    learner.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    learner.lesson("page-1", "labs")
    form = learner.form("labs/lab-pilot")
    picture, slider = form.locator("img"), form.locator("input[type=range]").first
    expect(picture).to_have_attribute("alt", learner.say("lab.pilot.alt-start", threshold=1.0))
    assert is_drawn(picture)
    before = len(sent)
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "PageUp"):
        learner.page.keyboard.press(key)
        value = float(slider.input_value())
        told = learner.say("lab.pilot.alt-difference", difference=value)
        expect(picture).to_have_attribute("alt", re.compile(re.escape(told)))
    assert len(sent) == before
    expect(form.locator("> .le-unseen[role=status]")).to_have_text(re.compile(re.escape(told)))
    learner.page.reload()
    expect(learner.form("labs/lab-pilot").locator("img")).to_have_attribute("alt", re.compile(re.escape(told)))


def test_a_picture_is_drawn_for_who_asks_of_whatever_they_send(
    come: Callable[..., Learner], workshop: Server
) -> None:
    learner = come("nl", at=workshop)
    asked = {
        "ref=labs/lab-oil-slick": 200,
        "ref=labs/lab-oil-slick&blank=1&value=%7B%22need%22%3A%222%22%7D": 200,
        "ref=labs/lab-oil-slick&value=%5B" + "%5B" * 3000: 200,
        "ref=labs/lab-pilot&value=%7B%22low%22%3A%5B1%5D%7D": 200,
        "ref=labs/none": 404,
        "value=1": 404,
    }
    for query, status in asked.items():
        answer = learner.context.request.get(f"{workshop.url}/play.json?{query}")
        assert answer.status == status, query
        assert answer.headers["cache-control"] == "no-store"
        assert status == 404 or set(answer.json()) == {"svg", "alt"}
