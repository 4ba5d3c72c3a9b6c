from __future__ import annotations

import json
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from learnenv.domain.errors import NotFound, TriesUsedUp
from learnenv.domain.exercise_type import Grade
from learnenv.domain.learner import Actor
from learnenv.services import answering, identity
from learnenv.services.answering import ExerciseView
from learnenv.services.app import App
from learnenv.services.exercise_view import looked_at_again

CHOICE, TWICE, REFLECTION = "first/choice", "first/twice", "first/reflection"


def choose(app: App, actor: Actor, ref: str, option: str, drawn_with: str | None = None) -> ExerciseView:
    view = answering.view(app, actor, ref)
    token = view.drawing.token("choice", option)
    return answering.submit(app, actor, ref, {"choice": token}, drawn_with=drawn_with or view.drawn_with)


def test_a_right_answer_is_graded_and_on_record(app: App, actor: Actor) -> None:
    view = choose(app, actor, CHOICE, "yes-this")
    assert view.grade is not None
    assert view.grade.state == "right"
    assert view.done
    assert view.newly_done
    assert [attempt.fraction for attempt in app.record.attempts(actor.learner, CHOICE)] == [1.0]
    assert not choose(app, actor, CHOICE, "not-that").newly_done


def test_the_same_press_twice_is_one_attempt_with_the_same_feedback(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, CHOICE).drawn_with
    first = choose(app, actor, CHOICE, "not-that", drawn)
    again = choose(app, actor, CHOICE, "not-that", drawn)
    assert first.grade == again.grade
    assert len(app.record.attempts(actor.learner, CHOICE)) == 1


def test_sixteen_presses_at_once_are_one_attempt(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, CHOICE).drawn_with
    seen: list[ExerciseView] = []
    presses = [Thread(target=lambda: seen.append(choose(app, actor, CHOICE, "not-that", drawn))) for _ in range(16)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert len(app.record.attempts(actor.learner, CHOICE)) == 1
    assert len({repr(view.grade) for view in seen}) == 1
    assert len(seen) == 16


def test_another_answer_from_a_second_tab_is_not_lost(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, CHOICE).drawn_with
    choose(app, actor, CHOICE, "not-that", drawn)
    choose(app, actor, CHOICE, "yes-this", drawn)
    assert [attempt.fraction for attempt in app.record.attempts(actor.learner, CHOICE)] == [0.0, 1.0]


def test_a_retry_after_a_later_answer_still_finds_its_own_attempt(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, CHOICE).drawn_with
    choose(app, actor, CHOICE, "not-that", drawn)
    choose(app, actor, CHOICE, "yes-this")
    late = choose(app, actor, CHOICE, "not-that", drawn)
    assert late.attempt is not None
    assert late.attempt.fraction == 0.0
    assert len(app.record.attempts(actor.learner, CHOICE)) == 2


SURE = CHOICE, REFLECTION


@pytest.mark.parametrize(("wanted", "asked"), [("nobody", False), ("the learner", True), ("the author", True)])
def test_how_sure_one_is_is_kept_where_it_is_asked_for(
    app: App, actor: Actor, monkeypatch: pytest.MonkeyPatch, wanted: str, asked: bool
) -> None:
    exercise = app.library.exercise
    if wanted == "the learner":
        actor = replace(actor, asks_certainty=True)
    if wanted == "the author":
        monkeypatch.setattr(type(app.library), "exercise", lambda self, ref: replace(exercise(ref), certainty=True))
    views = answering.views(app, actor, SURE)
    assert {ref: view.asks_certainty for ref, view in views.items()} == {CHOICE: asked, REFLECTION: False}
    for ref in SURE:
        given = {"choice": views[ref].drawing.token("choice", "not-that"), "text": "Ik zag een mens wachten."}
        after = answering.submit(app, actor, ref, given, drawn_with="after-0", certainty="high")
        assert after.asks_certainty is (asked and ref == CHOICE)
    kept = [each.certainty for each in app.record.history(actor.learner)]
    assert kept == ["high" if asked else None, None]


def test_being_sure_never_changes_a_score(app: App, actor: Actor) -> None:
    sure = replace(actor, asks_certainty=True)
    drawn = answering.view(app, sure, CHOICE)
    given = {"choice": drawn.drawing.token("choice", "not-that")}
    view = answering.submit(app, sure, CHOICE, given, drawn_with=drawn.drawn_with, certainty="high")
    assert (view.standing.best_score, view.standing.last_fraction) == (0.0, 0.0)
    right = {"choice": drawn.drawing.token("choice", "yes-this")}
    assert answering.submit(app, sure, CHOICE, right, drawn_with="x", certainty="low").standing.best_score == 1.0


def test_an_old_answer_sent_again_from_a_stale_tab_is_not_passed_off_as_the_latest(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, REFLECTION).drawn_with
    first, second = {"text": "De eerste versie hier."}, {"text": "De tweede versie hier."}
    answering.submit(app, actor, REFLECTION, first, drawn_with=drawn)
    answering.submit(app, actor, REFLECTION, second, drawn_with=answering.view(app, actor, REFLECTION).drawn_with)
    stale = answering.submit(app, actor, REFLECTION, first, drawn_with=drawn)
    assert stale.overtaken
    meant = answering.submit(app, actor, REFLECTION, first, drawn_with=stale.drawn_with)
    assert not meant.overtaken
    assert answering.view(app, actor, REFLECTION).value == first


def test_a_draft_over_a_saved_answer_is_not_shown_as_saved(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, REFLECTION).drawn_with
    answering.submit(app, actor, REFLECTION, {"text": "Dit is ingeleverd werk."}, drawn_with=drawn)
    answering.save_draft(app, actor, REFLECTION, {"text": "Dit is nog niet af"})
    view = answering.view(app, actor, REFLECTION)
    assert view.is_draft
    assert view.grade is None
    assert view.attempt is not None
    answering.save_draft(app, actor, REFLECTION, {"text": "Dit is ingeleverd werk."})
    assert not answering.view(app, actor, REFLECTION).is_draft


def test_what_is_missing_is_told_of_the_draft_as_it_is_now(app: App, actor: Actor) -> None:
    drawn = answering.view(app, actor, REFLECTION).drawn_with
    assert answering.submit(app, actor, REFLECTION, {"text": ""}, drawn_with=drawn).trouble
    again = looked_at_again(answering.view(app, actor, REFLECTION))
    assert again.trouble is not None
    assert again.trouble.problems is not None
    assert set(again.trouble.problems.problems) == {"text"}
    answering.save_draft(app, actor, REFLECTION, {"text": "Nu staat er wel genoeg om te lezen."})
    assert looked_at_again(answering.view(app, actor, REFLECTION)).trouble is None


def test_an_identical_answer_is_no_new_try(app: App, actor: Actor) -> None:
    choose(app, actor, TWICE, "not-that")
    view = choose(app, actor, TWICE, "not-that")
    assert view.tries_left == 1


def test_the_penalty_counts_tries_used_before(app: App, actor: Actor) -> None:
    choose(app, actor, TWICE, "not-that")
    view = choose(app, actor, TWICE, "yes-this")
    assert view.attempt is not None
    assert view.attempt.fraction == 1.0
    assert view.attempt.score == 0.75


def test_no_try_is_left_after_the_last_and_a_repeat_of_it_is_no_error(app: App, actor: Actor) -> None:
    choose(app, actor, TWICE, "not-that")
    drawn = answering.view(app, actor, TWICE).drawn_with
    last = choose(app, actor, TWICE, "yes-this", drawn)
    assert last.tries_left == 0
    assert choose(app, actor, TWICE, "yes-this", drawn).grade == last.grade
    with pytest.raises(TriesUsedUp):
        choose(app, actor, TWICE, "not-that")


def test_an_empty_answer_is_not_wrong_it_is_missing(app: App, actor: Actor) -> None:
    view = answering.submit(app, actor, CHOICE, {}, drawn_with="x")
    assert view.trouble is not None
    assert view.trouble.problems is not None
    assert list(view.trouble.problems.problems) == ["choice"]
    assert app.record.attempts(actor.learner, CHOICE) == ()


@pytest.mark.parametrize("raw", [{"choice": 7}, {"choice": ["x"]}, {"choice": {"a": 1}}])
def test_only_what_the_form_showed_can_be_chosen(app: App, actor: Actor, raw: dict[str, Any]) -> None:
    view = answering.submit(app, actor, CHOICE, raw, drawn_with="x")
    assert view.trouble is not None


def test_a_half_filled_open_answer_keeps_what_was_typed(app: App, actor: Actor) -> None:
    view = answering.submit(app, actor, REFLECTION, {"text": "te kort"}, drawn_with="x")
    assert view.trouble is not None
    assert view.value["text"] == "te kort"
    assert answering.view(app, actor, REFLECTION).value["text"] == "te kort"


def test_a_draft_comes_back_and_is_gone_once_handed_in(app: App, actor: Actor) -> None:
    answering.save_draft(app, actor, REFLECTION, {"text": "Ik begon te schrij"})
    view = answering.view(app, actor, REFLECTION)
    assert view.value["text"] == "Ik begon te schrij"
    answering.submit(app, actor, REFLECTION, {"text": "Ik schreef het hele verhaal."}, drawn_with=view.drawn_with)
    assert app.record.drafts(actor.learner, [REFLECTION]) == {}
    assert answering.view(app, actor, REFLECTION).value["text"] == "Ik schreef het hele verhaal."


@pytest.mark.parametrize(
    "text",
    [
        "\x00 nul en\x07 bel",
        "half \ud83d paar",
        "שלום עולם מכאן",
        "<script>alert(1)</script> a b",
        "😀 😀 😀",
        "a b " * 250_000,
    ],
)
def test_any_text_is_kept_as_text(app: App, actor: Actor, text: str) -> None:
    answering.save_draft(app, actor, REFLECTION, {"text": text})
    kept = answering.view(app, actor, REFLECTION).value["text"]
    assert kept == text.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    kept.encode("utf-8")


def test_hints_come_one_by_one_and_are_on_record(app: App, actor: Actor) -> None:
    assert answering.show_hint(app, actor, CHOICE).hints == 1
    assert answering.show_hint(app, actor, CHOICE).hints == 1  # there is only one
    view = choose(app, actor, CHOICE, "yes-this")
    assert view.attempt is not None
    assert view.attempt.hints_shown == 1


def test_asking_for_the_answer_finishes_a_closed_exercise_and_is_recorded(app: App, actor: Actor) -> None:
    choose(app, actor, CHOICE, "not-that")
    standing = answering.show_solution(app, actor, CHOICE)
    assert standing.solution_shown
    assert not standing.right
    assert answering.view(app, actor, CHOICE).done
    assert answering.solution(app.library.exercise(CHOICE)) == {"choice": "yes-this"}
    with pytest.raises(TriesUsedUp):
        choose(app, actor, CHOICE, "yes-this")


def test_open_work_has_no_answer_to_ask_for(app: App, actor: Actor) -> None:
    assert not answering.show_solution(app, actor, REFLECTION).solution_shown


def test_the_key_is_not_in_what_a_page_gets_before_an_answer(app: App, actor: Actor) -> None:
    view = answering.view(app, actor, CHOICE)
    sent = json.dumps(view.drawing.fields("nl"))
    for secret in ("yes-this", "not-that", "right", "feedback", "omgekeerde", "Omdat"):
        assert secret not in sent


def test_what_a_browser_is_sent_does_not_tell_how_it_was_shuffled(app: App, actor: Actor) -> None:
    drawing = answering.view(app, actor, CHOICE).drawing
    known = replace(drawing, seed=f"{actor.learner}/{CHOICE}")
    assert known.token("choice", "yes-this") != drawing.token("choice", "yes-this")
    assert app.secret in drawing.seed


def test_two_learners_see_other_tokens_and_each_their_own_record(app: App, actor: Actor) -> None:
    other = identity.begin_guest(app, "nl").actor
    mine, theirs = answering.view(app, actor, CHOICE), answering.view(app, other, CHOICE)
    assert mine.drawing.token("choice", "yes-this") != theirs.drawing.token("choice", "yes-this")
    choose(app, actor, CHOICE, "yes-this")
    assert not answering.view(app, other, CHOICE).done


def test_a_broken_exercise_keeps_the_answer_and_scores_nothing(app: App, actor: Actor) -> None:
    def explode(spec: Any, answer: Any) -> Grade:
        raise ZeroDivisionError

    exercise = app.library.exercise(CHOICE)
    broken = replace(exercise, type=replace(exercise.type, grade=explode))
    app.library.module("first").exercises[CHOICE.split("/")[1]] = broken  # type: ignore[index]
    view = choose(app, actor, CHOICE, "yes-this")
    assert view.trouble is not None
    assert view.trouble.broken
    (attempt,) = app.record.attempts(actor.learner, CHOICE)
    assert (attempt.fraction, attempt.score, attempt.broken) == (None, None, True)
    assert attempt.answer == {"choice": "yes-this"}
    assert view.standing.tries == 0


def test_an_unknown_exercise_is_not_found(app: App, actor: Actor) -> None:
    with pytest.raises(NotFound):
        answering.view(app, actor, "first/nothing")
    with pytest.raises(NotFound):
        answering.submit(app, actor, "nowhere/at-all", {}, drawn_with="x")


@pytest.mark.parametrize(("seconds", "kept"), [(-5.0, 0.0), (3.5, 3.5), (1e12, 24 * 3600.0)])
def test_a_duration_is_never_negative_and_never_absurd(app: App, actor: Actor, seconds: float, kept: float) -> None:
    token = answering.view(app, actor, CHOICE).drawing.token("choice", "yes-this")
    view = answering.submit(app, actor, CHOICE, {"choice": token}, drawn_with="x", seconds=seconds)
    assert view.attempt is not None
    assert view.attempt.seconds == kept
