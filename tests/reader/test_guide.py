"""Folders of guides: what is read, and that every fault has its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from learnenv.reader.guide import read_guide
from tests.support.source import ROOT

SHIPPED = ROOT / "content" / "learnenv_content" / "guides"
FILES = ("paths/new-team.yaml", "glossary.yaml", "problems.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples of the authors' manual."""
    manual = (ROOT / "docs" / "authors" / "guides.md").read_text(encoding="utf-8")
    (tmp_path / "paths").mkdir()
    for name, text in zip(FILES, re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_examples_of_the_manual_are_read_whole(folder: Path) -> None:
    reading = read_guide(folder)
    assert reading.faults == ()
    (path,) = reading.guide.paths
    assert (path.id, path.title.en) == ("new-team", "A new team")
    assert [(step.module, step.optional) for step in path.steps] == [("doetank-start", False), ("krachtenveld", True)]
    assert [step.pages for step in path.steps] == [("why-small", "what-is-a-doetank"), ()]
    (term,) = reading.guide.terms
    assert [form.nl for form in term.forms] == ["premortems"]
    (problem,) = reading.guide.problems
    assert problem.advice[0].module == "doetank-start"
    assert reading.guide.when_not("doetank-start").nl == "Als het antwoord al vaststaat."
    assert not reading.guide.when_not("krachtenveld")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "line"),
    [
        ("glossary.yaml", "meaning:", "meening:", "reader.unknown-field", 6),
        ("glossary.yaml", "id: premortem", "id: Pre Mortem", "reader.bad-id", 2),
        ("problems.yaml", "advice:", "advise:", "reader.unknown-field", 5),
        ("paths/new-team.yaml", "module: krachtenveld", "module: Het krachtenveld", "reader.bad-id", 12),
        ("paths/new-team.yaml", "optional: true", "optional: misschien", "", 14),
        ("paths/new-team.yaml", "steps:", "steps: [", "", 0),
    ],
)
def test_a_fault_has_its_place_and_leaves_out_its_file_alone(
    file: str, old: str, new: str, key: str, line: int, folder: Path
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    reading = read_guide(folder)
    assert {fault.file for fault in reading.faults} == {file}
    assert not line or line in {fault.line for fault in reading.faults}
    assert not key or key in {getattr(fault.what, "key", "") for fault in reading.faults}
    left = {"paths": reading.guide.paths, "glossary": reading.guide.terms, "problems": reading.guide.problems}
    assert [name for name, found in left.items() if not found] == [re.split(r"[/.]", file)[0]]


def test_paths_stand_in_the_order_that_they_ask_for_and_then_in_that_of_their_names(folder: Path) -> None:
    text = (folder / "paths" / "new-team.yaml").read_text(encoding="utf-8")
    for name, order in (("a", "order: 2"), ("b", "order: 1"), ("z", "order: -1")):
        (folder / "paths" / f"{name}.yaml").write_text(text.replace("order: 1", order), encoding="utf-8")
    assert [path.id for path in read_guide(folder).guide.paths] == ["z", "b", "new-team", "a"]


def test_the_parts_of_modules_on_the_shipped_paths_name_pages_that_there_are() -> None:
    parts = [step for path in read_guide(SHIPPED).guide.paths for step in path.steps if step.part or step.pages]
    assert parts
    for step in parts:
        (card,) = ROOT.glob(f"modules/{step.module}/learnenv_*/content/module.yaml")
        known = re.findall(r"^  - id: (\S+)\n    minutes:", card.read_text(encoding="utf-8"), re.MULTILINE)
        assert step.part
        assert step.pages
        assert set(step.pages) <= set(known), step.module


def test_an_empty_folder_says_what_belongs_in_it(tmp_path: Path) -> None:
    (fault,) = read_guide(tmp_path).faults
    assert getattr(fault.what, "key", "") == "reader.no-guides"


def test_the_shipped_guides_are_whole_and_name_each_method_that_they_advise() -> None:
    reading = read_guide(SHIPPED)
    assert reading.faults == ()
    guide = reading.guide
    advised = {advice.module for problem in guide.problems for advice in problem.advice}
    assert advised <= {limit.module for limit in guide.limits}
    assert {path.id for path in guide.paths} == {"new-doetank", "coach", "decision-maker"}
    assert all(2 <= len(problem.advice) <= 3 for problem in guide.problems)
