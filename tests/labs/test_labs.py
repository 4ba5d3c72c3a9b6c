"""What holds for every lab, whoever's numbers it has."""

from __future__ import annotations

from typing import Any

import pytest

from learnenv import ExerciseType, Message
from learnenv.domain.answer import read_answer
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import LearnenvError
from learnenv.domain.page_parts import sound_parts
from learnenv.domain.text import LANGUAGES
from learnenv.labs import LABS
from learnenv.labs.bench import BENCHES, open_lab
from learnenv.language import speech

SEEDS = ("", "ana", "ben", "a third learner")
every_lab = pytest.mark.parametrize("kind", LABS, ids=lambda kind: kind.name)


def own(kind: ExerciseType[Any], seed: str) -> Any:
    assert kind.vary is not None
    return kind.vary(kind.parse({}), seed)


@every_lab
def test_the_right_sample_is_right_and_the_wrong_one_gives_nothing(kind: ExerciseType[Any]) -> None:
    for seed in SEEDS:
        spec = own(kind, seed)
        samples, form = kind.samples(spec), kind.form(spec)
        given = [kind.grade(spec, read_answer(form, each)).fraction for each in (samples.right, samples.wrong)]
        assert given == [1, 0]


@every_lab
def test_the_form_is_the_same_for_everybody(kind: ExerciseType[Any]) -> None:
    assert len({repr(kind.form(own(kind, seed))) for seed in SEEDS}) == 1


@every_lab
def test_what_is_shown_is_sound_in_both_languages_and_says_nothing_in_keys(kind: ExerciseType[Any]) -> None:
    spec = own(kind, "ana")
    assert kind.show is not None
    for language in LANGUAGES:
        for answer in (None, kind.samples(spec).right, kind.samples(spec).wrong):
            parts = sound_parts(kind.show(spec, answer, language))
            assert "lab." not in repr(parts)
        assert "lab." not in repr(Drawing(kind.form(spec), "seed").fields(language))


@every_lab
def test_every_part_of_a_wrong_answer_says_what_to_do(kind: ExerciseType[Any]) -> None:
    spec = own(kind, "ana")
    grade = kind.grade(spec, read_answer(kind.form(spec), kind.samples(spec).wrong))
    said = [mark.feedback for mark in grade.marks if mark.feedback and not mark.item]
    assert said
    assert all(isinstance(each, Message) and speech("nl").say(each) != each.key for each in said)


@pytest.mark.parametrize("name", BENCHES)
def test_code_that_works_the_lab_out_is_right_and_the_empty_cell_gives_nothing(name: str) -> None:
    for seed in SEEDS[1:3]:
        scores = []
        for source in (BENCHES[name].solution, BENCHES[name].begin):
            names: dict[str, Any] = {"own": open_lab(name, seed=seed)}
            exec(source, names)
            scores.append(eval(f"own.check({BENCHES[name].call})", names)["score"])
        assert scores == [1, 0]


def test_what_code_gives_that_is_no_number_is_told_and_not_handed_in() -> None:
    told = open_lab("lab-pilot").check(difference=float("nan"), low="x", high=None, decision="go")
    assert (told["score"], told["state"], len(told["feedback"])) == (0, "invalid", 3)


def test_a_check_that_is_called_in_another_way_says_how_and_an_unknown_lab_which_there_are() -> None:
    with pytest.raises(LearnenvError, match=r"lab\.call"):
        open_lab("lab-pilot").check(1, 2, 3)
    with pytest.raises(LearnenvError, match=r"lab\.unknown"):
        open_lab("lab-nothing")


def test_every_lab_can_be_opened_in_code() -> None:
    assert {kind.name for kind in LABS} == set(BENCHES)
