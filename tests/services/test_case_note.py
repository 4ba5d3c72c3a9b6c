"""The note at the end of a case arrives in one's own canvas, once, and nothing that stood there is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnenv.domain.answer import MAX_CHARACTERS
from learnenv.domain.errors import LearnenvError
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Draft
from learnenv.services import answering, casework, identity
from learnenv.services.app import App
from tests.services.conftest import Clock
from tests.services.walking import CANVAS, REF, Flickering, app_with, moves, walk
from tests.support.cases import TRANSFER, write_case_module


@pytest.fixture
def record() -> Flickering:
    return Flickering()


@pytest.fixture
def app(tmp_path: Path, clock: Clock, record: Flickering) -> App:
    write_case_module(tmp_path)
    return app_with(tmp_path, record, clock)


@pytest.fixture
def actor(app: App) -> Actor:
    return identity.begin_guest(app, "nl").actor


def canvas(app: App, actor: Actor) -> dict[str, object]:
    return dict(answering.view(app, actor, CANVAS).value)


def test_a_note_becomes_a_paragraph_of_the_canvas_once(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    answering.save_draft(app, actor, CANVAS, {"who": "Wachtenden", "learned": "Zelf getypt."})
    for _ in range(2):
        view = casework.carry(app, actor, REF, "Eerst kijken. \n", view.number)
    assert canvas(app, actor) == {"who": "Wachtenden", "learned": "Zelf getypt.\n\nEerst kijken."}
    assert moves(app, actor).count("carried/same-queue") == 1
    assert view.walk.carried
    assert view.note is not None
    assert view.note.text == "Eerst kijken. \n"
    casework.carry(app, actor, REF, "Nog iets.", view.number)
    assert str(canvas(app, actor)["learned"]).endswith("Eerst kijken.\n\nNog iets.")


def test_a_note_begins_a_draft_on_top_of_what_was_handed_in(app: App, actor: Actor) -> None:
    form = answering.view(app, actor, CANVAS)
    sent = {"who": "Mensen die wachten", "learned": "Al ingeleverd."}
    answering.submit(app, actor, CANVAS, sent, drawn_with=form.drawn_with)
    view = walk(app, actor, "plan", "push")
    casework.carry(app, actor, REF, "Eerst kijken.", view.number)
    now = answering.view(app, actor, CANVAS)
    assert now.is_draft
    assert dict(now.value) == {"who": "Mensen die wachten", "learned": "Al ingeleverd.\n\nEerst kijken."}
    assert len(app.record.attempts(actor.learner, CANVAS)) == 1


@pytest.fixture
def list_app(tmp_path: Path, record: Flickering, clock: Clock) -> App:
    write_case_module(tmp_path / "list", transfer=TRANSFER.replace("cell: learned", "cell: steps"))
    return app_with(tmp_path / "list", record, clock)


def test_a_note_becomes_a_row_of_a_list_once_and_empty_rows_give_way(list_app: App, actor: Actor) -> None:
    view = walk(list_app, actor, "plan", "push")
    rows = ({"item": "Kijken"}, {"item": ""})
    now = list_app.clock()
    list_app.record.save_draft(Draft(actor.learner, CANVAS, {"steps": rows}, now))
    for _ in range(2):
        view = casework.carry(list_app, actor, REF, "Doen", view.number)
    assert canvas(list_app, actor)["steps"] == ({"item": "Kijken"}, {"item": "Doen"})


def test_a_full_list_is_said_and_nothing_is_lost(list_app: App, actor: Actor) -> None:
    view = walk(list_app, actor, "plan", "push")
    rows = tuple({"item": f"Stap {n}"} for n in range(20))
    list_app.record.save_draft(Draft(actor.learner, CANVAS, {"steps": rows}, list_app.clock()))
    with pytest.raises(LearnenvError, match="note-full"):
        casework.carry(list_app, actor, REF, "Te veel", view.number)
    assert canvas(list_app, actor)["steps"] == rows
    assert moves(list_app, actor)[-1].startswith("choose")
    kept = casework.view(list_app, actor, REF).note
    assert kept is not None
    assert kept.text == "Te veel"


def test_a_note_that_is_empty_or_too_long_is_said(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    with pytest.raises(LearnenvError, match="note-empty"):
        casework.carry(app, actor, REF, " \n ", view.number)
    with pytest.raises(LearnenvError, match="note-too-long"):
        casework.carry(app, actor, REF, "x" * (MAX_CHARACTERS + 1), view.number)
    assert canvas(app, actor) == {}


def test_what_was_typed_of_a_note_survives_another_end(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    casework.keep_note(app, actor, REF, "Half")
    view = casework.back(app, actor, REF, view.number)
    view = walk(app, actor, "watch-now", "counter")
    assert view.note is not None
    assert view.note.text == "Half"


def test_a_note_taken_along_stands_in_the_way_of_no_other_tab(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    casework.carry(app, actor, REF, "Eerst kijken.", view.number)
    now = casework.back(app, actor, REF, view.number)
    assert not now.moved_on
    assert now.walk.scene.id == "plan-refused"
    assert now.walk.carried


def test_a_note_is_taken_along_although_another_tab_moved_on(app: App, actor: Actor) -> None:
    view = walk(app, actor, "plan", "push")
    casework.again(app, actor, REF, view.number)
    now = casework.carry(app, actor, REF, "Eerst kijken.", view.number)
    assert now.walk.carried
    assert now.walk.scene.id == "start"
    assert canvas(app, actor) == {"learned": "Eerst kijken."}


def test_a_case_without_a_transfer_takes_no_note(
    tmp_path: Path, record: Flickering, clock: Clock, actor: Actor
) -> None:
    write_case_module(tmp_path / "bare", transfer="")
    app = app_with(tmp_path / "bare", record, clock)
    assert walk(app, actor, "plan", "push").note is None
    with pytest.raises(LearnenvError, match="no-note"):
        casework.carry(app, actor, REF, "Iets", 2)
