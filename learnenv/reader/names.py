"""What an id may look like, and where the files of a module stand."""

from __future__ import annotations

import re
from pathlib import Path

from learnenv.domain.text import Language

ID = re.compile(r"[a-z][a-z0-9-]{1,60}")
MODULE_FILE = "module.yaml"


def is_id(text: str) -> bool:
    """Whether this can be the id of a module, page or exercise: small letters, digits and hyphens."""
    return ID.fullmatch(text) is not None


def lesson_file(page: str, language: Language) -> str:
    """The lesson file of a page in a language."""
    return f"lessons/{page}.{language}.md"


def exercise_file(exercise: str) -> str:
    """The file of an exercise."""
    return f"exercises/{exercise}.yaml"


def files_in(folder: Path, name: str) -> list[str]:
    """Names of the files in a folder of the module, sorted; none when the folder is not there."""
    try:
        return sorted(each.name for each in (folder / name).iterdir() if not each.name.startswith("."))
    except OSError:
        return []
