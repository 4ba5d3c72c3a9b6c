"""What commands that work on the record share: the App as long as the command lasts, and who sits at the console."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from learnenv import bootstrap
from learnenv.domain.learner import Actor
from learnenv.language import Speech
from learnenv.services.app import App
from learnenv.settings import read_settings


@contextmanager
def opened(data: str, modules: Sequence[str] = ()) -> Iterator[App]:
    """The App over the record in this folder, or in the usual place; closed at the end. Raises LearnenvError."""
    app = bootstrap.start(read_settings(os.environ, data=data or None, modules=modules))
    try:
        yield app
    finally:
        app.record.close()


def console(words: Speech) -> Actor:
    """Whoever can run a command on this machine: they may do what the program can do."""
    return Actor("", words.language, console=True)
