"""Exercises with numbers of one's own: whose they are, that they stay, and that answers are graded by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnenv import exercise_types, labs
from learnenv.domain.answer import Answer
from learnenv.domain.grading import grade, read
from learnenv.domain.learner import Actor
from learnenv.domain.seeded import SEED, own_numbers, seed_in
from learnenv.labs.pilot import data_of
from learnenv.language import speech
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import answering, exercise_view, identity
from learnenv.services.answer_text import answer_text
from learnenv.services.app import App
from learnenv.services.exercise_view import ExerciseView
from learnenv.services.feedback import solution_markdown
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.services.conftest import Clock
from tests.support.modules import write_module

REF = "first/lab"
LAB = """
type: lab-pilot
title: {nl: Proef, en: Pilot}
prompt: {nl: Werkte het?, en: Did it work?}
"""


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> App:
    return made(tmp_path, clock, MemoryRecord())


def made(folder: Path, clock: Clock, record: MemoryRecord) -> App:
    if not (folder / "first").exists():
        write_module(folder, "first", {"lab": LAB})
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(labs, "learnenv-labs")
    library = Library(plugins, [folder])
    assert not library.module("first").faults
    return App(read_settings({}, data=folder / "data"), library, record, clock, record.name())


def right(view: ExerciseView) -> Answer:
    return view.exercise.type.samples(view.exercise.spec).right


def submitted(app: App, actor: Actor, answer: Answer, **more: Any) -> ExerciseView:
    view = answering.view(app, actor, REF)
    sent = {**view.drawing.shown(answer), **more}
    return answering.submit(app, actor, REF, sent, drawn_with=view.drawn_with)


def test_learners_have_numbers_of_their_own_that_do_not_follow_from_an_id(app: App, actor: Actor) -> None:
    specs = [answering.view(app, identity.begin_guest(app, "nl").actor, REF).exercise.spec for _ in range(4)]
    assert len({data_of(each) for each in specs}) == 4
    elsewhere = replace(app, secret="the secret name of another record")
    here, there = (answering.view(each, actor, REF).exercise.spec.seed for each in (app, elsewhere))
    assert here != there
    assert actor.learner not in here


def test_the_numbers_are_the_same_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    record = MemoryRecord()
    first = made(tmp_path, clock, record)
    actor = identity.begin_guest(first, "nl").actor
    again = made(tmp_path, clock, record)
    assert answering.view(first, actor, REF).exercise.spec == answering.view(again, actor, REF).exercise.spec


def test_an_answer_is_graded_by_the_learner_s_own_numbers_and_again_from_the_attempt_alone(
    app: App, actor: Actor
) -> None:
    done = submitted(app, actor, right(answering.view(app, actor, REF)))
    assert done.grade is not None
    assert done.grade.state == "right"
    (attempt,) = app.record.attempts(actor.learner, REF)
    plain = app.library.exercise(REF)
    assert grade(plain, read(plain, attempt.answer)).fraction == 1
    assert grade(plain, {**attempt.answer, SEED: "somebody else"}).fraction != 1
    seen = answering.view(app, actor, REF)
    assert seen.grade == done.grade
    assert not seen.is_draft


def test_a_browser_cannot_choose_the_numbers_that_it_is_graded_by(app: App, actor: Actor) -> None:
    plain = app.library.exercise(REF)
    easy = own_numbers(plain, "a seed of my own")
    done = submitted(app, actor, easy.type.samples(easy.spec).right, **{SEED: "a seed of my own"})
    assert done.grade is not None
    assert done.grade.fraction != 1
    (attempt,) = app.record.attempts(actor.learner, REF)
    assert seed_in(attempt.answer) == answering.view(app, actor, REF).exercise.spec.seed


def test_who_moves_to_another_record_goes_on_with_the_numbers_they_began_with(
    tmp_path: Path, clock: Clock, app: App, actor: Actor
) -> None:
    submitted(app, actor, {**right(answering.view(app, actor, REF)), "difference": "14"})
    (attempt,) = app.record.attempts(actor.learner, REF)
    there = made(tmp_path, clock, MemoryRecord())
    newcomer = identity.begin_guest(there, "nl").actor
    moved = replace(attempt, learner=newcomer.learner)
    there.record.record(newcomer.learner, REF, lambda standing: moved)
    begun = answering.view(app, actor, REF).exercise.spec
    assert answering.view(there, newcomer, REF).exercise.spec == begun
    done = submitted(there, newcomer, right(answering.view(there, newcomer, REF)))
    assert done.grade is not None
    assert done.grade.fraction == 1


def test_what_is_shown_and_the_solution_are_about_the_learner_s_own_numbers(app: App, actor: Actor) -> None:
    view = answering.view(app, actor, REF)
    data = data_of(view.exercise.spec)
    assert str(data.before.visitors) in repr(exercise_view.parts(view, "nl"))
    done = submitted(app, actor, right(view))
    assert exercise_view.picture(done, "nl") != exercise_view.picture(view, "nl")
    assert right(view)["difference"] in solution_markdown(done, speech("nl")).replace("\\", "")


def test_the_seed_is_in_no_text_that_people_read(app: App, actor: Actor) -> None:
    done = submitted(app, actor, right(answering.view(app, actor, REF)))
    assert done.attempt is not None
    seed = seed_in(done.attempt.answer)
    assert seed
    assert seed not in answer_text(done.drawing.form, done.attempt.answer, "nl")
    assert seed not in repr((done.drawing.shown(done.value), done.drawing.fields("nl")))


def test_a_type_that_cannot_show_or_vary_leaves_the_rest_of_the_exercise_standing(app: App, actor: Actor) -> None:
    def fails(*given: object) -> Any:
        raise ZeroDivisionError

    view = answering.view(app, actor, REF)
    broken = replace(view.exercise, type=replace(view.exercise.type, show=fails))
    assert exercise_view.parts(replace(view, exercise=broken), "nl") == ()
    no_parts = replace(broken, type=replace(broken.type, show=lambda spec, answer, language: ["<b>x</b>"]))
    assert exercise_view.parts(replace(view, exercise=no_parts), "nl") == ()
