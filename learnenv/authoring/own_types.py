"""The exercise types of a module package that is being made and that nobody has installed yet."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from learnenv.authoring.names import package_name
from learnenv.plugins.manager import Plugins
from learnenv.plugins.problems import ProblemLog
from learnenv.reader.schema import Types


def types_of(folder: Path, module: str, types: Types) -> Types:
    """These types and those of the module package in `folder`, as far as its code works."""
    plugins, package = Plugins(), package_name(module)
    with ProblemLog().contain(module, "plugin.load", package=package), _forgotten(package):
        plugins.register(_loaded(folder / package, package), module)
    return {**types, **{kind.name: kind for _, kind in plugins.exercise_types()}}


def _loaded(folder: Path, package: str) -> ModuleType:
    importlib.invalidate_caches()
    spec = importlib.util.spec_from_file_location(
        package, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(package)
    made = importlib.util.module_from_spec(spec)
    sys.modules[package] = made
    spec.loader.exec_module(made)
    return made


@contextmanager
def _forgotten(package: str) -> Iterator[None]:
    """An older reading of the package, of when it was installed, is put aside and comes back."""

    def of_it() -> list[str]:
        return [name for name in sys.modules if name == package or name.startswith(f"{package}.")]

    aside = {name: sys.modules.pop(name) for name in of_it()}
    try:
        yield
    finally:
        for name in of_it():
            del sys.modules[name]
        sys.modules.update(aside)
