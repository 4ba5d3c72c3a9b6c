"""Exercises -> GIFT, so that Moodle and our own importer read the same questions."""

from __future__ import annotations

from collections.abc import Sequence

from learnenv import Carried, Exercise, Language, Written
from learnenv.questions.gift_signs import escaped
from learnenv.questions.gift_write_choices import matching, multiple, single
from learnenv.questions.gift_write_typed import numeric, reflection, short_answer
from learnenv.questions.gift_writing import Writing
from learnenv.questions.losses import Losses, Skip

_WRITERS = {
    "single-choice": single,
    "multiple-choice": multiple,
    "matching": matching,
    "short-answer": short_answer,
    "numeric": numeric,
    "reflection": reflection,
}
"""How the answers of each type are written; GIFT has nothing for the other types."""


def write(exercises: Sequence[Exercise], language: Language) -> Written:
    """The exercises as one GIFT file, in this language, and what became of each."""
    made = [_written(exercise, language) for exercise in exercises]
    content = "\n".join(text for text, _ in made if text)
    return Written(content.encode(), tuple(carried for _, carried in made))


def _written(exercise: Exercise, language: Language) -> tuple[str, Carried]:
    writing = Writing(exercise, language, Losses())
    try:
        text = _question(writing)
    except Skip as skip:
        return "", Carried(exercise.id, "skipped", (skip.why,), id=exercise.id)
    reasons = writing.losses.reasons()
    return text, Carried(exercise.id, "kept-with-loss" if reasons else "kept", reasons, id=exercise.id)


def _question(writing: Writing) -> str:
    exercise = writing.exercise
    write_answers = _WRITERS.get(exercise.type.name)
    if write_answers is None:
        raise Skip("questions.no-such-type", type=exercise.type.name)
    answers = write_answers(writing)
    general = writing.general()
    if general:
        answers += f"\t####{general}\n" if answers.endswith("\n") else f"####{general}"
    labels = "".join(f" [tag:{tag}]" for tag in writing.tags)
    name = escaped(" ".join(writing.text(exercise.title).split()))
    return f"// [id:{exercise.id}]{labels}\n::{name}::{writing.prompt()}{{{answers}}}\n"
