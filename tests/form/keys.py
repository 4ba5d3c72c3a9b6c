"""How each kind of field is filled in by keyboard alone, for a driver that works in any front end."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.form.samples import DATE, LIST, LONG, MANY_OF, NUMBER, ONE_OF, ORDER, PLACE, SHORT, SLIDER, TABLE

BY_KEYBOARD: tuple[tuple[dict[str, Any], list[str], object], ...] = (
    (ONE_OF, ["Tab", "Space", "ArrowDown"], "o2"),
    (MANY_OF, ["Tab", "Space", "Tab", "Tab", "Space"], ["o1", "o3"]),
    (ORDER, ["Tab", "Tab", "Enter", "ArrowDown"], ["o2", "o3", "o1", "o4"]),  # one by its button, one by an arrow
    (PLACE, ["Tab", "=Coach", "Tab", "=Prof"], {"o1": "p3", "o2": "p2"}),
    (NUMBER, ["Tab", "=41,7"], "41,7"),
    (SLIDER, ["Tab", "ArrowRight", "ArrowRight", "PageUp"], "4,2"),
    (SHORT, ["Tab", "=Samen"], "Samen"),
    (DATE, ["Tab", "=05062031"], "2031-05-06"),
    (LONG, ["Tab", "=een", "Enter", "=twee"], "een\ntwee"),
    (TABLE, ["Tab", "=Ana", "Tab", "=belt", "Tab"], [{"c1": "Ana", "c2": "belt"}]),  # the last Tab is on "remove"
    (LIST, ["Tab", "=a", "Enter", "=b"], [{"c1": "a"}, {"c1": "b"}]),
)
"""Field, keys from just before it, and the value. A key that begins with = is typed."""


def press(page: Page, *keys: str) -> None:
    """Press these keys."""
    for key in keys:
        if len(key) > 1 and key[0] == "=":
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)


def fill_in(form: Locator, keys: list[str], pause: int = 0) -> None:
    """Fill in one form on any page by keyboard, and hand it in; `pause`: milliseconds to wait in between."""
    page = form.page
    form.locator("[data-focus]").first.focus()
    press(page, *keys[1:])
    page.wait_for_timeout(pause)
    for _ in range(12):
        if form.locator(".le-submit").evaluate("node => node.getRootNode().activeElement === node"):
            break
        press(page, "Tab")
    press(page, "Enter")


def without_blanks(value: Any) -> Any:
    """Rows without what was left open; anything else as it is."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: text for key, text in row.items() if text} for row in value]
    return value
