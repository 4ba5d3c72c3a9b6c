"""Every kind of finding that the checker adds to those of form is described, and nothing else is."""

from __future__ import annotations

import json
import re

from learnenv.language.catalogues import catalogue
from tests.support.source import ROOT

PAGE = (ROOT / "docs" / "authors" / "checking.md").read_text(encoding="utf-8")
LABELS = {"mend", "warning", "hint", "plugin", "plugin.error"}
ERRORS_OF_THE_COMMAND = re.compile(r"since\.(no-.*|shallow|unreadable|git-failed)")
CASES = "case."


def _codes() -> set[str]:
    keys = {key.removeprefix("check.") for key in catalogue("en") if key.startswith("check.") and key[-5:] != ".mend"}
    return {key for key in keys - LABELS if not ERRORS_OF_THE_COMMAND.fullmatch(key) and not key.startswith(CASES)}


def test_every_code_of_the_checker_is_in_its_table_and_every_code_there_exists() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert {code for row in rows for code in re.findall(r"`([a-z.-]+)`", row)} == _codes()


def test_every_finding_has_a_mend_in_its_own_words() -> None:
    known = catalogue("en")
    assert not [code for code in _codes() if f"check.{code}.mend" not in known]


def test_the_json_that_is_shown_is_json() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert set(json.loads(shown)) == {"faults", "counts", "modules"}
