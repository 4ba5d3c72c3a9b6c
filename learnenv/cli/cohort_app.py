"""learnenv cohort and learnenv organisation: their commands and options. No `from __future__ import annotations`: see
app.py."""

from typing import Annotated, Any

import typer

from learnenv.cli.help import command_class, group_class
from learnenv.language import Speech


def build_cohort(words: Speech) -> typer.Typer:
    """The group of commands about cohorts, in one language."""
    group = _group(words, "cohort")
    _add_lists(group, words, "cohort")
    _add_make_cohort(group, words)
    _add_invite(group, words)
    _add_move(group, words)

    @group.command("archive", cls=command_class(words), help=words.say("cli.help.cohort.archive"))
    def archive(
        cohort: Annotated[str, _argument(words, "cohort")] = "", data: Annotated[str, _option(words, "data")] = ""
    ) -> int:
        from learnenv.cli.cohort import archive as command

        return command(words, data, cohort)

    return group


def build_organisation(words: Speech) -> typer.Typer:
    """The group of commands about organisations and their trainers, in one language."""
    group = _group(words, "organisation")
    _add_lists(group, words, "organisation")

    @group.command("make", cls=command_class(words), help=words.say("cli.help.organisation.make"))
    def make(
        name: Annotated[str, _argument(words, "new-name")] = "", data: Annotated[str, _option(words, "data")] = ""
    ) -> int:
        from learnenv.cli.cohort import make_organisation

        return make_organisation(words, data, name)

    for name in ("give", "withdraw"):
        _add_trainer(group, words, name)
    return group


def _group(words: Speech, name: str) -> typer.Typer:
    group = typer.Typer(
        cls=group_class(words), help=words.say(f"cli.help.{name}"), add_completion=False, rich_markup_mode=None
    )

    @group.callback(invoke_without_command=True)
    def start(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())
            raise typer.Exit

    return group


def _add_lists(group: typer.Typer, words: Speech, name: str) -> None:
    @group.command("list", cls=command_class(words), help=words.say(f"cli.help.{name}.list"))
    def list_(data: Annotated[str, _option(words, "data")] = "") -> int:
        from learnenv.cli import cohort

        return (cohort.list_cohorts if name == "cohort" else cohort.list_organisations)(words, data)


def _add_make_cohort(group: typer.Typer, words: Speech) -> None:
    @group.command("make", cls=command_class(words), help=words.say("cli.help.cohort.make"))
    def make(
        name: Annotated[str, _argument(words, "new-name")] = "",
        organisation: Annotated[str, _option(words, "organisation")] = "",
        path: Annotated[str, _option(words, "path")] = "",
        module: Annotated[list[str] | None, _option(words, "module")] = None,
        due: Annotated[str, _option(words, "due")] = "",
        data: Annotated[str, _option(words, "data")] = "",
        modules: Annotated[list[str] | None, _option(words, "modules")] = None,
    ) -> int:
        from learnenv.cli.cohort import make as command

        return command(words, data, name, organisation, module or [], modules or [], path, due)


def _add_invite(group: typer.Typer, words: Speech) -> None:
    @group.command("invite", cls=command_class(words), help=words.say("cli.help.cohort.invite"))
    def invite(
        cohort: Annotated[str, _argument(words, "cohort")] = "",
        number: Annotated[int, _option(words, "number")] = 1,
        trainer: Annotated[bool, _option(words, "trainer")] = False,
        data: Annotated[str, _option(words, "data")] = "",
    ) -> int:
        from learnenv.cli.cohort import invite as command

        return command(words, data, cohort, number, trainer=trainer)


def _add_move(group: typer.Typer, words: Speech) -> None:
    @group.command("move", cls=command_class(words), help=words.say("cli.help.cohort.move"))
    def move(
        cohort: Annotated[str, _argument(words, "cohort")] = "",
        to: Annotated[str, _argument(words, "to")] = "",
        people: Annotated[list[str] | None, _argument(words, "people")] = None,
        team: Annotated[str, _option(words, "team")] = "",
        data: Annotated[str, _option(words, "data")] = "",
    ) -> int:
        from learnenv.cli.cohort import move as command

        return command(words, data, cohort, to, people or [], team)


def _add_trainer(group: typer.Typer, words: Speech, name: str) -> None:
    @group.command(name, cls=command_class(words), help=words.say(f"cli.help.organisation.{name}"))
    def trainer(
        organisation: Annotated[str, _argument(words, "organisation")] = "",
        login: Annotated[str, _argument(words, "login")] = "",
        data: Annotated[str, _option(words, "data")] = "",
    ) -> int:
        from learnenv.cli.cohort import set_trainer

        return set_trainer(words, data, organisation, login, gives=name == "give")


_METAVARS = {
    "cohort": "cohort",
    "to": "cohort",
    "people": "people",
    "team": "name",
    "new-name": "name",
    "organisation": "organisation",
    "login": "login",
    "data": "folder",
    "modules": "folder",
    "module": "name",
    "number": "number",
    "path": "name",
    "due": "date",
}


def _argument(words: Speech, name: str) -> Any:
    metavar = words.say(f"cli.metavar.{_METAVARS[name]}")
    return typer.Argument(metavar=metavar, help=words.say(f"cli.argument.cohort.{name}"))


def _option(words: Speech, name: str) -> Any:
    metavar = words.say(f"cli.metavar.{_METAVARS[name]}") if name in _METAVARS else None
    shared = name in ("data", "modules")
    return typer.Option(
        f"--{name}", metavar=metavar, help=words.say(f"cli.option.{name}" if shared else f"cli.option.cohort.{name}")
    )
