"""What simulated learners answer: what an exercise itself calls right, slips that are easily made, and work of their
own after the author's example."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exercise_type import Grade, Samples
from learnenv.domain.form import Field, Form, LongText, ManyOf, Number, OneOf, Order, Place, ShortText, Table
from learnenv.domain.grading import BrokenExercise, grade, read
from learnenv.services.rubric import rubric_fields

_TRIES = 8
"""Slips that are made up before the author's own wrong answer is taken."""
_FAVOURITE = 0.55
"""How often a wrong answer is the one that most people give."""


def right(exercise: Exercise) -> Answer:
    """The right answer to a closed exercise."""
    return _samples(exercise).right


def wrong(exercise: Exercise, chance: random.Random) -> Answer | None:
    """An answer that is not right; often the same one that others give. None when every answer is right."""
    same_for_all = random.Random(exercise.ref)  # noqa: S311 - a likely mistake, no secret
    hand = same_for_all if chance.random() < _FAVOURITE else chance
    for candidate in _slips(exercise, hand):
        said = _graded(exercise, candidate)
        if said is not None and said.state in ("wrong", "partial"):
            return candidate
    return None


def difficulty(exercise: Exercise) -> float:
    """How hard an exercise is, from 0 to 1; the same for everybody."""
    return random.Random(f"{exercise.ref}/difficulty").betavariate(2, 3)  # noqa: S311 - the same every time


def work(exercise: Exercise, chance: random.Random, sentences: Sequence[str]) -> Answer:
    """Open work: the author's example made one's own, rated as most people rate themselves."""
    example = _samples(exercise).right
    form: Form = exercise.type.form(exercise.spec)
    rubric = {field.name for field in rubric_fields(exercise)}
    own = {field.name: _own(field, example.get(field.name), chance, sentences) for field in form}
    rated = {field.name: _rated(field, chance) for field in form if field.name in rubric}
    for answer in ({**own, **rated}, {**own, **_of(example, rubric)}, {**example, **rated}):
        told = {name: value for name, value in answer.items() if value}
        if _graded(exercise, told) is not None:
            return told
    return example


def better(exercise: Exercise, before: Answer, chance: random.Random, sentences: Sequence[str]) -> Answer:
    """The next version: a sentence more in one of the texts."""
    texts = [field.name for field in exercise.type.form(exercise.spec) if isinstance(field, LongText)]
    for name in chance.sample(texts, len(texts)):
        said = before.get(name, "")
        after = said if _is_told(said) or not said else f"{said}."
        answer = {**before, name: f"{after} {chance.choice(sentences)}".strip()}
        if _graded(exercise, answer) is not None:
            return answer
    return work(exercise, chance, sentences)


def _samples(exercise: Exercise) -> Samples:
    found: Samples = exercise.type.samples(exercise.spec)
    return found


def _of(answer: Answer, names: set[str]) -> Answer:
    return {name: value for name, value in answer.items() if name in names}


def _graded(exercise: Exercise, answer: Answer) -> Grade | None:
    """None for what cannot be read or graded."""
    try:
        return grade(exercise, read(exercise, answer))
    except (InvalidAnswer, BrokenExercise):
        return None


def _slips(exercise: Exercise, hand: random.Random) -> Iterator[Answer]:
    samples = _samples(exercise)
    form: Form = exercise.type.form(exercise.spec)
    can_slip = [field for field in form if not isinstance(field, LongText | Table)]
    for _ in range(_TRIES if can_slip else 0):
        field = hand.choice(can_slip)
        value = samples.right.get(field.name)
        slip = _slip(field, value, samples.wrong.get(field.name), hand)
        yield {**samples.right, field.name: slip}
    yield samples.wrong


def _slip(field: Field, value: Any, wrong: Any, hand: random.Random) -> Any:
    match field:
        case OneOf():
            return hand.choice([each.id for each in field.options if each.id != value] or [value])
        case ManyOf():
            flipped = hand.choice(field.options).id
            ticked = set(value or ()) ^ {flipped}
            return [each.id for each in field.options if each.id in ticked]
        case Order():
            at = hand.randrange(max(1, len(field.items) - 1))
            ids = list(value or ())
            return [*ids[:at], *reversed(ids[at : at + 2]), *ids[at + 2 :]]
        case Place():
            astray = hand.sample(field.items, min(len(field.items), hand.randint(1, 2)))
            return {**(value or {}), **{item.id: hand.choice(field.places).id for item in astray}}
        case Number() | ShortText():
            return wrong or value
        case LongText() | Table():
            return value


def _own(field: Field, value: Any, chance: random.Random, sentences: Sequence[str]) -> Any:
    """A value like the example's, but not the same: some of it left out, something put to it."""
    match field:
        case LongText():
            told = [each for each in re.split(r"(?<=[.!?])\s+", value or "") if len(set(each.split())) > 1]
            kept = [each for each in told if chance.random() < 0.7]
            added = chance.sample(sentences, min(len(sentences), chance.randint(0 if kept else 1, 2)))
            text = " ".join([*kept, *added])
            for each in sentences:
                if len(text.split()) >= field.min_words:
                    break
                text = text if each in text else f"{text} {each}"
            return text if _is_told(value or "") else value or ""  # a few words in a box take no sentences
        case Table() if value and len(value) > 2:
            left_out = chance.randrange(len(value))
            return tuple(row for at, row in enumerate(value) if at != left_out)
        case _:
            return value


def _is_told(text: str) -> bool:
    """Whether a text is in sentences."""
    return text.rstrip().endswith((".", "!", "?"))


def _rated(field: Field, chance: random.Random) -> Any:
    """Most people think their work is good, and not perfect."""
    if isinstance(field, OneOf):
        top = len(field.options) - 1
        return field.options[min(top, max(0, top - chance.choice((0, 0, 1, 1, 2))))].id
    if isinstance(field, ManyOf):
        return [each.id for each in field.options if chance.random() < 0.8]
    return None
