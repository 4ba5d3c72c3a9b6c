"""lab-code: what an author says comes out is compared with what a learner says comes out, and nothing is run."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ContentError, InvalidAnswer
from learnenv.domain.answer import read_answer
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import LearnenvError
from learnenv.domain.page_parts import sound_parts
from learnenv.labs.bench import Lab, bench_for
from learnenv.labs.code import CODE, fenced

FILE: dict[str, Any] = {
    "code": "visitors = [120, 95, 143]\nmean = ...\n",
    "results": [
        {
            "expression": "mean",
            "value": "119.333",
            "tolerance": "0.01",
            "feedback": {"nl": "Deel door 3.", "en": "x"},
        },
        {"expression": "max(visitors)", "value": "143"},
        {"expression": "name", "value": "Ana  B"},
        {"expression": "mean > 100", "value": "True", "options": ["True", "False"]},
    ],
    "solution": "visitors = [120, 95, 143]\nmean = sum(visitors) / len(visitors)\n",
}
RIGHT = {"result-1": "119,33", "result-2": "143", "result-3": "'ana b'", "result-4": "True"}


def graded(**changes: str) -> Any:
    spec = CODE.parse(FILE)
    return CODE.grade(spec, read_answer(CODE.form(spec), RIGHT | changes))


def test_every_result_gives_an_equal_part_and_says_what_was_wrong() -> None:
    assert graded().fraction == 1
    grade = graded(**{"result-1": "119,35", "result-4": "False"})
    assert (grade.fraction, [mark.right for mark in grade.marks]) == (0.5, [False, True, True, False])
    assert grade.marks[0].feedback.nl == "Deel door 3."


def test_what_is_no_number_is_not_wrong_but_unreadable() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        graded(**{"result-1": "veel", "result-2": "1.000"})
    assert set(caught.value.problems) == {"result-1", "result-2"}


def test_the_samples_are_right_and_wrong_and_the_form_gives_nothing_away() -> None:
    spec = CODE.parse(FILE)
    samples, form = CODE.samples(spec), CODE.form(spec)
    assert [CODE.grade(spec, read_answer(form, each)).fraction for each in (samples.right, samples.wrong)] == [1, 0]
    drawn = repr(Drawing(form, "seed").fields("nl"))
    assert "Wat is de waarde van max(visitors)?" in drawn
    assert not [each for each in ("119", "143", "Ana") if each in drawn]


def test_the_solution_is_shown_after_a_right_answer_only() -> None:
    spec = CODE.parse(FILE)
    assert CODE.show is not None
    for answer, shown in ((None, False), (RIGHT | {"result-2": "1"}, False), (RIGHT, True)):
        parts = sound_parts(CODE.show(spec, answer, "nl"))
        assert "mean = ..." in repr(parts)
        assert ("sum(visitors)" in repr(parts)) is shown


def test_nothing_in_code_ends_its_block() -> None:
    assert fenced("print('```')\n````") == "`````python\nprint('```')\n````\n`````"


R = "results"
DEEP = "(" * 99 + "1" + ")" * 102


def one(value: str, expression: str = "x", **more: Any) -> dict[str, Any]:
    return {R: [{"expression": expression, "value": value, **more}]}


@pytest.mark.parametrize(
    ("changes", "where", "key"),
    [
        ({"code": " "}, ("code",), "nothing-here"),
        ({R: []}, (R,), "too-few"),
        (one("1", "x = 1"), (R, 0, "expression"), "no-expression"),
        (one("1", DEEP), (R, 0, "expression"), "no-expression"),
        (one(" "), (R, 0, "value"), "nothing-here"),
        (one("a", tolerance="1"), (R, 0, "tolerance"), "tolerance-of-text"),
        (one("1", tolerance="-1"), (R, 0, "tolerance"), "out-of-range"),
        (one("a", options=["a"]), (R, 0, "options"), "too-few"),
        (one("c", options=["a", "b"]), (R, 0, "value"), "value-no-option"),
        (one("a", options=["a", "A "]), (R, 0, "options", 1), "same-text"),
        ({R: one("1")[R] * 2}, (R, 1, "expression"), "same-text"),
    ],
)
def test_a_fault_of_the_author_is_told_at_its_place(
    changes: dict[str, Any], where: tuple[Any, ...], key: str
) -> None:
    with pytest.raises(ContentError) as caught:
        CODE.parse(FILE | changes)
    found = [(fault.path, getattr(fault.what, "key", "")) for fault in caught.value.faults]
    assert (where, f"spec.{key}") in found


def test_in_code_the_values_themselves_are_given() -> None:
    spec = CODE.parse(FILE)
    bench = bench_for("lab-code", spec)
    assert bench is not None
    own = Lab(bench, spec, "en")
    names: dict[str, Any] = {"own": own, "name": "Ana B"}
    exec(bench.solution, names)
    told = eval(f"own.check({bench.call})", names)
    assert (told["score"], told["state"], told["saved"]) == (1, "right", False)
    assert own.check(119.333, 143.0, "ben", True)["score"] == 0.75
    assert own.check(float("nan"), 1, "", None)["state"] == "invalid"
    with pytest.raises(LearnenvError, match=r"mean, max\(visitors\), name, mean > 100.*4 values, 1 given"):
        own.check(1)
