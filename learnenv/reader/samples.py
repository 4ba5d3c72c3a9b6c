"""Every exercise tests itself: its right sample is right, and its wrong one is not."""

from __future__ import annotations

from collections.abc import Iterator

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import RIGHT_ABOVE, Grade, Samples
from learnenv.domain.fault import DataFault
from learnenv.domain.form import Form
from learnenv.domain.grading import grade, read
from learnenv.domain.text import Message


def check_samples(exercise: Exercise) -> tuple[DataFault, ...]:
    """What is wrong with the form of the exercise and with how it grades its own samples."""
    try:
        return tuple(_checked(exercise))
    except Exception as error:  # noqa: BLE001  a plugin's own type must not stop the reading of all other files
        return (_fault("sample-failed", error=f"{type(error).__name__}: {error}"),)


def _checked(exercise: Exercise) -> Iterator[DataFault]:
    form: Form = exercise.type.form(exercise.spec)
    names = [field.name for field in form]
    if not names or len(set(names)) != len(names):
        yield _fault("form-names", names=", ".join(names))
        return
    samples: Samples = exercise.type.samples(exercise.spec)
    right, wrong = _graded(exercise, samples.right), _graded(exercise, samples.wrong)
    if right is None or not (is_right(exercise, right) or _is_for_a_person(exercise, right)):
        yield _fault("sample-right", got=_shown(right))
    if wrong is not None and is_right(exercise, wrong):
        yield _fault("sample-wrong", got=_shown(wrong))


def is_right(exercise: Exercise, said: Grade) -> bool:
    """Whether a grade is full marks, or for open work a pass."""
    if exercise.type.open and said.passed is not None:
        return said.passed
    return said.fraction is not None and said.fraction > RIGHT_ABOVE


def _is_for_a_person(exercise: Exercise, said: Grade) -> bool:
    return exercise.type.open and said.fraction is None and said.passed is None


def _graded(exercise: Exercise, answer: Answer) -> Grade | None:
    """The grade of an answer that takes the learner's way through the form; None for one that cannot be read."""
    try:
        return grade(exercise, read(exercise, answer))
    except InvalidAnswer:
        return None


def _shown(said: Grade | None) -> str:
    if said is None:
        return "InvalidAnswer"
    return f"{said.fraction:g}" if said.fraction is not None else str(said.passed)


def _fault(key: str, **values: object) -> DataFault:
    return DataFault(("type",), Message(f"check.{key}", values), Message(f"check.{key}.mend", values))
