"""The page about the installation tells of each plugin what one goes by to trust it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from learnenv.language import speech
from learnenv.plugins.manager import Registered
from learnenv.web.parts import installation


def test_of_each_plugin_its_package_version_hash_hooks_and_pages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(installation.st, "markdown", told.append)
    monkeypatch.setattr(installation.st, "header", lambda *_, **__: None)
    plugin = Registered("a-plugin", "a-pack 1.2", ("learnenv_content", "learnenv_exercise_types"), ("first/own",))
    found: Any = SimpleNamespace(plugins=[SimpleNamespace(plugin=plugin, digest="0123456789abcdef" * 4)])
    installation.plugins(found, speech("nl"))
    row = next(line for line in told[-1].splitlines() if "a-plugin" in line).replace("\\", "")
    for each in ("a-pack 1.2", "`0123456789abcdef`", "content", "exercise_types", "first/own"):
        assert each in row
