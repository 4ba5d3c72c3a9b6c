"""The picture above a form: it follows what is filled in, asks one thing at a time, and is told once it rests."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.form.bench import Bench
from tests.form.samples import LONG, NUMBER, props, result

pytestmark = pytest.mark.browser

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h{}v9z"/></svg>'
SLIDER = {**NUMBER, "range": {"least": 0, "most": 50, "step": 1}}
PLAY = """
([id, svg]) => {
  const host = hosts[id]
  host.asked = []
  host.play = (value) => new Promise((done) => {
    host.asked.push(structuredClone(value))
    host.answer = () => done({ svg, alt: `Nu ${value.number}` })
  })
}
"""


def drawing(alt: str = "Leeg") -> dict[str, str]:
    return {"svg": SVG.format(10), "alt": alt}


@pytest.fixture
def image(bench: Bench) -> Locator:
    """The picture of a form with a slider, whose host draws when the test says so."""
    bench.show(props(SLIDER, picture=drawing()))
    bench.page.evaluate(PLAY, [bench.id, SVG.format(30)])
    return bench.form.locator(".le-picture img")


def answer(bench: Bench) -> None:
    bench.page.evaluate("id => hosts[id].answer()", bench.id)


def asked(bench: Bench) -> list[Any]:
    found: list[Any] = bench.host("asked")
    return found


def test_it_is_there_at_once_and_drawn(bench: Bench, image: Locator) -> None:
    expect(image).to_have_attribute("alt", "Leeg")
    assert image.evaluate("each => each.decode().then(() => each.naturalWidth > 0)")
    bench.show(props(LONG))
    expect(bench.form.locator(".le-picture")).to_be_hidden()


def test_however_fast_a_slider_moves_one_question_is_under_way_and_the_latest_value_is_drawn(
    bench: Bench, image: Locator
) -> None:
    slider = bench.form.locator("input[type=range]")
    slider.focus()
    for _ in range(8):
        bench.page.keyboard.press("ArrowRight")
    assert [each["number"] for each in asked(bench)] == ["26"]
    answer(bench)
    bench.page.wait_for_function("id => hosts[id].asked.length === 2", arg=bench.id)
    answer(bench)
    expect(image).to_have_attribute("alt", "Nu 33")
    bench.page.wait_for_timeout(150)
    assert [each["number"] for each in asked(bench)] == ["26", "33"]
    assert bench.host("submits") == []


def test_what_is_on_it_is_told_once_it_stands_still(bench: Bench, image: Locator) -> None:
    bench.form.locator("input.le-line").fill("12")
    answer(bench)
    expect(bench.form.locator("> .le-unseen[role=status]")).to_have_text("Nu 12")


def test_the_old_drawing_stays_when_there_is_no_new_one(bench: Bench, image: Locator) -> None:
    bench.page.evaluate("id => { hosts[id].play = () => Promise.reject(new Error('away')) }", bench.id)
    bench.form.locator("input.le-line").fill("12")
    bench.page.wait_for_timeout(150)
    expect(image).to_have_attribute("alt", "Leeg")
    bench.page.evaluate(PLAY, [bench.id, SVG.format(30)])
    bench.form.locator("input.le-line").fill("13")
    bench.page.wait_for_function("id => hosts[id].asked.length === 1", arg=bench.id)
    answer(bench)
    expect(image).to_have_attribute("alt", "Nu 13")


def test_after_a_check_the_picture_of_the_answer_counts_and_a_late_one_is_not_shown(
    bench: Bench, image: Locator
) -> None:
    bench.form.locator("input.le-line").fill("12")
    bench.form.locator(".le-submit").click()
    bench.change(value={"number": "12"}, result=result(1, "right"), picture=drawing("Na de controle"))
    answer(bench)
    bench.page.wait_for_timeout(100)
    expect(image).to_have_attribute("alt", "Na de controle")
