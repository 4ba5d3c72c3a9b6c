"""Labs as assignments for nbgrader, graded by nbgrader itself."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from learnenv.cli import main
from learnenv.domain.content import LearningModule
from learnenv.labs.bench import BENCHES
from learnenv.language import speech
from learnenv.notebook_files import NotWritten, assignments_of, notebooks_of
from tests.notebook_files.test_module import library_of
from tests.support.modules import write_module
from tests.support.tiny import write_tiny

LAB = "type: {type}\ntitle: {{nl: Lab, en: Lab}}\nprompt: {{nl: Reken uit., en: Work it out.}}\n"
COUNTING = (
    LAB.format(type="lab-code")
    + """\
code: |
  def mean(numbers):
      ...
results:
  - {expression: "mean([1, 2])", value: 1.5}
  - {expression: "mean([1, 2]) > 1", value: "True", options: ["True", "False"]}
solution: |
  def mean(numbers):
      return sum(numbers) / len(numbers)
"""
)
MEAN = "def mean(numbers):\n    return sum(numbers) / len(numbers)\n"
EDGE = """\
def step(on, side, need):
    def around(person):
        row, column = divmod(person, side)
        near = ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)
        return {y * side + x for y, x in near if 0 <= y < side and 0 <= x < side}

    return set(on) | {person for person in range(side * side) if len(around(person) & set(on)) >= need}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("labs")
    write_module(made, "labs", {name: LAB.format(type=name) for name in BENCHES} | {"lab-code": COUNTING})
    return made


@pytest.fixture(scope="module")
def module(folder: Path) -> LearningModule:
    return library_of(folder / "labs").module("labs")


def test_each_lab_is_a_valid_assignment_and_the_same_bytes_each_time(module: LearningModule) -> None:
    made = assignments_of(module, speech("nl"))
    assert made == assignments_of(module, speech("nl"))
    assert {path.stem for path in made} == {*BENCHES, "lab-code"}
    for content in made.values():
        nbformat.validate(nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT))


def test_a_module_without_labs_is_refused(tmp_path: Path) -> None:
    tiny = write_tiny(tmp_path)
    with pytest.raises(NotWritten, match="no-labs"):
        assignments_of(library_of(tiny).module(tiny.name), speech("nl"))


def test_a_lab_on_a_page_also_has_a_cell_for_code_whose_check_is_left_to_the_learner(module: LearningModule) -> None:
    sources = [
        "".join(cell["source"])
        for path, content in notebooks_of(module, speech("en")).items()
        if path.suffix == ".ipynb"
        for cell in json.loads(content)["cells"]
        if "learnenv-lab" in cell["metadata"].get("tags", ())
    ]
    assert len(sources) == len(BENCHES) + 1
    for source in sources:
        assert re.search(r"^# own\.check\(", source, re.MULTILINE)
        compile(source, "cell", "exec")


@pytest.mark.slow
def test_nbgrader_grades_a_right_submission_and_one_that_is_begun_almost_right_and_untouched(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = tmp_path / "course"
    assert main(["notebook", "labs", "--nbgrader", "--out", str(course), "--modules", str(folder / "labs")]) == 0
    capsys.readouterr()
    _nbgrader(course, "generate_assignment", "labs")
    released = course / "release" / "labs"
    assert "BEGIN SOLUTION" not in "".join(file.read_text("utf-8") for file in released.glob("*.ipynb"))
    handed_in = {
        "right": {name: bench.solution for name, bench in BENCHES.items()} | {"lab-code": MEAN},
        "edge": {"lab-oil-slick": EDGE, "lab-pilot": BENCHES["lab-pilot"].begin},
    }
    for student, cells in handed_in.items():
        for file in released.glob("*.ipynb"):
            _submit(file, course / "submitted" / student / "labs" / file.name, cells.get(file.stem))
    _nbgrader(course, "autograde", "labs")
    scores = _scores(course / "gradebook.db")
    assert scores["right"] == {"lab-pilot": 5, "lab-peeking": 5, "lab-oil-slick": 5, "lab-code": 5}
    assert scores["edge"] == {"lab-pilot": 0, "lab-peeking": 0, "lab-oil-slick": 3, "lab-code": 0}


def _nbgrader(course: Path, *arguments: str) -> None:
    """In a process of its own, whose warnings are its own affair."""
    place = {"HOME": str(course), "JUPYTER_CONFIG_DIR": str(course / "config"), "IPYTHONDIR": str(course / "ipython")}
    place["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "nbgrader", *arguments, "--create", f"--course-dir={course}"],
        cwd=course,
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _submit(released: Path, place: Path, solution: str | None) -> None:
    notebook: Any = nbformat.read(released, as_version=nbformat.NO_CONVERT)
    for cell in notebook.cells:
        if solution is not None and cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = solution
    place.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, place)


def _scores(gradebook: Path) -> dict[str, dict[str, float]]:
    query = """
        select a.student_id, n.name, coalesce(g.manual_score, g.auto_score, 0)
        from grade g join submitted_notebook s on g.notebook_id = s.id join notebook n on s.notebook_id = n.id
        join submitted_assignment a on s.assignment_id = a.id
    """
    scores: dict[str, dict[str, float]] = {}
    connection = sqlite3.connect(gradebook)
    try:
        for student, name, score in connection.execute(query):
            scores.setdefault(student, {})[name] = score
    finally:
        connection.close()
    return scores
