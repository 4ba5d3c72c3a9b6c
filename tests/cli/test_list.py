"""learnenv list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]


def test_a_module_is_listed_with_what_one_wants_to_know_of_it(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("list", "--modules", str(write_tiny(tmp_path)))
    (line,) = [line for line in ran.out.splitlines() if line.startswith("tiny ")]
    assert line.split() == ["tiny", "1.0.0", "Tiny", "1", "folder:tiny"]
    assert ran.code == 0


def test_every_built_in_type_is_listed_with_who_brings_it(learnenv: Run) -> None:
    from learnenv.exercise_types import BUILT_IN

    lines = [line.split() for line in learnenv("list").out.splitlines()]
    assert all([type_.name, "learnenv"] in lines for type_ in BUILT_IN)


def test_a_module_that_is_left_out_is_counted_as_a_problem(learnenv: Run, tmp_path: Path) -> None:
    ran = learnenv("list", "--modules", str(write_tiny(tmp_path, module="id: 7")))
    assert "learnenv doctor" in ran.out
    assert ran.code == 0
