"""An exercise type of a module's own: its code, an exercise of it, and a test, added to a module package."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from learnenv.authoring.copying import Blanks, filled, write_new
from learnenv.authoring.errors import NotMade, shown, unwritable
from learnenv.authoring.insertion import imported_names, with_type
from learnenv.authoring.names import module_name, package_name, python_name, type_name
from learnenv.authoring.new_module import Made
from learnenv.domain.text import LANGUAGES
from learnenv.reader.card import read_card
from learnenv.reader.names import lesson_file
from learnenv.reader.schema import Types


def add_type(module: str, place: Path, name: str, types: Types) -> Made:
    """Add the type `name` to the module package in its folder in `place`. Raises NotMade before anything is changed.

    The plugin's own file names the new type, and the last page of the module shows its exercise; that is all that
    changes in files that were there.
    """
    id = module_name(module)
    type_name(name, types)
    folder, package = place / id, package_name(id)
    files = filled("type", Blanks(id, type=name))
    if there := [file for file in files if (folder / file).exists()]:
        raise NotMade("authoring.file-exists", file=shown(str(folder / there[0])))
    changed = {
        f"{package}/__init__.py": _plugin_with_type(folder, package, name),
        **_last_page(folder, package, name),
    }
    try:
        write_new(folder, files)
        for file, text in changed.items():
            _replace(folder / file, text)
    except OSError as error:
        raise unwritable(folder, error) from error
    return Made(folder, tuple(files), tuple(changed))


def _plugin_with_type(folder: Path, package: str, name: str) -> str:
    file = folder / package / "__init__.py"
    source = _read(file)
    try:
        taken = python_name(name) in imported_names(source)
        changed = with_type(source, package, python_name(name))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise NotMade("authoring.plugin-unreadable", file=shown(str(file)), line=line) from error
    if changed is None:
        raise NotMade("authoring.plugin-without-hook", file=shown(str(file)))
    if taken:
        raise NotMade("authoring.name.bound", name=name, file=shown(str(file)), use=f"my-{name}")
    return changed


def _last_page(folder: Path, package: str, name: str) -> Mapping[str, str]:
    """The lessons of the last page, with the exercise of the new type at their end."""
    content = folder / package / "content"
    card = read_card(content, package).card
    if card is None:
        raise NotMade("authoring.no-module", folder=shown(str(content)))
    lessons = [f"{package}/content/{lesson_file(card.pages[-1], language)}" for language in LANGUAGES]
    return {lesson: f"{_read(folder / lesson).rstrip()}\n\n```{{learnenv}} {name}\n```\n" for lesson in lessons}


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise NotMade("authoring.no-package", file=shown(str(file))) from error


def _replace(file: Path, text: str) -> None:
    """Put the whole new text in place of the old at once."""
    handle, beside = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    Path(beside).chmod(file.stat().st_mode & 0o777)
    Path(beside).replace(file)
