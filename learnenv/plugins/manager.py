"""The plugin manager: find plugins, register them, call their hooks. A bad plugin harms only itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

import pluggy

from learnenv.domain.exercise_type import ExerciseType
from learnenv.plugins import hookspecs
from learnenv.plugins.hookspecs import PROJECT
from learnenv.plugins.installed import installed
from learnenv.plugins.problems import PluginProblem, ProblemLog, Unfit

__all__ = ["HOOKS", "MOST_VALUES", "PluginProblem", "Plugins"]

HOOKS: Mapping[str, type] = {
    hookspecs.learnenv_exercise_types.__name__: ExerciseType,
    hookspecs.learnenv_content.__name__: Path,
}
"""Every hook, and what the sequence it returns is made of."""

MOST_VALUES = 10_000
"""What one hook may return at most, so that a generator without an end does not stop the start."""

_TYPE_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")


class Plugins:
    """The plugins of one running program, with what they bring.

    A plugin's hooks are called once, one by one, when it is registered. What one hook returns is taken as a whole or,
    if anything is wrong with it, not at all; the plugin's other hook still counts. A plugin that cannot be registered
    (a hook that does not exist, arguments that a hook does not take) is left out entirely. Each problem is kept in
    `problems`, and nothing but KeyboardInterrupt comes out of here. Code that never returns cannot be contained.
    """

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._log = ProblemLog()
        self._packages: dict[str, str] = {}
        self._types: dict[str, tuple[str, ExerciseType[Any]]] = {}
        self._folders: list[tuple[str, Path]] = []

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What went wrong so far, in the order in which it came up."""
        return self._log.problems

    def exercise_types(self) -> tuple[tuple[str, ExerciseType[Any]], ...]:
        """Plugin name and exercise type, in the order of registration; no type name occurs twice."""
        return tuple(self._types.values())

    def content(self) -> tuple[tuple[str, Path], ...]:
        """Plugin name and module folder, in the order of registration."""
        return tuple(self._folders)

    def load_installed(self, path: Sequence[str] | None = None) -> None:
        """Import and register every installed plugin, sorted by name. `path`: folders to look in, else sys.path."""
        for found in installed(self._log, path):
            if found.name in self._packages:
                self._name_taken(found.name, found.package)
                continue
            with self._log.contain(found.name, "plugin.load", package=found.package):
                self.register(found.load(), found.name, found.package)

    def register(self, plugin: object, name: str, package: str = "") -> None:
        """Register an object with hooks under a name and call its hooks. `package`: what brings it, for messages."""
        package = package or name
        if name in self._packages:
            self._name_taken(name, package)
            return
        self._packages[name] = package
        fits = False
        with self._log.contain(name, "plugin.hooks-unfit"):
            fits = self._fits(plugin, name)
        if fits:
            self._call_hooks(plugin, name)
            return
        with self._log.contain(name, "plugin.hooks-unfit"):
            self._manager.unregister(name=name)

    def _name_taken(self, name: str, package: str) -> None:
        self._log.add(name, "plugin.name-twice", name=name, first=self._packages[name], second=package)

    def _fits(self, plugin: object, name: str) -> bool:
        """Register with pluggy, then look for what pluggy passes over in silence."""
        self._manager.register(plugin, name)
        callers = self._manager.get_hookcallers(plugin) or []
        unknown = [caller.name for caller in callers if caller.name not in HOOKS and _is_meant(caller, name)]
        for hook in unknown:
            self._unknown_hook(name, hook)
        named = _functions_named_like_hooks(plugin)
        unmarked = [each for each in named if self._manager.parse_hookimpl_opts(plugin, each) is None]
        for function in unmarked:
            if function in HOOKS:
                self._log.add(name, "plugin.hook-unmarked", hook=function)
            else:
                self._unknown_hook(name, function, certain=False)
        if not callers and not unmarked:
            self._log.add(name, "plugin.no-hooks", detail=type(plugin).__name__, severity="warning")
        return not unknown and not HOOKS.keys() & set(unmarked)

    def _unknown_hook(self, plugin: str, hook: str, certain: bool = True) -> None:
        severity: Any = "error" if certain else "warning"
        if near := get_close_matches(hook, HOOKS, n=1):
            self._log.add(plugin, "plugin.hook-unknown.near", severity=severity, hook=hook, near=near[0])
        else:
            self._log.add(plugin, "plugin.hook-unknown", severity=severity, hook=hook, known=tuple(HOOKS))

    def _call_hooks(self, plugin: object, name: str) -> None:
        for caller in self._manager.get_hookcallers(plugin) or []:
            for implementation in caller.get_hookimpls():
                if implementation.plugin_name == name and caller.name in HOOKS:
                    with self._log.contain(name, "plugin.hook-failed", hook=caller.name):
                        self._take(name, caller.name, _values(caller.name, implementation))

    def _take(self, plugin: str, hook: str, values: tuple[Any, ...]) -> None:
        if HOOKS[hook] is Path:
            self._folders += [(plugin, folder) for folder in values]
            return
        for type_ in values:
            first, taken = self._types.setdefault(type_.name, (plugin, type_))
            if taken is not type_:
                self._log.add(plugin, "plugin.type-twice", type=type_.name, first=first, second=plugin)


def _is_meant(caller: pluggy.HookCaller, plugin: str) -> bool:
    """Whether a plugin says that the hook must exist: optionalhook says that it need not."""
    return any(impl.plugin_name == plugin and not impl.optionalhook for impl in caller.get_hookimpls())


def _functions_named_like_hooks(plugin: object) -> list[str]:
    """Functions of the plugin's own with a name that is reserved for hooks."""
    names = [name for name in dir(plugin) if name.startswith(f"{PROJECT}_")]
    return [name for name in names if inspect.isroutine(inspect.getattr_static(plugin, name, None))]


def _values(hook: str, implementation: pluggy.HookImpl) -> tuple[Any, ...]:
    """What one hook implementation returns, whole and checked. Raises Unfit or whatever the plugin raises."""
    if implementation.wrapper or implementation.hookwrapper:
        raise Unfit("plugin.hook-wrapper", hook=hook)
    returned: object = implementation.function()
    if inspect.iscoroutine(returned):
        returned.close()
    if not isinstance(returned, Iterable) or isinstance(returned, str | bytes | Mapping | set | frozenset):
        raise Unfit("plugin.hook-not-sequence", hook=hook, given=type(returned).__name__)
    values = tuple(islice(returned, MOST_VALUES + 1))  # a generator fails here, and late
    if len(values) > MOST_VALUES:
        raise Unfit("plugin.hook-too-many", hook=hook, most=MOST_VALUES)
    wanted = HOOKS[hook]
    for position, value in enumerate(values, start=1):
        if not isinstance(value, wanted):
            given = type(value).__name__
            raise Unfit("plugin.hook-element", hook=hook, position=position, given=given, wanted=wanted.__name__)
        if isinstance(value, ExerciseType):
            _demand_sense(value)
    return values


def _demand_sense(type_: ExerciseType[Any]) -> None:
    """Dataclasses check nothing themselves, and a type without its functions would fail before a learner's eyes."""
    if not isinstance(type_.name, str) or not _TYPE_NAME.fullmatch(type_.name):
        raise Unfit("plugin.type-name", type=repr(type_.name))
    functions = {"parse": type_.parse, "form": type_.form, "grade": type_.grade, "samples": type_.samples}
    for name, function in functions.items():
        if not callable(function):
            raise Unfit("plugin.type-function", type=type_.name, function=name)
    if not isinstance(type_.spec, type):
        raise Unfit("plugin.type-spec", type=type_.name)
