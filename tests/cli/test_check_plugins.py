"""Mistakes in the code of a plugin: learnenv check names the file and the line, and the mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.plugins.installing import Install

Run = Callable[..., Ran]

GOOD = '''\
"""A plugin that gives one module."""

from pathlib import Path

from learnenv import hookimpl


@hookimpl
def learnenv_content():
    return [Path(__file__).parent / "content"]
'''


@dataclass(frozen=True)
class Mistake:
    """What is changed in the good plugin, on which line it has to be found, and what the mend has to name."""

    old: str
    new: str
    line: int
    names: str


MISTAKES = {
    "a misspelt hook": Mistake("learnenv_content", "learnenv_contents", 9, "learnenv_content"),
    "a hook without its mark": Mistake("@hookimpl\n", "", 8, "@hookimpl"),
    "a name that is not there": Mistake("import hookimpl", "import hookimple", 5, "hookimple"),
    "a module that is not there": Mistake("from pathlib", "from pathlibb", 3, "pathlibb"),
    "a bracket that stays open": Mistake('"content"]', '"content"', 10, "closed"),
    "an error in a hook": Mistake("Path(__file__)", "Pth(__file__)", 10, "Pth"),
    "one path instead of a list": Mistake('[Path(__file__).parent / "content"]', "Path(__file__)", 9, "Path"),
    "a text instead of a path": Mistake('Path(__file__).parent / "content"', '"content"', 9, "Path"),
}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    monkeypatch.syspath_prepend(str(tmp_path))
    return Install(tmp_path)


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_mistake_in_a_plugin_is_found_on_its_line_with_its_mend(
    name: str, language: str, learnenv: Run, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake, package = MISTAKES[name], f"mistaken_{list(MISTAKES).index(name)}_{language}"
    assert mistake.old in GOOD
    (tmp_path / f"{package}.py").write_text(GOOD.replace(mistake.old, mistake.new), encoding="utf-8")
    install("mistaken", mistaken=package)
    monkeypatch.setenv("LEARNENV_LANGUAGE", language)
    ran = learnenv("check", "--json")
    (fault,) = [each for each in json.loads(ran.out)["faults"] if "mistaken" in each["what"]]
    assert ran.code == 1
    assert (Path(fault["file"]).name, fault["line"]) == (f"{package}.py", mistake.line)
    assert mistake.names in fault["what"] + fault["mend"]
    assert fault["mend"]
    assert fault["excerpt"] == (tmp_path / f"{package}.py").read_text().splitlines()[mistake.line - 1]
