"""The contract for modules: kept by a good one, and each promise breaks when it is broken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from learnenv.domain.text import Text
from learnenv.testing.module_contract import ModuleContract
from tests.reader.good_module import TYPES, change, write_good_module

PROMISES = [name for name in vars(ModuleContract) if name.startswith("test_")]


def _contract(folder: Path, **types: Any) -> ModuleContract:
    contract = ModuleContract()
    contract.folder, contract.types = folder, {**TYPES, **types}  # type: ignore[misc]
    return contract


@pytest.mark.parametrize("promise", PROMISES)
def test_a_good_module_keeps_every_promise(promise: str, tmp_path: Path) -> None:
    getattr(_contract(write_good_module(tmp_path)), promise)()


BROKEN: dict[str, Callable[[Path], None]] = {
    "test_nothing_is_wrong_with_the_files": lambda f: change(f, "exercises/hoeveel.yaml", "value", "valeu"),
    "test_nothing_is_missing_on_any_page": lambda f: (f / "lessons/hoe.en.md").unlink(),
    "test_both_languages_have_the_same_pages_exercises_and_sources": lambda f: change(
        f, "lessons/hoe.en.md", "[^S01]", ""
    ),
}


@pytest.mark.parametrize("promise", BROKEN)
def test_a_broken_module_breaks_its_promise(promise: str, tmp_path: Path) -> None:
    folder = write_good_module(tmp_path)
    BROKEN[promise](folder)
    with pytest.raises(AssertionError):
        getattr(_contract(folder), promise)()


def test_a_form_that_shows_the_answer_breaks_its_promise(tmp_path: Path) -> None:
    numeric = TYPES["numeric"]
    (field,) = numeric.form(numeric.parse({"value": "42", "tolerance": "0"}))
    telling = replace(numeric, form=lambda spec: (replace(field, help=Text("42", "42")),))
    with pytest.raises(AssertionError, match="hoeveel"):
        _contract(write_good_module(tmp_path), numeric=telling).test_no_form_gives_its_answer_away()


def test_an_exercise_that_takes_an_empty_answer_breaks_its_promise(tmp_path: Path) -> None:
    numeric = TYPES["numeric"]
    formless = replace(numeric, form=lambda spec: ())
    contract = _contract(write_good_module(tmp_path), numeric=formless)
    contract._exercises = lambda: (replace(_good(tmp_path), type=formless),)  # type: ignore[method-assign]
    with pytest.raises(AssertionError, match="empty"):
        contract.test_an_empty_answer_is_not_graded()


def test_the_folder_is_found_beside_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_good_module(tmp_path / "learnenv_x" / "content")
    (tmp_path / "tests").mkdir()
    test_file = tmp_path / "tests" / "test_module.py"
    test_file.write_text(
        "from learnenv.testing.module_contract import ModuleContract\n\n\nclass TestX(ModuleContract):\n    pass\n"
    )
    monkeypatch.syspath_prepend(str(test_file.parent))
    assert __import__("test_module").TestX.folder == folder


def _good(folder: Path) -> Any:
    return _contract(folder)._exercises()[1]
