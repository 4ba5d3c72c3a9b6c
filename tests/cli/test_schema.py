"""learnenv schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from learnenv.authoring.schemas import schema_files
from learnenv.testing.own_types import types_with
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


def test_it_writes_a_schema_of_every_kind_of_file(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("schema", "--out", str(tmp_path / "new" / "folder"))
    assert (ran.code, ran.err) == (0, "")
    written = {file.name: file.read_text("utf-8") for file in (tmp_path / "new" / "folder").iterdir()}
    assert written == schema_files(types_with())
    assert set(written) == {"module.json", "exercise.json", "case.json"}
    assert all(str(tmp_path / "new" / "folder" / name) in ran.out for name in written)


def test_without_a_folder_it_writes_where_a_new_module_has_them(
    learnenv: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    learnenv("new", "look-again")
    monkeypatch.chdir(tmp_path / "look-again")
    module = Path(".learnenv/schemas/module.json")
    module.write_text("old")
    assert learnenv("schema").code == 0
    assert json.loads(module.read_text("utf-8"))["title"] == "module.yaml"


def test_a_folder_that_cannot_be_written_is_one_line(learnenv: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = learnenv("schema", "--out", str(tmp_path / "file" / "folder"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
