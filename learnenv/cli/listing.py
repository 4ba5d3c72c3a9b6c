"""learnenv list: the modules and the exercise types there are, and who brings them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from learnenv import bootstrap
from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.settings import read_settings


def list_all(words: Speech, modules: Sequence[str]) -> int:
    """Print both tables. Problems with plugins are only counted here: learnenv doctor tells them."""
    library = bootstrap.library(read_settings(os.environ, modules=modules))
    screen = Screen(words)
    cards = library.cards()
    if cards:
        screen.say("cli.list.modules", style="bold", count=len(cards))
        screen.table(
            ("cli.column.id", "cli.column.version", "cli.column.title", "cli.column.pages", "cli.column.plugin"),
            [(each.id, each.version, words.say(each.title), str(len(each.pages)), each.plugin) for each in cards],
        )
    else:
        screen.say("cli.list.no-modules")
    types = library.types_by_plugin()
    screen.line()
    screen.say("cli.list.types", style="bold", count=len(types))
    screen.table(("cli.column.type", "cli.column.plugin"), [(type_.name, plugin) for plugin, type_ in types])
    if problems := sum(problem.severity == "error" for problem in library.problems):
        screen.line()
        screen.say("cli.list.problems", style="yellow", count=problems)
    return 0
