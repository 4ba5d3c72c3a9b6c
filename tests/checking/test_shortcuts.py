"""Full marks without thinking are found, and honest exercises are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checking.finding import codes

HEAD = "title: {nl: Titel, en: Title}\nprompt: {nl: Wat?, en: What?}\n"
FILE = "exercises/hoeveel.yaml"


def options(right: int, wrong: int) -> str:
    lines = [f"  - {{id: r{n}, text: {{nl: goed {n}, en: right {n}}}, right: true}}" for n in range(right)]
    lines += [
        f"  - {{id: w{n}, text: {{nl: fout {n}, en: wrong {n}}}, feedback: {{nl: nee, en: 'no'}}}}"
        for n in range(wrong)
    ]
    return "\n".join(["options:", *lines, ""])


def placing(first: int, second: int) -> str:
    places = ["a"] * first + ["b"] * second
    items = [
        f"  - {{id: i{n}, text: {{nl: ding {n}, en: thing {n}}}, right: [{place}], feedback: {{nl: nee, en: 'no'}}}}"
        for n, place in enumerate(places)
    ]
    categories = "categories:\n  - {id: a, text: {nl: A, en: A}}\n  - {id: b, text: {nl: B, en: B}}\n"
    return "\n".join([f"type: categorise\n{HEAD}{categories}items:", *items, ""])


NUMBER = f"type: numeric\n{HEAD}value: 50\nmistakes:\n  - {{value: 5000, feedback: {{nl: nee, en: 'no'}}}}\n"
TEXT = f"type: short-answer\n{HEAD}wrong:\n  - {{text: {{nl: x, en: x}}, feedback: {{nl: nee, en: 'no'}}}}\n"

EXERCISES = {
    "ticking everything is right": (f"type: multiple-choice\n{HEAD}{options(3, 0)}", ["all-ticked"]),
    "ticking everything gives most of the marks": (
        f"type: multiple-choice\n{HEAD}scoring: right-minus-wrong\n{options(5, 2)}",
        ["all-ticked-half"],
    ),
    "ticking everything gives nothing": (f"type: multiple-choice\n{HEAD}{options(3, 2)}", []),
    "only the whole counts": (f"type: multiple-choice\n{HEAD}scoring: all-or-nothing\n{options(3, 1)}", []),
    "everything belongs in one place": (placing(4, 0), ["one-place"]),
    "nearly everything belongs in one place": (placing(4, 1), ["one-place-half"]),
    "two in three belong in one place": (placing(4, 2), []),
    "one item alone is a choice": (placing(1, 0), []),
    "any number is right": (f"{NUMBER}tolerance: 200\n", ["any-number"]),
    "an order of size is asked": (f"{NUMBER}tolerance: 4\nkind: geometric\n", []),
    "zero is right": (NUMBER.replace("50", "0", 1), []),
    "any text with an e is right": (f"{TEXT}answers:\n  - text: {{nl: '*e*', en: '*e*'}}\n", ["any-text"]),
    "a word is right": (f"{TEXT}answers:\n  - text: {{nl: 'doe*', en: 'do*'}}\n", []),
}


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_that_needs_no_thought_is_found(name: str, tmp_path: Path) -> None:
    text, expected = EXERCISES[name]
    assert codes(tmp_path, {FILE: text}) == expected
