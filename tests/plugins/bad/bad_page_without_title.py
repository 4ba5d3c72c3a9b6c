"""Gives a page whose title is no Text: the module that it goes with could not be shown."""

from learnenv import ModulePage, hookimpl


@hookimpl
def learnenv_pages() -> list[ModulePage]:
    return [ModulePage("page", "first", "Een titel", lambda ask: ())]  # type: ignore[arg-type]
