"""A progress bar on standard error, where a person looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from learnenv.cli.screen import Screen
from learnenv.language import Speech


@contextmanager
def bar(words: Speech, key: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the sentence of this key before it; yields what is to be told how much is done, and of how much."""
    console = Screen(words, error=True).console
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(words.say(key), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
