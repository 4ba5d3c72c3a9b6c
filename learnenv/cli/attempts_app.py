"""learnenv attempts: its commands and options. No `from __future__ import annotations`: see app.py."""

from typing import Annotated, Any

import typer

from learnenv.cli.help import command_class, group_class
from learnenv.language import Speech


def build_attempts(words: Speech) -> typer.Typer:
    """The group of commands that take answers along, in one language."""
    group = typer.Typer(
        cls=group_class(words), help=words.say("cli.help.attempts"), add_completion=False, rich_markup_mode=None
    )

    @group.callback(invoke_without_command=True)
    def start(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())
            raise typer.Exit

    @group.command("export", cls=command_class(words), help=words.say("cli.help.attempts.export"))
    def export(
        out: Annotated[str, _option(words, "out", "file", "attempts.out")] = "",
        learner: Annotated[str, _option(words, "learner", "learner", "attempts.of")] = "",
        data: Annotated[str, _option(words, "data", "folder", "data")] = "",
    ) -> int:
        from learnenv.cli.attempts import export as command

        return command(words, data, out, learner)

    metavar, help = words.say("cli.metavar.file"), words.say("cli.argument.attempts.file")

    @group.command("import", cls=command_class(words), help=words.say("cli.help.attempts.import"))
    def import_(
        file: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        learner: Annotated[str, _option(words, "learner", "learner", "attempts.for")] = "",
        data: Annotated[str, _option(words, "data", "folder", "data")] = "",
    ) -> int:
        from learnenv.cli.attempts import import_ as command

        return command(words, data, file, learner)

    return group


def _option(words: Speech, name: str, kind: str, said: str) -> Any:
    return typer.Option(f"--{name}", metavar=words.say(f"cli.metavar.{kind}"), help=words.say(f"cli.option.{said}"))
