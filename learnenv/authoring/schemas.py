"""The schemas as files, for an author's editor."""

from __future__ import annotations

import json
from pathlib import Path

from learnenv.authoring.errors import unwritable
from learnenv.reader.schema import Types, schemas

SCHEMAS = ".learnenv/schemas"
"""Where a module keeps them: the first line of each of its YAML files refers to them there."""


def schema_files(types: Types) -> dict[str, str]:
    """The text of each file by its name."""
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in schemas(types).items()}


def write_schemas(folder: Path, types: Types) -> tuple[Path, ...]:
    """Write them into a folder, in place of older ones. Raises NotMade when that cannot be."""
    files = schema_files(types)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(folder, error) from error
    return tuple(folder / name for name in files)
