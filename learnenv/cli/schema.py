"""learnenv schema: what an editor needs to complete and check the files of a module."""

from __future__ import annotations

import os
from pathlib import Path

from learnenv import bootstrap
from learnenv.authoring import SCHEMAS, write_schemas
from learnenv.cli.screen import Screen, short
from learnenv.language import Speech
from learnenv.settings import read_settings


def schema(words: Speech, out: str) -> int:
    """Write the schemas into a folder, of all exercise types that are installed. Raises NotMade if that cannot be."""
    library = bootstrap.library(read_settings(os.environ))
    folder = Path(out or SCHEMAS).expanduser().absolute()
    screen = Screen(words)
    files = write_schemas(folder, library.types)
    screen.say("cli.schema.written", count=len(files), types=len(library.types))
    for file in files:
        screen.line(f"  {short(file)}")
    return 0
