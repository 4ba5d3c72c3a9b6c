"""No known weakness is in what is locked. A service that knows them is asked; where it cannot be, that is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.source import ROOT

pytestmark = pytest.mark.slow
LOCK = ROOT / "requirements.lock"
FLOORS = {"authlib": (1, 6, 9), "starlette": (1, 1, 0)}
"""Versions below these have a weakness that matters here."""


def test_nothing_that_is_locked_has_a_known_weakness(tmp_path: Path) -> None:
    (tmp_path / "one.lock").write_text("jinja2==2.4.1\n", encoding="utf-8")
    known = _audit(tmp_path / "one.lock", 8)
    if not any(each.get("vulns") for each in known):
        pytest.skip(
            "the service that knows weak versions cannot be asked from here, so dependencies were NOT audited"
        )
    found = _audit(LOCK, 300)
    assert len([each for each in found if "vulns" in each]) > 50
    weak = {
        f"{each['name']} {each['version']}": [v["id"] for v in each["vulns"]] for each in found if each.get("vulns")
    }
    assert weak == {}


def test_what_is_locked_is_past_the_weaknesses_that_matter_here() -> None:
    lines = [line.split()[0] for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line]
    locked = dict(each.split("==") for each in lines)
    for name, floor in FLOORS.items():
        assert tuple(map(int, locked[name].split(".")[:3])) >= floor


def _audit(lock: Path, seconds: float) -> list[dict[str, Any]]:
    """What the service says of each package; of one that it does not know, why not. Empty: it did not answer."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--no-deps"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "4"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        return list(json.loads(done.stdout)["dependencies"])
    except (subprocess.TimeoutExpired, ValueError):
        return []
