"""The commands and their options. What a command needs is imported when it runs, so that help comes at once.

No `from __future__ import annotations` here: the options' texts depend on the language, and typer reads them from
the annotations of the functions below.
"""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from learnenv.cli.help import command_class, group_class
from learnenv.domain.text import Language
from learnenv.language import Speech, speech


def build(language: Language) -> typer.Typer:
    """The program in one language."""
    words = speech(language)
    app = typer.Typer(
        name="learnenv",
        cls=group_class(words),
        help=words.say("cli.help.learnenv"),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    _add_start(app, words)
    for name, function in (
        ("run", _run(words)),
        ("list", _list(words)),
        ("check", _check(words)),
        ("rebuild", _rebuild(words)),
        ("doctor", _doctor(words)),
    ):
        app.command(name, cls=command_class(words), help=words.say(f"cli.help.{name}"))(function)
    return app


def _add_start(app: typer.Typer, words: Speech) -> None:
    @app.callback(invoke_without_command=True)
    def start(ctx: typer.Context, version: Annotated[bool, _option(words, "version", "")] = False) -> None:
        if version:
            from importlib.metadata import version as version_of

            print(f"learnenv {version_of('learnenv')}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())
            raise typer.Exit


def _run(words: Speech) -> Callable[..., int]:
    def run(
        host: Annotated[str, _option(words, "host", "address")] = "",
        port: Annotated[str, _option(words, "port", "number")] = "",
        data: Annotated[str, _option(words, "data", "folder")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.run import run as command

        return command(host, port, data, modules or [])

    return run


def _list(words: Speech) -> Callable[..., int]:
    def list_(modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None) -> int:
        from learnenv.cli.listing import list_all

        return list_all(words, modules or [])

    return list_


def _check(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.what"), words.say("cli.argument.what")

    def check(
        what: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.check import check as command

        return command(words, what, modules or [])

    return check


def _rebuild(words: Speech) -> Callable[..., int]:
    def rebuild(data: Annotated[str, _option(words, "data", "folder")] = "") -> int:
        from learnenv.cli.rebuild import rebuild as command

        return command(words, data)

    return rebuild


def _doctor(words: Speech) -> Callable[..., int]:
    def doctor(
        host: Annotated[str, _option(words, "host", "address")] = "",
        data: Annotated[str, _option(words, "data", "folder")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.doctor import doctor as command

        return command(words, host, data, modules or [])

    return doctor


def _option(words: Speech, name: str, kind: str) -> Any:
    metavar = words.say(f"cli.metavar.{kind}") if kind else None
    return typer.Option(f"--{name}", metavar=metavar, help=words.say(f"cli.option.{name}"))
