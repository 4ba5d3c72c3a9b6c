"""Walking a case: every move on record once, and ends as attempts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from learnenv.domain.errors import LearnenvError, NotFound, StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Attempt, Event, Standing
from learnenv.domain.text import Text
from learnenv.language import speech
from learnenv.services import casework, identity, learning, writing
from learnenv.services.app import App
from tests.services.conftest import Clock
from tests.services.walking import REF, Flickering, app_with, attempts, moves, predict, walk
from tests.support.cases import example_case, write_case_module


@pytest.fixture
def record() -> Flickering:
    return Flickering()


@pytest.fixture
def app(tmp_path: Path, clock: Clock, record: Flickering) -> App:
    write_case_module(tmp_path)
    return app_with(tmp_path, record, clock)


@pytest.fixture
def actor(app: App) -> Actor:
    return identity.begin_guest(app, "nl").actor


def test_a_case_begins_at_its_first_scene_and_nothing_is_on_record(app: App, actor: Actor) -> None:
    view = casework.view(app, actor, REF)
    assert (view.walk.scene.id, view.number, [each.id for each in view.offered]) == ("start", 0, ["watch", "plan"])
    assert view.page is not None
    assert view.page.id == "page-2"
    assert moves(app, actor) == []


def test_a_choice_is_on_record_with_its_scene_before_it_is_shown(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan")
    assert view.walk.scene.id == "plan-refused"
    assert moves(app, actor) == ["choose/start/plan"]


def test_the_rest_of_a_scene_waits_for_its_prediction(app: App, actor: Actor) -> None:
    view = walk(app, actor, "watch")
    assert view.waits
    assert view.offered == ()
    with pytest.raises(LearnenvError, match="predict-first"):
        casework.choose(app, actor, REF, "letter", view.number)
    view = predict(app, actor, "2")
    assert not view.waits
    assert [each.id for each in view.offered] == ["letter", "counter"]
    again = casework.again(app, actor, REF, view.number)
    assert not casework.choose(app, actor, REF, "watch", again.number).waits, "a prediction is made once"


def test_a_double_click_makes_one_move(app: App, actor: Actor) -> None:
    first = casework.choose(app, actor, REF, "plan", 0)
    second = casework.choose(app, actor, REF, "plan", 0)
    assert moves(app, actor) == ["choose/start/plan"]
    assert not first.moved_on
    assert not second.moved_on


def test_going_back_twice_at_once_goes_back_once(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "watch-now")
    for _ in range(2):
        now = casework.back(app, actor, REF, view.number)
    assert now.walk.scene.id == "plan-refused"
    assert moves(app, actor)[-1] == "back/what-you-saw"


def test_another_choice_in_another_tab_loses_nothing_and_the_learner_is_told(app: App, actor: Actor) -> None:
    casework.choose(app, actor, REF, "plan", 0)
    late = casework.choose(app, actor, REF, "watch", 0)
    assert late.moved_on
    assert late.walk.scene.id == "plan-refused"
    assert moves(app, actor) == ["choose/start/plan"]


def test_many_tabs_at_once_make_one_move(app: App, actor: Actor) -> None:
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda n: casework.choose(app, actor, REF, ("watch", "plan")[n % 2], 0), range(16)))
    assert len(moves(app, actor)) == 1
    assert {view.walk.scene.id for view in views} == {views[0].walk.scene.id}
    assert sum(view.moved_on for view in views) == 8


@pytest.mark.parametrize("choice", ["letter", "nowhere", ""])
def test_a_choice_that_is_not_offered_here_is_refused(app: App, actor: Actor, choice: str) -> None:
    with pytest.raises(LearnenvError, match="cannot-choose"):
        casework.choose(app, actor, REF, choice, 0)
    assert moves(app, actor) == []


def test_at_the_start_there_is_no_way_back(app: App, actor: Actor) -> None:
    with pytest.raises(LearnenvError, match="cannot-back"):
        casework.back(app, actor, REF, 0)


def test_what_is_not_there_is_said(app: App, actor: Actor) -> None:
    with pytest.raises(NotFound, match="near"):
        casework.view(app, actor, "loket/the-countr")
    with pytest.raises(NotFound, match=r"case\.not-found"):
        casework.view(app, actor, "loket/xyzzy")
    with pytest.raises(NotFound):
        casework.view(app, actor, "nowhere/x")


def test_an_end_is_an_attempt_with_its_path_and_its_part_of_the_best(app: App, actor: Actor) -> None:
    view = walk(app, actor, "watch", "letter")
    (attempt,) = app.record.attempts(actor.learner, REF)
    assert attempt.answer == {"path": (("start", "watch"), ("what-you-saw", "letter")), "round": 1}
    assert (attempt.fraction, attempt.score, attempt.fingerprint) == (1.0, 1.0, view.case.fingerprint)
    assert view.standing.best_score == 1.0
    for _ in range(3):
        casework.view(app, actor, REF)
    assert len(attempts(app, actor)) == 1


def test_an_end_completes_the_page_of_the_lesson(app: App, actor: Actor) -> None:
    learning.mark_read(app, actor, "loket", "page-2")
    assert not learning.module(app, actor, "loket").progress.pages[1].done
    walk(app, actor, "plan", "push")
    assert learning.module(app, actor, "loket").progress.pages[1].done


def test_an_end_has_a_row_in_the_progress_with_the_exercises(app: App, actor: Actor) -> None:
    walk(app, actor, "plan", "push")
    (view,) = learning.begun_modules(app, actor)
    table = writing.module_markdown(view, app.record.standings(actor.learner), speech("en"))
    assert "| The counter | done | 0% | 1 |" in table


def test_walking_again_adds_an_attempt_and_the_best_one_counts(app: App, actor: Actor) -> None:
    view = walk(app, actor, "watch", "letter")
    view = casework.again(app, actor, REF, view.number)
    assert (view.walk.scene.id, view.walk.rounds) == ("start", 2)
    view = walk(app, actor, "plan", "push")
    assert attempts(app, actor) == [(1, 1.0), (2, 0.0)]
    assert view.standing.best_score == 1.0


def test_going_back_from_an_end_to_another_and_to_the_first_again_adds_each_once(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    view = casework.back(app, actor, REF, view.number)
    view = walk(app, actor, "watch-now", "counter")
    for _ in range(2):
        view = casework.back(app, actor, REF, view.number)
    walk(app, actor, "push")
    assert len(attempts(app, actor)) == 2


def test_an_end_that_could_not_be_recorded_is_recorded_at_the_next_look(
    app: App, actor: Actor, record: Flickering
) -> None:
    view = walk(app, actor, "plan")
    record.down = True
    with pytest.raises(StoreError):
        casework.choose(app, actor, REF, "push", view.number)
    assert moves(app, actor)[-1] == "choose/plan-refused/push"
    assert attempts(app, actor) == []
    record.down = False
    assert casework.view(app, actor, REF).walk.ended
    assert attempts(app, actor) == [(1, 0.0)]


def test_an_end_missed_by_the_record_is_there_before_the_next_move(
    app: App, actor: Actor, record: Flickering
) -> None:
    view = walk(app, actor, "plan")
    record.down = True
    with pytest.raises(StoreError):
        casework.choose(app, actor, REF, "push", view.number)
    record.down = False
    casework.again(app, actor, REF, view.number + 1)
    assert attempts(app, actor) == [(1, 0.0)]


def test_other_ends_are_counted_as_far_as_they_can_be_reached(app: App, actor: Actor) -> None:
    assert walk(app, actor, "plan", "push").other_ends == 1
    view = casework.again(app, actor, REF, 2)
    assert view.other_ends == 1
    assert walk(app, actor, "watch", "letter").other_ends == 0


def test_somebody_elses_moves_are_nobody_elses(app: App, actor: Actor) -> None:
    other = identity.begin_guest(app, "en").actor
    walk(app, actor, "plan", "push")
    assert casework.view(app, other, REF).number == 0
    assert attempts(app, other) == []


def test_an_edited_case_goes_on_as_well_as_it_can(
    app: App, actor: Actor, tmp_path: Path, record: Flickering, clock: Clock
) -> None:
    walk(app, actor, "plan", "watch-now")
    edited = example_case().replace("id: watch-now", "id: look-first")
    write_case_module(tmp_path, case=edited)
    later = app_with(tmp_path, record, clock)
    view = casework.view(later, actor, REF)
    assert (view.walk.scene.id, view.walk.orphans, view.number) == ("plan-refused", 1, 2)
    view = casework.choose(later, actor, REF, "look-first", view.number)
    assert view.walk.scene.id == "what-you-saw"
    assert len(moves(later, actor)) == 3


def test_a_move_of_a_later_version_is_passed_over_and_keeps_its_number(app: App, actor: Actor) -> None:
    app.record.add_event(Event(actor.learner, REF, "move", app.clock(), 1, "fly/start"))
    view = casework.choose(app, actor, REF, "plan", 0)
    assert view.walk.scene.id == "plan-refused"
    assert moves(app, actor) == ["fly/start", "choose/start/plan"]


def test_what_a_form_sends_is_read_by_its_tokens_alone(app: App, actor: Actor) -> None:
    view = casework.view(app, actor, REF)
    drawing = casework.choices_drawn(app, actor, view, Text("Wat doe je?", "What do you do?"))
    (field,) = drawing.fields("nl")
    tokens = {each["text"]: each["id"] for each in field["options"]}
    assert set(tokens) == {"Eerst een week meekijken", "Het plan schrijven"}
    token = tokens["Het plan schrijven"]
    assert token != "plan"
    assert casework.choice_sent(app, actor, REF, {field["name"]: token}, view.place) == "plan"
    assert casework.choice_sent(app, actor, REF, {field["name"]: [token]}, view.place) == ""
    assert casework.choice_sent(app, actor, REF, {field["name"]: token}, view.place + 1) == ""
    assert casework.choice_sent(app, actor, REF, {}, view.place) == ""


def test_a_prediction_that_cannot_be_graded_holds_nobody_up(app: App, actor: Actor) -> None:
    view = walk(app, actor, "watch")
    assert view.prediction is not None
    exercise = view.prediction.exercise

    def broken(standing: Standing) -> Attempt:
        return Attempt(
            actor.learner, exercise.ref, "k", {}, exercise.fingerprint, None, None, None, 0, 0, "nl", "web",
            app.clock(), broken=True,
        )  # fmt: skip

    app.record.record(actor.learner, exercise.ref, broken)
    assert not casework.view(app, actor, REF).waits
    assert replace(view, prediction=None).offered


def test_the_best_choice_has_no_fixed_place(app: App) -> None:
    shown = set()
    for _ in range(30):
        one = identity.begin_guest(app, "nl").actor
        drawn = casework.choices_drawn(app, one, casework.view(app, one, REF), Text()).fields("nl")
        shown.add(tuple(option["text"] for option in drawn[0]["options"]))
    assert len(shown) == 2
