"""learnenv notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_module_is_written_by_its_id_or_folder_and_the_second_time_nothing_changes(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = write_tiny(tmp_path)
    ran = learnenv("notebook", str(module), "--out", str(tmp_path / "out"))
    assert (ran.code, ran.err) == (0, "")
    before = files(tmp_path / "out")
    assert list(before) == ["01-first.ipynb"]
    assert learnenv("notebook", "tiny", "--modules", str(module), "--out", str(tmp_path / "out")).code == 0
    assert files(tmp_path / "out") == before
    monkeypatch.chdir(tmp_path)
    assert learnenv("notebook", str(module), "--lang", "nl").code == 0
    assert b"# Eerste" in files(tmp_path / "tiny-nl")["01-first.ipynb"]


@pytest.mark.parametrize(
    "arguments", [(), ("nowhere",), ("tiny", "--lang", "de"), ("tiny", "--out", "module.yaml/x")], ids=str
)
def test_a_mistake_is_told_in_one_line(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    module = write_tiny(tmp_path)
    monkeypatch.setenv("LEARNENV_MODULES", str(module))
    monkeypatch.chdir(module)
    ran = learnenv("notebook", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_nothing_is_written_of_a_module_with_a_part_missing(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path, first="# First\n\n```{learnenv} nowhere\n```\n")
    ran = learnenv("notebook", str(module), "--out", str(tmp_path / "out"))
    assert ran.code == 2
    assert "page first: the part ‘nowhere’ is missing" in ran.err
    assert not (tmp_path / "out").exists()
