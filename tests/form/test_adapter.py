"""The Streamlit adapter: drafts, the copy in the tab, and one form per parent element."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.form.bench import stop_time
from tests.form.samples import LONG, NUMBER, ORDER, props, result

pytestmark = pytest.mark.browser

DATA = {**props(LONG, NUMBER), "key": "k1", "keep": "form/a", "draft_seq": 0, "drafts": True}


class Tab:
    """The adapter in a browser tab, with time in the test's hand."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.area = page.locator("#one textarea")
        self.number = page.locator("#one input")

    def rerun(self, **more: Any) -> None:
        self.page.evaluate("data => { rerun('one', data) }", {**DATA, **more})

    def reload(self) -> None:
        self.page.reload()
        self.page.wait_for_function("window.ready")

    def sent(self, name: str) -> list[Any]:
        return [value for event, value in self.page.evaluate("triggers") if event == name]

    def kept(self) -> Any:
        return json.loads(self.page.evaluate("sessionStorage.getItem('form/a')") or "null")


@pytest.fixture
def tab(page: Page) -> Tab:
    stop_time(page)
    return Tab(page)


def test_a_draft_goes_a_second_after_the_last_change_and_is_kept_at_once(tab: Tab) -> None:
    tab.rerun()
    tab.area.focus()
    tab.page.keyboard.type("ab")
    assert tab.kept()["value"]["long"] == "ab"
    tab.page.clock.run_for(900)
    tab.page.keyboard.type("c")
    tab.page.clock.run_for(900)
    assert tab.sent("draft") == []
    tab.page.clock.run_for(200)
    assert [draft["value"]["long"] for draft in tab.sent("draft")] == ["abc"]
    assert tab.sent("draft")[0] == tab.kept()


def test_leaving_the_form_sends_the_draft_and_moving_within_it_does_not(tab: Tab) -> None:
    tab.rerun()
    tab.area.focus()
    tab.page.keyboard.type("ab")
    tab.number.focus()
    tab.page.clock.run_for(400)
    assert tab.sent("draft") == []
    tab.number.blur()
    tab.page.clock.run_for(200)
    assert len(tab.sent("draft")) == 1


def test_a_row_that_moves_is_not_taken_for_leaving_the_form(tab: Tab) -> None:
    tab.rerun(fields=[ORDER])
    tab.page.get_by_role("button", name="Omhoog: Delen").click()
    tab.page.clock.run_for(800)
    assert tab.sent("draft") == []
    tab.page.clock.run_for(300)
    assert len(tab.sent("draft")) == 1


def test_a_submit_takes_the_draft_along(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("ab")
    tab.page.clock.run_for(500)
    tab.page.locator(".le-submit").click()
    tab.page.clock.run_for(3000)
    assert tab.sent("draft") == []
    submit = tab.sent("submit")[0]
    assert submit["value"] == {"long": "ab", "number": ""}
    assert submit["key"] == "k1"
    assert 0.4 <= submit["seconds"] <= 2


def test_seconds_count_from_the_last_drawing(tab: Tab) -> None:
    tab.rerun()
    tab.page.clock.run_for(60_000)
    tab.rerun(key="k2")
    tab.page.clock.run_for(5000)
    tab.page.locator(".le-submit").click()
    assert tab.sent("submit")[0]["key"] == "k2"
    assert 5 <= tab.sent("submit")[0]["seconds"] < 20


def test_without_drafts_nothing_is_sent_and_the_copy_is_kept(tab: Tab) -> None:
    tab.rerun(drafts=False)
    tab.area.fill("ab")
    tab.area.blur()
    tab.page.clock.run_for(5000)
    assert tab.page.evaluate("triggers") == []
    assert tab.kept()["value"]["long"] == "ab"


def test_the_copy_goes_once_the_server_has_the_draft(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("ab")
    seq = tab.kept()["seq"]
    tab.rerun(draft_seq=seq - 1)
    assert tab.kept() is not None
    tab.rerun(draft_seq=seq)
    assert tab.kept() is None


@pytest.mark.parametrize(("state", "gone"), [("saved", True), ("wrong", True), ("invalid", False), ("error", False)])
def test_the_copy_goes_once_the_answer_is_stored(tab: Tab, state: str, gone: bool) -> None:
    tab.rerun()
    tab.area.fill("ab")
    tab.page.locator(".le-submit").click()
    tab.rerun(result=result(1, state))
    assert (tab.kept() is None) is gone
    tab.page.clock.run_for(1100)
    assert len(tab.sent("draft")) == (0 if gone else 1)  # what was refused is stored as a draft at least


def test_what_was_typed_after_the_submit_is_kept(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("ab")
    tab.page.locator(".le-submit").click()
    tab.area.fill("abc")
    tab.rerun(result=result(1, "saved"), value={"long": "ab"})
    assert tab.kept()["value"]["long"] == "abc"
    assert tab.area.input_value() == "abc"


def test_after_a_reload_the_copy_wins_and_is_sent_again(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("nieuw")
    first = tab.kept()
    tab.reload()
    tab.rerun(value={"long": "oud", "number": "4"}, draft_seq=first["seq"] - 1)
    expect(tab.area).to_have_value("nieuw")
    tab.page.clock.run_for(1100)
    assert tab.sent("draft") == [first]
    tab.area.fill("nieuwer")
    assert tab.kept()["seq"] > first["seq"]


def test_a_copy_that_the_server_has_already_does_not_win(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("oud")
    seq = tab.kept()["seq"]
    tab.reload()
    tab.rerun(value={"long": "nieuw van elders"}, draft_seq=seq)
    expect(tab.area).to_have_value("nieuw van elders")
    tab.page.clock.run_for(1100)
    assert tab.sent("draft") == []


def test_numbers_go_up_even_when_the_server_is_ahead_of_the_clock(tab: Tab) -> None:
    ahead = 99_999_999_999_999
    tab.rerun(draft_seq=ahead)
    tab.area.fill("a")
    assert tab.kept()["seq"] > ahead


@pytest.mark.parametrize("broken", ["not json", "7", "null", '{"seq": 1}', '{"value": {"long": "x"}}'])
def test_a_damaged_copy_is_ignored(tab: Tab, broken: str) -> None:
    tab.page.evaluate("text => sessionStorage.setItem('form/a', text)", broken)
    tab.rerun(value={"long": "van de server"})
    expect(tab.area).to_have_value("van de server")


def test_a_browser_that_forbids_storage_loses_only_the_copy(tab: Tab) -> None:
    tab.page.evaluate("""() => {
      const refuse = () => { throw new DOMException('no', 'SecurityError') }
      Object.defineProperty(window, 'sessionStorage', { get: refuse })
    }""")
    tab.rerun()
    tab.area.fill("ab")
    tab.page.clock.run_for(1100)
    tab.page.locator(".le-submit").click()
    tab.rerun(result=result(1, "saved", "Opgeslagen."))
    assert len(tab.sent("draft")) == len(tab.sent("submit")) == 1
    expect(tab.page.locator(".le-status")).to_have_text("Opgeslagen.")


def test_without_a_place_to_keep_nothing_is_kept(tab: Tab) -> None:
    tab.rerun(keep="")
    tab.area.fill("ab")
    assert tab.page.evaluate("sessionStorage.length") == 0


def test_a_form_is_made_once_per_parent_element(tab: Tab) -> None:
    for number in range(4):
        tab.rerun(draft_seq=number)
        tab.page.locator("#one textarea").evaluate("(node, n) => { node.dataset.n ??= n }", number)
    assert tab.page.locator("#one .le-form").count() == 1
    assert tab.area.get_attribute("data-n") == "0"


def test_another_exercise_in_the_same_element_is_another_form(tab: Tab) -> None:
    tab.rerun()
    tab.area.fill("van de eerste")
    tab.rerun(keep="form/b")
    assert tab.page.locator("#one .le-form").count() == 1
    assert tab.area.input_value() == ""


def test_only_the_last_call_clears_up(tab: Tab) -> None:
    count = tab.page.evaluate(
        """data => {
          const overtaken = rerun('one', data)
          const last = rerun('one', { ...data, draft_seq: 1 })
          const forms = () => document.getElementById('one').shadowRoot.querySelectorAll('.le-form').length
          const counts = [(overtaken(), forms()), (last(), forms())]
          rerun('one', data)
          return [...counts, forms()]
        }""",
        DATA,
    )
    assert count == [1, 0, 1]
