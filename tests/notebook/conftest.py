"""A desk of a test's own: a small library, a record in memory, and nobody else's environment."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.library import Library
from learnenv.notebook import desk
from learnenv.plugins.manager import Plugins
from learnenv.services.app import App
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.support.cases import write_case_module
from tests.support.modules import CHOICE, REFLECTION, TWO_TRIES, write_module


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The one App of this process, as long as the test lasts."""
    write_module(tmp_path, "first", {"choice": CHOICE, "twice": TWO_TRIES, "reflection": REFLECTION})
    write_case_module(tmp_path)
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    record = MemoryRecord()
    settings = read_settings({}, data=tmp_path / "data")
    made = App(settings, Library(plugins, [tmp_path]), record, lambda: datetime.now(UTC), record.name())
    for name in ("LEARNENV_LEARNER", "LEARNENV_LANGUAGE", "JUPYTERHUB_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(desk, "_apps", [made])
    monkeypatch.setattr(desk, "_actors", {})
    return made
