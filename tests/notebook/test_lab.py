"""A lab in a notebook: worked out in code, on the same record and with the same numbers as its sliders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from learnenv import labs
from learnenv.labs.bench import BENCHES
from learnenv.labs.oil_board import step
from learnenv.library import Library
from learnenv.notebook import NotebookError, desk, exercise, lab
from learnenv.plugins.manager import Plugins
from learnenv.services.app import App
from tests.support.modules import write_module

LAB = "type: {type}\ntitle: {{nl: Lab, en: Lab}}\nprompt: {{nl: Reken uit., en: Work it out.}}\n"

SUM = (
    LAB.format(type="lab-code")
    + """\
code: "numbers = [1, 2, 3]"
results: [{expression: total, value: 6, feedback: {nl: Tel ze op., en: Add them.}}]
solution: "total = sum(numbers)"
"""
)


@pytest.fixture
def workshop(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The same App, with a module of labs in its library."""
    write_module(tmp_path / "labs", "labs", {name: LAB.format(type=name) for name in BENCHES} | {"sum": SUM})
    plugins = Plugins()
    plugins.register(labs, "learnenv-labs")
    made = App(app.settings, Library(plugins, [tmp_path / "labs"]), app.record, app.clock, app.secret)
    monkeypatch.setattr(desk, "_apps", [made])
    return made


@pytest.mark.parametrize("name", BENCHES)
def test_work_in_code_is_graded_and_the_sliders_go_on_from_it(workshop: App, name: str) -> None:
    names: dict[str, Any] = {"own": lab(f"labs/{name}")}
    exec(BENCHES[name].solution, names)
    told = eval(f"own.check({BENCHES[name].call})", names)
    assert (told["score"], told["state"], told["saved"]) == (1, "right", True)
    view = exercise(f"labs/{name}").view
    assert view.grade is not None
    assert (view.grade.state, view.standing.attempts) == ("right", 1)


def test_code_of_an_author_is_worked_out_in_a_notebook_and_is_on_the_same_record(workshop: App) -> None:
    own = lab("labs/sum", language="en")
    assert own.check(7)["feedback"] == ["Add them."]
    told = own.check(sum([1, 2, 3]))
    assert (told["score"], told["saved"]) == (1, True)
    above = exercise("labs/sum", language="en", prompt=False)
    assert above.view.standing.attempts == 2
    assert "total = sum(numbers)" in above._text_above(), "the solution after a right answer"


def test_the_numbers_are_those_of_the_sliders_and_of_nobody_else(workshop: App) -> None:
    mine, others = lab("labs/lab-pilot").data, lab("labs/lab-pilot", learner="ben").data
    above = exercise("labs/lab-pilot", prompt=False)._text_above()
    assert mine != others
    assert str(mine["before"]["visitors"]) in above
    assert str(mine["after"]["orders"]) in above


def test_the_picture_follows_the_sliders_and_nothing_goes_on_record(workshop: App) -> None:
    cell = exercise("labs/lab-pilot", language="en")
    assert "not on it yet" in cell.widget.props["picture"]["alt"]
    assert cell.widget.props["play"] is True
    assert "](data:image/svg+xml;base64," in cell._in_words()
    sent: list[Any] = []
    cell.widget.send = sent.append
    before = cell.widget.props
    told = {"event": "play", "number": 7, "value": {"low": "0,2", "high": "2.1", "difference": 3}}
    cell.widget._handle_custom_msg(told, [])
    (reply,) = sent
    assert reply["played"] == 7
    assert "from 0.2 to 2.1" in reply["picture"]["alt"]
    assert cell.widget.props == before
    assert cell.view.standing.attempts == 0


def test_a_step_that_does_not_work_yet_is_told_and_not_put_on_record(workshop: App) -> None:
    own = lab("labs/lab-oil-slick", language="en")
    told = own.check(lambda on, side, need: step(on, side, 1))
    assert (told["score"], told["saved"]) == (0.8, False)
    assert own.check(lambda on, side, need: 1 / 0)["feedback"] == [
        "`step` stops with an error: ZeroDivisionError: division by zero"
    ]
    assert exercise("labs/lab-oil-slick").view.standing.attempts == 0


def test_what_is_not_there_and_a_wrong_call_are_one_line(workshop: App) -> None:
    with pytest.raises(NotebookError, match=r"own\.check\(difference"):
        lab("labs/lab-pilot").check(12)
    with pytest.raises(NotebookError):
        lab("labs/none")
