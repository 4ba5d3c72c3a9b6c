"""A new module: a package that is sound from its first minute and that an author changes page by page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from learnenv.authoring.copying import Blanks, filled, write_new
from learnenv.authoring.errors import NotMade, shown, unwritable
from learnenv.authoring.names import module_name
from learnenv.authoring.schemas import SCHEMAS, schema_files
from learnenv.reader.schema import Types

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the folder of the package, and files in it by their path."""

    folder: Path
    new: tuple[str, ...]
    added_to: tuple[str, ...] = ()
    """Files that were there already and to which something was added."""


def make_module(name: str, place: Path, title: str, types: Types, taken: Collection[str] = ()) -> Made:
    """A module package in a folder of its own in `place`. Raises NotMade, and then nothing is left behind.

    `types`: what the editor is told about. `taken`: ids of modules that are there already.
    """
    id = module_name(name, taken)
    folder = place / id
    _demand_room(place, folder)
    files = dict(filled("module", Blanks(id, title=_title(title, id))))
    files |= {f"{SCHEMAS}/{file}": text for file, text in schema_files(types).items()}
    _write_whole(folder, files)
    return Made(folder, tuple(files))


def _demand_room(place: Path, folder: Path) -> None:
    try:
        if not place.is_dir():
            raise NotMade("authoring.no-place", folder=shown(str(place)))
        if folder.exists() or folder.is_symlink():
            raise NotMade("authoring.exists", folder=shown(str(folder)))
    except (OSError, ValueError) as error:
        raise NotMade("authoring.no-place", folder=shown(str(place))) from error


def _title(given: str, id: str) -> str:
    """The title in one line, else one made of the id."""
    title = given.strip() or id.replace("-", " ").capitalize()
    if not title.isprintable() or len(title) > LONGEST_TITLE:
        raise NotMade("authoring.title", title=shown(title), most=LONGEST_TITLE)
    return title


def _write_whole(folder: Path, files: dict[str, str]) -> None:
    """All files or none: they are written beside the place and moved there when they are complete."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise unwritable(folder.parent, error) from error
    try:
        whole = beside / folder.name
        write_new(whole, files)
        whole.rename(folder)
    except OSError as error:
        raise unwritable(folder.parent, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
