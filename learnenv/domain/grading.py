"""grade(): the one way to grade an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from learnenv.domain.answer import Answer, read_answer
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade, Mark
from learnenv.domain.module_page import PagePart, PagePicture
from learnenv.domain.page_parts import sound_parts, sound_picture
from learnenv.domain.seeded import own_numbers, seed_in, with_seed
from learnenv.domain.text import Language, Message, Text, Words


class BrokenExercise(Exception):
    """Grading itself failed. The answer is kept, nothing is scored, the author and the trainer see it."""

    def __init__(self, ref: str, answer: Answer, cause: Exception) -> None:
        self.ref, self.answer, self.cause = ref, answer, cause
        super().__init__(f"{ref}: {type(cause).__name__}: {cause}")


def read(exercise: Exercise, raw: Mapping[str, Any]) -> Answer:
    """The answer in `raw`, whole and clean, with the seed of its numbers. Raises InvalidAnswer or BrokenExercise."""
    try:
        form = exercise.type.form(exercise.spec)
    except Exception as error:
        raise BrokenExercise(exercise.ref, dict(raw), error) from error
    answer = read_answer(form, raw)
    return with_seed(answer, seed_in(raw)) if exercise.type.vary else answer


def grade(exercise: Exercise, answer: Answer) -> Grade:
    """Grade an answer by its type, to the numbers that it was given to, with the author's feedback per state added.

    Raises InvalidAnswer for what cannot be read yet, BrokenExercise when the type fails or returns nonsense.
    """
    try:
        result = exercise.type.grade(own_numbers(exercise, seed_in(answer)).spec, answer)
        _demand_sense(result)
    except InvalidAnswer:
        raise
    except Exception as error:
        raise BrokenExercise(exercise.ref, answer, error) from error
    return replace(result, feedback=(*result.feedback, *_by_state(exercise, result)))


def shown_parts(exercise: Exercise, answer: Answer | None, language: Language) -> tuple[PagePart, ...]:
    """What the type shows besides the prompt; `answer` is the one that was last checked. Raises BrokenExercise."""
    if exercise.type.show is None:
        return ()
    try:
        return sound_parts(exercise.type.show(exercise.spec, answer, language))
    except Exception as error:
        raise BrokenExercise(exercise.ref, answer or {}, error) from error


def played(exercise: Exercise, given: Answer, language: Language, *, checked: bool) -> PagePicture | None:
    """The type's picture of what was filled in so far; None where it has none. Raises BrokenExercise."""
    if exercise.type.play is None:
        return None
    try:
        return sound_picture(exercise.type.play(exercise.spec, given, language, checked))
    except Exception as error:
        raise BrokenExercise(exercise.ref, given, error) from error


def final_score(exercise: Exercise, fraction: float | None, tries_before: int, hints_shown: int) -> float | None:
    """max(0, f - penalty x tries used before - hint penalty x hints shown before); None stays None."""
    if fraction is None:
        return None
    return max(0.0, fraction - exercise.penalty * tries_before - exercise.hint_penalty * hints_shown)


def _by_state(exercise: Exercise, result: Grade) -> tuple[Words, ...]:
    said = exercise.feedback
    per_state = {"right": said.right, "partial": said.partial, "wrong": said.wrong}.get(result.state)
    return tuple(text for text in (per_state, said.general) if text)


def _demand_sense(result: object) -> None:
    if not isinstance(result, Grade):
        raise TypeError(f"grade returned {type(result).__name__}, not a Grade")
    fraction = result.fraction
    if fraction is not None and not (isinstance(fraction, float | int) and 0 <= fraction <= 1):
        raise ValueError(f"grade gave the fraction {fraction!r}, which is not between 0 and 1")
    if not all(isinstance(words, Text | Message) for words in result.feedback):
        raise TypeError(f"grade gave the feedback {result.feedback!r}, which is not all Text or Message")
    if not all(isinstance(mark, Mark) for mark in result.marks):
        raise TypeError(f"grade gave the marks {result.marks!r}, which are not all a Mark")
    if not all(mark.feedback is None or isinstance(mark.feedback, Text | Message) for mark in result.marks):
        raise TypeError(f"grade gave a mark whose feedback is no Text or Message: {result.marks!r}")
