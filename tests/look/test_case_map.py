"""The map of a case: everything apart and inside the picture, whatever the case looks like."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnenv.look.case_layout import CARD_HEIGHT, Layout, lay_out
from learnenv.look.case_map import _NARROW, _WIDE, Spot, Way, case_map, meter
from learnenv.look.tokens import COLOURS

_SVG = "{http://www.w3.org/2000/svg}"
_LONG = "Verantwoordelijkheidsverdelingsvraagstukken in het samenwerkingsverband van de gemeente"
_HOSTILE = "</text><script>alert(1)</script>&amp;\"'<![CDATA[\x00\x1b\ud800]]> onload=x"
_SHEETS = pytest.mark.parametrize("narrow", [False, True])

LINES = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60, unique=True)


def big(seed: int) -> tuple[list[Spot], list[Way]]:
    """A case of thirty scenes with long Dutch names, ways that skip and ways that lead back."""
    hand = random.Random(seed)
    states = ("way", "earlier", "earlier")
    spots = [Spot(_LONG, states[at % 3], at > 25, hand.randint(0, 3)) for at in range(30)]  # type: ignore[arg-type]
    spots[17] = Spot(_LONG, "here")
    ways = [Way(hand.randint(max(0, at - 6), at - 1), at, at % 3 == 0) for at in range(1, 30)]
    return spots, ways + [Way(at, hand.randint(0, 29)) for at in range(0, 25, 2)]


@given(st.integers(1, 30), LINES, st.lists(st.integers(0, 6), min_size=30, max_size=30), st.booleans())
def test_cards_lie_apart_and_inside_and_no_line_runs_across_one(
    count: int, drawn: list[tuple[int, int]], open: list[int], narrow: bool
) -> None:
    sheet = _NARROW if narrow else _WIDE
    lines = [line for line in drawn if max(line) < count]
    layout = lay_out(count, lines, open[:count], sheet)
    assert layout == lay_out(count, lines, open[:count], sheet)
    half = sheet.card / 2
    for x, y in layout.cards:
        assert half <= x <= sheet.width - half
        assert CARD_HEIGHT / 2 <= y <= layout.height - CARD_HEIGHT / 2
    for at, (x, y) in enumerate(layout.cards):
        for p, q in layout.cards[at + 1 :]:
            assert abs(x - p) > sheet.card or abs(y - q) > CARD_HEIGHT
    assert all(0 < x < sheet.width for route in layout.routes for x, _ in route)
    assert not _crossed(layout, sheet.card)


def _crossed(layout: Layout, wide: float) -> list[object]:
    """Straight parts of lines that lie inside a card. The bent ones lie between two rows."""
    found: list[object] = []
    for route in layout.routes:
        for place, (here, there) in enumerate(pairwise(route)):
            top, bottom = sorted((here[1], there[1]))
            for x, y in layout.cards:
                beside = top >= y + CARD_HEIGHT / 2 or bottom <= y - CARD_HEIGHT / 2
                if not beside and (place % 2 == 0 or abs(here[0] - x) <= wide / 2):
                    found.append((route, (x, y)))
    return found


@_SHEETS
def test_the_drop_where_one_is_lies_inside_the_picture(narrow: bool) -> None:
    drawn = case_map([Spot("a", "here")], [], title="t", narrow=narrow)
    found = re.search(r'class="led-f-saffron led-s-ink" d="M[\d.-]+ ([\d.-]+)', drawn)
    assert found
    assert float(found[1]) >= 1.25  # half of its line


@_SHEETS
def test_the_drop_where_one_is_covers_no_letter_of_the_name(narrow: bool) -> None:
    spots, ways = [Spot("Een hele brede naam van een moment", "here"), Spot("b", "earlier")], [Way(1, 0)]
    drawn = case_map(spots, ways, title="t", narrow=narrow)
    data = re.search(r'class="led-f-saffron led-s-ink" d="([^"]+)"', drawn)
    card = re.search(r'class="led-f-saffron-soft led-s-saffron-deep" d="M([\d.]+)', drawn)
    assert data
    assert card
    across = [float(x) for x in re.findall(r"[\d.-]+", data[1])[::2]]
    left = float(card[1]) - 12  # the corner is round
    assert min(across) >= 1.25
    assert max(across) <= left + 10


def test_a_scene_stands_below_all_that_lead_to_it() -> None:
    layout = lay_out(4, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0)], [0] * 4, _WIDE)
    heights = [y for _, y in layout.cards]
    assert heights == sorted(set(heights))


def test_lines_and_loose_ends_leave_a_card_side_by_side() -> None:
    layout = lay_out(3, [(0, 1), (0, 2)], [3, 0, 0], _WIDE)
    leaving = sorted([route[0][0] for route in layout.routes] + [x for x, _ in layout.loose])
    assert len(leaving) == 5
    assert all(after - before >= 20 for before, after in pairwise(leaving))


@_SHEETS
@pytest.mark.parametrize("seed", range(5))
def test_the_titles_of_a_big_case_stay_in_their_cards(seed: int, narrow: bool) -> None:
    spots, ways = big(seed)
    root = ET.fromstring(case_map(spots, ways, title="kaart", narrow=narrow))
    size = 8.2 if narrow else 9.3  # a wide system font, in the size in which it is set
    boxes = []
    for block in root.iter(f"{_SVG}text"):
        lines = [("".join(line.itertext()), float(line.attrib["x"]), float(line.attrib["y"])) for line in block]
        assert 1 <= len(lines) <= 3
        width = max(len(words) for words, _, _ in lines) * size
        assert width <= (_NARROW if narrow else _WIDE).card
        boxes.append((lines[0][1], lines[0][2], lines[-1][2], width))
    assert len(boxes) == 30
    for at, (x, top, bottom, width) in enumerate(boxes):
        for p, above, below, other in boxes[at + 1 :]:
            assert abs(x - p) >= (width + other) / 2 or top - 20 > below or above - 20 > bottom


@_SHEETS
@given(st.lists(st.text(max_size=120), min_size=1, max_size=8), st.text(max_size=60))
def test_any_name_is_drawn_as_words_and_never_as_markup(narrow: bool, names: list[str], title: str) -> None:
    drawn = case_map([Spot(name, "way", open=1) for name in names], [], title=title, narrow=narrow)
    tags = {each.tag.removeprefix(_SVG) for each in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "style", "path", "circle", "text", "tspan"}
    assert drawn.count("<text") == len(names)


@_SHEETS
def test_a_hostile_name_is_harmless(narrow: bool) -> None:
    root = ET.fromstring(case_map([Spot(_HOSTILE, "here")], [], title=_HOSTILE, narrow=narrow))
    assert not any("script" in each.tag for each in root.iter())


def test_here_the_way_seen_earlier_and_an_end_differ_in_shape_and_not_only_in_colour() -> None:
    def shape(spot: Spot) -> str:
        drawn = case_map([spot], [], title="t").split("</style>")[1]
        return re.sub(r'class="[^"]*"', "", drawn)

    spots = [Spot("a", "here"), Spot("a", "way"), Spot("a", "earlier"), Spot("a", "way", end=True)]
    assert len({shape(each) for each in spots}) == 4


def test_the_way_of_now_is_thick_and_an_earlier_one_dotted() -> None:
    spots = [Spot("a", "way"), Spot("b", "here"), Spot("c", "earlier")]
    drawn = case_map(spots, [Way(0, 1, now=True), Way(0, 2)], title="t")
    assert drawn.count('stroke-width="4"') == 2
    assert drawn.count("stroke-dasharray") == 1


def test_a_map_has_a_name_both_themes_and_our_colours_only() -> None:
    spots, ways = big(1)
    drawn = case_map(spots, ways, title="Kaart")
    root = ET.fromstring(drawn)
    assert root.attrib["role"] == "img"
    assert root[0].text == "Kaart"
    assert "@media screen and (prefers-color-scheme:dark)" in drawn
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn)) <= {v for each in COLOURS for v in (each.light, each.dark)}
    style, body = drawn.split("</style>")
    assert set(re.findall(r"led-[fst]-[a-z-]+", body)) <= set(re.findall(r"led-[fst]-[a-z-]+", style))


def test_a_map_of_nothing_says_what_to_give() -> None:
    with pytest.raises(ValueError, match="give at least the first scene"):
        case_map([], [], title="t")


def test_a_meter_fills_with_its_part_and_says_nothing_by_itself() -> None:
    ends = [
        float(found[1]) if (found := re.search(r"M6 6H([0-9.]+)", meter(part))) else 0.0 for part in (0, 0.01, 0.5, 1)
    ]
    assert ends == sorted(ends)
    assert ends[0] == 0.0
    assert ends[-1] < 98
    assert meter(-1) == meter(0)
    assert meter(2) == meter(1)
    assert 'aria-hidden="true"' in meter(0.5)
