"""The notebooks of every shipped module run: no error, every exercise drawn, and nothing that gives answers away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from learnenv.domain.content import LearningModule
from learnenv.domain.text import Text
from learnenv.language import speech
from learnenv.notebook_files import notebooks_of
from tests.notebook_files.test_module import SHIPPED

VIEW, STATE = "application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json"
TELLING = {"right", "correct", "credit", "tolerance", "solution", "feedback", "explanation", "fingerprint", "hints"}
"""Names that nothing in a form may have."""


@pytest.mark.slow
@pytest.mark.parametrize("module", SHIPPED.values(), ids=SHIPPED)
def test_the_notebooks_of_a_module_run_and_draw_every_exercise(
    module: LearningModule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pages in one kernel: starting one for each would take longer than running them."""
    monkeypatch.setenv("LEARNENV_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LEARNENV_LEARNER", "somebody")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    whole = _merged(module)
    NotebookClient(whole, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in whole.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    for cell in whole.cells:
        if "learnenv-exercise" in cell.metadata.get("tags", ()):
            assert sum(VIEW in output.get("data", {}) for output in cell.outputs) == 1, cell.source
    kept = whole.metadata.widgets[STATE]["state"].values()
    forms = [_without_script(each) for each in kept if each["model_name"] != "LayoutModel"]
    told = json.dumps(forms, ensure_ascii=False)
    given_away = [text for text in _secrets(module) if json.dumps(text, ensure_ascii=False)[1:-1] in told]
    assert not given_away
    assert not sorted(TELLING.intersection(_names(forms)))


def _merged(module: LearningModule) -> nbformat.NotebookNode:
    made = (content for name, content in notebooks_of(module, speech("nl")).items() if name.suffix == ".ipynb")
    first, *rest = (nbformat.reads(content.decode(), as_version=nbformat.NO_CONVERT) for content in made)
    first.cells += [cell for each in rest for cell in each.cells]
    return first


def _without_script(widget: Mapping[str, Any]) -> object:
    return {name: value for name, value in widget["state"].items() if name not in ("_esm", "_css")}


def _names(value: object) -> Iterator[str]:
    """Every name in a value; the sentences of the form itself are named by keys of ours."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            if name != "text":
                yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)


def _secrets(module: LearningModule) -> list[str]:
    """What authors wrote to be read after an answer."""
    found = [text for exercise in module.exercises.values() for text in _said_after(exercise)]
    shown = " ".join(exercise.prompt.nl for exercise in module.exercises.values())
    return [text.nl for text in found if len(text.nl) > 20 and text.nl not in shown]


def _said_after(value: object, *, after: bool = False) -> Iterator[Text]:
    if isinstance(value, Text):
        yield from [value] if after else []
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _said_after(inner, after=after)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _said_after(inner, after=after)
    elif is_dataclass(value):
        for field in fields(value):
            late = after or field.name in ("feedback", "explanation", "hints", "why")
            yield from _said_after(getattr(value, field.name), after=late)
