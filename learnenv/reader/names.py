"""What an id may look like, and where the files of a module stand."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from learnenv.domain.text import Language

ID = re.compile(r"[a-z][a-z0-9-]{1,60}")
LONGEST = 61
MODULE_FILE = "module.yaml"


def is_id(text: str) -> bool:
    """Whether this can be the id of a module, page or exercise: small letters, digits and hyphens."""
    return ID.fullmatch(text) is not None


def nearest_id(given: str) -> str:
    """The id that comes closest to this; empty if nothing of it is left."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", given[: LONGEST * 2])
    plain = unicodedata.normalize("NFKD", apart.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    id = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    id = (f"my-{id}" if id[:1].isdigit() else id)[:LONGEST].strip("-")
    return id if is_id(id) else ""


def is_ref(text: str) -> bool:
    """Whether this can name an exercise in a module: module/exercise."""
    module, _, exercise = text.partition("/")
    return is_id(module) and is_id(exercise)


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


def case_file(case: str) -> str:
    """The file of a case study."""
    return f"cases/{case}.yaml"


def prediction_id(case: str, scene: str) -> str:
    """The id of the exercise that asks for a prediction in a scene; no file of an exercise can have it."""
    return f"{case}.{scene}"
