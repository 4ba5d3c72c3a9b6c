"""The tutorial for notebooks, followed: its commands first, then all its cells in one kernel, and what they print."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support.source import ROOT

TUTORIAL = ROOT / "docs" / "notebook-tutorial.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\r")


@pytest.mark.slow
def test_the_tutorial_works_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "LEARNENV_DATA": str(tmp_path / "data"),
        "LEARNENV_LEARNER": "ana",
        "LEARNENV_LANGUAGE": "en",
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "COLUMNS": "200",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    cells: list[nbformat.NotebookNode] = []
    expected: dict[int, str] = {}
    for kind, content in _BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "console":
            command, _, shown = content.removeprefix("$ ").partition("\n")
            done = subprocess.run(
                command.split(), cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
            )
            assert done.returncode == 0, done.stderr
            _says(done.stdout, shown)
        elif kind == "ipython":
            cells.append(nbformat.v4.new_code_cell(content.rstrip("\n")))
        else:
            expected[len(cells) - 1] = content
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for number, shown in expected.items():
        _says("".join(map(_text, notebook.cells[number].outputs)), shown)
    assert len(expected) > 5
    assert {"my-work.ipynb", "my-work.md", "answers.jsonl"} <= {each.name for each in tmp_path.iterdir()}


def _text(output: nbformat.NotebookNode) -> str:
    return str(output.text if output.output_type == "stream" else output.data["text/plain"])


def _says(printed: str, shown: str) -> None:
    """What was printed, … standing for anything."""
    pattern = re.escape(shown.strip()).replace("…", ".*")
    assert re.fullmatch(pattern, _ESCAPES.sub("", printed).strip(), re.DOTALL), f"{printed}\ninstead of\n{shown}"
