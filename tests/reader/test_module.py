"""One module's folder: what is sound of it works, whatever is wrong with the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnenv.domain.content import ExerciseHere, MissingPart, Prose
from learnenv.domain.exercise_type import ExerciseType, Grade, Samples
from learnenv.domain.fault import DataFault
from learnenv.domain.form import OneOf, Option
from learnenv.domain.text import Message, Text
from learnenv.reader.module import read_card, read_module
from tests.reader.good_module import FILES, TYPES, change, keys, read, write_good_module


def test_a_good_module_reads_whole_in_both_languages(tmp_path: Path) -> None:
    module = read(write_good_module(tmp_path))
    assert module.faults == ()
    assert [page.id for page in module.pages] == ["waarom", "hoe"]
    assert [page.titles for page in module.pages] == [Text("Waarom klein", "Why small"), Text("Hoe dan", "How")]
    assert [page.minutes for page in module.pages] == [8, 12]
    assert module.pages[0].exercises() == ("eerste-stap", "hoeveel")
    assert list(module.sources) == ["S01", "S02"]
    assert module.exercises["eerste-stap"].ref == "klein-begin/eerste-stap"


def test_sources_are_numbered_by_page_in_the_order_of_naming(tmp_path: Path) -> None:
    page = read(write_good_module(tmp_path)).pages[1]
    assert page.sources == ("S02", "S01")
    assert page.blocks["nl"][0] == Prose("Meet het\u2060⁽¹⁾, en lees\u2060⁽²⁾.")


def test_a_source_in_an_exercise_is_named_by_author_and_year(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "exercises/eerste-stap.yaml", "[^S02]", "[^S01]")
    option = read(folder).exercises["eerste-stap"].spec.options[0]
    assert option.feedback.nl == "Zo leer je snel ([Jansen, 2013](<https://example.org/innoveren>))."


def test_images_come_from_the_modules_own_address(tmp_path: Path) -> None:
    prose = read(write_good_module(tmp_path)).pages[0].blocks["nl"][0]
    assert isinstance(prose, Prose)
    assert "![Een druppel die spreidt](/content/klein-begin/druppel.svg)" in prose.markdown


def test_an_exercise_may_ask_how_sure_one_is_and_open_work_has_nothing_to_be_sure_of(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    file = folder / "exercises" / "eerste-stap.yaml"
    assert not read(folder).exercises["eerste-stap"].certainty
    file.write_text(file.read_text(encoding="utf-8") + "\ncertainty: true\n", encoding="utf-8")
    module = read(folder)
    assert module.faults == ()
    assert module.exercises["eerste-stap"].certainty
    types = {**TYPES, "single-choice": replace(TYPES["single-choice"], open=True)}
    (fault,) = read(folder, types).faults
    assert (fault.code, fault.severity, fault.excerpt) == ("certainty-open", "warning", "certainty: true")


def test_a_faulty_exercise_is_a_missing_part_and_the_rest_works(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "exercises/hoeveel.yaml", "value:", "valeu:")
    module = read(folder)
    assert MissingPart("hoeveel") in module.pages[0].blocks["nl"]
    assert ExerciseHere("eerste-stap") in module.pages[0].blocks["nl"]
    assert "hoeveel" not in module.exercises


def test_a_warning_leaves_an_exercise_in_place(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "exercises/hoeveel.yaml", ", en: How many", "")
    assert "hoeveel" in read(folder).exercises


def test_a_lesson_without_its_file_shows_the_other_language(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    (folder / "lessons/hoe.en.md").unlink()
    module = read(folder)
    page = module.pages[1]
    assert page.blocks["en"] == page.blocks["nl"]
    assert page.titles.get("en") == "Hoe dan"
    assert [(fault.file, keys((fault,))) for fault in module.faults] == [
        ("lessons/hoe.en.md", ["reader.file-missing"]),
    ]


def test_a_page_without_any_lesson_is_a_missing_part_with_its_id_for_a_title(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    (folder / "lessons/hoe.en.md").unlink()
    (folder / "lessons/hoe.nl.md").write_bytes(b"\xff")
    page = read(folder).pages[1]
    assert (page.titles.get("nl"), page.blocks["nl"]) == ("hoe", (MissingPart("hoe"),))


def test_what_is_not_used_is_warned_of(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    (folder / "lessons/oud.nl.md").write_text("# Oud\n\nx\n")
    (folder / "exercises/los.yaml").write_text(FILES["exercises/hoeveel.yaml"])
    (folder / "exercises/Los.yml").write_text("x")
    faults = read(folder).faults
    assert {(fault.file, fault.severity) for fault in faults} == {
        ("lessons/oud.nl.md", "warning"),
        ("exercises/los.yaml", "warning"),
        ("exercises/Los.yml", "warning"),
    }


FEEDBACK = """feedback:
  - title: {nl: Te groot, en: Too large}
    text: {nl: Maak het kleiner., en: Make it smaller.}
most_waiting: 2
"""


def test_a_card_has_feedback_at_hand_and_a_bound_on_what_waits(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    assert read(folder).card.feedback == ()
    change(folder, "module.yaml", "authors:", f"{FEEDBACK}authors:")
    module = read(folder)
    assert not module.faults
    (said,) = module.card.feedback
    assert (said.title.nl, said.text.en, module.card.most_waiting) == ("Te groot", "Make it smaller.", 2)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("most_waiting: 2", "most_waiting: -2", "too-small"),
        ("Make it smaller.", "x" * 4001, "feedback-too-long"),
        (", en: Make it smaller.", "", "language-missing"),
        ("    text: {nl: Maak het kleiner., en: Make it smaller.}\n", "", "missing-field"),
    ],
)
def test_what_is_wrong_with_feedback_is_said(old: str, new: str, code: str, tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "module.yaml", "authors:", f"{FEEDBACK.replace(old, new)}authors:")
    (fault,) = read(folder).faults
    assert fault.code == code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {nl: Klein", "titel: {nl: Klein"),
        ("minutes: 20", "minutes: twintig"),
        ("title: Innoveren door professionals", "titel: Innoveren"),
        ("mastery: 0.8", "mastery: 80"),
        ("summary: {nl: Over kleine stappen., en: About small steps.}", "summary: Over kleine stappen."),
        ("  - id: hoe\n", "  - minuut: hoe\n"),
        ("authors: [learnenv]", "authors: learnenv"),
    ],
)
def test_a_module_with_a_fault_in_its_card_is_still_shown(old: str, new: str, tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    change(folder, "module.yaml", old, new)
    reading = read_card(folder, "test")
    assert reading.card is not None
    assert reading.card.title
    assert [fault.severity for fault in reading.faults if fault.severity == "error"]
    assert read_module(reading.card, TYPES).exercises.keys() == {"eerste-stap", "hoeveel", "schets"}


@pytest.mark.parametrize(
    "text", ["", "id: x\n", "id: klein-begin\npages: []\ntitle: {nl: x, en: x}\n", "a: b: c", "- a"]
)
def test_without_id_or_pages_there_is_no_card_but_there_are_faults(text: str, tmp_path: Path) -> None:
    (tmp_path / "module.yaml").write_text(text)
    reading = read_card(tmp_path, "test")
    assert reading.card is None
    assert reading.faults


def test_a_folder_without_module_file_gives_a_fault(tmp_path: Path) -> None:
    assert keys(read_card(tmp_path / "none", "test").faults) == ["reader.file-missing"]


def test_the_fingerprint_keeps_with_the_words_and_not_with_the_layout(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    before = read(folder).exercises["hoeveel"].fingerprint
    change(folder, "exercises/hoeveel.yaml", "type: numeric\n", "# a comment\n")
    change(folder, "exercises/hoeveel.yaml", "value: 42\n", 'value:    "42"   # why\ntype: numeric\n')
    assert read(folder).exercises["hoeveel"].fingerprint == before
    change(folder, "exercises/hoeveel.yaml", '"42"', '"43"')
    assert read(folder).exercises["hoeveel"].fingerprint != before


@dataclass(frozen=True)
class Nothing:
    """A spec without fields."""


def _type(**changes: Any) -> ExerciseType[Nothing]:
    options = (Option("a", Text("a", "a")), Option("b", Text("b", "b")))
    sound = ExerciseType(
        "own",
        Nothing,
        lambda data: Nothing(),
        lambda spec: (OneOf("choice", options),),
        lambda spec, answer: Grade(float(answer.get("choice") == "a")),
        lambda spec: Samples({"choice": "a"}, {"choice": "b"}),
    )
    return replace(sound, **changes)


def _fail(*_: object) -> Any:
    raise KeyError("out of the blue")


TROUBLE = {
    "parse fails": (_type(parse=_fail), "reader.type-failed"),
    "form fails": (_type(form=_fail), "check.sample-failed"),
    "grade fails": (_type(grade=_fail), "check.sample-failed"),
    "samples fail": (_type(samples=_fail), "check.sample-failed"),
    "advise fails": (_type(advise=_fail), "reader.type-failed"),
    "grade is no grade": (_type(grade=lambda spec, answer: 1), "check.sample-failed"),
    "the right sample is wrong": (_type(grade=lambda spec, answer: Grade(0.5)), "check.sample-right"),
    "the wrong sample is right": (_type(grade=lambda spec, answer: Grade(1.0)), "check.sample-wrong"),
    "two fields of one name": (
        _type(form=lambda spec: (OneOf("x", ()), OneOf("x", ()))),
        "check.form-names",
    ),
}
OWN = "type: own\ntitle: {nl: x, en: x}\nprompt: {nl: x, en: x}\n"


@pytest.mark.parametrize("name", TROUBLE)
def test_a_type_of_a_plugin_that_misbehaves_costs_only_its_own_exercises(name: str, tmp_path: Path) -> None:
    kind, key = TROUBLE[name]
    folder = write_good_module(tmp_path)
    (folder / "exercises/hoeveel.yaml").write_text(OWN)
    module = read(folder, {**TYPES, "own": kind})
    found = keys(module.faults)
    assert key in found
    assert module.exercises.keys() == {"eerste-stap", "schets"}


def test_advice_of_a_type_is_a_warning_in_the_file(tmp_path: Path) -> None:
    advice = DataFault(("title",), Message("x"), Message("y"), severity="warning")
    folder = write_good_module(tmp_path)
    (folder / "exercises/hoeveel.yaml").write_text(OWN)
    module = read(folder, {**TYPES, "own": _type(advise=lambda spec: [advice])})
    assert [(fault.file, fault.line, fault.severity) for fault in module.faults] == [
        ("exercises/hoeveel.yaml", 2, "warning")
    ]
    assert "hoeveel" in module.exercises


@given(
    name=st.sampled_from(sorted(name for name in FILES if not name.startswith("images"))),
    place=st.floats(0, 1),
    cut=st.integers(0, 12),
    put=st.text(alphabet="ab:-[]{}#&*!|>'\"%@`\\ \n\t,é😀\x00", max_size=6),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_cut_or_typed_anywhere_nothing_fails_and_faults_have_places(
    name: str, place: float, cut: int, put: str, tmp_path: Path
) -> None:
    folder = write_good_module(tmp_path)
    text = FILES[name]
    at = int(place * len(text))
    (folder / name).write_text(text[:at] + put + text[at + cut :], encoding="utf-8")
    reading = read_card(folder, "test")
    faults = read_module(reading.card, TYPES).faults if reading.card else reading.faults
    for fault in faults:
        assert fault.file
        assert fault.line == 0 or 1 <= fault.column <= len(fault.excerpt) + 1
        assert fault.what != Text()
        assert fault.mend != Text()


def test_a_thousand_cards_take_a_few_seconds_at_most(tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    read_card(folder, "test")
    start = time.process_time()
    for _ in range(200):
        read_card(folder, "test")
    assert (time.process_time() - start) * 5 < 4
