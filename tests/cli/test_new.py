"""learnenv new."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_new_module_passes_the_check_at_once(learnenv: Run) -> None:
    made = learnenv("new", "look-again")
    assert (made.code, made.err) == (0, "")
    checked = learnenv("check", "look-again")
    assert checked.code == 0
    assert "look-again/" not in checked.out or "0 errors, 0 warnings" in checked.out


def test_it_tells_what_was_made_and_the_next_two_commands(learnenv: Run, here: Path) -> None:
    out = learnenv("new", "look-again").out.splitlines()
    files = [here / "look-again" / line.strip() for line in out[1 : out.index("")]]
    assert sorted(files) == sorted(file for file in (here / "look-again").rglob("*") if file.is_file())
    assert out[-2:] == ["  learnenv check look-again", "  learnenv preview look-again"]


def test_it_can_be_made_elsewhere_and_have_a_title(learnenv: Run, here: Path) -> None:
    (here / "my work").mkdir()
    out = learnenv("new", "look-again", "--in", "my work", "--title", "Kijk nog eens").out
    assert "learnenv check 'my work/look-again'" in out
    card = here / "my work" / "look-again" / "learnenv_look_again" / "content" / "module.yaml"
    assert '  nl: "Kijk nog eens"\n' in card.read_text(encoding="utf-8")


def test_a_type_of_its_own_is_added_and_the_editor_knows_it(learnenv: Run, here: Path) -> None:
    learnenv("new", "look-again")
    added = learnenv("new", "look-again", "--exercise-type", "rate-it")
    assert added.code == 0
    assert added.out.splitlines()[-2:] == [
        "  python -m pip install --editable look-again",
        "  learnenv check look-again",
    ]
    schema = json.loads((here / "look-again" / ".learnenv" / "schemas" / "exercise.json").read_text("utf-8"))
    assert "rate-it" in schema["properties"]["type"]["enum"]


def test_module_and_type_can_be_made_in_one_go(learnenv: Run, here: Path) -> None:
    assert learnenv("new", "look-again", "--exercise-type", "rate-it").code == 0
    assert (here / "look-again" / "learnenv_look_again" / "rate_it.py").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("Look Again",),
        ("x" * 5000,),
        ("a\0b",),
        ("../up",),
        ("doetank-start",),
        ("here", "--in", "nowhere"),
        ("here", "--title", "a\nb"),
        ("look-again", "--exercise-type", "numeric"),
        ("x" * 5000, "--exercise-type", "rate-it"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(learnenv: Run, here: Path, arguments: tuple[str, ...]) -> None:
    ran = learnenv("new", *arguments)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert not [file for file in here.rglob("*") if file.is_file()]


def test_a_second_time_changes_nothing(learnenv: Run, here: Path) -> None:
    learnenv("new", "look-again")
    before = {file: file.read_bytes() for file in here.rglob("*") if file.is_file()}
    assert learnenv("new", "look-again").code == 2
    assert {file: file.read_bytes() for file in here.rglob("*") if file.is_file()} == before
