"""Folders of modules that are tried out without being installed: each one a plugin like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from learnenv.plugins.hookspecs import hookimpl
from learnenv.plugins.manager import Plugins
from learnenv.plugins.problems import Unfit
from learnenv.reader.names import MODULE_FILE

DEPTH = 4
"""How many levels below a given folder modules are looked for: a checkout of module packages has them at three."""


@dataclass(frozen=True)
class FolderPlugin:
    """A folder that is a module, or that holds modules, as a plugin."""

    folder: Path

    @hookimpl
    def learnenv_content(self) -> Sequence[Path]:
        """The module folders in here. Raises Unfit if there are none: somebody asked for this folder."""
        found = tuple(module_folders(self.folder))
        if not found:
            raise Unfit("library.no-modules", folder=str(self.folder))
        return found


def register_folders(plugins: Plugins, folders: Sequence[Path]) -> None:
    """Register each folder as the plugin folder:<name>, or by its whole path where that name occurs twice."""
    names = [folder.name for folder in folders]
    for folder, name in zip(folders, names, strict=True):
        plugins.register(FolderPlugin(folder), f"folder:{name if names.count(name) == 1 else folder}", where=folder)


def module_folders(folder: Path, depth: int = DEPTH) -> Iterator[Path]:
    """The folder itself if it is a module, else the modules in it, sorted by path. Hidden folders are skipped."""
    if (folder / MODULE_FILE).is_file():
        yield folder
    elif depth:
        for inside in sorted(folder.iterdir()):
            if inside.is_dir() and not inside.name.startswith((".", "_")) and not inside.is_symlink():
                yield from module_folders(inside, depth - 1)
