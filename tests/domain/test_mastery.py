"""What is done, what is next, what is mastered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from learnenv.domain.case import CaseStudy
from learnenv.domain.content import CaseHere, Exercise, ExerciseHere, LearningModule
from learnenv.domain.mastery import (
    exercise_done,
    lacks_a_pass,
    module_progress,
    required_exercises,
    tries_left,
    what_completes,
)
from learnenv.domain.progress import Standing
from learnenv.domain.text import Text
from learnenv.language import speech

Make = Callable[..., Exercise]
MakeModule = Callable[..., LearningModule]


def at(ref: str, **more: object) -> Standing:
    return replace(Standing("l", ref, attempts=1, tries=1), **more)  # type: ignore[arg-type]


def test_a_closed_exercise_is_done_when_right_used_up_or_the_answer_was_asked_for(make_exercise: Make) -> None:
    exercise = make_exercise(tries=3)
    assert not exercise_done(exercise, None)
    assert not exercise_done(exercise, at("m/one", tries=2))
    assert exercise_done(exercise, at("m/one", tries=3))
    assert exercise_done(exercise, at("m/one", right=True))
    assert exercise_done(exercise, at("m/one", attempts=0, tries=0, solution_shown=True))


def test_without_a_limit_tries_never_run_out(make_exercise: Make) -> None:
    assert tries_left(make_exercise(), at("m/one", tries=99)) is None
    assert not exercise_done(make_exercise(), at("m/one", tries=99))


@pytest.mark.parametrize(("tries", "left"), [(0, 3), (2, 1), (3, 0), (5, 0)])
def test_tries_left_are_counted_down_to_zero(make_exercise: Make, tries: int, left: int) -> None:
    assert tries_left(make_exercise(tries=3), at("m/one", tries=tries)) == left
    assert tries_left(make_exercise(tries=3), None) == 3


def test_an_open_exercise_is_done_when_handed_in_and_not_by_a_hint(make_exercise: Make) -> None:
    exercise = make_exercise(open=True)
    assert exercise_done(exercise, at("m/one"))
    assert not exercise_done(exercise, at("m/one", attempts=0, hints=2))


def test_a_page_is_done_when_read_and_every_required_exercise_is(
    make_exercise: Make, make_module: MakeModule
) -> None:
    module = make_module({"p": [make_exercise("m/one"), make_exercise("m/extra", required=False)], "q": []})
    right = {"m/one": at("m/one", right=True)}
    assert not module_progress(module, right, ()).pages[0].done
    assert not module_progress(module, {}, {"m/p"}).pages[0].done
    assert module_progress(module, right, {"m/p"}).pages[0].done
    assert module_progress(module, right, {"m/p"}).states() == ("done", "now")
    assert module_progress(module, {}, {"m/q"}).states() == ("now", "done")


def test_the_next_page_is_the_first_that_is_not_done(make_module: MakeModule) -> None:
    progress = module_progress(make_module({"p": [], "q": [], "r": []}), {}, {"m/p", "m/r"})
    assert progress.next_page is not None
    assert progress.next_page.page.id == "q"
    assert (progress.done, progress.begun, progress.completed) == (2, True, False)
    assert module_progress(make_module({"p": []}), {}, {"m/p"}).next_page is None


def test_reading_or_trying_begins_a_page(make_exercise: Make, make_module: MakeModule) -> None:
    module = make_module({"p": [make_exercise("m/one")]})
    assert not module_progress(module, {}, ()).begun
    assert module_progress(module, {"m/one": at("m/one")}, ()).begun
    assert module_progress(module, {}, {"m/p"}).begun


def test_a_faulty_exercise_stops_nobody(make_exercise: Make, make_module: MakeModule) -> None:
    module = make_module({"p": [make_exercise("m/one")]})
    broken = replace(module, exercises={})
    assert required_exercises(broken, broken.pages[0]) == ()
    assert module_progress(broken, {}, {"m/p"}).completed


def test_one_sentence_says_what_completes_a_page(make_exercise: Make, make_module: MakeModule) -> None:
    module = make_module({"p": [make_exercise("m/one"), make_exercise("m/two")], "q": []})
    assert speech("en").say(what_completes(module, module.pages[0])) == (
        "Done when you mark the page as read and finish the 2 exercises."
    )
    assert speech("nl").say(what_completes(module, module.pages[1])) == "Klaar als je de pagina als gelezen markeert."


def scored(module: LearningModule, *scores: float | None) -> dict[str, Standing]:
    refs = [exercise.ref for exercise in module.exercises.values()]
    return {
        ref: at(ref, best_score=score, solution_shown=True)
        for ref, score in zip(refs, scores, strict=True)
        if score is not None
    }


@pytest.mark.parametrize(
    ("scores", "mean", "mastered"),
    [((1.0, 0.6), 0.8, True), ((0.7, 0.9), 0.8, True), ((1.0, 0.5), 0.75, False)],
)
def test_completed_is_mastered_from_a_mean_of_08(
    make_exercise: Make, make_module: MakeModule, scores: tuple[float, ...], mean: float, mastered: bool
) -> None:
    module = make_module({"p": [make_exercise("m/one"), make_exercise("m/two")]})
    progress = module_progress(module, scored(module, *scores), {"m/p"})
    assert progress.mean_score == pytest.approx(mean)
    assert (progress.completed, progress.mastered) == (True, mastered)
    assert not module_progress(module, scored(module, *scores), ()).mastered


def test_rounding_alone_never_costs_mastery(make_exercise: Make, make_module: MakeModule) -> None:
    exercises = [make_exercise(f"m/e{number}") for number in range(10)]
    module = make_module({"p": exercises}, mastery=0.7)
    assert module_progress(module, scored(module, *[0.7] * 10), {"m/p"}).mastered


def test_an_untouched_exercise_counts_as_zero_in_the_mean(make_exercise: Make, make_module: MakeModule) -> None:
    module = make_module({"p": [make_exercise("m/one"), make_exercise("m/two")]})
    assert module_progress(module, scored(module, 1.0, None), ()).mean_score == 0.5
    assert module_progress(make_module({"p": []}), {}, ()).mean_score is None


def test_an_exercise_met_on_two_pages_counts_once(make_exercise: Make, make_module: MakeModule) -> None:
    one, two = make_exercise("m/one"), make_exercise("m/two")
    module = make_module({"p": [one, two], "q": [one]})
    assert module_progress(module, scored(module, 1.0, 0.0), ()).mean_score == 0.5


def test_open_work_has_to_pass_for_mastery_but_not_for_completion(
    make_exercise: Make, make_module: MakeModule
) -> None:
    module = make_module({"p": [make_exercise("m/canvas", open=True)]})
    handed_in = {"m/canvas": at("m/canvas")}
    accepted = {"m/canvas": at("m/canvas", passed=True)}
    assert module_progress(module, handed_in, {"m/p"}).completed
    assert not module_progress(module, handed_in, {"m/p"}).mastered
    assert module_progress(module, accepted, {"m/p"}).mastered
    assert not module_progress(module, {}, {"m/p"}).completed


def test_open_work_that_a_trainer_accepted_passes_whatever_its_learner_thought_of_it(
    make_exercise: Make, make_module: MakeModule
) -> None:
    module = make_module({"p": [make_exercise("m/canvas", open=True), make_exercise("m/text", open=True)]})
    handed_in = {"m/canvas": at("m/canvas", passed=True), "m/text": at("m/text")}
    lacking = module_progress(module, handed_in, {"m/p"})
    assert (lacking.mastered, lacks_a_pass(module, lacking)) == (False, True)
    assert module_progress(module, handed_in, {"m/p"}, {"m/text"}).mastered
    assert not module_progress(module, handed_in, {"m/p"}, {"m/canvas"}).mastered
    assert not module_progress(module, {"m/canvas": handed_in["m/canvas"]}, {"m/p"}, {"m/text"}).mastered


def test_what_others_said_matters_only_to_who_lacks_nothing_else(
    make_exercise: Make, make_module: MakeModule
) -> None:
    module = make_module({"p": [make_exercise("m/canvas", open=True), make_exercise("m/one")]})
    low = {"m/canvas": at("m/canvas"), "m/one": at("m/one", best_score=0.5, solution_shown=True)}
    high = low | {"m/one": at("m/one", best_score=1.0, right=True)}
    for standings, read, lacks in ((low, {"m/p"}, False), (high, set(), False), (high, {"m/p"}, True)):
        assert lacks_a_pass(module, module_progress(module, standings, read)) == lacks
    mastered = high | {"m/canvas": at("m/canvas", passed=True)}
    assert not lacks_a_pass(module, module_progress(module, mastered, {"m/p"}))


def test_a_page_with_a_case_is_done_when_an_end_was_reached(make_module: MakeModule, make_exercise: Make) -> None:
    case = CaseStudy("m/case", Text("casus"), Text("casus"), 5, (), "print")
    one = make_exercise("m/one")
    plain = make_module({"page": [one]})
    page = replace(plain.pages[0], blocks={"nl": (ExerciseHere("one"), CaseHere("case")), "en": ()})
    module = replace(plain, pages=(page,), cases={"case": case})
    right = Standing("l", "m/one", attempts=1, tries=1, right=True, best_score=1.0)
    before = module_progress(module, {"m/one": right}, {"m/page"})
    assert (before.pages[0].exercises_done, before.pages[0].exercises_required, before.completed) == (1, 2, False)
    ended = Standing("l", "m/case", attempts=1, tries=1, best_score=0.25)
    after = module_progress(module, {"m/one": right, "m/case": ended}, {"m/page"})
    assert (after.completed, after.mastered, after.mean_score) == (True, True, 1.0)
    said = "Klaar als je de pagina als gelezen markeert, de opdracht af hebt en een einde van de casus bereikt."
    assert speech("nl").say(what_completes(module, page)) == said
    two = replace(page, blocks={"nl": (CaseHere("case"), CaseHere("other")), "en": ()})
    both = replace(module, cases={"case": case, "other": replace(case, ref="m/other")})
    said = "Done when you mark the page as read and reach an end of each of the 2 cases."
    assert speech("en").say(what_completes(both, two)) == said
    optional = replace(module, cases={"case": replace(case, required=False)})
    assert module_progress(optional, {"m/one": right}, {"m/page"}).completed
