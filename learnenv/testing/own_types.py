"""The exercise types that a module package needs for its tests, installed or not."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from learnenv import exercise_types, labs
from learnenv.domain.exercise_type import ExerciseType
from learnenv.plugins.manager import Plugins


def types_with(*packages: ModuleType) -> dict[str, ExerciseType[Any]]:
    """By name: the built-in types, those that these packages bring, and those of every plugin that is installed.

    Raises AssertionError when one of the packages cannot be registered as a plugin.
    """
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    plugins.register(labs, "learnenv-labs")
    for package in packages:
        plugins.register(package, package.__name__)
    faults = [f"{problem.what}: {problem.detail}" for problem in plugins.problems if problem.severity == "error"]
    assert not faults, "\n".join(faults)
    plugins.load_installed()
    return {kind.name: kind for _, kind in plugins.exercise_types()}
