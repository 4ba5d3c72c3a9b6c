"""learnenv user: its commands and options. No `from __future__ import annotations`: see app.py."""

from typing import Annotated, Any

import typer

from learnenv.cli.help import command_class, group_class
from learnenv.language import Speech


def build(words: Speech) -> typer.Typer:
    """The group of commands about accounts, in one language."""
    group = typer.Typer(
        cls=group_class(words), help=words.say("cli.help.user"), add_completion=False, rich_markup_mode=None
    )

    @group.callback(invoke_without_command=True)
    def start(ctx: typer.Context) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())
            raise typer.Exit

    _add_list(group, words)
    _add_add(group, words)
    for name in ("password", "disable", "enable"):
        _add_about_one(group, words, name)
    _add_author(group, words)
    return group


def _add_list(group: typer.Typer, words: Speech) -> None:
    @group.command("list", cls=command_class(words), help=words.say("cli.help.user.list"))
    def list_(data: Annotated[str, _data(words)] = "") -> int:
        from learnenv.cli.user import list_all

        return list_all(words, data)


def _add_add(group: typer.Typer, words: Speech) -> None:
    metavar, help = words.say("cli.metavar.login"), words.say("cli.argument.user.login")
    trainer_help = words.say("cli.option.user.trainer")

    @group.command("add", cls=command_class(words), help=words.say("cli.help.user.add"))
    def add(
        login: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        administrator: Annotated[
            bool, typer.Option("--administrator", help=words.say("cli.option.user.administrator"))
        ] = False,
        trainer: Annotated[
            str, typer.Option("--trainer", metavar=words.say("cli.metavar.organisation"), help=trainer_help)
        ] = "",
        data: Annotated[str, _data(words)] = "",
    ) -> int:
        from learnenv.cli.user import add as command

        return command(words, data, login, administrator=administrator, trainer=trainer)


def _add_about_one(group: typer.Typer, words: Speech, name: str) -> None:
    metavar, help = words.say("cli.metavar.login"), words.say("cli.argument.user.login")

    @group.command(name, cls=command_class(words), help=words.say(f"cli.help.user.{name}"))
    def about_one(
        login: Annotated[str, typer.Argument(metavar=metavar, help=help)] = "",
        data: Annotated[str, _data(words)] = "",
    ) -> int:
        from learnenv.cli import user

        if name == "password":
            return user.password(words, data, login)
        return user.set_disabled(words, data, login, name == "disable")


def _add_author(group: typer.Typer, words: Speech) -> None:
    @group.command("author", cls=command_class(words), help=words.say("cli.help.user.author"))
    def author(
        login: Annotated[
            str, typer.Argument(metavar=words.say("cli.metavar.login"), help=words.say("cli.argument.user.login"))
        ] = "",
        module: Annotated[str, typer.Argument(metavar="MODULE", help=words.say("cli.argument.user.module"))] = "",
        remove: Annotated[bool, typer.Option("--remove", help=words.say("cli.option.user.remove"))] = False,
        data: Annotated[str, _data(words)] = "",
    ) -> int:
        from learnenv.cli.user import author as command

        return command(words, data, login, module, remove=remove)


def _data(words: Speech) -> Any:
    return typer.Option("--data", metavar=words.say("cli.metavar.folder"), help=words.say("cli.option.data"))
