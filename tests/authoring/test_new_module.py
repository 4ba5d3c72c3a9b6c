"""make_module: a module that is sound from its first minute, or nothing at all."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.authoring import make_module
from learnenv.authoring.errors import NotMade
from learnenv.checking import findings
from learnenv.reader.card import read_card
from learnenv.reader.module import read_module
from tests.support.source import ROOT

TYPES = {kind.name: kind for kind in exercise_types.BUILT_IN}
ODD_TITLES = ["", "Ik zie: wat jij \"ziet\" # 'nu' & {dan}", "- [x] *", "Één \\ stap", "true", "日本"]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A new module's folder."""
    return make_module("look-again", tmp_path, "", TYPES).folder


def content(made: Path) -> Path:
    """The folder with module.yaml."""
    return made / f"learnenv_{made.name.replace('-', '_')}" / "content"


def test_nothing_is_wrong_with_it(made: Path) -> None:
    assert not [each for each in findings(content(made), TYPES) if each.severity != "hint"]


def test_it_has_an_example_of_everything(made: Path) -> None:
    card = read_card(content(made), "test").card
    assert card is not None
    module = read_module(card, TYPES)
    assert {each.type.name for each in module.exercises.values()} == set(TYPES)
    assert len(module.pages) == 3
    assert module.cases
    assert module.sources
    assert card.produces
    assert (made / "LICENSE.md").exists()


@pytest.mark.parametrize("title", ODD_TITLES)
def test_any_title_is_kept_as_it_was_given(tmp_path: Path, title: str) -> None:
    made = make_module("look-again", tmp_path, title, TYPES).folder
    card = read_card(content(made), "test").card
    assert card is not None
    assert (card.title.nl, card.title.en) == (title or "Look again",) * 2
    assert tomllib.loads((made / "pyproject.toml").read_text("utf-8"))["project"]["description"].endswith(
        card.title.nl
    )


def test_nothing_of_the_template_shows(made: Path) -> None:
    texts = {file: file.read_text("utf-8") for file in made.rglob("*") if file.is_file()}
    blanks = ("my-method", "my_method", "My method", "my-type", ".tmpl")
    assert not [(file, blank) for file, text in texts.items() for blank in blanks if blank in f"{file}{text}"]


def test_the_package_names_itself_as_a_plugin(made: Path) -> None:
    project = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == "learnenv-look-again"
    assert project["entry-points"]["learnenv"] == {"look-again": "learnenv_look_again"}


def test_every_yaml_file_tells_the_editor_where_its_schema_is(made: Path) -> None:
    files = list(made.rglob("*.yaml"))
    assert len(files) > 10
    for file in files:
        first, _, _ = file.read_text("utf-8").partition("\n")
        schema = (file.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_relative_to(made.resolve())
        assert schema.stem == ("module" if file.name == "module.yaml" else file.parent.name.removesuffix("s"))
        assert json.loads(schema.read_text("utf-8"))["$schema"].endswith("2020-12/schema")


def test_the_editors_settings_name_the_same_schemas(made: Path) -> None:
    settings = json.loads((made / ".vscode" / "settings.json").read_text("utf-8"))
    named = {(made / name).resolve() for name in settings["yaml.schemas"]}
    assert named == set((made / ".learnenv" / "schemas").resolve().glob("*.json"))


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    for there in ("empty", "full", "file"):
        (tmp_path / there).mkdir() if there != "file" else (tmp_path / there).write_text("mine")
    (tmp_path / "full" / "note").write_text("mine")
    for there in ("empty", "full", "file"):
        with pytest.raises(NotMade) as caught:
            make_module(there, tmp_path, "", TYPES)
        assert caught.value.message.key == "authoring.exists"
    assert {file.name for file in tmp_path.rglob("*")} == {"empty", "full", "file", "note"}


@pytest.mark.parametrize("place", ["nowhere", "file", "x" * 5000, "a\0b"])
def test_a_place_that_is_no_folder_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotMade) as caught:
        make_module("look-again", tmp_path / place, "", TYPES)
    assert caught.value.message.key == "authoring.no-place"


def test_where_there_can_be_no_writing_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(NotMade) as caught:
        make_module("look-again", tmp_path, "", TYPES)
    assert caught.value.message.values["reason"] == "No space left on device"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("title", ["a\nb", "x" * 121, "a\x00b", "\ud800"])
def test_a_title_that_does_not_fit_is_said(tmp_path: Path, title: str) -> None:
    with pytest.raises(NotMade) as caught:
        make_module("look-again", tmp_path, title, TYPES)
    assert caught.value.message.key == "authoring.title"
    assert not list(tmp_path.iterdir())


def test_its_own_test_passes_without_being_installed(made: Path) -> None:
    done = run(made, "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in the folder of a module package, without what this test run was told."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
