"""add_type: an exercise type of a module's own that works at once, and an author's files that stay theirs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.authoring import add_type, make_module, types_of
from learnenv.authoring.errors import NotMade
from learnenv.authoring.insertion import with_type
from learnenv.checking import findings
from tests.authoring.test_new_module import content, run

TYPES = {kind.name: kind for kind in exercise_types.BUILT_IN}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A module with a type of its own."""
    make_module("look-again", tmp_path, "", TYPES)
    return add_type("look-again", tmp_path, "rate-it", TYPES).folder


def test_nothing_is_wrong_with_the_module_and_its_type(made: Path) -> None:
    types = types_of(made, "look-again", TYPES)
    assert set(types) - set(TYPES) == {"rate-it"}
    assert not [each for each in findings(content(made), types) if each.severity != "hint"]


def test_its_tests_pass_without_being_installed(made: Path) -> None:
    done = run(made, "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_its_code_is_clean(made: Path) -> None:
    for arguments in (("ruff", "check", "."), ("ruff", "format", "--check", "--line-length", "118", ".")):
        done = run(made, "-m", *arguments)
        assert done.returncode == 0, done.stdout
    done = run(made, "-m", "mypy", "--strict", "--cache-dir", str(made / ".cache"), "learnenv_look_again", "tests")
    assert done.returncode == 0, done.stdout


def test_a_second_type_stands_beside_the_first(made: Path) -> None:
    add_type("look-again", made.parent, "rate-again", types_of(made, "look-again", TYPES))
    types = types_of(made, "look-again", TYPES)
    assert set(types) - set(TYPES) == {"rate-it", "rate-again"}
    assert not [each for each in findings(content(made), types) if each.severity == "error"]


def test_only_what_is_needed_is_added_to_files_that_were_there(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    before = make_module("look-again", other, "", TYPES).folder
    for file in (file for file in before.rglob("*") if file.is_file()):
        name = file.relative_to(before)
        old, new = file.read_text("utf-8"), (made / name).read_text("utf-8")
        if name.name in ("make.nl.md", "make.en.md"):
            assert new == f"{old}\n```{{learnenv}} rate-it\n```\n"
        elif name.name == "__init__.py":
            assert new.replace("\nfrom learnenv_look_again import rate_it\n", "").replace("rate_it.TYPE", "") == old
        else:
            assert new == old, name


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("__init__.py", None, "authoring.no-package"),
        ("__init__.py", "def broken(:\n", "authoring.plugin-unreadable"),
        ("__init__.py", "x = '\0'\n", "authoring.plugin-unreadable"),
        ("__init__.py", "from learnenv import hookimpl\n", "authoring.plugin-without-hook"),
        ("__init__.py", "def learnenv_exercise_types():\n    return list()\n", "authoring.plugin-without-hook"),
        ("__init__.py", "import rate_it\ndef learnenv_exercise_types():\n    return []\n", "authoring.name.bound"),
        ("content/module.yaml", "id: look-again\n", "authoring.no-module"),
        ("content/lessons/make.en.md", None, "authoring.no-package"),
        ("rate_it.py", "mine\n", "authoring.file-exists"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_changes(
    tmp_path: Path, file: str, text: str | None, key: str
) -> None:
    folder = make_module("look-again", tmp_path, "", TYPES).folder
    changed = folder / "learnenv_look_again" / file
    changed.unlink(missing_ok=True) if text is None else changed.write_text(text)
    before = _everything(folder)
    with pytest.raises(NotMade) as caught:
        add_type("look-again", tmp_path, "rate-it", TYPES)
    assert caught.value.message.key == key
    assert _everything(folder) == before


def test_without_a_module_there_is_nothing_to_add_to(tmp_path: Path) -> None:
    with pytest.raises(NotMade) as caught:
        add_type("look-again", tmp_path, "rate-it", TYPES)
    assert caught.value.message.key == "authoring.no-package"


def test_a_plugin_that_fails_keeps_the_editor_from_nothing_else(made: Path) -> None:
    (made / "learnenv_look_again" / "rate_it.py").write_text("raise SystemExit")
    assert types_of(made, "look-again", TYPES) == TYPES


@pytest.mark.parametrize(
    ("hook", "wanted"),
    [
        ("return []", "return [new.TYPE]"),
        ("return [old.TYPE]", "return [new.TYPE, old.TYPE]"),
        ("return [\n        old.TYPE,\n    ]", "return [new.TYPE,\n        old.TYPE,\n    ]"),
        ("'Één'\n    return [(1), f('é')]", "'Één'\n    return [new.TYPE, (1), f('é')]"),
    ],
)
def test_a_type_is_put_into_the_list_however_it_is_written(hook: str, wanted: str) -> None:
    source = f'"""Één plugin."""\nimport os\n\n\ndef learnenv_exercise_types():\n    {hook}\n'
    changed = with_type(source, "pack", "new")
    assert changed == source.replace(hook, wanted).replace("import os\n", "import os\n\nfrom pack import new\n")
    ast.parse(changed)


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
