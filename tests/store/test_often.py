"""What is killed a few times in each run is killed in one command as often as the promise says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.store.often import Often
from tests.support.source import ROOT


def test_one_command_kills_and_cuts_in_every_file_as_often_as_is_promised() -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed, so what make kills runs was NOT looked at")
    shown = ["make", "--directory", str(ROOT), "--dry-run", "--no-print-directory", "kills"]
    said = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    (kills,) = re.findall(r"LEARNENV_KILLS=(\d+)", said)
    full, few = Often(int(kills)), Often(20)
    assert (full.kills, full.cuts, full.upgrades) == (100, 50, 30)
    files = {f"tests/store/{each.name}" for each in (ROOT / "tests" / "store").glob("test_*.py") if _counts(each)}
    assert set(re.findall(r"tests/\S+\.py", said)) == files
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (R\d+) \|(.+)$", page, re.MULTILINE))
    for number, usual, most in (
        ("R1", few.kills, full.kills),
        ("R2", few.cuts, full.cuts),
        ("R17", few.upgrades, full.upgrades),
    ):
        assert f"{usual} times, in `make kills` {most}" in rows[number]


def _counts(file: Path) -> bool:
    return "from tests.store.often import OFTEN\n" in file.read_text(encoding="utf-8")
