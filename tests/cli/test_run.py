"""learnenv run: what it hands to the server, and what it says when it cannot start."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from learnenv.settings import Settings
from learnenv.web import serve
from tests.cli.conftest import Ran
from tests.support.server import free_port
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]


def _zeros(file: Path) -> None:
    file.write_bytes(bytes(8192))


def _of_another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table theirs (x)")


def _folder(file: Path) -> None:
    file.mkdir()


def _no_folder(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("spoil", "way_out"),
    [(_zeros, "learnenv restore"), (_of_another_program, "--data"), (_folder, "--data"), (_no_folder, "--data")],
)
def test_a_database_that_cannot_be_used_is_one_line_with_the_way_out(
    learnenv: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    spoil: Callable[[Path], None],
    way_out: str,
) -> None:
    monkeypatch.setenv("LEARNENV_LANGUAGE", language)
    file = tmp_path / "kept" / "learnenv.sqlite3"
    file.parent.mkdir()
    spoil(file)
    ran = learnenv("run", "--data", str(file.parent), "--port", str(free_port()))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(file.parent) in ran.err
    assert way_out in ran.err


def test_options_reach_the_server(learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Settings] = []
    monkeypatch.setattr(serve, "serve", given.append)
    module = write_tiny(tmp_path)
    data = tmp_path / "here"
    ran = learnenv("run", "--host", "localhost", "--port", "9001", "--data", str(data), "--modules", str(module))
    assert ran.code == 0
    (settings,) = given
    assert (settings.host, settings.port, settings.data_dir) == ("localhost", 9001, data)
    assert settings.module_folders == (module,)


def test_a_port_that_is_taken_is_one_line_with_the_way_out(learnenv: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = learnenv("run", "--port", str(port))
    assert ran.code == 2
    assert str(port) in ran.err
    assert "--port" in ran.err
    assert ran.err.count("\n") == 1
