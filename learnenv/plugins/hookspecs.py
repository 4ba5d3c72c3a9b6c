"""The hooks a plugin can implement. Each takes nothing and returns a sequence; empty means "none"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pluggy

from learnenv.domain.exercise_type import ExerciseType

PROJECT = "learnenv"
"""The entry point group in which plugins are found, and the prefix of every hook's name."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Put this on a function with a hook's name to implement that hook."""


@hookspec
def learnenv_exercise_types() -> Sequence[ExerciseType[Any]]:
    """Exercise types of this plugin's own.

    Return: ExerciseType values, each with a name that no other plugin uses; the built-in types come in by this hook
    too, first, so their names are taken. Called: once at start. On failure: the plugin's types are left out, the
    problem is shown to authors and administrators, and exercises of those types say that a part is missing.
    """


@hookspec
def learnenv_content() -> Sequence[Path]:
    """Folders that each hold one learning module.

    Return: paths of folders with a module.yaml in them. Called: once at start. On failure: the plugin's modules are
    left out, the problem is shown, and every other module goes on. A module id that is taken stays with who came
    first; the problem names both.
    """
