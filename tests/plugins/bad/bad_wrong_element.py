"""Returns a good folder and then a text."""

from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> list[object]:
    return [Path(__file__).parent, "content"]
