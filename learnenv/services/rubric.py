"""The rubric of open work: what the work itself is, by what it is rated, and what a rating comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.form import Form, ManyOf, OneOf
from learnenv.domain.text import Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric."""

    id: str
    """By which points are kept: the field's name, or for a statement "field/statement"."""
    text: Text
    levels: tuple[Text, ...] = ()
    """The lowest first; empty for a statement, which is true (1) or not (0)."""


def work_fields(exercise: Exercise) -> Form:
    """The fields that are the work itself."""
    return tuple(field for field in _form(exercise) if field.name not in _names(exercise))


def rubric_fields(exercise: Exercise) -> Form:
    """The fields in which the work is rated."""
    return tuple(field for field in _form(exercise) if field.name in _names(exercise))


def criteria(exercise: Exercise) -> tuple[Criterion, ...]:
    """The rubric, line by line."""
    found: list[Criterion] = []
    for field in rubric_fields(exercise):
        if isinstance(field, OneOf):
            found.append(Criterion(field.name, field.label, tuple(option.text for option in field.options)))
        elif isinstance(field, ManyOf):
            found += [Criterion(f"{field.name}/{option.id}", option.text) for option in field.options]
    return tuple(found)


def points(exercise: Exercise, answer: Answer) -> Mapping[str, int]:
    """What a rating comes to, by criterion. What was not rated is not there; where no statement is ticked none was
    rated."""
    found: dict[str, int] = {}
    for field in rubric_fields(exercise):
        given = answer.get(field.name)
        if isinstance(field, OneOf) and given:
            found[field.name] = next((n for n, option in enumerate(field.options) if option.id == given), 0)
        elif isinstance(field, ManyOf) and given:
            found |= {f"{field.name}/{option.id}": int(option.id in given) for option in field.options}
    return found


def _form(exercise: Exercise) -> Form:
    form: Form = exercise.type.form(exercise.spec)
    return form


def _names(exercise: Exercise) -> tuple[str, ...]:
    return tuple(exercise.type.rubric(exercise.spec)) if exercise.type.rubric else ()
