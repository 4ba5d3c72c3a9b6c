"""learnenv notebook: a whole module as notebooks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from learnenv import bootstrap
from learnenv.cli.carry import NotCarried, language_of, module_named, write_whole
from learnenv.cli.screen import Screen, short
from learnenv.language import Speech, speech
from learnenv.notebook_files import assignments_of, notebooks_of
from learnenv.settings import read_settings


def notebook(words: Speech, what: str, lang: str, out: str, modules: Sequence[str], nbgrader: bool) -> int:
    """Write the module's notebooks and pictures, or its labs for nbgrader, into a folder. All are made before one is
    written. Raises LearnenvError."""
    if not what:
        raise NotCarried("cli.notebook.what")
    language = language_of(lang, words.language)
    module = module_named(bootstrap.library(read_settings(os.environ, modules=modules)), what)
    folder = Path(out or f"{module.id}-{language}").expanduser().absolute()
    made = (assignments_of if nbgrader else notebooks_of)(module, speech(language))
    for file, content in made.items():
        try:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotCarried("cli.carry.unwritable", file=short(folder), reason=reason) from error
        write_whole(folder / file, content)
    screen = Screen(words)
    if nbgrader:
        screen.say("cli.notebook.assignments", count=len(made), folder=short(folder))
        return 0
    screen.say("cli.notebook.written", count=len(module.pages), folder=short(folder))
    screen.say("cli.notebook.open", folder=short(folder))
    return 0
