"""Each kind of field gives its value, by keyboard alone and by dragging."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.form.bench import Bench
from tests.form.keys import BY_KEYBOARD, press, without_blanks
from tests.form.samples import (
    EVERY_FIELD,
    LIST,
    LONG,
    MANY_COLUMNS,
    MANY_OF,
    NUMBER,
    ONE_OF,
    ORDER,
    PLACE,
    SHORT,
    SLIDER,
    TABLE,
    props,
    result,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("field", "keys", "value"),
    [
        *(pytest.param(*each, id=each[0]["name"]) for each in BY_KEYBOARD),
        pytest.param(SLIDER, ["Tab", "Tab", "=2,45"], "2,45", id="slider-typed"),
    ],
)
def test_a_keyboard_fills_in_and_hands_in(
    bench: Bench, field: dict[str, Any], keys: list[str], value: object
) -> None:
    bench.show(props(field))
    press(bench.page, *keys)
    for _ in range(12):
        if bench.focus() == "/submit":
            break
        press(bench.page, "Tab")
    press(bench.page, "Enter")
    handed_in = bench.host("submits")
    assert len(handed_in) == 1
    assert without_blanks(handed_in[0][field["name"]]) == value
    assert bench.host("drafts")[-1] == handed_in[0]


def test_no_key_reaches_the_page_around_it(bench: Bench) -> None:
    bench.show(props(*EVERY_FIELD))
    while bench.focus() != "/submit":
        press(bench.page, "Tab", "a", "ArrowDown", "r")
    assert bench.host("drafts")
    assert set(bench.page.evaluate("outside")) <= {"Tab"}
    assert bench.page.evaluate(
        "[...hosts.one.form.node.querySelectorAll('button,input,select,textarea')]"
        ".every(each => 'lmSuppressShortcuts' in each.dataset)"
    )


def test_enter_hands_in_a_single_line_only_when_it_is_the_only_field(bench: Bench) -> None:
    bench.show(props(NUMBER))
    press(bench.page, "Tab", "=4", "Enter")
    assert bench.host("submits") == [{"number": "4"}]
    bench.show(props(NUMBER, SHORT))
    press(bench.page, "Tab", "=4", "Enter")
    assert bench.host("submits") == []


def test_the_item_that_moves_keeps_the_keyboard_and_is_announced(bench: Bench) -> None:
    bench.show(props(ORDER))
    bench.form.get_by_role("button", name="Omhoog: Delen met anderen").focus()
    press(bench.page, "Enter", "Enter")
    assert bench.focus() == "order/o3/up"
    assert bench.said() == "Delen met anderen staat nu op plaats 1 van 4"
    press(bench.page, "Enter")  # already first: nothing happens
    assert len(bench.host("drafts")) == 2


def drag_by_mouse(page: Page, grip: Locator, target: Locator) -> None:
    grip.hover()
    page.mouse.down()
    box = target.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 4, steps=8)
    page.mouse.up()


def drag_by_finger(page: Page, grip: Locator, target: Locator) -> None:
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    to_x, to_y = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2 + 4
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        send("touchMove", {"x": x + (to_x - x) * step / 8, "y": y + (to_y - y) * step / 8})
    send("touchEnd")


BOTH = pytest.mark.parametrize("drag", [drag_by_mouse, drag_by_finger])


@BOTH
def test_an_item_is_dragged_to_another_place_in_the_order(bench: Bench, drag: Any) -> None:
    bench.show(props(ORDER))
    rows = bench.form.locator(".le-row")
    drag(bench.page, rows.nth(0).locator(".le-grip"), rows.nth(2))
    assert bench.host("drafts") == [{"order": ["o2", "o3", "o1", "o4"]}]
    assert bench.said() == "Kijken wat er gebeurt staat nu op plaats 3 van 4"
    bench.page.wait_for_timeout(250)  # until it has glided there
    drag(bench.page, rows.nth(3).locator(".le-grip"), rows.nth(0))
    assert bench.host("drafts")[-1] == {"order": ["o4", "o2", "o3", "o1"]}
    assert rows.nth(0).get_attribute("style") in ("", None)


@BOTH
def test_an_item_is_dragged_to_its_place_and_out_of_it(bench: Bench, drag: Any) -> None:
    bench.show(props(PLACE))
    item, box = bench.form.locator(".le-item").nth(1), bench.form.locator(".le-box").nth(2)
    drag(bench.page, item.locator(".le-grip"), box)
    assert bench.host("drafts")[-1] == {"place": {"o2": "p3"}}
    assert item.locator("select").input_value() == "p3"
    assert bench.said() == "Weet hoe het werk echt gaat staat nu bij Coach"
    drag(bench.page, box.locator(".le-chip .le-grip"), bench.form.locator(".le-box").nth(0))
    assert bench.host("drafts")[-1] == {"place": {"o2": "p1"}}
    drag(bench.page, bench.form.locator(".le-chip .le-grip"), bench.form.locator(".le-item").nth(0))
    assert bench.host("drafts")[-1] == {"place": {}}
    assert bench.form.locator(".le-ghost").count() == 0


def test_escape_ends_a_drag_with_nothing_changed(bench: Bench) -> None:
    bench.show(props(ORDER))
    bench.form.locator(".le-row").nth(0).locator(".le-grip").hover()
    bench.page.mouse.down()
    bench.page.mouse.move(500, 700, steps=4)
    press(bench.page, "Escape")
    bench.page.mouse.up()
    assert bench.host("drafts") == []
    assert bench.form.locator(".le-dragged").count() == 0


def test_a_finger_on_the_words_of_a_row_scrolls_the_page(bench: Bench) -> None:
    bench.show(props(ORDER))
    actions = "[...hosts.one.form.node.querySelectorAll('*')].filter(n => getComputedStyle(n).touchAction === 'none')"
    assert set(bench.page.evaluate(f"{actions}.map(n => n.className)")) == {"le-grip"}


def test_a_list_says_its_name_once_to_who_looks_and_at_each_row_to_who_listens(bench: Bench) -> None:
    bench.show(props({**LIST, "columns": [{"id": "c1", "text": LIST["label"]}]}))
    assert bench.form.get_by_text(LIST["label"]).filter(visible=True).count() == 1
    assert bench.form.get_by_label(f"{LIST['label']}, Rij 2").is_visible()


def test_rows_of_a_table_are_added_up_to_the_most_and_removed_again(bench: Bench) -> None:
    bench.show(props(TABLE))
    add = bench.form.get_by_role("button", name="Rij toevoegen")
    for _ in range(4):
        add.click(force=True)
    assert bench.form.locator(".le-table-row").count() == 5
    assert add.get_attribute("aria-disabled") == "true"
    bench.form.get_by_label("Wie, Rij 5").fill("Bo")
    bench.form.get_by_role("button", name="Verwijder rij 2").click()
    assert bench.focus() == "table/1/remove"
    assert bench.form.get_by_label("Wie, Rij 4").input_value() == "Bo"
    for _ in range(6):
        bench.form.get_by_role("button", name="Verwijder rij 1").click()
    assert bench.form.locator(".le-table-row").count() == 1
    assert bench.host("drafts")[-1] == {"table": []}


def test_a_sentence_has_room_in_every_cell_however_many_columns_there_are(page: Page, bench: Bench) -> None:
    for width in (700, 320):
        page.set_viewport_size({"width": width, "height": 900})
        bench.show(props(TABLE, MANY_COLUMNS))
        cells = bench.form.locator("textarea").all()
        assert min(cell.evaluate("cell => cell.offsetWidth") for cell in cells) >= 160


def test_an_untouched_order_is_the_order_as_given(bench: Bench) -> None:
    bench.show(props(ORDER, value={"order": ["o3", "gone", "o1"]}))
    bench.check()
    assert bench.host("submits") == [{"order": ["o3", "o1", "o2", "o4"]}]


def test_values_with_unknown_ids_are_left_out(bench: Bench) -> None:
    stale = {"one": "x", "many": ["x", "o2"], "place": {"o1": "x", "y": "p1", "o2": "p1"}, "gone": 4}
    bench.show(props(ONE_OF, MANY_OF, PLACE, value=stale))
    bench.check()
    assert bench.host("submits") == [{"many": ["o2"], "place": {"o2": "p1"}}]


@pytest.mark.parametrize("value", [None, 7, "x", [1], {"o1": 2}, [None]])
def test_a_value_of_another_shape_never_breaks_a_form(bench: Bench, value: object) -> None:
    bench.show(props(*EVERY_FIELD, value={field["name"]: value for field in EVERY_FIELD}))
    bench.check()
    assert len(bench.host("submits")) == 1


def test_an_unknown_kind_is_said_and_the_rest_is_drawn(bench: Bench) -> None:
    strange = {"kind": "constructor", "name": "strange", "label": "?", "help": "", "required": True}
    bench.show(props(strange, NUMBER, value={"strange": {"kept": 1}}))
    assert bench.form.get_by_text("kan hier niet worden getoond").is_visible()
    bench.check()
    assert bench.host("submits") == [{"strange": {"kept": 1}, "number": ""}]


def test_words_are_counted_where_there_is_a_bound(bench: Bench) -> None:
    bench.show(props(LONG, {**LONG, "name": "free", "min_words": 0, "max_words": 0}))
    bench.field("long").locator("textarea").fill("een  twee\ndrie ")
    bench.field("long").get_by_text("Woorden: 3 (tussen 20 en 80)").wait_for()
    assert bench.field("free").get_by_text("Woorden").count() == 0


def test_marks_stand_beside_the_items_with_a_word_and_go_when_the_answer_changes(bench: Bench) -> None:
    parts = [
        {"field": "one", "item": "o1", "right": False},
        {"field": "place", "item": "o1", "right": True},
        {"field": "place", "item": "o2", "right": False},
        {"field": "number", "item": "", "right": True},
    ]
    value = {"one": "o1", "place": {"o1": "p1", "o2": "p1"}, "number": "4"}
    bench.show(props(ONE_OF, PLACE, NUMBER, value=value, result=result(1, "partial", "Bijna.", parts=parts)))
    marks = bench.form.locator(".le-badge:visible")
    assert marks.all_inner_texts() == ["nog niet", "goed", "nog niet", "goed"]
    assert bench.form.get_by_role("radio", name="nog niet").count() == 1
    bench.field("place").locator("select").nth(1).select_option("p2")
    assert marks.all_inner_texts() == ["nog niet", "goed", "goed"]
    bench.field("one").get_by_role("radio").nth(1).check()
    bench.field("number").locator("input").fill("5")
    assert marks.all_inner_texts() == ["goed"]
    bench.change(value=value)  # the same attempt again brings no mark back
    assert marks.all_inner_texts() == ["goed"]


def test_a_readonly_form_can_be_read_and_not_changed(bench: Bench) -> None:
    value = {"one": "o2", "many": ["o1"], "place": {"o1": "p1"}, "number": "4", "list": [{"c1": "a"}]}
    bench.show(props(*EVERY_FIELD, value=value, readonly=True))
    assert bench.form.get_by_role("button").count() == 0
    bench.field("one").get_by_text("Een extern bureau").click(force=True)
    bench.field("many").get_by_role("checkbox").nth(1).focus()
    press(bench.page, "Space")
    bench.field("place").locator("select").nth(1).focus()
    press(bench.page, "=Coach")
    bench.field("number").locator("input").focus()
    press(bench.page, "=9", "Enter")
    drag_by_mouse(bench.page, bench.form.locator(".le-row").nth(0), bench.form.locator(".le-row").nth(2))
    assert bench.host("drafts") == bench.host("submits") == []
    assert bench.field("one").get_by_role("radio", checked=True).get_attribute("value") == "o2"
    assert bench.field("many").get_by_role("checkbox", checked=True).count() == 1
    assert bench.field("place").locator("select").nth(1).input_value() == ""
    assert bench.field("number").locator("input").input_value() == "4"
