"""A simulated learner at one exercise: chooses every option one by one, answers at random, asks for the solution."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from learnenv.checking.saying import in_data
from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.drawing import Drawing
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade
from learnenv.domain.fault import DataFault
from learnenv.domain.form import Field, Form, LongText, ManyOf, Number, OneOf, Option, Order, Place, ShortText, Table
from learnenv.domain.grading import BrokenExercise, grade, read
from learnenv.domain.text import LANGUAGES, Message
from learnenv.reader.samples import is_right

SEED = "a simulated learner"
RANDOM_ANSWERS = 4
TYPED = ("0", "-1", "41,7", "1.000", "1e9", "x", "ja", "één", "a b c", "<b>", "2025-03-31", "x" * 300)


def walk(exercise: Exercise, form: Form) -> Iterator[DataFault]:
    """What goes wrong on the way through an exercise, of each kind the first."""
    drawing = Drawing(form, SEED)
    for language in LANGUAGES:
        json.dumps(drawing.fields(language))
    yield from _offered_twice(form)
    said: set[str] = set()
    for answer in {json.dumps(each): each for each in _answers(exercise, form)}.values():
        for fault in _tried(exercise, drawing, answer):
            key = fault.what.key if isinstance(fault.what, Message) else ""
            if key not in said:
                said.add(key)
                yield fault
    yield from _solution(exercise)


def options(field: Field) -> tuple[Option, ...]:
    """Everything in a field that marks and answers can name: its options, items, places or columns."""
    match field:
        case OneOf() | ManyOf():
            return field.options
        case Order():
            return field.items
        case Place():
            return (*field.items, *field.places)
        case Table():
            return field.columns
        case Number() | ShortText() | LongText():
            return ()


def _offered_twice(form: Form) -> Iterator[DataFault]:
    """Two options with one id are one to the form, so one of them can never be chosen; nor can one without an id."""
    for field in form:
        groups = (field.items, field.places) if isinstance(field, Place) else (options(field),)
        for group in groups:
            ids = [option.id for option in group]
            for number, option in enumerate(group):
                if not option.id or option.id in ids[:number]:
                    yield in_data(("type",), "option-unreachable", text=option.text or option.id)


def _answers(exercise: Exercise, form: Form) -> Iterator[Answer]:
    """Both samples, every option chosen once, and a few answers at random; the same ones at every check."""
    samples = exercise.type.samples(exercise.spec)
    yield samples.right
    yield samples.wrong
    for field in form:
        for value in _each_choice(field):
            yield {**samples.right, field.name: value}
    chance = random.Random(exercise.ref)  # noqa: S311 - to try out, no secret
    for _ in range(RANDOM_ANSWERS):
        yield {field.name: _random(field, chance) for field in form}


def _each_choice(field: Field) -> Iterator[Any]:
    match field:
        case OneOf():
            yield from (option.id for option in field.options)
        case ManyOf():
            yield from ([option.id] for option in field.options)
        case Place():
            for turn in range(len(field.places)):
                places = [field.places[(turn + number) % len(field.places)].id for number in range(len(field.items))]
                yield {item.id: place for item, place in zip(field.items, places, strict=True)}
        case Order():
            yield [item.id for item in reversed(field.items)]
        case Number() | ShortText() | LongText() | Table():
            return


def _random(field: Field, chance: random.Random) -> Any:
    match field:
        case OneOf():
            return chance.choice(field.options).id if field.options else ""
        case ManyOf():
            return [option.id for option in field.options if chance.random() < 0.5]
        case Order():
            return [item.id for item in chance.sample(field.items, len(field.items))]
        case Place():
            return {item.id: chance.choice(field.places).id for item in field.items} if field.places else {}
        case Number() | ShortText():
            return chance.choice(TYPED)
        case LongText():
            return " ".join(chance.choices(TYPED, k=max(1, field.min_words)))
        case Table():
            rows = range(chance.randint(1, max(1, field.max_rows)))
            return [{column.id: chance.choice(TYPED) for column in field.columns} for _ in rows]


def _tried(exercise: Exercise, drawing: Drawing, answer: Answer) -> Iterator[DataFault]:
    """One answer, all the way: as the browser has it, back, read and graded."""
    try:
        given = read(exercise, drawing.received(drawing.shown(answer)))
        said = grade(exercise, given)
    except BrokenExercise as broken:
        cause = broken.cause
        yield in_data(("type",), "walk-failed", error=f"{type(cause).__name__}: {cause}")
    except InvalidAnswer as refused:
        if all(isinstance(field, OneOf | Order | Place) for field in drawing.form):
            yield in_data(("type",), "answer-refused", reason=next(iter(refused.problems.values())))
    else:
        yield from _strange_marks(drawing.form, said)


def _strange_marks(form: Form, said: Grade) -> Iterator[DataFault]:
    """A mark at something that the form does not have is a mark that no learner sees."""
    known = {field.name: {option.id for option in options(field)} for field in form}
    for mark in said.marks:
        if mark.field not in known or (mark.item and mark.item not in known[mark.field]):
            yield in_data(("type",), "mark-unknown", name=mark.item or mark.field)
            return


def _solution(exercise: Exercise) -> Iterator[DataFault]:
    """What is shown to who asks for the answer has to be right."""
    if exercise.type.solution is None:
        return
    try:
        said = grade(exercise, read(exercise, exercise.type.solution(exercise.spec)))
    except InvalidAnswer:
        yield in_data(("type",), "solution-wrong")
        return
    if not exercise.type.open and not is_right(exercise, said):
        yield in_data(("type",), "solution-wrong")
