"""Answering in review: once for each time, and nothing in the module changes by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.exercise_type import Grade
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Draft
from learnenv.services import answering, identity, learning, reviewing
from learnenv.services.app import App
from learnenv.services.reviewing import ReviewView
from tests.services.conftest import Clock
from tests.services.reviewers import ONE, REFLECTED, TWICE, choose, due, finish, review

MONDAY = date(2026, 1, 5)


def test_a_review_is_drawn_blank_and_shuffled_anew(app: App, actor: Actor) -> None:
    finish(app, actor)
    lesson = answering.view(app, actor, ONE)
    drawn = reviewing.draw(app, actor, ONE)
    assert (drawn.view.value, drawn.view.grade, drawn.view.attempt, drawn.comes_back) == ({}, None, None, None)
    assert not drawn.answered
    assert drawn.view.drawing.token("choice", "yes-this") != lesson.drawing.token("choice", "yes-this")
    assert not {"yes-this", "not-that"} & set(str(drawn.view.drawing.fields("nl")).split("'"))


def test_after_the_answer_there_is_feedback_and_the_day_it_comes_back(app: App, actor: Actor, clock: Clock) -> None:
    finish(app, actor)
    clock.go(days=2)
    right = review(app, actor, ONE, "yes-this")
    assert isinstance(right.view.grade, Grade)
    assert right.view.grade.state == "right"
    assert right.comes_back == MONDAY + timedelta(days=13)
    wrong = review(app, actor, TWICE, "not-that")
    assert wrong.view.grade is not None
    assert wrong.view.grade.state == "wrong"
    assert wrong.comes_back == MONDAY + timedelta(days=3)
    assert due(app, actor) == []
    assert reviewing.due(app, actor).done == 2
    clock.go(days=1)
    assert due(app, actor) == [TWICE]
    assert reviewing.due(app, actor).due[0].last.rating == "again"


def test_a_review_changes_nothing_in_the_module(app: App, actor: Actor, clock: Clock) -> None:
    finish(app, actor)
    app.record.save_draft(Draft(actor.learner, TWICE, {}, clock()))
    clock.go(days=5)
    before = learning.module(app, actor, "first").progress, answering.view(app, actor, TWICE)
    for _ in range(4):  # more than there are tries
        review(app, actor, TWICE, "not-that")
        clock.go(days=2)
    after = learning.module(app, actor, "first").progress, answering.view(app, actor, TWICE)
    assert after[0] == before[0]
    assert replace(after[1], standing=before[1].standing) == before[1]
    assert replace(after[1].standing, reviews=0) == before[1].standing
    assert [each.score for each in app.record.attempts(actor.learner, TWICE)] == [1.0, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize("how", ["tries used up", "answer shown"])
def test_tries_and_an_answer_that_was_shown_do_not_stand_in_the_way(
    app: App, actor: Actor, clock: Clock, how: str
) -> None:
    choose(app, actor, TWICE, "not-that")
    if how == "answer shown":
        answering.show_solution(app, actor, TWICE)
    else:
        choose(app, actor, TWICE, "yes-this")
    for ref in (ONE, TWICE):
        if not answering.view(app, actor, ref).done:
            choose(app, actor, ref, "yes-this")
    answering.submit(app, actor, REFLECTED, {"text": "Dit is wat ik zag."}, drawn_with="x")
    for page in ("page-1", "page-2"):
        learning.mark_read(app, actor, "first", page)
    clock.go(days=1)
    assert due(app, actor) == [TWICE]
    view = review(app, actor, TWICE, "yes-this").view
    assert view.grade is not None
    assert view.grade.state == "right"
    assert view.tries_left is None


def test_a_double_click_or_another_tab_is_one_review(app: App, actor: Actor, clock: Clock) -> None:
    finish(app, actor)
    clock.go(days=2)
    drawn = reviewing.draw(app, actor, ONE)
    seen: list[ReviewView] = []
    presses = [Thread(target=lambda: seen.append(review(app, actor, ONE, "yes-this", drawn))) for _ in range(8)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    late = review(app, actor, ONE, "not-that", drawn)
    assert late.view.attempt is not None
    assert late.view.attempt.fraction == 1.0
    assert {each.comes_back for each in (*seen, late)} == {MONDAY + timedelta(days=13)}
    assert [each.review for each in app.record.attempts(actor.learner, ONE)] == [False, True]


@pytest.mark.parametrize("made_up", ["", "review-7", "after-1", "review--1", "x" * 64])
def test_a_key_that_a_browser_makes_up_counts_as_now(app: App, actor: Actor, made_up: str) -> None:
    finish(app, actor)
    token = reviewing.draw(app, actor, ONE).view.drawing.token("choice", "yes-this")
    view = reviewing.answer(app, actor, ONE, {"choice": token}, drawn_with=made_up)
    assert view.answered
    assert app.record.standing(actor.learner, ONE).reviews == 1


def test_an_unreadable_answer_costs_nothing_and_keeps_what_was_filled_in(app: App, actor: Actor) -> None:
    finish(app, actor)
    drawn = reviewing.draw(app, actor, ONE).view.drawn_with
    view = reviewing.answer(app, actor, ONE, {}, drawn_with=drawn)
    assert view.view.trouble is not None
    assert not view.answered
    assert app.record.standing(actor.learner, ONE).reviews == 0
    assert app.record.drafts(actor.learner, [ONE]) == {}


def test_an_exercise_that_fails_is_kept_and_does_not_come_back_at_once(
    app: App, actor: Actor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(app, actor)
    clock.go(days=2)
    view = reviewing.draw(app, actor, ONE)
    exercise = app.library.exercise(ONE)

    def fail(*_: object) -> Grade:
        raise RuntimeError("broken")

    broken = replace(exercise, type=replace(exercise.type, grade=fail))
    monkeypatch.setattr(type(app.library), "exercise", lambda self, ref: broken)
    after = review(app, actor, ONE, "yes-this", view)
    assert after.view.trouble is not None
    assert after.view.trouble.broken
    assert after.comes_back == MONDAY + timedelta(days=2)  # it has not been answered yet
    assert due(app, actor) == [TWICE]
    clock.go(days=1)
    assert ONE in due(app, actor)


def test_only_what_was_done_and_has_a_right_answer_can_be_reviewed(app: App, actor: Actor) -> None:
    for ref in (ONE, REFLECTED):
        with pytest.raises(NotAllowed):
            reviewing.draw(app, actor, ref)
    finish(app, actor)
    reviewing.draw(app, actor, ONE)
    with pytest.raises(NotAllowed):
        reviewing.draw(app, actor, REFLECTED)
    with pytest.raises(NotFound):
        reviewing.draw(app, actor, "first/none")
    other = identity.begin_guest(app, "nl").actor
    with pytest.raises(NotAllowed):
        reviewing.answer(app, other, ONE, {}, drawn_with="review-0")


def test_how_sure_one_is_is_asked_kept_and_counts_in_review(app: App, actor: Actor, clock: Clock) -> None:
    sure = replace(actor, asks_certainty=True)
    finish(app, sure)
    clock.go(days=2)
    assert reviewing.draw(app, sure, ONE).view.asks_certainty
    easy = review(app, sure, ONE, "yes-this", certainty="high")
    plain = review(app, actor, TWICE, "yes-this", certainty="high")  # not asked, so not kept
    assert easy.view.attempt is not None
    assert plain.view.attempt is not None
    assert (easy.view.attempt.certainty, plain.view.attempt.certainty) == ("high", None)
    assert easy.comes_back is not None
    assert plain.comes_back is not None
    assert easy.comes_back > plain.comes_back
