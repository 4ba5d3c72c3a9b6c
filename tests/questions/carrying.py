"""Help for tests of question formats: sources in, exercises out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from learnenv import Carried, Exercise, ExerciseType, Language
from learnenv.exercise_types import BUILT_IN
from learnenv.questions.gift_read import read
from learnenv.reader.exercise import make_exercise
from learnenv.reader.text_file import text_file
from learnenv.reader.yaml_file import parse_yaml
from learnenv.reader.yaml_write import write_yaml

TYPES: Mapping[str, ExerciseType[Any]] = {type_.name: type_ for type_ in BUILT_IN}


def gift(text: str, language: Language = "nl") -> list[Carried]:
    """Every question of a GIFT source."""
    return read(text.encode(), language)


def one(text: str, language: Language = "nl") -> Carried:
    """The only question of a GIFT source."""
    (carried,) = gift(text, language)
    return carried


def reasons(carried: Carried) -> list[str]:
    """The keys of what was lost, or why it was skipped, without the name of the family."""
    return [str(reason.key).removeprefix("questions.") for reason in carried.reasons]  # type: ignore[union-attr]


def options(source: str) -> list[tuple[str, Any, str]]:
    """Text, worth and feedback of each option."""
    made = exercise(one(source).data).spec.options
    return [(option.text.nl, option.credit, option.feedback.nl) for option in made]


def exercise(data: Mapping[str, Any], id: str = "made") -> Exercise:
    """The exercise in this data, by way of a file; fails when our reader finds an error in it."""
    file = parse_yaml(text_file("x.yaml", write_yaml(data).encode()))
    assert not file.faults
    made, faults = make_exercise(f"m/{id}", file.data, file.data, TYPES)
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert made is not None
    return made
