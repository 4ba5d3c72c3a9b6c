"""Finding modules by words."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from learnenv.domain.content import ModuleCard
from learnenv.domain.text import Language, Text
from learnenv.library.search import SearchIndex, folded


def card(id: str, nl: str, en: str = "", outcome: str = "") -> ModuleCard:
    """A card with a title and an outcome."""
    return ModuleCard(
        id=id,
        version="1",
        title=Text(nl=nl, en=en),
        summary=Text(nl="Samen met collega’s van de werkvloer.", en="Together with colleagues from the work floor."),
        method=Text(nl="Doetank", en="Doetank"),
        minutes=10,
        outcomes=(Text(nl=outcome, en=outcome),),
        produces=(),
        pages=(),
        folder=Path(id),
        plugin="pack",
    )


CARDS = (
    card("ideas", "Ideeën verzamelen", "Collecting ideas", "Je kunt één idee kiezen. Canvas"),
    card("canvas", "Het Doetankcanvas", "The canvas"),
    card("only-dutch", "Alleen Nederlands"),
)
INDEX = SearchIndex(CARDS)


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        ("", "nl", ["ideas", "canvas", "only-dutch"]),
        ("   ", "nl", ["ideas", "canvas", "only-dutch"]),
        ("ideeen", "nl", ["ideas"]),
        ("IDEEËN", "nl", ["ideas"]),
        ("idee\u0308en", "nl", ["ideas"]),
        ("een idee", "nl", ["ideas"]),
        ("verzamelen kiezen", "nl", ["ideas"]),
        ("verzamelen kiezen niets", "nl", []),
        ("werkvloer", "nl", ["ideas", "canvas", "only-dutch"]),
        ("canvas", "nl", ["canvas", "ideas"]),
        ("canvas", "en", ["canvas", "ideas"]),
        ("collecting", "nl", []),
        ("collecting", "en", ["ideas"]),
        ("nederlands", "en", ["only-dutch"]),
        ("collega's", "nl", ["ideas", "canvas", "only-dutch"]),
        (".*[", "nl", []),
    ],
)
def test_every_word_must_occur_in_the_language_read_and_titles_come_first(
    text: str, language: Language, ids: list[str]
) -> None:
    assert [found.id for found in INDEX.find(text, language)] == ids


def test_case_and_accents_make_no_difference() -> None:
    assert folded("ÉÉN Straße İ") == folded("een strasse i")


def test_a_thousand_modules_are_searched_in_a_moment() -> None:
    many = SearchIndex([card(f"m{n}", f"Module nummer {n}", outcome="lange zin " * 50) for n in range(1000)])
    start = perf_counter()
    for _ in range(10):
        assert len(many.find("nummer 99", "nl")) == 19
    assert (perf_counter() - start) / 10 < 0.05
