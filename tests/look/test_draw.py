"""The drawings that are made from values: right for every value, safe for every word, and always the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.look.draw import Stop, as_image, module_tile, ring, trail
from learnenv.look.svg import width_in_ems
from learnenv.look.tokens import COLOURS, SIZES

_SVG = "{http://www.w3.org/2000/svg}"
_HOSTILE = "</text><script>alert(1)</script>&amp;\"'<![CDATA[\x00\x1b\ud800]]> onload=x"
_STATES = st.sampled_from(["done", "now", "todo"])


@given(
    st.text(max_size=80), st.lists(st.tuples(st.text(max_size=120), _STATES), min_size=1, max_size=14), st.booleans()
)
def test_a_trail_draws_any_labels_as_words_and_never_as_markup(
    title: str, stops: list[tuple[str, str]], narrow: bool
) -> None:
    drawn = trail([Stop(label, state) for label, state in stops], title=title, narrow=narrow)  # type: ignore[arg-type]
    tags = {each.tag.removeprefix(_SVG) for each in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "style", "path", "circle", "text", "tspan"}
    assert drawn.count("<text") == len(stops)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_trail_escapes_a_hostile_label_and_title(narrow: bool) -> None:
    drawn = trail([Stop(_HOSTILE, "now")], title=_HOSTILE, narrow=narrow)
    root = ET.fromstring(drawn)
    assert not any("script" in each.tag for each in root.iter())
    assert "</text><script>" in (root.findtext(f"{_SVG}title") or "")


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("narrow", [False, True])
def test_a_trail_keeps_every_stop_inside_the_picture_and_apart(count: int, narrow: bool) -> None:
    root = ET.fromstring(trail([Stop("x" * 30, "now")] * count, title="map", narrow=narrow))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    places = {(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in root.iter(f"{_SVG}circle")}
    marks = {place for place in places if (place[0], place[1] + 5) in places}
    assert len(marks) == count
    assert all(38 <= x <= width - 38 and 38 <= y <= height - 38 for x, y in marks)
    assert all(abs(x - p) + abs(y - q) >= 76 for x, y in marks for p, q in marks - {(x, y)})


def test_a_trail_keeps_its_words_inside_the_picture() -> None:
    words = "Verantwoordelijkheidsverdelingsvraagstukken in het samenwerkingsverband van de gemeente"
    root = ET.fromstring(trail([Stop(words, "now")] * 12, title="map"))
    for block in root.iter(f"{_SVG}text"):
        lines = ["".join(line.itertext()) for line in block]
        assert 1 <= len(lines) <= 3
        assert lines[-1].endswith("…")
        assert all(len(line) <= 18 for line in lines)


@pytest.mark.parametrize("state", ["now", "todo"])
def test_wide_letters_on_a_narrow_trail_do_not_run_out_of_the_picture(state: Any) -> None:
    root = ET.fromstring(trail([Stop("Samen maken, en wanneer dat kwaad doet", state)], title="map", narrow=True))
    _, _, width, _ = map(float, root.attrib["viewBox"].split())
    lines = [(float(line.attrib["x"]), "".join(line.itertext())) for line in root.iter(f"{_SVG}tspan")]
    size = 17 * (1.13 if state == "now" else 1)
    assert all(x + width_in_ems(words) * size <= width for x, words in lines)
    assert " ".join(words for _, words in lines).endswith("kwaad doet")


def test_a_trail_without_stops_says_what_to_give() -> None:
    with pytest.raises(ValueError, match="give at least one page"):
        trail([], title="map")


def test_the_three_states_differ_in_shape_and_not_only_in_colour() -> None:
    shapes = {
        state: re.sub(r'class="[^"]*"', "", trail([Stop("a", state)], title="t").split("</style>")[1])
        for state in ("done", "now", "todo")
    }
    assert len(set(shapes.values())) == 3


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_ring_never_falls_when_more_is_done(done: int, total: int) -> None:
    (arc, level), (further, higher) = _fill(ring(done, total, title="t")), _fill(ring(done + 1, total, title="t"))
    assert further >= arc
    assert higher <= level
    if done < total:
        assert further > arc


@pytest.mark.parametrize(("done", "total", "same"), [(-3, 8, (0, 8)), (9, 8, (8, 8)), (0, 0, (0, 8)), (3, 0, (0, 8))])
def test_a_ring_takes_values_out_of_range_as_none_or_as_all(done: int, total: int, same: tuple[int, int]) -> None:
    assert ring(done, total, title="t") == ring(*same, title="t")


def test_only_a_full_ring_has_the_tick() -> None:
    tick = "M50 65l7.5 8 13.5 -16"
    assert tick in ring(8, 8, title="t")
    assert tick not in ring(7, 8, title="t")


@given(st.text(max_size=60))
def test_a_tile_is_the_same_for_the_same_id_and_well_formed(seed: str) -> None:
    assert module_tile(seed) == module_tile(seed)
    ET.fromstring(module_tile(seed))


def test_tiles_of_different_modules_differ() -> None:
    assert len({module_tile(f"module-{number}") for number in range(50)}) == 50


def test_a_tile_does_not_change_between_versions_and_machines() -> None:
    assert re.findall(r"led-f-[a-z-]+", module_tile("doetank-start").split("</style>")[1])[0] == "led-f-saffron-soft"


@pytest.mark.parametrize(
    "drawn", [ring(1, 2, title="Half"), trail([Stop("a", "now")], title="Half"), module_tile("a", title="Half")]
)
def test_a_drawing_has_a_role_a_name_both_themes_and_our_colours_only(drawn: str) -> None:
    root = ET.fromstring(drawn)
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{_SVG}title"
    assert root[0].text == "Half"
    assert "@media screen and (prefers-color-scheme:dark)" in drawn
    tokens = {value for each in COLOURS for value in (each.light, each.dark)}
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= tokens
    assert SIZES["font"].replace('"', "'") in drawn
    used = set(re.findall(r"led-[fst]-[a-z-]+", drawn.split("</style>")[1]))
    assert used <= set(re.findall(r"led-[fst]-[a-z-]+", drawn.split("</style>")[0]))


def test_a_drawing_without_a_name_is_hidden_from_a_screen_reader() -> None:
    root = ET.fromstring(module_tile("a"))
    assert root.attrib["aria-hidden"] == "true"
    assert "role" not in root.attrib


def test_a_drawing_as_an_image_carries_itself_and_its_name_cannot_break_out() -> None:
    image = as_image(ring(1, 2, title="t"), alt='"><script>', kind="le-cover")
    found = re.fullmatch(r'<img class="le-cover" alt="([^"<>]*)" src="data:image/svg\+xml;base64,([^"]+)">', image)
    assert found
    assert found[1] == "&quot;&gt;&lt;script&gt;"
    assert b64decode(found[2]).decode() == ring(1, 2, title="t")


def _fill(drawn: str) -> tuple[float, float]:
    """How far round the arc goes (0 to 100), and how high the water stands (smaller is higher)."""
    arc = re.search(r'stroke-dasharray="([\d.]+) 100"', drawn)
    water = re.search(r"M36 ([\d.]+)q12", drawn)
    gone = float(arc[1]) if arc else 0.0
    return gone, float(water[1]) if water else (90.0 if gone < 50 else 29.0)
