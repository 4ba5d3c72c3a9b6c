"""What the checker finds in the good module after something was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from learnenv.checking import findings
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from tests.reader.good_module import TYPES, write_good_module

LESSON = "lessons/waarom.nl.md"


def found(folder: Path, files: Mapping[str, str], types: Mapping[str, ExerciseType[Any]] = TYPES) -> list[Fault]:
    """The findings in the good module with these files in place of its own."""
    write_good_module(folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(findings(folder, types))


def codes(folder: Path, files: Mapping[str, str], types: Mapping[str, ExerciseType[Any]] = TYPES) -> list[str]:
    """The codes of the findings that are no warning that something is missing in the other language."""
    return [fault.code for fault in found(folder, files, types) if not fault.code.endswith("-one-sided")]


def with_prose(text: str) -> dict[str, str]:
    """A lesson in both languages that says just this besides its exercises."""
    lesson = f"# Titel\n\nWie klein begint, leert snel[^S01].\n\n{text}\n\n"
    lesson += "```{learnenv} eerste-stap\n```\n\n```{learnenv} hoeveel\n```\n"
    return {LESSON: lesson, "lessons/waarom.en.md": lesson}
