"""Implements a hook that never existed and resembles none."""

from learnenv import hookimpl


@hookimpl
def on_startup() -> None:
    pass
