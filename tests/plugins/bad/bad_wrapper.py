"""Tries to wrap the hooks of others."""

from collections.abc import Iterator

from learnenv import hookimpl


@hookimpl(wrapper=True)
def learnenv_content() -> Iterator[None]:
    yield
