"""The plugin manager: find plugins, register them, call their hooks. A bad plugin harms only itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from learnenv.domain.exchange import Exporter, Importer
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.module_page import ModulePage
from learnenv.domain.text import Text
from learnenv.plugins import hookspecs, patience
from learnenv.plugins.digest import place_of
from learnenv.plugins.hookspecs import PROJECT
from learnenv.plugins.installed import InstalledPlugin, installed
from learnenv.plugins.patience import NeverReturned, patient, within
from learnenv.plugins.problems import PluginProblem, ProblemLog, Unfit, place

__all__ = ["HOOKS", "MOST_VALUES", "PluginProblem", "Plugins", "Registered"]

HOOKS: Mapping[str, type] = {
    hookspecs.learnenv_exercise_types.__name__: ExerciseType,
    hookspecs.learnenv_content.__name__: Path,
    hookspecs.learnenv_guides.__name__: Path,
    hookspecs.learnenv_pages.__name__: ModulePage,
    hookspecs.learnenv_importers.__name__: Importer,
    hookspecs.learnenv_exporters.__name__: Exporter,
}
"""Every hook, and what the sequence it returns is made of."""

MOST_VALUES = 10_000
"""What one hook may return at most, so that a generator without an end does not stop the start."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
_TWICE: Mapping[type, str] = {
    ExerciseType: "plugin.type-twice",
    ModulePage: "plugin.page-twice",
    Importer: "plugin.importer-twice",
    Exporter: "plugin.exporter-twice",
}
_FUNCTIONS: Mapping[type, tuple[str, ...]] = {
    ExerciseType: ("parse", "form", "grade", "samples"),
    ModulePage: ("draw",),
    Importer: ("read", "recognises"),
    Exporter: ("write",),
}
"""What must be callable of each kind of value."""
_KEEP_PEOPLE_WAITING = (ExerciseType, ModulePage)
"""What runs while a learner looks on. Reading a file of somebody's may take as long as it takes."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A plugin as it was found."""

    name: str
    package: str
    """Name and version of the package that brings it; the name again for what is no package."""
    hooks: tuple[str, ...]
    """What it implements; empty: it could not be loaded, or does nothing."""
    pages: tuple[str, ...] = ()
    """Its own pages: module and name."""
    place: Path | None = None
    """The folder or file that it is in; None: not known."""


class Plugins:
    """The plugins of one running program, with what they bring.

    A plugin's hooks are called once, one by one, when it is registered. What one hook returns is taken as a whole or,
    if anything is wrong with it, not at all; the plugin's other hook still counts. A plugin that cannot be registered
    (a hook that does not exist, arguments that a hook does not take) is left out entirely. Each problem is kept in
    `problems`, and nothing but KeyboardInterrupt comes out of here. What does not return is left out, with the
    plugin's hooks that were not called yet: after IDLE seconds if it only waits, else after PATIENCE seconds, for
    which also what an installed plugin brings is waited for.
    """

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._log = ProblemLog()
        self._packages: dict[str, str] = {}
        self._installed: set[str] = set()
        self._places: dict[str, Path | None] = {}
        self._folders: dict[str, list[tuple[str, Path]]] = {hook: [] for hook in HOOKS}
        self._named: dict[str, dict[str, tuple[str, Any]]] = {hook: {} for hook in HOOKS}

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """What went wrong so far, in the order in which it came up."""
        return self._log.problems

    def registered(self) -> tuple[Registered, ...]:
        """Every plugin in the order of registration, also one that was left out."""
        pages = [(plugin, f"{page.module}/{page.name}") for plugin, page in self.pages()]
        return tuple(
            Registered(
                name,
                package,
                self._hooks_of(self._manager.get_plugin(name)),
                tuple(page for plugin, page in pages if plugin == name),
                self._places.get(name),
            )
            for name, package in self._packages.items()
        )

    def _hooks_of(self, plugin: object) -> tuple[str, ...]:
        callers = (plugin is not None and self._manager.get_hookcallers(plugin)) or ()
        return tuple(sorted(caller.name for caller in callers))

    def exercise_types(self) -> tuple[tuple[str, ExerciseType[Any]], ...]:
        """Plugin name and exercise type, in the order of registration; no type name occurs twice."""
        return tuple(self._named[hookspecs.learnenv_exercise_types.__name__].values())

    def content(self) -> tuple[tuple[str, Path], ...]:
        """Plugin name and module folder, in the order of registration."""
        return tuple(self._folders[hookspecs.learnenv_content.__name__])

    def guides(self) -> tuple[tuple[str, Path], ...]:
        """Plugin name and folder of guides, in the order of registration."""
        return tuple(self._folders[hookspecs.learnenv_guides.__name__])

    def pages(self) -> tuple[tuple[str, ModulePage], ...]:
        """Plugin name and page, in the order of registration; no module has two pages of one name."""
        return tuple(self._named[hookspecs.learnenv_pages.__name__].values())

    def importers(self) -> tuple[tuple[str, Importer], ...]:
        """Plugin name and importer, in the order of registration; no name occurs twice."""
        return tuple(self._named[hookspecs.learnenv_importers.__name__].values())

    def exporters(self) -> tuple[tuple[str, Exporter], ...]:
        """Plugin name and exporter, in the order of registration; no name occurs twice."""
        return tuple(self._named[hookspecs.learnenv_exporters.__name__].values())

    def load_installed(self, path: Sequence[str] | None = None, *, allowed: Collection[str] = ()) -> None:
        """Import and register every installed plugin, sorted by name. `path`: folders to look in, else sys.path.

        With names in `allowed`, nothing of any other is imported; that it was passed over is told.
        """
        for found in installed(self._log, path):
            if allowed and found.name not in allowed:
                values = {"name": found.name, "package": found.package}
                self._log.add(found.name, "plugin.not-allowed", severity="warning", **values)
                continue
            if found.name in self._packages:
                self._name_taken(found.name, found.package)
                continue
            with self._log.contain(found.name, "plugin.load", package=found.package):
                self._installed.add(found.name)
                self.register(_loaded(found), found.name, found.package, place_of(found.module))

    def register(self, plugin: object, name: str, package: str = "", where: Path | None = None) -> None:
        """Register an object with hooks under a name and call its hooks. `package`: what brings it, for messages;
        `where`: the folder or file that it is in, found by itself for a module."""
        package = package or name
        if name in self._packages:
            self._name_taken(name, package)
            return
        self._packages[name] = package
        self._places[name] = where or (place_of(plugin.__name__) if isinstance(plugin, ModuleType) else None)
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
            self._unknown_hook(plugin, name, hook)
        named = _functions_named_like_hooks(plugin)
        unmarked = [each for each in named if self._manager.parse_hookimpl_opts(plugin, each) is None]
        for function in unmarked:
            if function in HOOKS:
                at = place(inspect.getattr_static(plugin, function))
                self._log.add(name, "plugin.hook-unmarked", detail=at, hook=function)
            else:
                self._unknown_hook(plugin, name, function, certain=False)
        if not callers and not unmarked:
            self._log.add(name, "plugin.no-hooks", detail=type(plugin).__name__, severity="warning")
        return not unknown and not HOOKS.keys() & set(unmarked)

    def _unknown_hook(self, plugin: object, name: str, hook: str, certain: bool = True) -> None:
        severity: Any = "error" if certain else "warning"
        at = place(inspect.getattr_static(plugin, hook, None))
        if near := get_close_matches(hook, HOOKS, n=1):
            self._log.add(name, "plugin.hook-unknown.near", severity=severity, detail=at, hook=hook, near=near[0])
        else:
            self._log.add(name, "plugin.hook-unknown", severity=severity, detail=at, hook=hook, known=tuple(HOOKS))

    def _call_hooks(self, plugin: object, name: str) -> None:
        for caller in self._manager.get_hookcallers(plugin) or []:
            for implementation in caller.get_hookimpls():
                if implementation.plugin_name != name or caller.name not in HOOKS:
                    continue
                if not self._call_hook(name, caller.name, implementation):
                    return

    def _call_hook(self, name: str, hook: str, implementation: pluggy.HookImpl) -> bool:
        """False: it never returned, and another hook of this plugin may not either."""
        at = place(implementation.function)
        with self._log.contain(name, "plugin.hook-failed", at=at, hook=hook):
            try:
                values = within(patience.PATIENCE, partial(_values, hook, implementation), idle=patience.IDLE)
            except NeverReturned as error:
                self._log.add(name, "plugin.hook-hangs", detail=at, hook=hook, seconds=error.seconds)
                return False
            self._take(name, hook, values)
        return True

    def _take(self, plugin: str, hook: str, values: tuple[Any, ...]) -> None:
        if HOOKS[hook] is Path:
            self._folders[hook] += [(plugin, folder) for folder in values]
            return
        if plugin in self._installed and HOOKS[hook] in _KEEP_PEOPLE_WAITING:
            values = tuple(map(patient, values))
        for value in values:
            name = f"{value.module}/{value.name}" if isinstance(value, ModulePage) else value.name
            first, taken = self._named[hook].setdefault(name, (plugin, value))
            if taken is not value:
                self._log.add(plugin, _TWICE[HOOKS[hook]], name=name, first=first, second=plugin)


def _loaded(found: InstalledPlugin) -> object:
    try:
        return within(patience.PATIENCE, found.load, idle=patience.IDLE)
    except NeverReturned as error:
        raise Unfit("plugin.load-hangs", package=found.package, seconds=error.seconds) from error


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
        if wanted is not Path:
            _demand_sense(value, wanted)
    return values


def _demand_sense(value: Any, kind: type) -> None:
    """Dataclasses check nothing themselves, and a type without its functions would fail before a learner's eyes."""
    if not isinstance(value.name, str) or not _NAME.fullmatch(value.name):
        raise Unfit("plugin.bad-name", name=repr(value.name))
    for name in _FUNCTIONS[kind]:
        if not callable(getattr(value, name)):
            raise Unfit("plugin.no-function", name=value.name, function=name)
    if isinstance(value, ExerciseType) and not isinstance(value.spec, type):
        raise Unfit("plugin.type-spec", type=value.name)
    if isinstance(value, ModulePage) and not (isinstance(value.module, str) and isinstance(value.title, Text)):
        raise Unfit("plugin.page-title", page=value.name)
