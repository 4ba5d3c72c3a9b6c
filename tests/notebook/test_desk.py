"""Where one is, in which language, and as whom."""

from __future__ import annotations

import pytest

from learnenv.notebook import NotebookError, exercise, link, module, progress
from learnenv.notebook.pictures import with_pictures
from learnenv.services import identity
from learnenv.services.app import App


def test_a_module_tells_its_pages_in_order_where_one_is_and_what_to_call(app: App) -> None:
    told = repr(module("first"))
    assert told.index("Bladzijde 1") < told.index("Bladzijde 2")
    assert '`exercise("first/choice")`' in told
    assert "→ **1." in told
    assert '`case("loket/the-counter")`' in repr(module("loket"))


def test_reading_a_page_counts(app: App) -> None:
    here = module("first").read("page-2")
    assert here.view().progress.done == 1
    assert "✓ **2." in repr(here)
    with pytest.raises(NotebookError):
        here.read("nowhere")


def test_progress_tells_what_was_done(app: App) -> None:
    exercise("first/choice").answer("yes-this")
    told = repr(progress(language="en"))
    assert "| Choice | done | 100% | 1 |" in told


def test_the_language_is_what_is_asked_for_else_what_is_set_else_dutch(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert exercise("first/choice").desk.words.language == "nl"
    monkeypatch.setenv("LEARNENV_LANGUAGE", "en")
    assert exercise("first/choice").desk.words.language == "en"
    assert exercise("first/choice", language="nl").desk.words.language == "nl"
    with pytest.raises(NotebookError):
        exercise("first/choice", language="fr")


def test_each_name_has_its_own_work(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    ana = exercise("first/choice").desk.actor.learner
    monkeypatch.setenv("JUPYTERHUB_USER", "ben")
    assert exercise("first/choice").desk.actor.learner != ana
    assert exercise("first/choice", learner="ana").desk.actor.learner == ana


def test_a_link_makes_notebook_and_browser_one_learner(app: App) -> None:
    browser = identity.begin_guest(app, "nl").actor
    assert link(identity.new_recovery_code(app, browser), learner="ana")
    assert exercise("first/choice", learner="ana").desk.actor.learner == browser.learner
    with pytest.raises(NotebookError):
        link("not a code", learner="ana")


def test_pictures_of_a_module_stand_in_the_text_itself(app: App) -> None:
    folder = app.library.card("first").folder / "images"
    folder.mkdir()
    (folder / "a.svg").write_text("<svg/>")
    shown = with_pictures("![x](/content/first/a.svg) ![y](/content/first/../module.yaml)", app.library)
    assert "![x](data:image/svg+xml;base64,PHN2Zy8+)" in shown
    assert "module.yaml" in shown
