"""Forgets to return anything."""

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> None:
    print("content!")
