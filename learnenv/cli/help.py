"""The help of the program and its commands, in the reader's language from the first word to the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from textwrap import wrap
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from learnenv.domain.errors import LearnenvError
from learnenv.language import Speech

WIDTH = 88


def command_class(speech: Speech) -> type[TyperCommand]:
    """The class of a command whose help speaks this language."""

    class Command(TyperCommand):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(_page(self, ctx, speech))

    return Command


def group_class(speech: Speech) -> type[TyperGroup]:
    """The class of the program itself: its help, and a way out when a command's name is mistyped."""

    class Group(TyperGroup):
        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(_page(self, ctx, speech, self.commands.values()))

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] in self.commands:
                return super().resolve_command(ctx, args)
            if near := get_close_matches(args[0], self.commands, n=1):
                raise LearnenvError("cli.no-such-command.near", name=args[0], near=near[0])
            raise LearnenvError("cli.no-such-command", name=args[0], commands=tuple(self.commands))

    return Group


def _page(command: Any, ctx: typer.Context, speech: Speech, commands: Iterable[Any] = ()) -> str:
    say = speech.say
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    words = [ctx.command_path, *(f"[{each.metavar}]" for each in arguments)]
    words += [say("cli.help.command-word")] if commands else []
    listed = [("--help", say("cli.help.help"))]
    parts = [
        f"{say('cli.help.usage')} {' '.join(words)} [{say('cli.help.options-word')}]\n",
        "\n\n".join("\n".join(wrap(text, WIDTH)) for text in (command.help or "").split("\n\n")) + "\n",
        _table(say("cli.help.commands"), [(each.name, each.help.partition("\n")[0]) for each in commands]),
        _table(say("cli.help.arguments"), [(each.metavar, each.help) for each in arguments]),
        _table(say("cli.help.options"), [(_named(each), each.help) for each in options] + listed),
    ]
    return "\n".join(part for part in parts if part.strip())


def _named(option: Any) -> str:
    return f"{option.opts[0]} {option.metavar or ''}".strip()


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    left = max(len(name) for name, _ in rows) + 4
    lines = [title]
    for name, text in rows:
        first, *rest = wrap(text, max(30, WIDTH - left)) or [""]
        lines += [f"  {name:<{left - 2}}{first}", *(" " * left + line for line in rest)]
    return "\n".join(lines) + "\n"
