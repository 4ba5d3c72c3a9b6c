"""Tasks in a notebook become code labs: what can be a question becomes one, what cannot is told, nothing is run."""

from __future__ import annotations

import ast
import json
from typing import Any

import jupytext
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnenv.domain.exchange import Carried
from learnenv.labs.code import CODE
from learnenv.labs.code_bench import assertion
from learnenv.language import speech
from learnenv.notebook_files.asserts import result_of
from learnenv.notebook_files.lesson import LessonMade, lesson_of
from learnenv.notebook_files.reading import read_myst, read_notebook
from tests.notebook_files.test_lesson import code, lost, made, text

SOLVED = """\
visitors = [120, 95, 143]


def mean(numbers):
    ### BEGIN SOLUTION
    return sum(numbers) / len(numbers)
    ### END SOLUTION"""
STUB = """\
visitors = [120, 95, 143]


def mean(numbers):
    ...  # hier komt jouw code"""


def only_lab(lesson: LessonMade) -> Any:
    (lab,) = lesson.labs
    return spec_of(lab)


def spec_of(lab: Carried) -> Any:
    """What the exercise type makes of its own part of the file."""
    return CODE.parse({name: lab.data[name] for name in ("code", "results", "solution") if name in lab.data})


@pytest.mark.parametrize(
    ("check", "result"),
    [
        ("assert x == 42", {"expression": "x", "value": "42"}),
        ("assert -4.5 == f(1, 'a')", {"expression": "f(1, 'a')", "value": "-4.5"}),
        ("assert name == 'Ana', 'mis'", {"expression": "name", "value": "Ana"}),
        ("assert ok is True", {"expression": "ok", "value": "True", "options": ["True", "False"]}),
        ("assert not ok", {"expression": "bool(ok)", "value": "False", "options": ["True", "False"]}),
        ("assert abs(x - 4.2) < 0.1", {"expression": "x", "value": "4.2", "tolerance": "0.1"}),
        ("assert abs(3 - f(2)) <= 1", {"expression": "f(2)", "value": "3", "tolerance": "1"}),
        ("assert round(x, 2) == 3.14", {"expression": "x", "value": "3.14", "tolerance": "0.005"}),
        ("assert math.isclose(x, 10, abs_tol=0.5)", {"expression": "x", "value": "10", "tolerance": "0.5"}),
        ("assert_equal(f(3), 9)", {"expression": "f(3)", "value": "9"}),
        ("self.assertEqual(f(3), 9)", {"expression": "f(3)", "value": "9"}),
    ],
)
def test_a_check_with_a_value_in_it_becomes_a_result(check: str, result: dict[str, Any]) -> None:
    (statement,) = ast.parse(check).body
    assert result_of(statement) == result
    CODE.parse({"code": "x = ...", "results": [result]})


@pytest.mark.parametrize(
    "check",
    [
        "assert x > 3",
        "assert x == y",
        "assert 3 == 3",
        "assert x == [1, 2]",
        "assert x == None",
        "assert len(x) and y",
        "assert x == 1e-30",
        "assert name == 'a\\nb'",
        f"assert {'+'.join('x' * 300)} == 3",
        "try:\n    f(0)\nexcept ValueError:\n    pass",
    ],
)
def test_any_other_check_is_none(check: str) -> None:
    (statement,) = ast.parse(check).body
    assert result_of(statement) is None


def test_a_task_becomes_a_lab_under_its_heading_with_its_solution_taken_out() -> None:
    lesson = made(
        text("# Les\n\n## Gemiddelde\n\nReken uit."),
        code(SOLVED),
        code("assert mean([1, 2]) == 1.5\nassert abs(mean(visitors) - 119.33) < 0.01"),
        code("print('klaar')"),
    )
    lab = only_lab(lesson)
    assert lab.code == STUB
    assert lab.solution == SOLVED.replace("    ### BEGIN SOLUTION\n", "").replace("\n    ### END SOLUTION", "")
    assert [(each.expression, each.value) for each in lab.results] == [
        ("mean([1, 2])", "1.5"),
        ("mean(visitors)", "119.33"),
    ]
    assert lesson.labs[0].name == "Gemiddelde (codelab 1)"
    assert lost(lesson) == []
    assert lesson.text(["gemiddelde"]).endswith(
        "Reken uit.\n\n```{learnenv} gemiddelde\n```\n\n```{code-cell} python\nprint('klaar')\n```\n"
    )
    assert f"```{{code-cell}} python\n{STUB}\n```" in lesson.text([""]), (
        "where the checker refuses it, its code stays"
    )


def test_marks_of_nbgrader_alone_will_do() -> None:
    marks = {"grade": False, "solution": True, "grade_id": "a", "locked": False, "schema_version": 3, "task": False}
    check = marks | {"grade": True, "solution": False, "points": 2}
    lab = only_lab(
        made(
            code("total = 3 + 4", metadata={"nbgrader": marks}),
            code("### BEGIN HIDDEN TESTS\nassert total == 7\n### END HIDDEN TESTS", metadata={"nbgrader": check}),
        )
    )
    assert (lab.code, lab.solution, lab.results[0].value) == ("...  # hier komt jouw code", "total = 3 + 4", "7")


def test_a_check_in_the_cell_itself_counts_and_does_not_give_the_value_away() -> None:
    lab = only_lab(made(code("### BEGIN SOLUTION\nx = 2\n### END SOLUTION\nassert x == 2\ny = x")))
    assert lab.code == "...  # hier komt jouw code\ny = x"
    assert "assert" not in lab.solution


def test_what_cannot_be_a_question_is_told_at_its_line() -> None:
    lesson = made(
        code("### BEGIN SOLUTION\nx = 2\n### END SOLUTION"), code("import math\n\nassert x == 2\nassert x > 1")
    )
    (reason,) = lesson.carried[1].reasons
    assert (reason.key, dict(reason.values)) == ("notebooks.lost.check", {"line": 4})  # type: ignore[union-attr]


def test_without_any_result_the_code_stays_and_the_solution_does_not() -> None:
    lesson = made(code("### BEGIN SOLUTION\nx = 2\n### END SOLUTION"), text("Waarom?"))
    assert lesson.labs == []
    assert lesson.text() == "# name\n\n```{code-cell} python\n...  # hier komt jouw code\n```\n\nWaarom?\n"
    assert lost(lesson) == ["lost.no-result"]


def test_checks_without_a_task_are_just_code() -> None:
    lesson = made(code("x = 2"), code("assert x == 2"))
    assert (lesson.labs, lost(lesson)) == ([], [])


def test_myst_as_jupytext_writes_it_gives_the_same_labs() -> None:
    marks = {"grade": False, "solution": True, "grade_id": "a", "locked": False, "schema_version": 3, "task": False}
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Les"),
            nbformat.v4.new_code_cell("total = 3 + 4", metadata={"nbgrader": marks, "tags": ["a"]}),
            nbformat.v4.new_code_cell("assert total == 7\nassert total > 6"),
            nbformat.v4.new_markdown_cell("*Les 1*", metadata={"tags": ["learnenv-frame"]}),
            nbformat.v4.new_code_cell("1", metadata={"tags": ["b"]}),
        ]
    )
    first = lesson_of(read_notebook(nbformat.writes(notebook).encode()), "n", speech("en"))
    second = lesson_of(read_myst(jupytext.writes(notebook, fmt="md:myst").encode()), "n", speech("en"))
    assert [each.data for each in second.labs] == [each.data for each in first.labs]
    assert second.text(["x"]) == first.text(["x"])
    assert lost(second) == lost(first) == ["lost.tags", "lost.check", "lost.tags"]


@pytest.mark.parametrize(
    "result",
    [
        {"expression": "x", "value": "42"},
        {"expression": "f(1)", "value": "4.25", "tolerance": "0.5"},
        {"expression": "x", "value": "-1.5"},
        {"expression": "n", "value": "Ana's"},
        {"expression": "ok", "value": "True", "options": ["True", "False"]},
    ],
)
def test_a_check_that_we_write_is_read_back_as_the_same_result(result: dict[str, Any]) -> None:
    spec = CODE.parse({"code": "x", "results": [result]})
    (statement,) = ast.parse(assertion(spec.results[0])).body
    assert result_of(statement) == result


_LINES = st.lists(
    st.sampled_from(
        [
            "### BEGIN SOLUTION",
            "    ### END SOLUTION",
            "assert x == 1",
            "x = 1; assert x",
            "def f():",
            "    return 1",
            "%%bash",
            "assert (",
            "### BEGIN HIDDEN TESTS",
            "'''",
            "`````",
            "assert f() == 'a'",
        ]
    ),
    max_size=7,
)


@settings(deadline=None, max_examples=200)
@given(cells=st.lists(_LINES, max_size=4))
def test_any_code_gives_a_lesson_and_labs_that_can_be_read(cells: list[list[str]]) -> None:
    whole = {"cells": [code("\n".join(lines)) for lines in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    lesson = lesson_of(read_notebook(json.dumps(whole).encode()), "name", speech("en"))
    for lab in lesson.labs:
        spec = spec_of(lab)
        assert CODE.grade(spec, CODE.samples(spec).right).fraction == 1
    assert len(lesson.carried) == sum(any(line.strip() for line in lines) for lines in cells)
