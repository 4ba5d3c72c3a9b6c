"""learnenv new: a module package to begin with, and an exercise type of its own where one is needed."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection
from pathlib import Path

from learnenv import bootstrap
from learnenv.authoring import SCHEMAS, add_type, make_module, module_name, type_name, types_of, write_schemas
from learnenv.authoring.new_module import Made
from learnenv.cli.screen import Screen, short
from learnenv.language import Speech
from learnenv.settings import read_settings


def new(words: Speech, name: str, place: str, title: str, exercise_type: str) -> int:
    """Make what is asked for, and print what was made and how to go on. Raises NotMade with the way out."""
    library = bootstrap.library(read_settings(os.environ))
    here, screen, types = Path(place).expanduser(), Screen(words), library.types
    if exercise_type:
        type_name(exercise_type, types)
    if not exercise_type or not (here / module_name(name)).exists():
        made = make_module(name, here, title, types, [card.id for card in library.cards()])
        _tell(screen, made)
        if not exercise_type:
            return _go_on(screen, ["learnenv check", "learnenv preview"], made.folder)
    made = add_type(name, here, exercise_type, types)
    write_schemas(made.folder / SCHEMAS, types_of(made.folder, name, types))
    _tell(screen, made)
    return _go_on(screen, ["python -m pip install --editable", "learnenv check"], made.folder)


def _tell(screen: Screen, made: Made) -> None:
    screen.say("cli.new.made", folder=short(made.folder), count=len(made.new))
    _listed(screen, made.new)
    if made.added_to:
        screen.say("cli.new.added", folder=short(made.folder), count=len(made.added_to))
        _listed(screen, made.added_to)


def _listed(screen: Screen, files: Collection[str]) -> None:
    for file in files:
        screen.line(f"  {file}", "dim")
    screen.line()


def _go_on(screen: Screen, commands: Collection[str], folder: Path) -> int:
    screen.say("cli.new.next")
    for command in commands:
        screen.line(f"  {command} {shlex.quote(short(folder))}")
    return 0
