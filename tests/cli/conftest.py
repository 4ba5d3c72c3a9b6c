"""The command line run in this process, with its output caught and nothing of the person's own settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from learnenv.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command went."""

    code: int
    out: str
    err: str


@pytest.fixture
def learnenv(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    """Run a command: `learnenv("check", "tiny")`."""
    for name in [name for name in os.environ if name.startswith(("LEARNENV_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LEARNENV_LANGUAGE", "en")
    monkeypatch.setenv("LEARNENV_DATA", str(tmp_path / "data"))

    def run(*arguments: str) -> Ran:
        code = main(arguments)
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return run
