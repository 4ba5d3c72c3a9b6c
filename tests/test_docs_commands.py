"""Every command that administrators are given works as it stands, in the order of the page, in a fresh folder."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from learnenv.cli import main
from tests.support.server import PROGRAM, START_SECONDS, free_port
from tests.support.source import ROOT

pytestmark = pytest.mark.slow
PASSWORD = "vier gekke egels dansen"
ADMINISTRATORS, INSTALLING = (ROOT / "docs" / f"{name}.md" for name in ("administrators", "installing"))
MEANT = {
    "LOGIN": "anna",
    "NAME": "Voorjaar",
    "ORGANISATION": "Voorjaar",
    "COHORT": "Voorjaar",
    "2027-03-31": "2099-03-31",
    "postgresql://user@host/name": "sqlite:////elsewhere.sqlite3",
}
"""What stands in capitals or is an example, and what an administrator could have meant by it."""
OTHERS = {
    "useradd",
    "install",
    "make",
    "systemctl",
    "nginx",
    "journalctl",
    "runuser",
    "podman",
    "curl",
    "mkdir",
    "mv",
}
"""Programs of the system itself in the instructions."""


def commands(page: Path) -> list[list[str]]:
    """The lines that stand by themselves, as words."""
    lines = re.findall(r"^ {4,}([a-z][^\n]*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which an administrator begins, with settings that are not the present person's."""
    for name in [name for name in os.environ if name.startswith(("LEARNENV_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LEARNENV_LANGUAGE", "en")
    monkeypatch.setenv("LEARNENV_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(mode=0o700)
    return tmp_path


def test_every_command_for_administrators_works_in_order(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = commands(ADMINISTRATORS)
    assert len([words for words in given if words[0] == "learnenv"]) > 25
    names = iter(("anna", "bert"))
    for words in given:
        meant = [_meant(word, fresh) for word in words]
        if words[1:3] == ["user", "add"]:  # each is an example of its own
            meant[3] = next(names)
        if words[:2] == ["learnenv", "run"] or words[:3] == ["learnenv", "cohort", "move"]:
            continue  # a move needs who came in by a browser; tests/cli/test_cohort.py does it
        if words[0] != "learnenv":
            assert words[0] in OTHERS, words
            if words[0] in ("mkdir", "mv"):
                subprocess.run(" ".join(meant), shell=True, check=True)
            continue
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
        code, said = main(meant[1:]), capsys.readouterr()
        assert code == 0, f"{' '.join(words)}: {said.err or said.out}"
    assert len(list((fresh / "folder").glob("*.md"))) == 4
    assert len(list((fresh / "data-backups").glob("learnenv-*.sqlite3"))) == 1


@pytest.mark.parametrize(
    "words", [words for words in commands(ADMINISTRATORS) if words[:2] == ["learnenv", "run"]], ids=" ".join
)
def test_every_way_to_start_starts(fresh: Path, words: list[str]) -> None:
    port, numbers = str(free_port()), str(free_port())
    meant = [{"8501": port, "9100": numbers}.get(word, word) for word in words]
    meant += [] if "--port" in meant else ["--port", port]
    with _started(fresh, meant[1:]):
        _wait(f"http://127.0.0.1:{port}/healthz")
        if "--metrics" in meant:
            assert "learnenv_open_pages" in _wait(f"http://127.0.0.1:{numbers}/metrics")


def test_waiting_until_a_process_is_ready_waits_until_it_is(fresh: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed, so waiting for a process was NOT tried")
    (line,) = (words for words in commands(INSTALLING) if words[0] == "curl")
    port = str(free_port())
    with _started(fresh, ["run", "--port", port]):
        meant = [word.replace("8501", port) for word in line]
        done = subprocess.run(meant, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (0, "ready\n")


def test_what_is_installed_is_what_is_shipped_and_is_where_it_is_looked_for() -> None:
    given = commands(INSTALLING)
    assert {words[0] for words in given} <= OTHERS | {"learnenv"}
    copied = {word for words in given for word in words if word.startswith("deploy/")} - {"deploy/.env"}
    assert not [each for each in copied if not (ROOT / each).exists()]
    systemd = {f"deploy/systemd/{each.name}" for each in (ROOT / "deploy" / "systemd").iterdir()}
    assert systemd <= copied
    units = " ".join(each.read_text(encoding="utf-8") for each in (ROOT / "deploy" / "systemd").iterdir())
    written = {words[-1] for words in given if words[0] == "install"}
    assert "/etc/learnenv/environment" in written
    assert "EnvironmentFile=/etc/learnenv/environment" in units
    named = {word for words in given if words[0] == "systemctl" for word in words if "learnenv" in word}
    assert {re.sub(r"@\d+", "@.service", each) for each in named} <= {Path(each).name for each in systemd}


def test_a_backup_goes_and_is_looked_for_where_the_user_of_the_service_may_come() -> None:
    """Who is root is in a folder of root's, and the command of a server works as another user."""
    (unit,) = (ROOT / "deploy" / "systemd").glob("learnenv-backup.service")
    (made,) = re.findall(r"^StateDirectory=.*\b(learnenv-\w+)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    given = [words for words in commands(ADMINISTRATORS) if words[1:2] in (["backup"], ["restore"])]
    files = [word for words in given for word in words[2:] if not word.startswith("--") and not word.isdigit()]
    assert len(files) == len(given) > 2
    assert not [each for each in files if not f"{each}/".startswith(f"/var/lib/{made}/")]
    assert ["systemctl", "start", unit.name] in commands(INSTALLING), "the folder is there from the first day"


def test_the_command_of_a_server_hands_on_what_it_is_given(tmp_path: Path) -> None:
    """Without systemd: what would be started, with which settings and as whom."""
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    script = [str(ROOT / "deploy" / "learnenv"), "backup", "--out", "a copy"]
    given = subprocess.run(script, capture_output=True, text=True, check=True, env=path).stdout.splitlines()
    assert given[-4:] == ["/srv/learnenv/.venv/bin/learnenv", "backup", "--out", "a copy"]
    assert {"--uid=learnenv", "--property=EnvironmentFile=/etc/learnenv/environment", "--wait"} <= set(given)
    if found := shutil.which("systemd-run"):
        known = subprocess.run([found, "--help"], capture_output=True, text=True, check=True).stdout
        options = {each.partition("=")[0] for each in given[:-4]}
        assert {each for each in options if each not in known} == set()


def _meant(word: str, folder: Path) -> str:
    word = MEANT.get(word, word)
    word = word.replace("sqlite:////elsewhere", f"sqlite:///{folder}/elsewhere")
    return word.replace("/var/lib/learnenv", str(folder / "data"))


@contextmanager
def _started(folder: Path, words: list[str]) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, *words], stdout=log, stderr=log)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(address: str) -> str:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as said:
                return str(said.read().decode())
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < end, f"{address} does not answer"
            time.sleep(0.1)
