"""The hooks a plugin can implement. Each takes nothing and returns a sequence; empty means "none"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pluggy

from learnenv.domain.exchange import Exporter, Importer
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.module_page import ModulePage

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


@hookspec
def learnenv_guides() -> Sequence[Path]:
    """Folders with what belongs to no one module: learning paths, a glossary, problems with the methods that fit.

    Return: paths of folders with paths/*.yaml, glossary.yaml or problems.yaml in them. Called: once at start; the
    files are read when somebody first needs them. On failure: a file with a fault is left out, the problem is shown,
    and everything else goes on. Of a path, term or problem with an id that is taken, the first one stays.
    """


@hookspec
def learnenv_pages() -> Sequence[ModulePage]:
    """Pages of this plugin's own, each shown with a module.

    Return: ModulePage values, each with a name that is unique within its module. Called: once at start; the page's
    `draw` each time someone looks. On failure: the plugin's pages are left out and the problem is shown; when `draw`
    fails, the reader is told that the page cannot be shown, and everything else goes on.
    """


@hookspec
def learnenv_importers() -> Sequence[Importer]:
    """Formats from which `learnenv import` can read questions.

    Return: Importer values, each with a name that no other plugin uses; the built-in formats come in by this hook
    too, first. Called: once at start of `learnenv import`. On failure: the plugin's formats are left out and the
    problem is shown.
    """


@hookspec
def learnenv_exporters() -> Sequence[Exporter]:
    """Formats to which `learnenv export` can write exercises.

    Return: Exporter values, each with a name that no other plugin uses; the built-in formats come in by this hook
    too, first. Called: once at start of `learnenv export`. On failure: the plugin's formats are left out and the
    problem is shown.
    """
