"""The program as a whole: its help, its languages, and what happens to a mistake."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.cli.app import build
from learnenv.language import speech
from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

COMMANDS = ("run", "list", "check", "rebuild", "doctor")
Run = Callable[..., Ran]


def test_help_names_every_command(learnenv: Run) -> None:
    ran = learnenv("--help")
    assert ran.code == 0
    assert all(f"\n  {command} " in ran.out for command in COMMANDS)


def test_without_a_command_the_help_comes(learnenv: Run) -> None:
    assert learnenv().out == learnenv("--help").out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_is_in_the_readers_language_from_the_first_word(
    learnenv: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LEARNENV_LANGUAGE", language)
    for arguments in ((), *((command,) for command in COMMANDS)):
        page = learnenv(*arguments, "--help").out
        assert page.startswith("Gebruik:" if language == "nl" else "Usage:")
        assert "[cli." not in page
        assert ("Show this message" in page) is False


def test_every_word_of_the_command_line_is_in_both_languages() -> None:
    for language in ("nl", "en"):
        app = build(language)
        texts = [app.info.help, *(command.help for command in app.registered_commands)]
        assert not [text for text in texts if not text or text.startswith("[")]


def test_help_waits_for_nothing_that_it_does_not_need() -> None:
    program = (
        "import sys; from learnenv.cli import main; code = main(['--help']); "
        "print(sorted({'streamlit', 'sqlalchemy', 'alembic', 'rich', 'starlette'} & set(sys.modules)), code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_check_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """Not for the record, the browser or colours that nobody sees."""
    program = (
        f"import sys; from learnenv.cli import main; code = main(['check', {str(write_tiny(tmp_path))!r}]); "
        "names = {'streamlit', 'sqlalchemy', 'alembic', 'rich', 'starlette', 'learnenv.store', 'learnenv.web'}; "
        "print(sorted(names & set(sys.modules)), code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(learnenv: Run) -> None:
    ran = learnenv("docter")
    assert ran.code == 2
    assert ran.err == speech("en").say("cli.no-such-command.near", name="docter", near="doctor") + "\n"


def test_a_strange_command_is_answered_with_all_there_are(learnenv: Run) -> None:
    ran = learnenv("xyzzy")
    assert ran.code == 2
    assert all(command in ran.err for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--prot", "1"),
        ("run", "--port"),
        ("run", "one", "two"),
        ("run", "--port", "many"),
        ("run", "--host", "http://x/"),
        ("list", "--modules", "nowhere-at-all"),
        ("check", "no-such-module"),
    ],
    ids=" ".join,
)
def test_a_mistake_is_one_line_without_a_traceback(learnenv: Run, arguments: tuple[str, ...]) -> None:
    ran = learnenv(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_a_wrong_setting_is_said_in_the_systems_language(learnenv: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNENV_LANGUAGE", "fr")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    ran = learnenv("list")
    assert ran.code == 2
    assert ran.err == speech("en").say("settings.language", value="fr") + "\n"


def test_the_version_is_that_of_the_package(learnenv: Run) -> None:
    from importlib.metadata import version

    assert learnenv("--version").out == f"learnenv {version('learnenv')}\n"
