"""The adapter for notebooks: what reaches the kernel, what a dead one cannot take away, where the keyboard is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.form.bench import stop_time
from tests.form.samples import EVERY_FIELD, LONG, NUMBER, ONE_OF, props, result

pytestmark = pytest.mark.browser

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h9v9z"/></svg>'
ACTS = [{"name": "hint", "label": "Hint (nog 1)"}, {"name": "solution", "label": "Toon het antwoord"}]


class Cell:
    """One widget on the page."""

    def __init__(self, page: Page, id: str = "one") -> None:
        self.page = page
        self.id = id
        self.form = page.locator(f"#{id} .le-form")
        self.button = page.locator(f"#{id} .le-submit")
        self.status = page.locator(f"#{id} .le-status")

    def show(self, *fields: dict[str, Any], alive: bool = True, **more: Any) -> None:
        given = {
            "key": "k1",
            "keep": f"nb/{self.id}",
            "drafts": True,
            "draft_seq": 0,
            "acts": [],
            "said": None,
            **more,
        }
        self.page.evaluate(
            "([id, props, alive]) => widget(id, props, alive)", [self.id, props(*fields, **given), alive]
        )

    def renew(self, **more: Any) -> None:
        self.page.evaluate("([id, more]) => renew(id, more)", [self.id, more])

    def told(self, event: str) -> list[Any]:
        return [each for id, each in self.page.evaluate("told") if id == self.id and each["event"] == event]

    def focus(self) -> str:
        script = "document.activeElement.dataset.focus ?? document.activeElement.dataset.act ?? ''"
        return str(self.page.evaluate(script))


@pytest.fixture
def cell(page: Page) -> Cell:
    return Cell(page)


def test_an_answer_goes_to_the_kernel_and_its_result_is_shown_each_time(cell: Cell) -> None:
    cell.show(NUMBER)
    cell.form.locator("input").fill("41")
    for attempt in (1, 2):  # the same result twice is shown twice
        cell.button.click()
        expect(cell.button).to_have_attribute("aria-disabled", "true")
        cell.renew(result=result(attempt, "wrong", "Nog niet."))
        expect(cell.button).to_have_attribute("aria-disabled", "false")
        expect(cell.status).to_have_text("Nog niet.")
    first = cell.told("submit")[0]
    assert (first["value"], first["key"], first["certainty"]) == ({"number": "41"}, "k1", None)


@pytest.mark.parametrize("alive", [True, False], ids=["busy", "dead"])
def test_a_kernel_that_does_not_answer_takes_nothing_away(cell: Cell, alive: bool) -> None:
    stop_time(cell.page)
    cell.show(LONG, alive=alive)
    cell.form.locator("textarea").fill("Ik zag iemand wachten")
    cell.button.click()
    cell.page.clock.run_for(8_200)
    expect(cell.status).to_contain_text("Nog geen antwoord")
    expect(cell.button).to_have_attribute("aria-disabled", "false")
    assert cell.form.locator("textarea").input_value() == "Ik zag iemand wachten"
    assert "Ik zag iemand wachten" in cell.page.evaluate("sessionStorage.getItem('nb/one')")


def test_a_draft_goes_a_second_after_the_last_change(cell: Cell) -> None:
    stop_time(cell.page)
    cell.show(LONG)
    cell.form.locator("textarea").fill("half")
    assert cell.told("draft") == []
    cell.page.clock.run_for(1_100)
    (draft,) = cell.told("draft")
    assert draft["value"] == {"long": "half"}
    cell.renew(draft_seq=draft["seq"])
    assert cell.page.evaluate("sessionStorage.getItem('nb/one')") is None


def test_what_was_typed_is_there_again_when_the_cell_is_run_anew(cell: Cell) -> None:
    cell.show(NUMBER)
    cell.form.locator("input").fill("41")
    cell.page.evaluate("widgets.one.destroy(); widgets.one.root.replaceChildren()")
    cell.show(NUMBER)
    assert cell.form.locator("input").input_value() == "41"


def test_no_key_reaches_the_notebook_around_it(cell: Cell) -> None:
    cell.show(*EVERY_FIELD, acts=ACTS)
    cell.form.locator("[data-focus]").first.focus()
    while cell.focus() != "solution":
        for key in ("a", "d", "ArrowDown", "Tab"):
            cell.page.keyboard.press(key)
    assert cell.page.evaluate("outside") == []
    controls = cell.page.locator("#one :is(button, input, select, textarea)")
    assert controls.evaluate_all("all => all.every(each => each.dataset.lmSuppressShortcuts)")


def test_two_widgets_share_no_id_though_each_has_the_module_for_itself(page: Page, cell: Cell) -> None:
    cell.show(*EVERY_FIELD)
    Cell(page, "two").show(*EVERY_FIELD)
    ids = page.evaluate("[...document.querySelectorAll('.le-notebook [id]')].map(each => each.id)")
    assert len(ids) == len(set(ids)) > 40


def test_buttons_below_the_form_ask_for_what_they_name_and_keep_the_keyboard(cell: Cell) -> None:
    cell.show(ONE_OF, acts=ACTS)
    cell.page.get_by_role("button", name="Hint (nog 1)").focus()
    cell.page.keyboard.press("Enter")
    assert [each["name"] for each in cell.told("act")] == ["hint"]
    cell.renew(
        acts=[{"name": "hint", "label": "Hint (nog 0)"}, ACTS[1]], said={"number": 1, "text": "Kijk nog eens."}
    )
    assert cell.focus() == "hint"
    expect(cell.page.locator("#one > .le-unseen")).to_have_text("Kijk nog eens.")
    cell.renew(acts=[])  # the button that has the keyboard goes: it stays inside
    assert cell.page.evaluate("widgets.one.root.contains(document.activeElement)")


def test_another_form_takes_the_place_of_the_one_before(cell: Cell) -> None:
    cell.show(NUMBER)
    cell.form.locator("input").fill("41")
    cell.renew(**props(LONG), keep="nb/other")
    expect(cell.form).to_have_count(1)
    expect(cell.form.locator("textarea")).to_have_value("")
    cell.renew(fields=[])
    expect(cell.form).to_have_count(0)


def test_a_picture_is_asked_of_the_kernel_and_an_answer_to_an_older_question_is_not_shown(cell: Cell) -> None:
    cell.show(NUMBER, play=True, picture={"svg": SVG, "alt": "Leeg"})
    picture = cell.form.locator(".le-picture img")
    expect(picture).to_have_attribute("alt", "Leeg")
    cell.form.locator("input").fill("41")
    cell.page.wait_for_function("told.some(([, each]) => each.event === 'play')")
    (asked,) = cell.told("play")
    assert asked["value"] == {"number": "41"}
    for number, alt in ((asked["number"] - 1, "Oud"), (asked["number"], "Nu 41")):
        cell.page.evaluate(
            "([id, reply_]) => reply(id, reply_)", [cell.id, {"played": number, "picture": {"svg": SVG, "alt": alt}}]
        )
    expect(picture).to_have_attribute("alt", "Nu 41")
    assert cell.told("submit") == []
