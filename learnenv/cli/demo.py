"""learnenv demo: look around in a class that is made up, on this machine only."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rich.progress import BarColumn, Progress, TextColumn

from learnenv.cli.screen import Screen
from learnenv.language import Speech
from learnenv.settings import read_settings

_COUNTS = ("LEARNENV_HOST", "LEARNENV_PORT", "LEARNENV_MODULES", "LEARNENV_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What of the environment counts. Nothing is kept, so it does not matter where a real installation keeps things."""


def demo(words: Speech, host: str, port: str, modules: Sequence[str]) -> int:
    """Make the class, say how far that is, and serve; returns when the server was stopped."""
    known = {name: os.environ[name] for name in _COUNTS if name in os.environ}
    settings = read_settings(known, data=os.curdir, host=host or None, port=port or None, modules=modules)
    from learnenv.web.demo.serve import serve_demo

    aside = Screen(words, error=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"))
    with Progress(*columns, console=aside.console, disable=not aside.console.is_terminal, transient=True) as shown:
        task = shown.add_task(words.say("demo.busy"), total=None)

        def progress(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)
            if done == total:
                shown.stop()

        serve_demo(settings, progress)
    return 0
