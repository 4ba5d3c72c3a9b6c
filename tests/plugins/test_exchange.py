"""Formats that plugins bring, to read questions from and to write exercises to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from learnenv import Carried, Exporter, Importer, Text, Written, hookimpl, questions
from learnenv.cli.carry import NotCarried, at_work
from learnenv.language import speech
from learnenv.plugins.manager import Plugins


def importer(name: str = "lines") -> Importer:
    return Importer(name, Text("Regels", "Lines"), (".lines",), lambda raw: True, lambda raw, language: ())


def exporter(name: str = "lines") -> Exporter:
    return Exporter(name, Text("Regels", "Lines"), ".lines", lambda exercises, language: Written(b"", ()))


class Brings:
    """A plugin that gives these formats."""

    def __init__(self, *formats: Importer | Exporter) -> None:
        self.formats = formats

    @hookimpl
    def learnenv_importers(self) -> Sequence[Importer]:
        return [each for each in self.formats if isinstance(each, Importer)]

    @hookimpl
    def learnenv_exporters(self) -> Sequence[Exporter]:
        return [each for each in self.formats if isinstance(each, Exporter)]


def test_hook_learnenv_importers() -> None:
    plugins = Plugins()
    plugins.register(questions, "built-in")
    plugins.register(Brings(importer(), importer("gift")), "mine")
    assert [(plugin, each.name) for plugin, each in plugins.importers()] == [
        ("built-in", "aiken"),
        ("built-in", "gift"),
        ("mine", "lines"),
    ]
    (problem,) = plugins.problems
    assert problem.what.key == "plugin.importer-twice"
    assert problem.what.values == {"name": "gift", "first": "built-in", "second": "mine"}


def test_hook_learnenv_exporters() -> None:
    plugins = Plugins()
    plugins.register(questions, "built-in")
    plugins.register(Brings(exporter(), exporter("gift")), "mine")
    assert [(plugin, each.name) for plugin, each in plugins.exporters()] == [("built-in", "gift"), ("mine", "lines")]
    assert [problem.what.key for problem in plugins.problems] == ["plugin.exporter-twice"]


@pytest.mark.parametrize("name", ["", "Lines", "two words", 7])
def test_a_format_without_a_proper_name_is_left_out_with_its_plugin(name: object) -> None:
    plugins = Plugins()
    plugins.register(Brings(importer(name), exporter("lines")), "mine")  # type: ignore[arg-type]
    assert plugins.importers() == ()
    assert [problem.what.key for problem in plugins.problems] == ["plugin.bad-name"]
    assert [each.name for _, each in plugins.exporters()] == ["lines"]


@pytest.mark.parametrize("error", [KeyError("no such column"), SystemExit(3), RecursionError()])
def test_a_format_that_fails_is_named_in_one_sentence(error: BaseException) -> None:
    def fails() -> list[Carried]:
        raise error

    with pytest.raises(NotCarried) as caught:
        at_work("mine", "lines", fails)
    for language in ("nl", "en"):
        said = speech(language).say(caught.value.message)
        assert "mine" in said
        assert type(error).__name__ in said
        assert "\n" not in said
