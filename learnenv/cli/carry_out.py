"""learnenv export: the exercises of a module in a format of others."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from learnenv import bootstrap
from learnenv.cli.carry import (
    NotCarried,
    at_work,
    format_named,
    language_of,
    module_named,
    tell_problems,
    write_whole,
)
from learnenv.cli.carry_report import tell_counts, tell_losses
from learnenv.cli.screen import Screen
from learnenv.domain.content import Exercise, LearningModule
from learnenv.domain.exchange import Carried
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.reader.exercise import Types, make_exercise
from learnenv.reader.names import exercise_file, files_in, is_id
from learnenv.reader.yaml_file import read_yaml_file
from learnenv.settings import read_settings

USUAL = "gift"


def export(words: Speech, what: str, format_: str, out: str, lang: str, modules: Sequence[str]) -> int:
    """Write the exercises to a file or standard output, and tell of each that is not whole there on standard error;
    1 if one was skipped. Raises LearnenvError."""
    if not what:
        raise NotCarried("cli.export.what")
    language = language_of(lang, words.language)
    plugins = bootstrap.formats(read_settings(os.environ).plugins)
    tell_problems(words, plugins)
    known = plugins.exporters()
    exporter = format_named(format_ or USUAL, [each for _, each in known])
    plugin = next(plugin for plugin, each in known if each is exporter)
    library = bootstrap.library(read_settings(os.environ, modules=modules))
    module = module_named(library, what)
    exercises = [_as_written(each, module, library.types) for each in _in_order(module)]
    written = at_work(plugin, exporter.name, lambda: exporter.write(exercises, language))
    carried = (*written.carried, *_left(module))
    if out:
        write_whole(Path(out).expanduser().absolute(), written.content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(written.content)
        sys.stdout.buffer.flush()
    _tell(words, carried, out)
    return 1 if any(each.fate == "skipped" for each in carried) else 0


def _in_order(module: LearningModule) -> list[Exercise]:
    """The exercises that have a file, as learners meet them; then those that no page shows."""
    met = (id for page in module.pages for id in page.exercises())
    ids = dict.fromkeys([*met, *module.exercises])
    return [module.exercises[id] for id in ids if id in module.exercises and is_id(id)]


def _as_written(exercise: Exercise, module: LearningModule, types: Types) -> Exercise:
    """The exercise with the texts of its author. Those that were read are made safe for hosts of ours, and elsewhere
    that is another text."""
    data = read_yaml_file(module.card.folder, exercise_file(exercise.id)).data
    return make_exercise(exercise.ref, data, data, types)[0] or exercise


def _left(module: LearningModule) -> list[Carried]:
    """What no format is asked to write: case studies, and exercises that have a fault in their file."""
    ids = (name.removesuffix(".yaml") for name in files_in(module.card.folder, "exercises") if name.endswith(".yaml"))
    cases = [Carried(id, "skipped", (Message("cli.export.case"),)) for id in module.cases]
    return cases + [
        Carried(id, "skipped", (Message("cli.export.broken", {"file": exercise_file(id)}),))
        for id in ids
        if id not in module.exercises
    ]


def _tell(words: Speech, carried: Sequence[Carried], out: str) -> None:
    screen = Screen(words, error=not out)
    tell_losses(screen, carried)
    tell_counts(screen, carried)
    if out:
        screen.say("cli.export.written", file=out)
