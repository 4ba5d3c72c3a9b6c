"""learnenv check: every fault of one module or of all, with its place and its mend."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from learnenv import bootstrap
from learnenv.cli.screen import Screen, short
from learnenv.domain.errors import NotFound
from learnenv.domain.fault import Fault
from learnenv.language import Speech
from learnenv.library import Library
from learnenv.library.folders import module_folders
from learnenv.plugins.problems import PluginProblem
from learnenv.reader.check import check_folder, render
from learnenv.settings import read_settings

_TOLD_AS_FAULTS = "library.left-out"
"""Problems with this key say of a module's faults that they are there; here the faults themselves are printed."""


def check(words: Speech, what: str, modules: Sequence[str]) -> int:
    """Print all faults and count them; 1 if there is an error among them. Raises NotFound for an unknown name."""
    library = bootstrap.library(read_settings(os.environ, modules=modules))
    screen = Screen(words)
    folders = tuple(_named(library, what)) if what else _all(library)
    if not folders and not library.problems:
        raise NotFound("cli.check.nothing")
    severities = [_told(screen, fault) for folder in folders for fault in _faults(library, folder)]
    if not what:
        severities += [_problem_told(screen, each) for each in library.problems if each.what.key != _TOLD_AS_FAULTS]
    return _sum(screen, severities, len(folders))


def _all(library: Library) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folder.absolute() for _, folder in library.folders()))


def _named(library: Library, what: str) -> Iterator[Path]:
    folder = Path(what).expanduser()
    if library.has(what):
        yield library.card(what).folder
    elif folder.is_dir():
        yield from tuple(module_folders(folder.absolute())) or (folder.absolute(),)
    elif near := get_close_matches(what, [card.id for card in library.cards()], n=1):
        raise NotFound("cli.check.unknown.near", name=what, near=near[0])
    else:
        raise NotFound("cli.check.unknown", name=what)


def _faults(library: Library, folder: Path) -> Iterator[Fault]:
    for fault in check_folder(folder, library.types):
        yield replace(fault, file=short(folder / fault.file) if fault.file else short(folder))


def _told(screen: Screen, fault: Fault) -> str:
    screen.line(render(fault, screen.speech.say), "yellow" if fault.severity == "warning" else "")
    screen.line()
    return fault.severity


def _problem_told(screen: Screen, problem: PluginProblem) -> str:
    screen.say("cli.check.plugin", plugin=problem.plugin, what=problem.what)
    if problem.detail:
        screen.line(f"    {problem.detail}", "dim")
    screen.line()
    return problem.severity


def _sum(screen: Screen, severities: Sequence[str], count: int) -> int:
    say = screen.speech.say
    modules = say("cli.count.modules", count=count)
    if not severities:
        screen.say("cli.check.well", style="green", modules=modules)
        return 0
    errors = severities.count("error")
    warnings = say("cli.count.warnings", count=severities.count("warning"))
    screen.say("cli.check.sum", errors=say("cli.count.errors", count=errors), warnings=warnings, modules=modules)
    return 1 if errors else 0
