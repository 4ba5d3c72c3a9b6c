"""Reading Aiken: what Moodle reads is read, and nothing is lost without a word."""

from __future__ import annotations

import pytest

from learnenv import Carried
from learnenv.questions.aiken import read, recognises
from tests.questions.carrying import exercise, reasons

TWO = "Wat is 1 + 1?\nA. 1\nB. 2\nANSWER: B\n"


def aiken(text: str) -> list[Carried]:
    return read(text.encode(), "nl")


def shape(carried: Carried) -> tuple[str, list[str], str]:
    """The question, its options, and the right one."""
    made = exercise(carried.data)
    right = [option.text.nl for option in made.spec.options if option.right]
    return made.prompt.nl, [option.text.nl for option in made.spec.options], ", ".join(right)


def test_a_question() -> None:
    (carried,) = aiken(TWO)
    assert shape(carried) == ("Wat is 1 + 1?", ["1", "2"], "2")
    assert (carried.fate, carried.line, carried.name) == ("kept", 1, "Wat is 1 + 1?")


@pytest.mark.parametrize(
    "source",
    [
        "Wat is 1 + 1?\r\nA) 1\r\nB) 2\r\nANSWER: B",
        "Wat is 1 + 1?\rA) 1\rB) 2\rANSWER: B",
        "  Wat is 1 + 1?  \n\n\tA.1\n\n B.\t2 \n\nANSWER:B. want zo is het\n",
        "Wat is 1 + 1?\nA. 1\nB. 2\nAnswer: b\n",
    ],
)
def test_spaces_blank_lines_and_line_ends_do_not_matter(source: str) -> None:
    (carried,) = aiken(source)
    assert shape(carried) == ("Wat is 1 + 1?", ["1", "2"], "2")


def test_words_are_words_whatever_signs_they_have() -> None:
    (carried,) = aiken("Is 1 < 2 & *waar*?\nA. <b>ja</b>\nB. _nee_\nANSWER: A\n")
    prompt, options, _ = shape(carried)
    assert prompt == "Is 1 < 2 & *waar\\*?"
    assert options == ["<b>ja</b>", "_nee_"]


def test_a_question_may_begin_with_a_letter_and_a_point() -> None:
    (carried,) = aiken("U.S. of VS?\nA. U.S.\nB. VS\nANSWER: B")
    assert shape(carried) == ("U.S. of VS?", ["U.S.", "VS"], "VS")


def test_lines_that_stand_together_are_joined_and_that_is_said() -> None:
    (carried,) = aiken("Een vraag\ndie doorloopt?\nA. ja,\n   dat is zo\nB. nee\nANSWER: A")
    assert shape(carried) == ("Een vraag\\\ndie doorloopt?", ["ja, dat is zo", "nee"], "ja, dat is zo")
    assert reasons(carried) == ["lines-joined"]


@pytest.mark.parametrize("source", ["Wat is \\(a\\)?\nA. x\nB. y\nANSWER: A\n", "Wat?\nA. $$x$$\nB. y\nANSWER: A\n"])
def test_a_formula_is_told(source: str) -> None:
    (carried,) = aiken(source)
    assert (carried.fate, reasons(carried)) == ("kept-with-loss", ["formula"])


def test_a_heading_is_skipped_and_the_question_below_it_is_kept() -> None:
    found = aiken(f"Hoofdstuk 1\n\n{TWO}\nHoofdstuk 2\n")
    assert [(each.fate, each.line, reasons(each)) for each in found] == [
        ("skipped", 1, ["aiken-no-answer"]),
        ("kept", 3, []),
        ("skipped", 8, ["aiken-no-answer"]),
    ]


def test_a_question_without_its_answer_does_not_spoil_the_next() -> None:
    for between in ("\n", ""):
        found = aiken(f"Vraag?\nA. a\nB. b\n{between}{TWO}")
        assert [(each.fate, reasons(each)) for each in found] == [("skipped", ["aiken-no-answer"]), ("kept", [])]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("A. 1\nB. 2\nANSWER: A", "aiken-no-text"),
        ("ANSWER: A", "aiken-no-text"),
        ("Vraag?\nA. 1\nANSWER: A", "too-few-answers"),
        ("Vraag?\nA. 1\nC. 2\nANSWER: A", "aiken-letters"),
        ("Vraag?\nA. 1\nA. 2\nANSWER: A", "aiken-letters"),
        ("Vraag?\nA. 1\nB. 2\nANSWER: C", "aiken-no-such-letter"),
        ("Vraag?\nA. 1\nB. 2\nANSWER:", "aiken-no-such-letter"),
        ("Vraag?\nA. 1\nB. 2\nC. 3\nANSWER: A, C", "aiken-more-answers"),
        ("Vraag?\nA. 1\nB. 2\nC. 3\nANSWER: AC", "aiken-more-answers"),
    ],
)
def test_what_is_no_whole_question_is_skipped_with_a_reason(source: str, reason: str) -> None:
    (carried,) = aiken(source)
    assert (carried.fate, reasons(carried)) == ("skipped", [reason])


def test_it_is_recognised_by_its_answers() -> None:
    assert recognises(TWO.encode("utf-16"))
    assert not recognises(b"Vraag?{=A. x ~B. y}\n")
    assert not recognises(b"")
