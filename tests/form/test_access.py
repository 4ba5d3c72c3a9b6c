"""Everyone can read and operate a form: axe, small screens, targets, scripts, and text of any kind."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.form.bench import Bench, faults
from tests.form.samples import ANSWER, EVERY_FIELD, LONG, NUMBER, ONE_OF, PLACE, SHORT, options, props, result

pytestmark = pytest.mark.browser

PARTS = [
    {"field": field, "item": item, "right": right}
    for field in ("one", "many", "order", "place")
    for item, right in (("o1", True), ("o2", False))
] + [{"field": "number", "item": "", "right": False}]

STATES: dict[str, dict[str, Any]] = {
    "empty": {},
    "marked": {
        "value": ANSWER,
        "result": result(1, "partial", "Bijna.", parts=PARTS, invalid=dict.fromkeys(ANSWER, "Vul dit in.")),
    },
    "readonly": {"value": ANSWER, "readonly": True, "result": result(1, "wrong", "Nog niet.", parts=PARTS)},
}
BARE = [{**each, "label": "", "help": "", "required": False} for each in EVERY_FIELD]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(page: Page, bench: Bench, state: str, theme: Any, width: int) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    bench.show(props(*EVERY_FIELD, **STATES[state]))
    Bench(page, "two").show(props(*BARE, title="Tweede oefening", **STATES[state]))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_where_the_page_gives_no_colours(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "plain")
    page.wait_for_function("window.ready")
    Bench(page).show(props(*EVERY_FIELD, **STATES["marked"]))
    assert faults(page) == []
    page.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_target_is_large_enough_for_a_finger(page: Page, bench: Bench, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    bench.show(props(*EVERY_FIELD, value=ANSWER))
    small = page.evaluate("""
      [...hosts.one.form.node.querySelectorAll('button, input, select, textarea, .le-grip')]
        .map(node => [node.className || node.type, node.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
    """)
    assert small == []
    rows = page.evaluate("""
      [...hosts.one.form.node.querySelectorAll('.le-option, .le-row, .le-item, .le-submit, .le-input')]
        .filter(node => node.getBoundingClientRect().height < 44).map(node => node.className)
    """)
    assert rows == []


def test_ids_are_unique_over_two_forms(page: Page, bench: Bench) -> None:
    bench.show(props(*EVERY_FIELD))
    Bench(page, "two").show(props(*EVERY_FIELD))
    bench.change(language="en")
    ids = page.evaluate("""
      ['one', 'two'].flatMap(id => [...hosts[id].form.node.querySelectorAll('[id]')].map(node => node.id))
    """)
    assert len(ids) > 40
    assert len(ids) == len(set(ids))
    names = page.evaluate("['one', 'two'].map(id => hosts[id].form.node.querySelector('[type=radio]').name)")
    assert names[0] != names[1]


def test_fields_and_groups_are_named_and_described(bench: Bench) -> None:
    bench.show(props(*EVERY_FIELD, title="De oefening"))
    tree = bench.form.aria_snapshot()
    assert tree.startswith('- group "De oefening"')
    for kind, name in [
        ("radiogroup", "Wat is de eerste stap van een Doetank?"),
        ("group", "Zet de stappen op volgorde"),
        ("combobox", "Plaats voor: Haalt regels uit de weg"),
        ("textbox", "Hoeveel procent van de plannen blijft liggen?"),
        ("textbox", "Wat hij of zij doet, Rij 2"),
        ("button", "Verwijder rij 3"),
    ]:
        assert re.search(rf"- '?{kind} \"{re.escape(name)}\"", tree), (kind, name)


def test_a_field_without_a_label_still_has_a_name(bench: Bench) -> None:
    bench.show(props({**NUMBER, "label": ""}))
    assert bench.form.get_by_role("textbox", name="Je antwoord").count() == 1


def test_required_is_said_where_something_else_is_not(bench: Bench) -> None:
    bench.show(props(NUMBER, SHORT))
    assert bench.form.get_by_text("(verplicht)").count() == 0
    bench.show(props(NUMBER, {**SHORT, "required": False}))
    assert bench.form.get_by_text("(verplicht)").count() == 1
    assert bench.field("number").locator("input").get_attribute("aria-required") == "true"
    assert bench.field("short").locator("input").get_attribute("aria-required") == "false"


def test_the_word_required_is_read_apart_from_the_label(bench: Bench) -> None:
    bench.show(props(NUMBER, {**SHORT, "required": False}))
    name = f"{NUMBER['label']} (verplicht)"
    assert bench.form.get_by_role("textbox", name=name, exact=True).count() == 1


NASTY = '<img src=x onerror="document.title=1"><script>document.title = 1</script>&lt;b&gt; {text} $& \'"'


def test_html_and_script_are_shown_as_text(page: Page, bench: Bench) -> None:
    nasty = [
        {
            **each,
            **dict.fromkeys(("label", "help", "unit"), NASTY),
            "options": options(NASTY),
            "items": options(NASTY, "b"),
        }
        for each in EVERY_FIELD
    ]
    problems = {each["name"]: NASTY for each in nasty}
    value = {**ANSWER, "long": NASTY, "table": [{"c1": NASTY}]}
    bench.show(props(*nasty, value=value, result=result(1, "invalid", NASTY, invalid=problems)))
    bench.form.get_by_role("button", name=f"Omhoog: {NASTY}").click()
    assert bench.said() == f"{NASTY} staat nu op plaats 1 van 2"
    assert bench.form.locator("img, script, b").count() == 0
    assert page.title() == "Bench"
    assert bench.field("long").locator("textarea").input_value() == NASTY


def test_a_text_of_a_million_characters_is_typed_in_and_handed_in(bench: Bench) -> None:
    text = ("Een verhaal dat maar doorgaat.\n" * 33_000)[:1_000_000]
    bench.show(props(LONG, value={"long": text}))
    area = bench.field("long").locator("textarea")
    area.evaluate("node => { node.focus(); node.setSelectionRange(0, 0) }")
    bench.page.keyboard.type("Ja. ")
    bench.check()
    assert bench.host("submits")[0]["long"] == "Ja. " + text
    bench.change(result=result(1, "saved", "Opgeslagen."))
    bench.field("long").get_by_text(re.compile(r"Woorden: 16\d{4}")).wait_for()


def test_text_goes_in_the_direction_of_its_script(bench: Bench) -> None:
    arabic, hebrew = "ابدأ بتجربة صغيرة", "להתחיל בקטן"
    bench.show(props({**ONE_OF, "options": options(arabic, "Klein")}, LONG, SHORT, PLACE, value={"long": hebrew}))
    words = bench.field("one").locator(".le-words")
    assert words.nth(1).evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert words.nth(2).evaluate("node => getComputedStyle(node).direction") == "ltr"
    area = bench.field("long").locator("textarea")
    assert area.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert bench.field("short").locator("input").get_attribute("dir") == "auto"
    assert bench.field("place").locator("select").first.get_attribute("dir") == "auto"


def test_one_very_long_word_makes_nothing_scroll_sideways(page: Page, bench: Bench) -> None:
    word = "Arbeidsongeschiktheidsverzekeringsmaatschappij" * 4
    page.set_viewport_size({"width": 320, "height": 900})
    wide = [
        {**each, "label": word, "help": word, "options": options(word), "items": options(word), "unit": word[:90]}
        for each in EVERY_FIELD
    ]
    bench.show(props(*wide, value=ANSWER, result=result(1, "wrong", word, invalid={"number": word})))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_ring_around_what_has_the_keyboard_is_two_pixels_or_more(page: Page, bench: Bench) -> None:
    bench.show(props(*EVERY_FIELD))
    seen = set()
    while bench.focus() != "/submit":
        page.keyboard.press("Tab")
        ring = page.evaluate("""() => {
          const node = document.getElementById('one').shadowRoot.activeElement
          const look = getComputedStyle(node.closest('.le-option') ?? node)
          return [node.localName, look.outlineStyle, parseFloat(look.outlineWidth)]
        }""")
        assert ring[1] == "solid", bench.focus()
        assert ring[2] >= 2, bench.focus()
        seen.add(ring[0])
    assert seen == {"button", "input", "select", "textarea"}
