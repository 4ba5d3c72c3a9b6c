"""The hook by which a plugin brings learning paths, a glossary and advice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from learnenv import hookimpl
from learnenv.plugins.manager import Plugins


class Brings:
    """A plugin with folders of guides and of modules."""

    @hookimpl
    def learnenv_guides(self) -> Sequence[Path]:
        return [Path("/guides")]

    @hookimpl
    def learnenv_content(self) -> Sequence[Path]:
        return [Path("/module")]


class Broken:
    """A plugin whose hook gives a text for a folder."""

    @hookimpl
    def learnenv_guides(self) -> Sequence[Path]:
        return ["guides"]  # type: ignore[list-item]


def test_hook_learnenv_guides() -> None:
    plugins = Plugins()
    plugins.register(Broken(), "broken")
    plugins.register(Brings(), "mine")
    assert plugins.guides() == (("mine", Path("/guides")),)
    assert plugins.content() == (("mine", Path("/module")),)
    assert [(problem.plugin, problem.what.key) for problem in plugins.problems] == [("broken", "plugin.hook-element")]
