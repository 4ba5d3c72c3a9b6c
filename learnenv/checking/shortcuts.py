"""Full marks without thinking: ticking everything, one place for all items, whatever number or text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from learnenv.checking.saying import in_data
from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import RIGHT_ABOVE
from learnenv.domain.fault import DataFault
from learnenv.domain.form import Field, Form, LongText, ManyOf, Number, OneOf, Order, Place, ShortText, Table
from learnenv.domain.grading import BrokenExercise, grade, read

NUMBERS = ("0", "1", "10", "100", "1000")
TEXTS = ("qzx", "pa's wijze lynx bezag vroom het fikse aquaduct 0 1 2 3 4 5 6 7 8 9")
"""A text that no answer looks like, and one in which every letter and digit occurs."""
TOO_MANY_NUMBERS = 3
"""So many of the numbers above can only all be right when nearly every number is."""


def shortcuts(exercise: Exercise, form: Form) -> Iterator[DataFault]:
    """An error for a way to full marks without thinking, a warning for one to too large a part of them."""
    if exercise.type.open:
        return
    if _fraction(exercise, {}) > RIGHT_ABOVE:
        yield in_data(("type",), "blank")
    for way in _ways(form):
        best = max((_fraction(exercise, answer) for answer in way.answers), default=0.0)
        if best > RIGHT_ABOVE:
            yield in_data(("type",), way.code)
        elif best > way.most:
            yield in_data(("type",), f"{way.code}-half", "warning", percent=round(best * 100))
    yield from _anything_typed(exercise, form)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to answer without thinking. Nobody knows which of its answers is best; that one counts."""

    code: str
    answers: Sequence[Answer]
    most: float = 2 / 3 + 1e-9
    """More than this is too much. With two categories one of them always holds half or more."""


def _ways(form: Form) -> Iterator[_Way]:
    blank = {field.name: _careless(field, 0) for field in form}
    if any(isinstance(field, ManyOf) for field in form):
        yield _Way("all-ticked", [blank], most=0.5)
    if sum(len(field.items) for field in form if isinstance(field, Place)) > 1:
        most = max(len(field.places) for field in form if isinstance(field, Place))
        yield _Way("one-place", [{field.name: _careless(field, number) for field in form} for number in range(most)])
    choices = [field for field in form if isinstance(field, OneOf)]
    if len(choices) > 1:
        most = max(len(field.options) for field in choices)
        yield _Way(
            "same-option", [{field.name: _careless(field, number) for field in form} for number in range(most)]
        )


def _anything_typed(exercise: Exercise, form: Form) -> Iterator[DataFault]:
    """Forms in which there is nothing but text or numbers to type."""
    for kind, typed, most, code in (
        (Number, NUMBERS, TOO_MANY_NUMBERS, "any-number"),
        (ShortText | LongText, TEXTS, 1, "any-text"),
    ):
        if form and all(isinstance(field, kind) for field in form):
            answers = [dict.fromkeys((field.name for field in form), each) for each in typed]
            if sum(_fraction(exercise, answer) > RIGHT_ABOVE for answer in answers) >= most:
                yield in_data(("type",), code)


def _careless(field: Field, number: int) -> Any:
    """The same for everything in a field: all ticked, all in the place or at the option with this number."""
    match field:
        case ManyOf():
            return [option.id for option in field.options]
        case Place():
            place = field.places[number % len(field.places)].id
            return {item.id: place for item in field.items}
        case OneOf():
            return field.options[number % len(field.options)].id
        case Order():
            return [item.id for item in reversed(field.items)]
        case Table():
            return [{column.id: TEXTS[0] for column in field.columns}]
        case Number():
            return NUMBERS[0]
        case ShortText() | LongText():
            return TEXTS[0]


def _fraction(exercise: Exercise, answer: Answer) -> float:
    """What an answer gets; nothing for one that is refused. What fails is for the simulated learners to say."""
    try:
        return grade(exercise, read(exercise, answer)).fraction or 0.0
    except (InvalidAnswer, BrokenExercise):
        return 0.0
