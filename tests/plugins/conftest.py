"""What the tests of the plugins share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.installing import BAD, Install


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs into a folder on the path, which also holds the bad plugins' code."""
    monkeypatch.syspath_prepend(str(BAD))
    monkeypatch.syspath_prepend(str(tmp_path))
    return Install(tmp_path)
