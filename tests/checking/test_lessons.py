"""What is found in what lessons say: facts, links, tables, two languages that differ, sentences that are too long."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.checking import findings
from tests.checking.finding import LESSON, codes, found, with_prose
from tests.reader.good_module import CHOICE, TYPES, WHY_EN, WHY_NL
from tests.support.cases import example_case, write_case_module

FACTS = {
    "a year": "In 2015 begon het.",
    "a percentage": "Van de brieven was 40% te laat.",
    "a percentage in words": "Van de brieven was 12,5 procent te laat.",
    "a large number": "Er deden 24.425 teams mee.",
    "a large number in English": "There were 24,425 teams.",
    "a number without a point": "Er deden 3000 mensen mee.",
    "millions": "Het kostte 3 miljoen euro.",
    "in a list": "- In 2015 begon het.",
    "in a table": "| Jaar | Wat |\n| --- | --- |\n| 2015 | begin |",
    "what somebody states": "De Rekenkamer stelt dat 40% te laat is.",
}
NO_FACTS = {
    "a source": "In 2015 begon het.[^S01]",
    "a link": "In 2015 [begon het](https://example.org/begin).",
    "a heading": "## Sinds 2015\n\nKlein begonnen.",
    "a step": "1. Bel voor 2030 met 40% van de mensen.",
    "made up": "Stel: 40% van de brieven is te laat.",
    "an example": "Schrijf bijvoorbeeld dat 40% van de brieven te laat is.",
    "small numbers": "Bel 10 mensen, binnen 2 dagen, met 600 brieven.",
    "a time": "Kom om 10:30 langs, op 1-10-2025, in zaal 12.1500.",
    "code": "```\nIn 2015 40%\n```",
    "said before, with its source": "In 2015 begon het.[^S01]\n\nSinds 2015 is er veel gebeurd.",
}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_without_source_is_a_hint(name: str, tmp_path: Path) -> None:
    faults = found(tmp_path, with_prose(FACTS[name]))
    assert [(fault.code, fault.severity) for fault in faults] == [("fact-without-source", "hint")] * 2


@pytest.mark.parametrize("name", NO_FACTS)
def test_what_is_no_fact_or_has_its_source_is_left_alone(name: str, tmp_path: Path) -> None:
    assert codes(tmp_path, with_prose(NO_FACTS[name])) == []


TOLD = {
    "a fact": ("In 2015 begon het.", True),
    "a fact with its source": ("In 2015 begon het.[^S01]", False),
    "a fact with a link": ("In 2015 [begon het](https://example.org/begin).", False),
    "something made up": ("Stel: 40% is te laat.", False),
    "a sum": ("14 gedeeld door 40 is 35 procent.", False),
    "what a lesson says with its source": ("Sinds 2019 gaat het zo.", False),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_an_exercise_tells_has_a_source_there_or_in_a_lesson(name: str, tmp_path: Path) -> None:
    text, hinted = TOLD[name]
    asked = CHOICE.replace("Wat doe je **eerst**?", text)
    files = {**with_prose("Het begon in 2019.[^S01]"), "exercises/eerste-stap.yaml": asked}
    place = ("exercises/eerste-stap.yaml", "fact-without-source", "hint", 4)
    faults = found(tmp_path, files)
    assert [(each.file, each.code, each.severity, each.line) for each in faults] == [place] * hinted


def test_what_is_said_of_an_option_needs_no_source_because_it_may_be_wrong(tmp_path: Path) -> None:
    claimed = CHOICE.replace("Een plan voor vijf jaar", "In 1999 was dat al zo")
    assert codes(tmp_path, {"exercises/eerste-stap.yaml": claimed}) == []


def test_a_scene_that_tells_a_fact_without_source_is_a_hint_at_its_text(tmp_path: Path) -> None:
    said = example_case().replace("Je hebt een week geteld.", "Je hebt in 1987 een week geteld.")
    (fault,) = [each for each in findings(write_case_module(tmp_path, case=said), TYPES) if each.severity == "hint"]
    assert (fault.file, fault.code) == ("cases/the-counter.yaml", "fact-without-source")
    assert "1987" in said.splitlines()[fault.line - 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lees het [hier](https://example.org).", "link-vague"),
        ("[Klik hier!](https://example.org)", "link-vague"),
        ("Go on: [read more...](https://example.org)", "link-vague"),
        ("[www.example.org](https://example.org)", "link-bare"),
        ("Lees [het artikel van Sigaloff](https://example.org).", ""),
        ("| a | |\n| - | - |\n| 1 | 2 |", "table-without-head"),
        ("| | a |\n| - | - |\n| 1 | 2 |", ""),
        ("| a | b |\n| 1 | 2 |", "no-table"),
    ],
)
def test_links_and_tables_that_do_not_say_what_they_are(text: str, expected: str, tmp_path: Path) -> None:
    assert set(codes(tmp_path, with_prose(text))) == ({expected} if expected else set())


def test_a_vague_link_in_an_exercise_is_found_at_its_text(tmp_path: Path) -> None:
    text = CHOICE.replace("Dan leer je pas laat.", '"Dat staat [hier](https://example.org)."')
    (fault,) = found(tmp_path, {"exercises/eerste-stap.yaml": text})
    assert (fault.code, fault.line) == ("link-vague", 22)


DIFFERENCES = {
    "a heading more": (WHY_NL + "\n## Nog iets\n\nKlaar.\n", "heading-one-sided", LESSON, 24),
    "a heading less": (WHY_NL.replace("## Verder\n", ""), "heading-one-sided", "lessons/waarom.en.md", 10),
    "a heading of another level": (
        WHY_NL.replace("- een punt", "## Punt\n\n- een punt"),
        "heading-level-differs",
        "lessons/waarom.en.md",
        12,
    ),
    "a picture less": (
        WHY_NL.replace("![Een druppel die spreidt](images/druppel.svg)\n", ""),
        "picture-one-sided",
        "lessons/waarom.en.md",
        5,
    ),
    "a table less": (
        WHY_NL.replace("| a | b |\n| - | - |\n| 1 | 2 |\n", ""),
        "table-one-sided",
        "lessons/waarom.en.md",
        15,
    ),
    "a source more": (WHY_NL.replace("Tot slot.", "Tot slot[^S02]."), "source-one-sided", LESSON, 22),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_two_languages_that_are_not_built_alike_are_found_at_the_first_difference(name: str, tmp_path: Path) -> None:
    text, code, file, line = DIFFERENCES[name]
    files = {LESSON: text}
    if code == "heading-level-differs":
        files["lessons/waarom.en.md"] = WHY_EN.replace("- een punt", "### Point\n\n- een punt")
    faults = found(tmp_path, files)
    place = ("lessons/waarom.en.md", 12) if file != LESSON and code == "heading-level-differs" else (file, line)
    assert [(fault.code, fault.file, fault.line, fault.severity) for fault in faults] == [(code, *place, "warning")]


def test_a_long_sentence_is_a_hint_with_its_number_of_words(tmp_path: Path) -> None:
    files = with_prose("Kort. Wij gaan" + " en wij gaan" * 10 + ". Weer kort.")
    fault = next(iter(found(tmp_path, files)))
    assert (fault.code, fault.severity, fault.column) == ("sentence-long", "hint", 7)
    assert getattr(fault.what, "values", {})["count"] == 32


def test_a_hard_page_is_a_hint_and_a_plain_one_is_not(tmp_path: Path) -> None:
    hard = "De gemeentelijke organisatie implementeert systematisch vernieuwing met maatschappelijke partijen. "
    plain = "Je team begint klein. Je belt tien mensen en je kijkt wat er gebeurt. Dan praat je erover met je team. "
    assert "page-hard" in codes(tmp_path, {LESSON: with_prose(hard * 12)[LESSON]})
    assert codes(tmp_path, {LESSON: with_prose(plain * 12)[LESSON]}) == []


def test_a_long_sentence_in_an_exercise_is_a_hint(tmp_path: Path) -> None:
    text = CHOICE.replace("Dan leer je pas laat.", "Dan leer je" + " en leer je" * 12 + " pas laat.")
    (fault,) = found(tmp_path, {"exercises/eerste-stap.yaml": text})
    assert (fault.code, fault.line) == ("sentence-long", 22)
