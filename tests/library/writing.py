"""Write small modules, and a plugin that brings an exercise type for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learnenv import ExerciseType, hookimpl
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from tests.plugins.bad.good_plugin import STONE

EXERCISE = """type: stone
title: {nl: Steen, en: Stone}
prompt: {nl: Welke?, en: Which?}
right: a
"""


class Bringing:
    """A plugin that brings these module folders and the type `stone`."""

    def __init__(self, *folders: Path, types: Sequence[ExerciseType[Any]] = (STONE,)) -> None:
        self.folders = folders
        self.types = types

    @hookimpl
    def learnenv_content(self) -> Sequence[Path]:
        """The folders."""
        return self.folders

    @hookimpl
    def learnenv_exercise_types(self) -> Sequence[ExerciseType[Any]]:
        """The type."""
        return self.types


def module(
    parent: Path, id: str, *, nl: str = "Klein beginnen", en: str = "Start small", more: str = "", folder: str = ""
) -> Path:
    """A module with one page and one exercise, in a folder of its id."""
    place = parent / (folder or id)
    (place / "lessons").mkdir(parents=True)
    (place / "exercises").mkdir()
    (place / "module.yaml").write_text(
        f"id: {id}\nversion: '1.0.0'\ntitle: {{nl: '{nl}', en: '{en}'}}\n"
        f"summary: {{nl: 'Een proef met collega’s.', en: 'A trial with colleagues.'}}\n"
        f"method: {{nl: Doetank, en: Doetank}}\nminutes: 10\n"
        f"outcomes:\n  - {{nl: 'Je kunt een idee toetsen.', en: 'You can test an idea.'}}\n"
        f"pages:\n  - id: first\n    minutes: 5\n{more}",
        encoding="utf-8",
    )
    for language, title in (("nl", "Eerste"), ("en", "First")):
        text = f"# {title}\n\nTekst.\n\n```{{learnenv}} heavy\n```\n"
        (place / "lessons" / f"first.{language}.md").write_text(text, encoding="utf-8")
    (place / "exercises" / "heavy.yaml").write_text(EXERCISE, encoding="utf-8")
    return place


def library(*folders: Path, extra: Sequence[Path] = ()) -> Library:
    """A library of these module folders, brought by the plugin `pack`, and of extra folders."""
    plugins = Plugins()
    plugins.register(Bringing(*folders), "pack")
    return Library(plugins, extra)
