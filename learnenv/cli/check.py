"""learnenv check: everything that is wrong with one module or with all, with its place and its mend."""

from __future__ import annotations

import linecache
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from learnenv import bootstrap
from learnenv.checking.findings import findings
from learnenv.cli.check_report import on_screen, to_json
from learnenv.cli.screen import Screen, short
from learnenv.domain.errors import NotFound
from learnenv.domain.exercise_type import ExerciseType
from learnenv.domain.fault import Fault
from learnenv.domain.text import Message
from learnenv.language import Speech
from learnenv.library import Library
from learnenv.library.folders import module_folders
from learnenv.plugins.problems import PluginProblem
from learnenv.settings import read_settings

_TOLD_AS_FAULTS = "library.left-out"
"""Problems with this key say of a module's faults that they are there; here the faults themselves are told."""

_PLACE = re.compile(r"(?P<said>.*?) ?\((?P<file>[^()\n]+):(?P<line>[1-9]\d*)\)", re.DOTALL)
"""How the detail of a plugin's problem ends that has a place."""


def check(words: Speech, what: str, modules: Sequence[str], *, since: str = "", json: bool = False) -> int:
    """Tell all that is found and count it; 1 if there is an error among it. Raises NotFound for an unknown name, and
    when git does not know the revision `since`."""
    if since and not what:
        raise NotFound("cli.check.since-what")
    work = _of_a_folder(Path(what).expanduser()) if what else None
    work = work or _of_the_library(bootstrap.library(read_settings(os.environ, modules=modules)), what)
    faults = [fault for folder in work.folders for fault in _faults(folder, work.types, since)]
    faults += map(_as_fault, work.problems)
    if json:
        print(to_json(words, faults, work.folders))
    else:
        on_screen(Screen(words), faults, len(work.folders))
    return 1 if any(fault.severity == "error" for fault in faults) else 0


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to check."""

    folders: tuple[Path, ...]
    types: Mapping[str, ExerciseType[Any]]
    problems: tuple[PluginProblem, ...] = ()


def _of_a_folder(folder: Path) -> _Work | None:
    """The module or modules in a folder; None if it is none. Other modules are not read for it."""
    if not folder.is_dir():
        return None
    found = tuple(module_folders(folder.absolute())) or (folder.absolute(),)
    return _Work(found, bootstrap.types(bootstrap.installed(read_settings(os.environ).plugins)))


def _of_the_library(library: Library, what: str) -> _Work:
    """The module with this id; without one all modules, and what is wrong with plugins."""
    if what:
        return _Work((_named(library, what),), library.types)
    folders = tuple(dict.fromkeys(folder.absolute() for _, folder in library.folders()))
    if not folders and not library.problems:
        raise NotFound("cli.check.nothing")
    problems = tuple(each for each in library.problems if each.what.key != _TOLD_AS_FAULTS)
    return _Work(folders, library.types, problems)


def _named(library: Library, what: str) -> Path:
    if library.has(what):
        return library.card(what).folder
    if near := get_close_matches(what, [card.id for card in library.cards()], n=1):
        raise NotFound("cli.check.unknown.near", name=what, near=near[0])
    raise NotFound("cli.check.unknown", name=what)


def _faults(folder: Path, types: Mapping[str, ExerciseType[Any]], since: str) -> Iterator[Fault]:
    found = findings(folder, types)
    if since:
        from learnenv.checking.since import changes_since

        found += changes_since(folder, types, since)
    for fault in found:
        yield replace(fault, file=short(folder / fault.file) if fault.file else short(folder))


def _as_fault(problem: PluginProblem) -> Fault:
    """A problem with a plugin, at the line of its code that the problem names. Its own words hold the mend."""
    what = Message("check.plugin", {"plugin": problem.plugin, "what": problem.what})
    place = _PLACE.fullmatch(problem.detail)
    if place is None:
        return Fault(what, Message("check.plugin.mend"), excerpt=problem.detail, severity=problem.severity)
    line, file = int(place["line"]), Path(place["file"])
    excerpt = linecache.getline(str(file), line).rstrip()
    said = Message("check.plugin.error", {"error": place["said"]}) if place["said"] else Message("check.plugin.mend")
    column = len(excerpt) - len(excerpt.lstrip()) + 1
    return Fault(what, said, short(file), line, column, excerpt, len(excerpt.strip()), problem.severity)
