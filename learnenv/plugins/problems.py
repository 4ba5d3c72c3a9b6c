"""What is wrong with a plugin, and the one place where its errors are contained."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType
from typing import Literal, TypeAlias

from learnenv.domain.text import Message

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class PluginProblem:
    """One problem with one plugin, for authors and administrators."""

    plugin: str
    what: Message
    """What is wrong, what it means and the way out."""
    detail: str = ""
    """Technical, not translated: the error, and the file and line where it came up."""
    severity: Severity = "error"
    cause: BaseException | None = field(default=None, compare=False, repr=False)
    """What was raised."""


class Unfit(Exception):
    """What a plugin gives is not what its hook promises; `what` says so in the reader's language."""

    def __init__(self, key: str, **values: object) -> None:
        self.what = Message(key, values)
        super().__init__(str(self.what))


class ProblemLog:
    """Problems in the order in which they came up."""

    def __init__(self) -> None:
        self._problems: list[PluginProblem] = []

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """All problems so far."""
        return tuple(self._problems)

    def add(
        self, plugin: str, key: str, /, *, detail: str = "", severity: Severity = "error", **values: object
    ) -> None:
        """Add a problem; `key` and `values` are its message."""
        self._problems.append(PluginProblem(plugin, Message(key, values), detail, severity))

    @contextmanager
    def contain(self, plugin: str, key: str, /, *, at: str = "", **values: object) -> Iterator[None]:
        """Turn whatever is raised inside into a problem of this plugin, so that everything else goes on.

        SystemExit too, and the odd error that is no Exception; only KeyboardInterrupt passes, as that is a person.
        `at` is where what does not fit was written; an error says itself where it came up.
        """
        try:
            yield
        except KeyboardInterrupt:
            raise
        except Unfit as error:
            self._problems.append(PluginProblem(plugin, error.what, at))
        except BaseException as error:  # noqa: BLE001 - foreign code may raise anything
            self._problems.append(PluginProblem(plugin, Message(key, values), describe(error), cause=error))


def place(function: object) -> str:
    """The file and line where a plugin's function is written, between brackets; empty for what has none."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType):
        return ""
    line = code.co_firstlineno
    while linecache.getline(code.co_filename, line).lstrip().startswith("@"):  # its decorators come first
        line += 1
    return f"({code.co_filename}:{line})"


def describe(error: BaseException) -> str:
    """An error in one line: its kind, its text, and the file and line it came from. Never raises."""
    said = " ".join(traceback.format_exception_only(error)[-1].split())
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename:
        return f"{said} ({error.filename}:{error.lineno})"
    return f"{said} ({frames[-1].filename}:{frames[-1].lineno})" if frames else said
