"""learnenv check --json and --since: what another program gets."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran
from tests.support.tiny import FILES, write_tiny

Run = Callable[..., Ran]
SURE = FILES["exercises/sure.yaml"]


def told(ran: Ran) -> dict[str, Any]:
    """The one JSON object on standard output, with nothing before or after it."""
    assert ran.err == ""
    made: dict[str, Any] = json.loads(ran.out)
    assert ran.out.startswith("{\n")
    assert ran.out.endswith("}\n")
    return made


def test_a_sound_module_has_no_faults(learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = learnenv("check", "tiny", "--json")
    assert ran.code == 0
    assert told(ran) == {"faults": [], "counts": {"error": 0, "warning": 0, "hint": 0}, "modules": ["tiny"]}


def test_a_fault_has_everything_an_editor_needs(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny(tmp_path, sure=SURE.replace("type: single-choice", "type: single-chioce"))
    monkeypatch.chdir(tmp_path)
    ran = learnenv("check", "tiny", "--json")
    assert ran.code == 1
    assert told(ran)["faults"][0] == {
        "file": "tiny/exercises/sure.yaml",
        "line": 1,
        "column": 7,
        "width": 13,
        "severity": "error",
        "code": "unknown-type",
        "what": "there is no exercise type `single-chioce`",
        "mend": "did you mean `single-choice`?",
        "excerpt": "type: single-chioce",
    }


def test_the_code_is_the_same_in_both_languages_and_the_words_are_not(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(write_tiny(tmp_path, sure=SURE.replace("type: single", "type: double")))
    english = told(learnenv("check", folder, "--json"))["faults"]
    monkeypatch.setenv("LEARNENV_LANGUAGE", "nl")
    dutch = told(learnenv("check", folder, "--json"))["faults"]
    assert [fault["code"] for fault in english] == [fault["code"] for fault in dutch]
    assert all(one["what"] != other["what"] for one, other in zip(english, dutch, strict=True))


def test_a_hint_alone_is_no_failure(learnenv: Run, tmp_path: Path) -> None:
    lesson = "# Eerste\n\nIn 2015 begon het.\n\n```{learnenv} sure\n```\n"
    folder = write_tiny(tmp_path, first=lesson)
    ran = learnenv("check", str(folder))
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "0 errors, 0 warnings and 2 hints in 1 module."
    assert "first.nl.md:3:4: hint: `2015` has no source" in ran.out
    assert told(learnenv("check", str(folder), "--json"))["counts"] == {"error": 0, "warning": 0, "hint": 2}


def test_a_fault_of_a_file_as_a_whole_is_on_line_nought(learnenv: Run, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    (folder / "lessons/first.en.md").unlink()
    fault = told(learnenv("check", str(folder), "--json"))["faults"][0]
    assert (fault["line"], fault["column"], fault["width"], fault["excerpt"]) == (0, 0, 0, "")
    assert fault["code"] == "file-missing"


def test_a_name_that_is_not_known_leaves_standard_output_empty(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("check", "nowhere", "--json")
    assert (ran.code, ran.out) == (2, "")


def test_what_changed_since_a_release_is_told_with_the_rest(learnenv: Run, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    for arguments in (
        ["init"],
        ["add", "--all"],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--message=first"],
        ["tag", "v1"],
    ):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
    assert learnenv("check", str(folder), "--since", "v1").code == 0
    sure = folder / "exercises/sure.yaml"
    sure.write_text(sure.read_text().replace('id: "no"', "id: nee"), encoding="utf-8")
    ran = learnenv("check", str(folder), "--since", "v1", "--json")
    assert ran.code == 1
    assert [fault["code"] for fault in told(ran)["faults"]] == ["since.entry-renamed"]
    unknown = learnenv("check", str(folder), "--since", "v11")
    assert unknown.code == 2
    assert unknown.err.count("\n") == 1
    assert "v1?" in unknown.err


def test_since_needs_the_name_of_a_module(learnenv: Run) -> None:
    ran = learnenv("check", "--since", "v1")
    assert ran.code == 2
    assert "--since" in ran.err
