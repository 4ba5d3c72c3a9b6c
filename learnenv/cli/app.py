"""The commands and their options. What a command needs is imported when it runs, so that help comes at once.

No `from __future__ import annotations` here: the options' texts depend on the language, and typer reads them from
the annotations of the functions below.
"""

import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from learnenv.cli.attempts_app import build_attempts
from learnenv.cli.backup_app import backup_commands
from learnenv.cli.cohort_app import build_cohort, build_organisation
from learnenv.cli.help import command_class, group_class
from learnenv.cli.user_app import build as build_user
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
        ("demo", _demo(words)),
        ("list", _list(words)),
        ("new", _new(words)),
        ("check", _check(words)),
        ("preview", _preview(words)),
        ("schema", _schema(words)),
        ("import", _import(words)),
        ("export", _export(words)),
        ("notebook", _notebook(words)),
        ("rebuild", _rebuild(words)),
        ("tidy", _tidy(words)),
        ("privacy", _privacy(words)),
        *backup_commands(words),
        ("doctor", _doctor(words)),
    ):
        app.command(name, cls=command_class(words), help=words.say(f"cli.help.{name}"))(function)
    app.add_typer(build_attempts(words), name="attempts")
    app.add_typer(build_user(words), name="user")
    app.add_typer(build_cohort(words), name="cohort")
    app.add_typer(build_organisation(words), name="organisation")
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
        metrics: Annotated[str, _option(words, "metrics", "address")] = "",
    ) -> int:
        from learnenv.cli.run import run as command

        return command(host, port, data, modules or [], metrics)

    return run


def _demo(words: Speech) -> Callable[..., int]:
    def demo(
        host: Annotated[str, _option(words, "host", "address", "demo-host")] = "",
        port: Annotated[str, _option(words, "port", "number")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.demo import demo as command

        return command(words, host, port, modules or [])

    return demo


def _list(words: Speech) -> Callable[..., int]:
    def list_(modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None) -> int:
        from learnenv.cli.listing import list_all

        return list_all(words, modules or [])

    return list_


def _new(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.name"), words.say("cli.argument.new")

    def new(
        name: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        place: Annotated[str, _option(words, "in", "folder")] = "",
        title: Annotated[str, _option(words, "title", "title")] = "",
        exercise_type: Annotated[str, _option(words, "exercise-type", "name")] = "",
    ) -> int:
        from learnenv.cli.new import new as command

        return command(words, name, place, title, exercise_type)

    return new


def _schema(words: Speech) -> Callable[..., int]:
    def schema(out: Annotated[str, _option(words, "out", "folder")] = "") -> int:
        from learnenv.cli.schema import schema as command

        return command(words, out)

    return schema


def _check(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.what"), words.say("cli.argument.what")

    def check(
        what: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
        since: Annotated[str, _option(words, "since", "revision")] = "",
        json: Annotated[bool, _option(words, "json", "")] = False,
    ) -> int:
        from learnenv.cli.check import check as command

        return command(words, what, modules or [], since=since, json=json)

    return check


def _preview(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.folder"), words.say("cli.argument.preview")

    def preview(
        folder: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        port: Annotated[str, _option(words, "port", "number")] = "",
        lang: Annotated[str, _option(words, "lang", "language")] = "",
        open_browser: Annotated[bool, _option(words, "open", "")] = False,
    ) -> int:
        from learnenv.cli.preview import preview as command

        return command(folder or os.curdir, port, lang, open_browser)

    return preview


def _import(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.file"), words.say("cli.argument.import")

    def import_(
        file: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        into: Annotated[str, _option(words, "into", "folder")] = "",
        format_: Annotated[str, _option(words, "format", "format", "import-format")] = "",
        lang: Annotated[str, _option(words, "lang", "language", "carry-lang")] = "",
        page: Annotated[str, _option(words, "page", "page")] = "",
        json: Annotated[bool, _option(words, "json", "")] = False,
    ) -> int:
        from learnenv.cli.carry_in import import_ as command

        return command(words, file, into, format_, lang, page, json=json)

    return import_


def _export(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.what"), words.say("cli.argument.what")

    def export(
        what: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        format_: Annotated[str, _option(words, "format", "format", "export-format")] = "",
        out: Annotated[str, _option(words, "out", "file", "export-out")] = "",
        lang: Annotated[str, _option(words, "lang", "language", "carry-lang")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.carry_out import export as command

        return command(words, what, format_, out, lang, modules or [])

    return export


def _notebook(words: Speech) -> Callable[..., int]:
    metavar, help = words.say("cli.metavar.what"), words.say("cli.argument.what")

    def notebook(
        what: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        lang: Annotated[str, _option(words, "lang", "language", "notebook-lang")] = "",
        out: Annotated[str, _option(words, "out", "folder", "notebook-out")] = "",
        nbgrader: Annotated[bool, _option(words, "nbgrader", "")] = False,
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.notebook import notebook as command

        return command(words, what, lang, out, modules or [], nbgrader)

    return notebook


def _rebuild(words: Speech) -> Callable[..., int]:
    def rebuild(data: Annotated[str, _option(words, "data", "folder")] = "") -> int:
        from learnenv.cli.rebuild import rebuild as command

        return command(words, data)

    return rebuild


def _tidy(words: Speech) -> Callable[..., int]:
    def tidy(data: Annotated[str, _option(words, "data", "folder")] = "") -> int:
        from learnenv.cli.tidy import tidy as command

        return command(words, data)

    return tidy


def _privacy(words: Speech) -> Callable[..., int]:
    def privacy(out: Annotated[str, _option(words, "out", "folder", "privacy-out")] = "") -> int:
        from learnenv.cli.privacy import privacy as command

        return command(words, out)

    return privacy


def _doctor(words: Speech) -> Callable[..., int]:
    def doctor(
        host: Annotated[str, _option(words, "host", "address")] = "",
        data: Annotated[str, _option(words, "data", "folder")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules", "folder")] = None,
    ) -> int:
        from learnenv.cli.doctor import doctor as command

        return command(words, host, data, modules or [])

    return doctor


def _option(words: Speech, name: str, kind: str, said: str = "") -> Any:
    """An option by its name. `said`: the key of its help, where another command has an option of that name."""
    metavar = words.say(f"cli.metavar.{kind}") if kind else None
    return typer.Option(f"--{name}", metavar=metavar, help=words.say(f"cli.option.{said or name}"))
