"""What a browser is given says nothing about the key."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from learnenv.domain.answer import read_answer
from learnenv.domain.drawing import Drawing
from learnenv.domain.form import Form, LongText, ManyOf, Number, OneOf, Option, Order, Place, Range, ShortText, Table
from learnenv.domain.text import Text

IDS = ("zeta-one", "yoga-two", "xray-three", "wolf-four")
OPTIONS = tuple(Option(id, Text(f"tekst {number}", f"text {number}")) for number, id in enumerate(IDS))
FORM: Form = (
    OneOf("one", OPTIONS, Text("Kies", "Choose")),
    ManyOf("many", OPTIONS, shuffle=False),
    Order("order", OPTIONS),
    Place("place", OPTIONS, OPTIONS, shuffle_places=True),
    Number("number", unit=Text("weken", "weeks")),
    ShortText("short", format="date"),
    LongText("long", min_words=3, max_words=9),
    Table("table", OPTIONS[:2]),
)
ANSWER: dict[str, Any] = {
    "one": "wolf-four",
    "many": ["zeta-one", "wolf-four"],
    "order": list(reversed(IDS)),
    "place": dict(zip(IDS, reversed(IDS), strict=True)),
    "number": "41,7",
    "short": "2025-03-31",
    "long": "zeta-one is here",
    "table": [{"zeta-one": "yoga-two", "yoga-two": ""}],
}
SEEDS = st.text(max_size=8)


@given(SEEDS)
def test_what_is_shown_and_sent_back_is_the_same_answer(seed: str) -> None:
    drawing = Drawing(FORM, seed)
    assert drawing.received(drawing.shown(ANSWER)) == ANSWER
    assert read_answer(FORM, drawing.received(drawing.shown(read_answer(FORM, ANSWER)))) == read_answer(FORM, ANSWER)


@given(SEEDS)
def test_no_id_of_the_authors_reaches_the_browser(seed: str) -> None:
    drawing = Drawing(FORM, seed)
    sent = json.dumps([drawing.fields("nl"), drawing.fields("en"), drawing.shown({"one": "wolf-four"})])
    assert not any(id in sent for id in IDS)


def test_every_field_has_its_kind_and_texts_in_the_language_asked_for() -> None:
    fields = Drawing(FORM, "s").fields("en")
    kinds = ["one-of", "many-of", "order", "place", "number", "short-text", "long-text", "table"]
    assert [field["kind"] for field in fields] == kinds
    assert [field["name"] for field in fields] == [field.name for field in FORM]
    assert fields[0]["label"] == "Choose"
    assert {option["text"] for option in fields[0]["options"]} == {f"text {number}" for number in range(4)}
    assert fields[4]["unit"] == "weeks"
    assert (fields[6]["min_words"], fields[6]["max_words"]) == (3, 9)


def test_a_seed_always_gives_the_same_drawing_and_another_one_other_tokens() -> None:
    assert Drawing(FORM, "s").fields("nl") == Drawing(FORM, "s").fields("nl")
    one, other = (Drawing(FORM, seed) for seed in ("s", "t"))
    assert not {one.token("one", id) for id in IDS} & {other.token("one", id) for id in IDS}


@given(SEEDS)
def test_an_item_and_a_place_with_one_id_share_no_token(seed: str) -> None:
    place = Drawing(FORM, seed).fields("nl")[3]
    assert not {item["id"] for item in place["items"]} & {each["id"] for each in place["places"]}


def test_items_and_places_are_not_shuffled_alike() -> None:
    orders = [
        [[option["text"] for option in place[group]] for group in ("items", "places")]
        for place in (Drawing(FORM, str(seed)).fields("nl")[3] for seed in range(20))
    ]
    assert any(items != places for items, places in orders)


@given(SEEDS, st.lists(st.booleans(), min_size=2, max_size=7))
def test_the_authors_order_is_never_shown_when_two_or_more_are_free(seed: str, fixed: list[bool]) -> None:
    options = tuple(Option(f"o{index}", Text(str(index)), each) for index, each in enumerate(fixed))
    (field,) = Drawing((Order("one", options),), seed).fields("nl")
    shown = [option["text"] for option in field["items"]]
    assert sorted(shown) == [str(index) for index in range(len(fixed))]
    assert all(shown[index] == str(index) for index, each in enumerate(fixed) if each)
    assert (shown != sorted(shown)) is (fixed.count(False) > 1)


def test_an_order_is_kept_where_the_author_asked_for_it() -> None:
    many = Drawing(FORM, "s").fields("nl")[1]
    assert [option["text"] for option in many["options"]] == [f"tekst {number}" for number in range(4)]


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([field.name for field in FORM]), WILD))
def test_nothing_that_a_browser_sends_breaks_it(raw: dict[str, Any]) -> None:
    known = {name for name, value in raw.items() if value is not None}
    assert set(Drawing(FORM, "s").received(raw)) == known


def test_where_the_order_is_no_key_every_order_is_as_likely() -> None:
    options = tuple(Option(f"o{index}", Text(str(index))) for index in range(3))
    drawn = [Drawing((OneOf("one", options),), f"learner {n}").fields("nl")[0]["options"] for n in range(3000)]
    orders = Counter("".join(option["text"] for option in order) for order in drawn)
    assert len(orders) == 6
    assert all(400 < count < 600 for count in orders.values())


def test_a_number_with_a_range_is_drawn_with_a_slider() -> None:
    without, within = Number("number"), Number("number", range=Range(-20, 20, 0.1))
    drawn = [field["range"] for field in Drawing((without, within), "seed").fields("nl")]
    assert drawn == [None, {"least": -20, "most": 20, "step": 0.1}]
