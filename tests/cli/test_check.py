"""learnenv check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.support.tiny import FILES, write_tiny

Run = Callable[..., Ran]


def test_a_sound_module_passes(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("check", str(write_tiny(tmp_path)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 1


def test_a_fault_is_placed_quoted_and_comes_with_its_mend(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny(tmp_path, sure=FILES["exercises/sure.yaml"].replace("right: true", "rigth: true"))
    monkeypatch.chdir(tmp_path)
    ran = learnenv("check", "tiny")
    assert ran.code == 1
    first, quoted, *rest = ran.out.splitlines()
    assert first.startswith("tiny/exercises/sure.yaml:5:")
    assert "rigth: true" in quoted
    assert any("right" in line for line in rest)


def test_all_faults_come_at_once(learnenv: Run, tmp_path: Path) -> None:
    sound = FILES["exercises/sure.yaml"]
    faulty = sound.replace("right: true", "rigth: true").replace("type:", "tpye:")
    ran = learnenv("check", str(write_tiny(tmp_path, sure=faulty, first="no title\n")))
    assert ran.code == 1
    assert "sure.yaml" in ran.out
    assert "first.nl.md" in ran.out


def test_a_warning_is_shown_and_is_no_failure(learnenv: Run, tmp_path: Path) -> None:
    silent = FILES["exercises/sure.yaml"].replace(", feedback: {nl: Kijk nog eens., en: Look again.}", "")
    ran = learnenv("check", str(write_tiny(tmp_path, sure=silent)))
    assert ran.code == 0
    assert "sure.yaml:" in ran.out


def test_a_module_can_be_named_by_its_id(learnenv: Run, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    assert learnenv("check", "tiny", "--modules", str(folder)).code == 0


def test_a_mistyped_id_is_answered_with_the_one_that_was_meant(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("check", "tinny", "--modules", str(write_tiny(tmp_path)))
    assert ran.code == 2
    assert "tiny" in ran.err.replace("tinny", "")


def test_without_a_name_every_module_is_checked(learnenv: Run, tmp_path: Path) -> None:
    faulty = write_tiny(tmp_path, module="id: 7")
    ran = learnenv("check", "--modules", str(faulty))
    assert ran.code == 1
    assert "module.yaml:1:" in ran.out


def test_a_folder_without_a_module_is_said_to_have_none(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("check", str(tmp_path))
    assert ran.code == 1
    assert "module.yaml" in ran.out
