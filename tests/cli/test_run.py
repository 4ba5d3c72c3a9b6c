"""learnenv run: what it hands to the server, and what it says when it cannot start."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.settings import Settings
from learnenv.web import serve
from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]


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
