"""How sure one is: asked above the button, may be left open, and is no part of the answer."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.form.bench import Bench, faults
from tests.form.samples import ANSWER, EN, EVERY_FIELD, NUMBER, ONE_OF, props, result

pytestmark = pytest.mark.browser

HANDED_IN = "given => { hosts.one.submit = (value, sure) => hosts.one.submits.push({ value, sure }) }"


def ask(bench: Bench, **more: Any) -> None:
    bench.show(props(ONE_OF, certainty=True, **more))
    bench.page.evaluate(HANDED_IN)


def sure(bench: Bench, name: str) -> None:
    bench.form.get_by_role("radio", name=name).check()


def handed_in(bench: Bench) -> list[Any]:
    return [each["sure"] for each in bench.host("submits")]


def test_it_is_asked_only_where_the_host_wants_it(bench: Bench) -> None:
    bench.show(props(ONE_OF))
    group = bench.form.get_by_role("radiogroup", name="Hoe zeker ben je?")
    expect(group).to_be_hidden()
    bench.change(certainty=True)
    expect(group).to_be_visible()
    bench.change(readonly=True)
    expect(group).to_be_hidden()


def test_it_may_be_left_open_and_is_no_part_of_the_answer(bench: Bench) -> None:
    ask(bench)
    bench.field("one").locator("input").first.check()
    bench.check()
    assert bench.host("submits") == [{"value": {"one": "o1"}, "sure": None}]


@pytest.mark.parametrize(("name", "level"), [("Twijfel", "low"), ("Redelijk zeker", "mid"), ("Heel zeker", "high")])
def test_what_was_chosen_goes_along(bench: Bench, name: str, level: str) -> None:
    ask(bench)
    sure(bench, name)
    bench.check()
    assert handed_in(bench) == [level]
    assert bench.host("drafts") == []


def test_it_is_asked_anew_for_every_answer_that_was_taken_in(bench: Bench) -> None:
    ask(bench)
    sure(bench, "Heel zeker")
    bench.check()
    bench.change(result=result(1, "invalid", "Kies iets."))
    bench.check()
    bench.change(result=result(2, "wrong", "Nog niet."))
    bench.check()
    assert handed_in(bench) == ["high", "high", None]


def test_another_language_keeps_the_choice_and_the_keyboard(bench: Bench) -> None:
    ask(bench)
    sure(bench, "Redelijk zeker")
    bench.form.get_by_role("radio", name="Redelijk zeker").focus()
    bench.change(text=EN, language="en")
    assert bench.form.get_by_role("radio", name="Fairly sure").is_checked()
    assert bench.focus() == "/certainty/mid"


def test_by_keyboard_it_is_one_stop_before_the_button(page: Page, bench: Bench) -> None:
    ask(bench)
    bench.field("one").locator("input").first.focus()
    page.keyboard.press("Tab")
    assert bench.focus() == "/certainty/low"
    page.keyboard.press("ArrowDown")
    assert bench.focus() == "/certainty/mid"
    page.keyboard.press("Tab")
    assert bench.focus() == "/submit"
    page.keyboard.press("Enter")
    assert handed_in(bench) == ["mid"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_every_target_is_large_enough(page: Page, bench: Bench, theme: Any, width: int) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    bench.show(props(*EVERY_FIELD, value=ANSWER, certainty=True))
    sure(bench, "Heel zeker")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [each.bounding_box() for each in bench.form.locator(".le-sure-level").all()]
    assert all(box and box["height"] >= 44 for box in boxes)


def test_the_streamlit_adapter_sends_it_beside_the_answer(page: Page) -> None:
    data = {**props(NUMBER, certainty=True), "key": "k1", "keep": "form/sure", "draft_seq": 0, "drafts": False}
    page.evaluate("data => { rerun('one', data) }", data)
    page.locator("#one input[type=text]").fill("41")
    page.get_by_role("radio", name="Heel zeker").check()
    page.locator("#one .le-submit").click()
    ((name, sent),) = page.evaluate("triggers")
    assert name == "submit"
    assert (sent["value"], sent["key"], sent["certainty"]) == ({"number": "41"}, "k1", "high")
