"""learnenv import of a notebook or a MyST file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.support.tiny import write_tiny

Run = Callable[..., Ran]
MYST = (
    "---\njupytext:\n  text_representation: {format_name: myst}\n---\n\n"
    "# Titel\n\n<b>Vet</b>\n\n```{code-cell} ipython3\nx\n```\n"
)


def notebook(folder: Path, *cells: dict[str, object], name: str = "02-eerste-les.ipynb", version: int = 4) -> str:
    file = folder / name
    file.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": version, "nbformat_minor": 5}), "utf-8")
    return str(file)


def test_a_notebook_becomes_a_lesson_and_every_cell_is_told_of(learnenv: Run, tmp_path: Path) -> None:
    module = write_tiny(tmp_path)
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Titel\n\nTekst"},
        {"cell_type": "code", "metadata": {}, "source": 'exercise("tiny/sure")', "outputs": []},
        {"cell_type": "raw", "metadata": {}, "source": "x"},
    ]
    file = notebook(tmp_path, *cells)
    ran = learnenv("import", file, "--into", str(module), "--lang", "nl")
    assert (ran.code, ran.err) == (1, "")
    written = module / "lessons" / "eerste-les.nl.md"
    assert written.read_text("utf-8") == "# Titel\n\nTekst\n\n```{learnenv} sure\n```\n"
    assert "02-eerste-les.ipynb, cell 3: skipped: «x»\n    A raw cell is meant for another program." in ran.out
    assert "3 cells: 2 kept, 0 kept with loss, 1 skipped." in ran.out
    assert "- {id: eerste-les, minutes: 10}" in ran.out
    assert "was there already" in learnenv("import", file, "--into", str(module), "--lang", "nl").out
    changed = notebook(tmp_path, *cells[:2])
    written.write_text("# Eigen werk\n", "utf-8")
    ran = learnenv("import", changed, "--into", str(module), "--lang", "nl")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert written.read_text("utf-8") == "# Eigen werk\n"


def test_myst_says_its_lines_also_as_json(learnenv: Run, tmp_path: Path) -> None:
    module, file = write_tiny(tmp_path), tmp_path / "les.md"
    file.write_text(MYST, "utf-8")
    ran = learnenv("import", str(file), "--into", str(module), "--lang", "en", "--page", "look", "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["format"], said["page"]) == (0, "myst", "look")
    assert [(each["line"], each["fate"]) for each in said["cells"]] == [(6, "kept-with-loss"), (10, "kept")]
    assert said["counts"] == {"kept": 1, "kept-with-loss": 1, "skipped": 0}
    assert (module / "lessons" / "look.en.md").read_text(
        "utf-8"
    ) == "# Titel\n\nVet\n\n```{code-cell} python\nx\n```\n"


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"nbformat": 3, "worksheets": []}', b'{"nbformat": 4, "cells": []}']
)
def test_what_is_no_notebook_is_told_in_one_line_and_nothing_is_written(
    learnenv: Run, tmp_path: Path, content: bytes
) -> None:
    module, file = write_tiny(tmp_path), tmp_path / "les.ipynb"
    file.write_bytes(content)
    ran = learnenv("import", str(file), "--into", str(module))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert len(list((module / "lessons").iterdir())) == 2


def test_a_task_becomes_a_code_lab_that_the_checker_accepts_and_a_notebook_has_again(
    learnenv: Run, tmp_path: Path
) -> None:
    module = write_tiny(tmp_path)
    ran_mark = tmp_path / "ran"
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Tellen\n\nReken met de code."},
        {"cell_type": "code", "metadata": {}, "source": f"open({str(ran_mark)!r}, 'w')", "outputs": []},
        {
            "cell_type": "code",
            "metadata": {},
            "source": "### BEGIN SOLUTION\ntotal = 7\n### END SOLUTION",
            "outputs": [],
        },
        {"cell_type": "code", "metadata": {}, "source": "assert total == 7\nassert total > 6", "outputs": []},
    ]
    file = notebook(tmp_path, *cells, name="tellen.ipynb")
    ran = learnenv("import", file, "--into", str(module), "--lang", "nl")
    assert (ran.code, ran.err) == (0, "")
    assert "tellen.ipynb, cell 3: kept: «### BEGIN SOLUTION total = 7 ### END SOLUTION»\n    Code lab: " in ran.out
    assert "«assert total == 7 assert total > 6»\n    Line 2 of this cell: this check cannot be a question" in ran.out
    lab = module / "exercises" / "codelab-1.yaml"
    assert "type: lab-code" in lab.read_text("utf-8")
    lesson = module / "lessons" / "tellen.nl.md"
    assert lesson.read_text("utf-8").endswith("'w')\n```\n\n```{learnenv} codelab-1\n```\n")
    before = lab.read_bytes(), lesson.read_bytes()
    assert "was there already" in learnenv("import", file, "--into", str(module), "--lang", "nl").out
    assert (lab.read_bytes(), lesson.read_bytes()) == before

    (module / "lessons" / "tellen.en.md").write_bytes(lesson.read_bytes())
    card = module / "module.yaml"
    card.write_text(
        card.read_text("utf-8").replace("minutes: 5}]", "minutes: 5}, {id: tellen, minutes: 5}]"), "utf-8"
    )
    checked = learnenv("check", str(module)).out
    assert "0 errors" in checked
    out = tmp_path / "out"
    assert learnenv("notebook", "tiny", "--lang", "nl", "--out", str(out), "--modules", str(module)).code == 0
    made = json.loads((out / "02-tellen.ipynb").read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in made if cell["cell_type"] == "code"]
    assert f"open({str(ran_mark)!r}, 'w')" in code
    assert 'own = lab("tiny/codelab-1", language="nl")\n\n...  # hier komt jouw code\n\n# own.check(total)' in code
    assert not ran_mark.exists(), "nothing of it was run"
