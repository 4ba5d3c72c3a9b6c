"""The page "Jouw krachtenveld": what it shows of a map, whatever was typed."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from learnenv_krachtenveld.actor_map import MapRow, approach, rows
from learnenv_krachtenveld.page import YOUR_FIELD

from learnenv import PageAsk, PagePart, PagePicture, PageTable, PageText

COLUMNS = ("who", "power", "interest", "affected", "needs", "contact")
TYPED = [
    ("Wethouder", "5", "4", "1", "drie zinnen", "Joost, vrijdag"),
    ("Inwoner", "1", "5", "5", "", ""),
    ("FG", "4", "2", "1", "", ""),
    ("Pers", "1", "1", "2", "", ""),
    ("Vakbond", "3", "4", "3", "", ""),
    ("Buur", "hoog", "4", "4", "", ""),
]


def answers(typed: Any = TYPED) -> dict[str, Any]:
    return {"actor-map": {"actors": [dict(zip(COLUMNS, row, strict=False)) for row in typed]}}


def drawn(typed: Any = TYPED, language: Any = "nl") -> list[PagePart]:
    return list(YOUR_FIELD.draw(PageAsk(language, answers(typed))))


def only(kind: type, parts: list[PagePart]) -> list[Any]:
    return [part for part in parts if isinstance(part, kind)]


@pytest.mark.parametrize("typed", [{}, {"actor-map": {}}, {"actor-map": {"actors": []}}, {"other": {"x": "y"}}])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_before_there_is_a_map_the_page_says_where_to_make_one(typed: Any, language: Any) -> None:
    text, picture = YOUR_FIELD.draw(PageAsk(language, typed))
    assert isinstance(text, PageText)
    assert "/lesson?module=krachtenveld&page=your-map" in text.markdown
    assert isinstance(picture, PagePicture)
    assert picture.alt
    assert "<circle" not in picture.svg


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everyone_on_the_map_is_in_the_tables_and_those_with_a_place_in_the_drawing(language: Any) -> None:
    parts = drawn(language=language)
    (picture,) = only(PagePicture, parts)
    dots = [text for text in texts(picture.svg) if text.isdigit()]
    assert sorted(dots) == sorted([*"12345", *"12345", *"12345"])  # the two scales, and the five dots
    ratings, plan = only(PageTable, parts)
    assert [row[0] for row in ratings.rows] == [row[0] for row in plan.rows]
    assert [row[0] for row in ratings.rows] == [f"{number} {row[0]}" for number, row in enumerate(TYPED, 1)]
    assert ratings.rows[5][1:] == ("–", "4", "4")
    assert plan.rows[0][1:] == ("drie zinnen", "Joost, vrijdag")


def test_the_picture_is_told_in_words() -> None:
    (picture,) = only(PagePicture, drawn())
    assert picture.alt == (
        "Jouw krachtenveld als raster. Nauw samenwerken: 1 Wethouder. Tevreden houden: 3 FG. Informeren: 2 Inwoner. "
        "Af en toe kijken: 4 Pers. Tussen twee vakken: 5 Vakbond. Het meest geraakt: 2 Inwoner."
    )


def test_what_stands_out_is_said_with_the_numbers() -> None:
    notes = only(PageText, drawn())[1].markdown
    assert "Niet op de tekening: nummer 6." in notes
    assert "Kijk nog eens naar nummer 2." in notes
    assert "Niemand heeft een 4 of 5" not in notes
    many = only(PageText, drawn([("a", "1", "5", "5"), ("b", "2", "2", "4"), ("c", "2", "2", "4")], "en"))[1].markdown
    assert "Look again at number 1, 2 and 3." in many
    none = only(PageText, drawn([("a", "1", "5", "3")]))[1].markdown
    assert "Niemand heeft een 4 of 5 bij geraakt." in none


@pytest.mark.parametrize(
    ("power", "interest", "box"),
    [(5, 4, "close"), (4, 1, "satisfied"), (2, 5, "informed"), (1, 2, "watch"), (3, 5, "between"), (0, 5, "")],
)
def test_each_place_has_its_approach(power: int, interest: int, box: str) -> None:
    assert approach(MapRow(1, "x", power, interest, 1, "", "")) == box


@pytest.mark.parametrize(
    ("typed", "rating"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("4 (hoog)", 4),
        ("5.", 0),
        ("", 0),
        ("0", 0),
        ("6", 0),
        ("45", 0),
        ("4,5", 0),
        ("hoog", 0),
    ],
)
def test_only_a_whole_number_from_1_to_5_is_a_rating(typed: str, rating: int) -> None:
    assert rows(answers([("x", typed)]))[0].power == rating


def test_dots_on_one_spot_do_not_hide_each_other() -> None:
    (picture,) = only(PagePicture, drawn([(str(number), "4", "4", "1") for number in range(20)]))
    circles = [each for each in ElementTree.fromstring(picture.svg).iter() if each.tag.endswith("circle")]
    spots = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in circles]
    apart = [
        ((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2) ** 0.5
        for index, one in enumerate(spots)
        for two in spots[:index]
    ]
    assert min(apart) > 20
    assert all(0 < x < 640 and 0 < y < 660 for x, y in spots)


def test_what_a_learner_types_never_gets_into_the_drawing_or_the_running_text() -> None:
    nasty = "<script>alert(1)</script> ![x](http://example.org/x.png) {boxes}"
    parts = drawn([(nasty, "5", "5", "5", nasty, nasty)])
    for part in parts:
        if isinstance(part, PagePicture):
            assert "script" not in part.svg
            assert nasty in part.alt
        elif isinstance(part, PageText):
            assert "script" not in part.markdown


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("text")]
