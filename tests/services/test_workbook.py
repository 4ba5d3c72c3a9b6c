"""A workbook holds one's own work, all of it, and nothing that says whose or where."""

from __future__ import annotations

import getpass
from pathlib import Path

import nbformat
import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.language import speech
from learnenv.services import identity, learning
from learnenv.services.app import App
from learnenv.services.workbook import Workbook, workbook
from learnenv.testing.record_samples import NAUGHTY, answer

WORDS = speech("nl")


def made(app: App, actor: Actor) -> Workbook:
    return workbook(app, actor, WORDS)


def test_open_work_is_there_in_its_latest_version_with_the_results(app: App, actor: Actor) -> None:
    for text in ("eerste versie", "tweede versie"):
        answer(app.record, actor.learner, "first/reflection", text, fraction=None, score=None)
    text = made(app, actor).content("md").decode()
    assert "tweede versie" in text
    assert "eerste versie" not in text
    assert WORDS.say("workbook.results") in text
    assert "| Keuze |" in text


def test_nothing_of_anybody_else_and_nothing_about_who_or_where(app: App, actor: Actor) -> None:
    other = identity.begin_guest(app, "nl").actor
    answer(app.record, actor.learner, "first/reflection", "van mij", fraction=None, score=None)
    answer(app.record, other.learner, "first/reflection", "van een ander", fraction=None, score=None)
    for kind in ("md", "ipynb"):
        text = made(app, actor).content(kind).decode()  # type: ignore[arg-type]
        assert "van mij" in text
        places = (str(app.settings.data_dir), str(Path.cwd()), f"{Path.home()}/")
        for told in ("van een ander", actor.learner, other.learner, f"/{getpass.getuser()}/", *places):
            assert told not in text
    with pytest.raises(NotAllowed):
        made(app, Actor("", "nl"))


def test_any_text_makes_a_valid_notebook_in_which_none_of_it_is_markup(app: App, actor: Actor) -> None:
    for text in (*NAUGHTY, "<script>alert(1)</script>", "[x](javascript:alert(1))"):
        answer(app.record, actor.learner, "first/reflection", text, fraction=None, score=None)
        notebook = nbformat.reads(made(app, actor).content("ipynb").decode(), as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        assert {cell.cell_type for cell in notebook.cells} == {"markdown"}
        whole = "".join(cell.source for cell in notebook.cells)
        assert "<script" not in whole.replace("\\<", "")
        assert "](javascript" not in whole.replace("\\]", "")


def test_who_has_begun_nothing_reads_so(app: App, actor: Actor) -> None:
    assert not learning.begun_modules(app, actor)
    assert made(app, actor).pieces[-1] == WORDS.say("workbook.empty")
