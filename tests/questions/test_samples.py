"""Files as they come out of other programs and out of people's hands: what becomes of every question in them."""

from __future__ import annotations

from pathlib import Path

from learnenv import Carried
from learnenv.questions import AIKEN, GIFT
from tests.questions.carrying import exercise, reasons

SAMPLES = Path(__file__).parent / "samples"


def fates(carried: list[Carried]) -> list[tuple[int, str, list[str]]]:
    for each in carried:
        if each.data:
            exercise(each.data)
    return [(each.line, each.fate, reasons(each)) for each in carried]


def read(name: str) -> list[Carried]:
    importer = AIKEN if name.endswith("aiken") else GIFT
    raw = (SAMPLES / name).read_bytes()
    assert [each.name for each in (AIKEN, GIFT) if each.recognises(raw)] == [importer.name]
    return list(importer.read(raw, "nl"))


def test_an_export_of_moodle() -> None:
    found = read("moodle-export.gift")
    assert fates(found) == [
        (7, "kept", []),
        (16, "kept-with-loss", ["image-lost"]),
        (24, "kept", []),
        (33, "kept-with-loss", ["formula"]),
        (41, "kept", []),
        (49, "kept", []),
        (53, "kept-with-loss", ["rubric-added"]),
        (57, "skipped", ["description"]),
    ]
    assert {each.category for each in found} == {"$course$/top/Standaard voor Taal"}
    assert (found[0].id, found[0].tags) == ("HS-01", ("aardrijkskunde", "basis"))
    first = exercise(found[0].data)
    assert first.prompt.nl == "Wat is de **hoofdstad** van Nederland?"
    assert [(each.text.nl, each.credit) for each in first.spec.options][2] == ("Amsterdam-Noord", 0.5)
    assert first.feedback.general.nl == "Zie de [Grondwet](https://example.org/grondwet)."
    assert exercise(found[1].data).prompt.nl == "Wat zie je?\n\neen kat op een mat"
    assert exercise(found[3].data).spec.near == 10


def test_a_file_of_windows() -> None:
    found = read("windows-1252.gift")
    assert fates(found) == [(1, "kept", []), (6, "kept", [])]
    assert found[0].data["prompt"] == {"nl": "Vraag – wat is “juist”?"}
    assert found[0].data["options"][0]["feedback"] == {"nl": "née"}
    assert found[1].data["answers"][0]["text"] == {"nl": "een\xa0woord"}


def test_a_file_of_windows_notepad_and_one_of_an_old_mac() -> None:
    assert [(each.name, each.fate, each.line) for each in read("utf-16.gift")] == [
        ("Één", "kept", 1),
        ("Twee", "kept", 3),
    ]
    assert fates(read("old-mac.gift")) == [(1, "kept", []), (3, "kept", [])]


def test_a_file_made_by_hand() -> None:
    assert fates(read("by-hand.gift")) == [
        (1, "skipped", ["braces-more"]),
        (4, "skipped", ["braces-more"]),
        (6, "skipped", ["brace-open"]),
        (10, "skipped", ["brace-close"]),
        (14, "kept", []),
        (16, "skipped", ["weight-unreadable"]),
        (18, "kept-with-loss", ["comma"]),
        (20, "kept-with-loss", ["equals-in-word"]),
        (22, "kept", []),
        (28, "skipped", ["description"]),
        (30, "kept", []),
        (33, "skipped", ["too-few-answers"]),
        (35, "skipped", ["all-right"]),
        (37, "skipped", ["weights-too-low"]),
        (39, "skipped", ["too-few-pairs"]),
        (41, "kept", []),
    ]


def test_a_file_of_aiken_with_headings_and_mistakes() -> None:
    assert fates(read("headings.aiken")) == [
        (1, "skipped", ["aiken-no-answer"]),
        (3, "kept", []),
        (9, "kept-with-loss", ["lines-joined"]),
        (15, "kept", []),
        (20, "skipped", ["aiken-no-answer"]),
        (24, "skipped", ["aiken-no-such-letter"]),
        (29, "skipped", ["aiken-no-text"]),
        (31, "skipped", ["aiken-more-answers"]),
    ]
