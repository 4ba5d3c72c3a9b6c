"""Find the plugins that are installed: the entry points of the group "learnenv"."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions

from learnenv.plugins.hookspecs import PROJECT
from learnenv.plugins.problems import ProblemLog


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """A plugin that can be loaded. Nothing of it was imported yet."""

    name: str
    package: str
    """Name and version of the package that brings it."""
    module: str
    """Where in the package it is."""
    load: Callable[[], object]


def installed(log: ProblemLog, path: Sequence[str] | None = None) -> tuple[InstalledPlugin, ...]:
    """The installed plugins by name, so that the order is the same on every machine. `path`: where to look.

    Packages are read one by one, and only those that mention learnenv, because a single package with damaged
    metadata makes `importlib.metadata.entry_points` fail for all.
    """
    found: list[InstalledPlugin] = []
    seen: set[str] = set()
    for distribution in distributions(path=list(sys.path if path is None else path)):
        place = str(distribution.locate_file(""))
        with log.contain(place, "plugin.metadata", package=place):
            text = distribution.read_text("entry_points.txt")
            if not text or PROJECT not in text:
                continue
            package = distribution.name
            if (canonical := re.sub(r"[-_.]+", "-", package).lower()) in seen:
                continue  # also found further on in the path: Python takes the first one too
            seen.add(canonical)
            with log.contain(package, "plugin.metadata", package=package):
                found += _plugins(distribution)
    return tuple(sorted(found, key=lambda plugin: (plugin.name, plugin.package)))


def _plugins(distribution: Distribution) -> list[InstalledPlugin]:
    package = f"{distribution.name} {distribution.version}"
    return [
        InstalledPlugin(entry.name, package, entry.module, entry.load)
        for entry in distribution.entry_points
        if entry.group == PROJECT
    ]
