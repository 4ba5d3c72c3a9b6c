"""learnenv backup, restore and move: their options. No `from __future__ import annotations`: see app.py."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from learnenv.language import Speech


def backup_commands(words: Speech) -> tuple[tuple[str, Callable[..., int]], ...]:
    """The commands for the record as a whole, by name, in one language."""
    return ("backup", _backup(words)), ("restore", _restore(words)), ("move", _move(words))


def _backup(words: Speech) -> Callable[..., int]:
    def backup(
        out: Annotated[str, _option(words, "out", "file", "backup-out")] = "",
        into: Annotated[str, _option(words, "into", "folder", "backup-into")] = "",
        keep: Annotated[int, _option(words, "keep", "number", "backup-keep")] = 30,
        data: Annotated[str, _option(words, "data", "folder", "data")] = "",
    ) -> int:
        from learnenv.cli.backup import backup as command

        return command(words, data, out, into, keep)

    return backup


def _restore(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.file"), words.say("cli.argument.restore")

    def restore(
        file: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        data: Annotated[str, _option(words, "data", "folder", "data")] = "",
    ) -> int:
        from learnenv.cli.backup import restore as command

        return command(words, data, file)

    return restore


def _move(words: Speech) -> Callable[..., int]:
    def move(
        to: Annotated[str, _option(words, "to", "address", "move-to")] = "",
        data: Annotated[str, _option(words, "data", "folder", "data")] = "",
    ) -> int:
        from learnenv.cli.backup import move as command

        return command(words, data, to)

    return move


def _option(words: Speech, name: str, kind: str, said: str) -> Any:
    return typer.Option(f"--{name}", metavar=words.say(f"cli.metavar.{kind}"), help=words.say(f"cli.option.{said}"))
