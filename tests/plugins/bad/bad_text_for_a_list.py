"""Returns one text, which is a sequence of letters, where a list of folders is meant."""

from learnenv import hookimpl


@hookimpl
def learnenv_content() -> str:
    return "content"
