"""A canvas that opens with what its learner made in an earlier module."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.domain.learner import Actor
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import answering, identity, taking_over
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.services.conftest import Clock
from tests.support.modules import write_module

BEFORE = """
type: canvas
title: {nl: Schets, en: Sketch}
prompt: {nl: Vul in., en: Fill in.}
cells:
  - id: problem
    title: {nl: Probleem, en: Problem}
    example: {nl: Mensen wachten lang., en: People wait long.}
checks:
  - {cell: problem, at_least: 2, feedback: {nl: Meer., en: More.}}
"""
AFTER = BEFORE.replace("    example", "    opens_with: before/sketch/problem\n    example")
CONSUMES = "consumes: [before/sketch]\n"


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> App:
    made = write_module(tmp_path, "before", {"sketch": BEFORE}) / "module.yaml"
    produces = "produces:\n  - {exercise: sketch, title: {nl: Mijn schets, en: My sketch}}\n"
    made.write_text(made.read_text(encoding="utf-8") + produces, encoding="utf-8")
    card = write_module(tmp_path, "after", {"plan": AFTER}) / "module.yaml"
    card.write_text(card.read_text(encoding="utf-8") + CONSUMES, encoding="utf-8")
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    library = Library(plugins, [tmp_path])
    assert not library.module("after").faults
    record = MemoryRecord()
    return App(read_settings({}, data=tmp_path / "data"), library, record, clock, record.name())


def make(app: App, actor: Actor, ref: str, problem: str) -> None:
    drawn = answering.view(app, actor, ref).drawn_with
    answering.submit(app, actor, ref, {"problem": problem}, drawn_with=drawn)


def test_a_form_opens_with_the_latest_version_of_earlier_work_and_says_whose_it_is(app: App, actor: Actor) -> None:
    assert answering.view(app, actor, "after/plan").value == {}
    make(app, actor, "before/sketch", "Een man wacht.")
    make(app, actor, "before/sketch", "Een vrouw wacht.")
    view = answering.view(app, actor, "after/plan")
    assert view.value == {"problem": "Een vrouw wacht."}
    assert [(work.ref, work.title.nl, work.made) for work in view.taken_over] == [
        ("before/sketch", "Mijn schets", True)
    ]
    assert view.attempt is None


def test_what_is_filled_in_here_stays_whatever_changes_there(app: App, actor: Actor) -> None:
    make(app, actor, "before/sketch", "Een man wacht.")
    answering.save_draft(app, actor, "after/plan", {"problem": "Mijn eigen tekst"})
    assert answering.view(app, actor, "after/plan").value == {"problem": "Mijn eigen tekst"}
    make(app, actor, "after/plan", "Klaar en anders.")
    make(app, actor, "before/sketch", "Weer iets nieuws.")
    view = answering.view(app, actor, "after/plan")
    assert view.value == {"problem": "Klaar en anders."}
    assert view.taken_over == ()


def test_nobody_elses_work_is_taken_over(app: App, actor: Actor) -> None:
    make(app, actor, "before/sketch", "Een man wacht.")
    other = identity.begin_guest(app, "nl").actor
    assert answering.view(app, other, "after/plan").value == {}


def test_a_module_says_what_it_goes_on_with_and_whether_that_was_made(app: App, actor: Actor) -> None:
    card = app.library.card("after")
    assert [(work.ref, work.made) for work in taking_over.earlier_work(app, actor, card)] == [
        ("before/sketch", False)
    ]
    make(app, actor, "before/sketch", "Een man wacht.")
    assert [work.made for work in taking_over.earlier_work(app, actor, card)] == [True]
    assert taking_over.earlier_work(app, actor, app.library.card("before")) == ()


@pytest.mark.parametrize(
    ("consumes", "keys"),
    [
        (CONSUMES, []),
        ("", ["reader.consumes-unsaid"]),
        ("consumes: [before/sketch, other/thing]\n", ["reader.consumes-unused"]),
        ("consumes: [before/sketch, nonsense]\n", ["reader.bad-ref"]),
    ],
)
def test_what_a_module_says_to_go_on_with_is_held_against_what_it_does(
    consumes: str, keys: list[str], tmp_path: Path
) -> None:
    folder = write_module(tmp_path, "after", {"plan": AFTER})
    card = folder / "module.yaml"
    card.write_text(card.read_text(encoding="utf-8") + consumes, encoding="utf-8")
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    faults = Library(plugins, [tmp_path]).module("after").faults
    assert [getattr(fault.what, "key", "") for fault in faults] == keys
