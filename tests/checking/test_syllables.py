"""Words, sentences and syllables are counted as a person would, near enough."""

from __future__ import annotations

import pytest

from learnenv.checking.syllables import reading_ease, sentences, syllables, words
from learnenv.domain.text import Language

DUTCH = (
    "klein 1 vernieuwing 3 ideeën 3 beoordelen 4 organisaties 5 eeuw 1 bijeenkomst 3 leeromgeving 4 reünie 3 kaaien 2"
)
ENGLISH = "small 1 table 2 wanted 2 houses 2 innovation 4 makes 1 people 2 learned 1 citizen 3 experiment 4 use 1"


@pytest.mark.parametrize(("language", "counted"), [("nl", DUTCH), ("en", ENGLISH)])
def test_syllables(language: Language, counted: str) -> None:
    said = counted.split()
    for word, count in zip(said[::2], said[1::2], strict=True):
        assert syllables(word, language) == int(count), word


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een zin. Nog een!", 2),
        ("Zo'n 1.000 mensen, d.w.z. Veel mensen, bijv. Jan en dr. Smit.", 1),
        ("'Kan dat?' Ja. \"Nee.\" (Goed.)", 4),
        ("geen punt", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_numbers_are_no_words_and_a_hyphen_parts_none() -> None:
    assert words("Zo'n 24 ov-chipkaarten, 3x") == ["Zo'n", "ov-chipkaarten", "x"]


def test_the_figure_is_the_formulas_own() -> None:
    """Two sentences of four words, one syllable each."""
    plain = ["De kat zat stil. De hond liep weg."]
    assert reading_ease(plain, "nl")[0] == pytest.approx(206.84 - 77 - 0.93 * 4)
    assert reading_ease(plain, "en")[0] == pytest.approx(206.835 - 84.6 - 1.015 * 4)
    assert reading_ease(plain, "en")[1] == 8
    assert reading_ease([], "nl") == (100.0, 0)
