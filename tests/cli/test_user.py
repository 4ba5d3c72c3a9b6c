"""learnenv user: accounts from the command line; a password is read, and never an argument."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.language import speech
from learnenv.passwords import matches
from learnenv.store.open import open_record
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
PASSWORD, OTHER = "vier gekke egels dansen", "drie kale kikkers zingen"


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What comes in by a pipe."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def say(key: str, **values: object) -> str:
    return speech("en").say(key, **values)


def test_an_account_is_added_listed_and_its_password_is_the_one_piped_in(
    learnenv: Run, piped: Callable[[str], None], tmp_path: Path
) -> None:
    assert say("user.none") in learnenv("user", "list").out
    piped(f"{PASSWORD}\n")
    ran = learnenv("user", "add", "Jan", "--administrator", "--trainer", "Gemeente Voorbeeld")
    assert ran.code == 0, ran.err
    assert say("user.organisation-made", name="Gemeente Voorbeeld") in ran.out
    piped(f"{PASSWORD}\n")
    assert (
        learnenv("user", "add", "piet", "--trainer", "gemeente voorbeeld").out
        == say("user.added", login="piet") + "\n"
    )
    listed = learnenv("user", "list").out
    jan, piet = (line for line in listed.splitlines() if line.startswith(("jan", "piet")))
    assert "administrator and trainer (Gemeente Voorbeeld)" in jan
    assert "administrator" not in piet
    record = open_record(f"sqlite:///{tmp_path / 'data' / 'learnenv.sqlite3'}")
    account = record.account_by_login("jan")
    assert account is not None
    assert matches(account.password_hash, PASSWORD)
    assert len(record.organisations()) == 1
    record.close()


def test_a_new_password_and_switching_off_and_on(learnenv: Run, piped: Callable[[str], None], tmp_path: Path) -> None:
    piped(PASSWORD)
    learnenv("user", "add", "jan")
    piped(OTHER)
    assert learnenv("user", "password", "JAN").code == 0
    assert say("user.now-disabled", login="jan") in learnenv("user", "disable", "jan").out
    assert f" {say('user.disabled')} " in learnenv("user", "list").out
    assert learnenv("user", "enable", "jan").code == 0
    assert f" {say('user.disabled')} " not in learnenv("user", "list").out
    record = open_record(f"sqlite:///{tmp_path / 'data' / 'learnenv.sqlite3'}")
    account = record.account_by_login("jan")
    assert account is not None
    assert matches(account.password_hash, OTHER)
    record.close()


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (("add",), PASSWORD),
        (("add", "jan"), "short\n"),
        (("add", "jan"), ""),
        (("add", "a b"), PASSWORD),
        (("add", "jan", PASSWORD), ""),
        (("password", "nobody"), PASSWORD),
        (("disable", "nobody"), ""),
        (("remove", "jan"), ""),
        (("add", "jan", "--admin"), PASSWORD),
    ],
    ids=str,
)
def test_a_mistake_is_one_line_and_adds_nobody(
    learnenv: Run, piped: Callable[[str], None], arguments: tuple[str, ...], typed: str
) -> None:
    piped(typed)
    ran = learnenv("user", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert say("user.none") in learnenv("user", "list").out


def test_at_a_terminal_it_is_typed_twice_and_not_shown(
    learnenv: Run, monkeypatch: pytest.MonkeyPatch, piped: Callable[[str], None]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    answers = iter([PASSWORD, OTHER, PASSWORD, PASSWORD])
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(answers))
    ran = learnenv("user", "add", "jan")
    assert (ran.code, ran.err) == (2, say("user.not-the-same") + "\n")
    ran = learnenv("user", "add", "jan")
    assert ran.code == 0
    assert PASSWORD not in ran.out


def test_the_help_of_the_group_names_its_commands_in_the_readers_language(
    learnenv: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert learnenv("user").out == learnenv("user", "--help").out
    page = learnenv("user", "--help").out
    assert all(f"\n  {name} " in page for name in ("list", "add", "password", "disable", "enable"))
    monkeypatch.setenv("LEARNENV_LANGUAGE", "nl")
    for arguments in (("user",), ("user", "add"), ("user", "password"), ("user", "list")):
        page = learnenv(*arguments, "--help").out
        assert page.startswith("Gebruik:")
        assert "[cli." not in page


def test_an_author_of_a_module_is_made_and_unmade(learnenv: Run, piped: Callable[[str], None]) -> None:
    piped(f"{PASSWORD}\n")
    learnenv("user", "add", "jan")
    about = {"login": "jan", "module": "doetank-start"}
    for more, key in ((), "given"), ((), "already"), (("--remove",), "withdrawn"), (("--remove",), "not"):
        ran = learnenv("user", "author", "jan", "doetank-start", *more)
        assert (ran.code, ran.out) == (0, say(f"user.author-{key}", **about) + "\n")
    assert say("user.which-module") in learnenv("user", "author", "jan").err
    ran = learnenv("user", "author", "jan", "doetank-strat")
    assert (ran.code, ran.out) == (2, "")
    assert "doetank-strat" in ran.err
