"""What happens when the host has something new, or nothing at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.form.bench import Bench, stop_time
from tests.form.samples import ANSWER, EN, EVERY_FIELD, LONG, MANY_OF, NUMBER, ORDER, SHORT, TABLE, props, result

pytestmark = pytest.mark.browser

STATUS = ".le-status"


def test_an_update_leaves_the_keyboard_and_the_caret_where_they_are(bench: Bench) -> None:
    bench.show(props(*EVERY_FIELD))
    area = bench.field("long").locator("textarea")
    area.fill("een twee drie")
    area.evaluate("node => { node.dataset.same = 'yes'; node.setSelectionRange(4, 8) }")
    bench.change(value={"long": "oud"}, result=result(1, "right", "Goed."))
    assert bench.focus() == "long"
    assert area.evaluate("node => [node.dataset.same, node.selectionStart, node.selectionEnd]") == ["yes", 4, 8]
    assert area.input_value() == "een twee drie"


@pytest.mark.parametrize(
    "spot", ["one/o2", "order/o3/down", "place/o2", "number", "slider/slider", "long", "table/1/c2", "/submit"]
)
def test_another_language_redraws_all_and_keeps_what_was_typed_and_the_keyboard(bench: Bench, spot: str) -> None:
    bench.show(props(*EVERY_FIELD))
    bench.field("long").locator("textarea").fill("een twee drie")
    bench.field("table").locator("textarea").nth(3).fill("belt")
    bench.field("place").locator("select").nth(1).select_option("p3")
    bench.form.locator(f'[data-focus="{spot}"]').focus()
    if spot == "long":
        bench.field("long").locator("textarea").evaluate("node => node.setSelectionRange(4, 8)")
    bench.change(text=EN, language="en", fields=[{**each, "label": "In English"} for each in EVERY_FIELD])
    expect(bench.form.locator(".le-submit")).to_have_text("Check")
    assert bench.form.get_by_text("In English").count() == len(EVERY_FIELD)
    assert bench.form.get_attribute("lang") == "en"
    assert bench.focus() == spot
    area = bench.field("long").locator("textarea")
    assert area.input_value() == "een twee drie"
    if spot == "long":
        assert area.evaluate("node => [node.selectionStart, node.selectionEnd]") == [4, 8]
    bench.check()
    sent = bench.host("submits")[0]
    assert sent["table"][-1]["c2"] == "belt"
    assert sent["place"] == {"o2": "p3"}


def test_a_server_value_never_overwrites_what_was_typed_later(bench: Bench) -> None:
    bench.show(props(NUMBER, SHORT))
    bench.field("number").locator("input").fill("41")
    bench.change(value={"number": "4", "short": "van elders"})
    assert bench.field("number").locator("input").input_value() == "41"
    assert bench.field("short").locator("input").input_value() == "van elders"


def test_what_is_typed_while_an_answer_is_checked_stays(bench: Bench) -> None:
    bench.show(props(NUMBER))
    number = bench.field("number").locator("input")
    number.fill("41")
    bench.check()
    number.fill("42")
    bench.change(value={"number": "41"}, result=result(1, "wrong", "Nog niet.", parts=[mark("number", False)]))
    assert number.input_value() == "42"
    assert bench.form.locator(".le-badge:visible").count() == 0  # the mark is for 41
    bench.change(value={"number": "41"}, text=EN)
    assert number.input_value() == "42"


def test_an_answer_that_was_not_stored_stays_as_typed(bench: Bench) -> None:
    bench.show(props(NUMBER, value={"number": "oud"}))
    bench.field("number").locator("input").fill("veel")
    bench.check()
    problem = {"number": "Dit is geen getal."}
    bench.change(value={"number": "ouder"}, result=result(1, "invalid", "Kijk het na.", invalid=problem))
    number = bench.field("number").locator("input")
    assert number.input_value() == "veel"
    assert number.get_attribute("aria-invalid") == "true"
    described = number.evaluate(
        "node => node.getAttribute('aria-describedby').split(' ')"
        ".map(id => node.getRootNode().getElementById(id).textContent).join('')"
    )
    assert described == "Dit is geen getal.%"
    number.fill("4")
    assert number.get_attribute("aria-invalid") is None
    assert bench.form.get_by_text("Dit is geen getal.").count() == 0


def mark(field: str, right: bool, item: str = "") -> dict[str, object]:
    return {"field": field, "item": item, "right": right}


def test_the_same_answer_twice_is_checked_twice(bench: Bench) -> None:
    bench.show(props(MANY_OF))
    for attempt in (1, 2, 3):
        bench.check()
        expect(bench.form.locator(".le-submit")).to_have_attribute("aria-disabled", "true")
        bench.change(result=result(attempt, "wrong", "Nog niet."))
        expect(bench.form.locator(STATUS)).to_have_text("Nog niet.")
        expect(bench.form.locator(".le-submit")).to_have_attribute("aria-disabled", "false")
    assert len(bench.host("submits")) == 3


def test_the_same_message_twice_is_news_to_a_screen_reader(bench: Bench) -> None:
    bench.show(props(MANY_OF))
    bench.change(result=result(1, "wrong", "Nog niet."))
    said = bench.form.locator(".le-status span")
    said.evaluate("node => { node.dataset.first = 'yes' }")
    bench.change(result=result(2, "wrong", "Nog niet."))
    assert said.get_attribute("data-first") is None


def test_a_double_click_hands_in_once(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.form.locator(".le-submit").dblclick()
    bench.form.locator(".le-submit").click(force=True)
    assert len(bench.host("submits")) == 1


def test_the_second_half_of_a_double_click_is_no_second_attempt_when_the_answer_was_quick(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.page.evaluate("""() => {
      const host = hosts.one
      const note = host.submit
      host.submit = value => {
        note(value)
        const result = { attempt: host.submits.length, state: 'wrong', message: 'x' }
        queueMicrotask(() => change('one', { result }))
      }
    }""")
    bench.form.locator(".le-submit").dblclick()
    assert len(bench.host("submits")) == 1


def test_enter_held_down_hands_in_once(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.form.locator(".le-submit").focus()
    for attempt in (1, 2, 3):
        bench.page.keyboard.down("Enter")
        bench.change(result=result(attempt, "wrong"))
    bench.page.keyboard.up("Enter")
    assert len(bench.host("submits")) == 1


def test_a_draft_that_comes_back_is_no_answer(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.field("number").locator("input").fill("4")
    bench.check()
    bench.change(value={"number": "4"})
    bench.form.locator(".le-submit").click(force=True)
    assert len(bench.host("submits")) == 1


def test_a_host_that_does_not_answer_gives_the_button_back_and_keeps_the_answer(bench: Bench) -> None:
    bench.show(props(NUMBER, SHORT), patience=600)
    bench.field("number").locator("input").fill("4")
    bench.check()
    status = bench.form.locator(STATUS)
    assert status.get_attribute("role") == "status"
    expect(status).to_have_text("Bezig met controleren…")
    expect(status).to_have_text("Nog geen antwoord van de server. Je antwoord staat er nog; probeer het zo opnieuw.")
    expect(bench.form.locator(".le-submit")).to_have_attribute("aria-disabled", "false")
    bench.change(text=EN, language="en")
    expect(status).to_contain_text("No answer from the server yet.")
    assert bench.field("number").locator("input").input_value() == "4"
    bench.check()
    assert len(bench.host("submits")) == 2
    bench.change(result=result(1, "right", "Good."))
    expect(status).to_have_text("Good.")


def test_a_host_is_given_eight_seconds(bench: Bench) -> None:
    stop_time(bench.page)
    bench.show(props(NUMBER))
    bench.check()
    bench.page.clock.run_for(7900)
    expect(bench.form.locator(".le-submit")).to_have_attribute("aria-disabled", "true")
    bench.page.clock.run_for(200)
    expect(bench.form.locator(".le-submit")).to_have_attribute("aria-disabled", "false")


def test_a_result_from_before_is_shown_and_a_change_takes_it_away(bench: Bench) -> None:
    bench.show(props(ORDER, value={"order": ["o4", "o1", "o2", "o3"]}, result=result(3, "wrong", "Nog niet.")))
    expect(bench.form.locator(STATUS)).to_have_text("Nog niet.")
    bench.form.get_by_role("button", name="Omlaag: Het probleem kiezen").click()
    expect(bench.form.locator(STATUS)).to_have_text("")


def test_what_was_kept_in_the_tab_wins_over_an_older_value(bench: Bench) -> None:
    given = props(*EVERY_FIELD, value={**ANSWER, "number": "1"}, result=result(1, "wrong", "Oud."))
    bench.page.evaluate(
        "([given, kept]) => show('one', given, { kept: () => kept })", [given, {"number": "2", "list": [{"c1": "x"}]}]
    )
    assert bench.field("number").locator("input").input_value() == "2"
    assert bench.field("list").locator("textarea").first.input_value() == "x"
    assert bench.field("short").locator("input").input_value() == ANSWER["short"]
    expect(bench.form.locator(STATUS)).to_have_text("")
    bench.change(value={**ANSWER, "number": "3"})
    assert bench.field("number").locator("input").input_value() == "2"


def test_two_cells_typed_between_updates_are_both_kept(bench: Bench) -> None:
    bench.show(props(TABLE, LONG))
    cells = bench.field("table").locator("textarea")
    cells.nth(0).fill("a")
    cells.nth(3).fill("b")
    bench.change(value={"table": []})
    bench.check()
    rows = [{key: text for key, text in row.items() if text} for row in bench.host("submits")[0]["table"]]
    assert rows == [{"c1": "a"}, {"c2": "b"}]


def test_a_form_that_becomes_readonly_loses_its_button_and_shows_the_outcome(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.field("number").locator("input").fill("4")
    bench.check()
    bench.change(readonly=True, value={"number": "4"}, result=result(1, "wrong", "Dit waren je pogingen."))
    expect(bench.form.locator(STATUS)).to_have_text("Dit waren je pogingen.")
    assert bench.form.get_by_role("button").count() == 0
    assert bench.field("number").locator("input").input_value() == "4"


def test_destroy_takes_the_form_away(bench: Bench) -> None:
    bench.show(props(NUMBER))
    bench.page.evaluate("hosts.one.form.destroy()")
    assert bench.form.count() == 0


def test_a_text_that_the_host_has_at_hand_comes_after_what_is_typed_once(bench: Bench) -> None:
    bench.show(props(LONG, insert={"number": 1, "field": "long", "text": "Van een vorige keer."}))
    area = bench.field("long").locator("textarea")
    assert area.input_value() == ""
    given = {"number": 2, "field": "long", "text": "Wat zag je zelf?"}
    bench.change(insert=given)
    assert area.input_value() == "Wat zag je zelf?"
    area.fill("Mooi. ")
    bench.change(insert=given)
    assert area.input_value() == "Mooi. "
    bench.change(insert={**given, "number": 3})
    assert area.input_value() == "Mooi.\n\nWat zag je zelf?"
    assert bench.host("drafts")[-1]["long"] == "Mooi.\n\nWat zag je zelf?"
    bench.change(insert={**given, "number": 4, "field": "nowhere"}, value={"long": "Van de server."})
    assert area.input_value() == "Mooi.\n\nWat zag je zelf?"
