"""A module as notebooks: valid, whole, the same bytes each time, and with nothing to fetch from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from learnenv import bootstrap
from learnenv.domain.content import CaseHere, ExerciseHere, LearningModule
from learnenv.domain.text import LANGUAGES, Language
from learnenv.language import speech
from learnenv.library import Library
from learnenv.notebook_files import NotWritten, notebook_of, notebooks_of
from learnenv.settings import read_settings
from tests.support.tiny import write_tiny


def library_of(*folders: Path) -> Library:
    """What is installed, and these modules."""
    return bootstrap.library(read_settings({}, data=Path(), modules=folders))


SHIPPED = {card.id: library_of().module(card.id) for card in library_of().cards()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_module_becomes_valid_notebooks_with_every_exercise_once(
    module: LearningModule, language: Language
) -> None:
    made = notebooks_of(module, speech(language))
    refs = []
    for page, name in zip(module.pages, (path for path in made if path.suffix == ".ipynb"), strict=True):
        notebook = nbformat.reads(made[name].decode(), as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        assert notebook.cells[0].source.startswith(f"# {page.titles.get(language)}\n")
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
        live = [cell for cell in notebook.cells if "learnenv-exercise" in cell.metadata.get("tags", ())]
        for cell in live:
            assert f'("{cell.metadata.learnenv["ref"]}", language="{language}"' in cell.source
            refs.append(cell.metadata.learnenv["ref"])
    met = [block for page in module.pages for block in page.blocks[language]]
    assert refs == [
        f"{module.id}/{block.exercise if isinstance(block, ExerciseHere) else block.case}"
        for block in met
        if isinstance(block, ExerciseHere | CaseHere)
    ]


@pytest.mark.parametrize("module", SHIPPED.values(), ids=SHIPPED)
def test_the_same_module_gives_the_same_bytes(module: LearningModule) -> None:
    again = library_of().module(module.id)
    for language in LANGUAGES:
        assert notebooks_of(module, speech(language)) == notebooks_of(again, speech(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", SHIPPED.values(), ids=SHIPPED)
def test_every_link_and_picture_is_among_the_files_or_a_source(module: LearningModule, language: Language) -> None:
    made = notebooks_of(module, speech(language))
    for name, content in made.items():
        if name.suffix != ".ipynb":
            assert content
            continue
        text = "\n".join("".join(cell["source"]) for cell in json.loads(content)["cells"])
        for image, to in re.findall(r"(!?)\[[^\]]*\]\(([^)\s]+)\)", text):
            assert Path(to) in made or (not image and to.startswith(("https://", "http://", "mailto:"))), to


def test_a_cell_that_stays_keeps_its_id_when_another_one_changes(tmp_path: Path) -> None:
    before = _cells(tmp_path / "a", "# First\n\nOne.\n\n```{learnenv} sure\n```\n\nTwo.\n")
    after = _cells(tmp_path / "b", "# First\n\nOne.\n\n```{learnenv} sure\n```\n\nThree.\n")
    changed = [
        (old["source"], new["source"]) for old, new in zip(before, after, strict=True) if old["id"] != new["id"]
    ]
    assert changed == [(["Two."], ["Three."])]
    assert len({cell["id"] for cell in before}) == len(before)


def test_addresses_of_the_web_become_notebooks_or_just_words_and_code_stays(tmp_path: Path) -> None:
    lesson = (
        "# First\n\n[Here](/lesson?module=tiny&page=first), [there](/lesson?module=other&page=first), "
        "[page](/extra?x=1).\n\n```\n[code](/lesson?module=tiny&page=first)\n```\n\n```{learnenv} sure\n```\n"
    )
    text = "".join(_cells(tmp_path, lesson)[3]["source"])
    assert text.startswith("[Here](01-first.ipynb), there, page.")
    assert "[code](/lesson?module=tiny&page=first)" in text


def test_a_page_with_a_part_that_is_not_there_is_not_written(tmp_path: Path) -> None:
    lesson = "# First\n\n```{learnenv} nowhere\n```\n"
    library = library_of(write_tiny(tmp_path, first=lesson))
    with pytest.raises(NotWritten) as caught:
        notebooks_of(library.module("tiny"), speech("en"))
    assert dict(caught.value.message.values) == {"module": "tiny", "page": "first", "name": "nowhere"}


def test_a_page_without_exercises_needs_no_kernel(tmp_path: Path) -> None:
    assert {cell["cell_type"] for cell in _cells(tmp_path, "# First\n\nJust text.\n")} == {"markdown"}


def test_a_cell_of_code_in_a_lesson_is_a_cell_that_runs_in_the_notebook(tmp_path: Path) -> None:
    cells = _cells(
        tmp_path, "# First\n\nLook.\n\n```{code-cell} python\nx = 1\n\nprint(x)\n```\n\n```python\ny\n```\n"
    )
    assert ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"] == ["x = 1\n\nprint(x)"]
    assert "```python\ny\n```" in "".join(cells[3]["source"])
    assert "run the next cell first" not in json.dumps(cells).lower(), "there is nothing to set up for it"


def test_one_page_is_a_notebook_that_needs_no_other_file(tmp_path: Path) -> None:
    lesson = "# First\n\n![Dot](images/dot.svg) [here](/lesson?module=tiny&page=first)\n\n```{learnenv} sure\n```\n"
    folder = write_tiny(tmp_path, first=lesson)
    (folder / "images").mkdir()
    (folder / "images" / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    module = library_of(folder).module("tiny")
    made = notebook_of(module, module.pages[0], speech("en"))
    nbformat.validate(nbformat.reads(made.decode(), as_version=nbformat.NO_CONVERT))
    text = "\n".join("".join(cell["source"]) for cell in json.loads(made)["cells"])
    assert "![Dot](data:image/svg+xml;base64," in text
    assert ".ipynb" not in text
    assert 'exercise("tiny/sure"' in text
    (folder / "images" / "dot.svg").unlink()
    with pytest.raises(NotWritten):
        notebook_of(module, module.pages[0], speech("en"))


def _cells(folder: Path, lesson: str) -> list[dict[str, Any]]:
    library: Library = library_of(write_tiny(folder, first=lesson))
    (made,) = notebooks_of(library.module("tiny"), speech("en")).values()
    cells: list[dict[str, Any]] = json.loads(made)["cells"]
    return cells
