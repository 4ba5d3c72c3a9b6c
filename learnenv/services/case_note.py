"""What a learner takes along from a case: a note for one cell of a canvas of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learnenv.domain.answer import MAX_CHARACTERS, Answer, clean
from learnenv.domain.case import CaseStudy
from learnenv.domain.content import Exercise, LearningModule, Page
from learnenv.domain.errors import LearnenvError
from learnenv.domain.form import Field, Table
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Draft
from learnenv.domain.text import Text
from learnenv.services.app import App

_FIELD = "note"


@dataclass(frozen=True, slots=True)
class NoteView:
    """The note and where it goes."""

    prompt: Text
    text: str
    """As it was typed so far, or as it was taken along last."""
    canvas: Exercise
    cell: Text
    page: Page | None
    """The lesson page on which the canvas is filled in."""


def view(app: App, actor: Actor, module: LearningModule, case: CaseStudy) -> NoteView | None:
    """The note of a case; None when it asks for none, or when its canvas cannot be shown."""
    if case.transfer is None or case.transfer.exercise not in module.exercises:
        return None
    canvas = module.exercises[case.transfer.exercise]
    typed = app.record.drafts(actor.learner, [_ref(case)]).get(_ref(case))
    text = str(typed.answer.get(_FIELD, "")) if typed else ""
    page = next((page for page in module.pages if canvas.id in page.exercises()), None)
    return NoteView(case.transfer.prompt, text, canvas, _cell(canvas, case).label, page)


def keep(app: App, actor: Actor, case: CaseStudy, text: str) -> None:
    """Keep what was typed so far."""
    if len(text) <= MAX_CHARACTERS:
        app.record.save_draft(Draft(actor.learner, _ref(case), {_FIELD: clean(text)}, app.clock()))


def add(app: App, actor: Actor, module: LearningModule, case: CaseStudy, text: str) -> bool:
    """Add the note to the learner's canvas; False when it stands there already. Raises LearnenvError when it is
    empty or does not fit. The draft of the canvas, else the latest answer, is what it is added to."""
    if case.transfer is None or case.transfer.exercise not in module.exercises:
        raise LearnenvError("case.no-note")
    keep(app, actor, case, text)
    canvas = module.exercises[case.transfer.exercise]
    cell, note = _cell(canvas, case), clean(text).strip()
    if not note:
        raise LearnenvError("case.note-empty")
    stands = _own_answer(app, actor, canvas)
    changed = _with_note(cell, stands.get(cell.name), note)
    if changed is None:
        return False
    app.record.save_draft(Draft(actor.learner, canvas.ref, {**stands, cell.name: changed}, app.clock()))
    return True


def _ref(case: CaseStudy) -> str:
    """Under which the note itself is kept: no case, exercise or prediction can have this name."""
    return f"{case.ref}:{_FIELD}"


def _cell(canvas: Exercise, case: CaseStudy) -> Field:
    assert case.transfer is not None
    return next(each for each in canvas.type.form(canvas.spec) if each.name == case.transfer.cell)


def _own_answer(app: App, actor: Actor, canvas: Exercise) -> Answer:
    draft = app.record.drafts(actor.learner, [canvas.ref]).get(canvas.ref)
    if draft:
        return draft.answer
    latest = app.record.latest_attempts(actor.learner, [canvas.ref]).get(canvas.ref)
    return latest.answer if latest else {}


def _with_note(cell: Field, stands: Any, note: str) -> Any:
    """What the cell holds with the note added; None when it holds it already."""
    if isinstance(cell, Table):
        return _with_row(cell, stands, note)
    before = stands if isinstance(stands, str) else ""
    if f"\n\n{note}\n\n" in f"\n\n{before.strip()}\n\n":
        return None
    after = f"{before.rstrip()}\n\n{note}" if before.strip() else note
    _demand_room(cell, len(after))
    return after


def _with_row(cell: Table, stands: Any, note: str) -> Any:
    column = cell.columns[0].id
    rows = [row for row in stands or () if isinstance(row, Mapping) and any(row.values())]
    if any(row.get(column) == note for row in rows):
        return None
    if len(rows) >= cell.max_rows:
        raise LearnenvError("case.note-full", cell=cell.label, most=cell.max_rows)
    _demand_room(cell, len(note))
    return (*rows, {column: note})


def _demand_room(cell: Field, length: int) -> None:
    if length > MAX_CHARACTERS:
        raise LearnenvError("case.note-too-long", cell=cell.label, most=MAX_CHARACTERS)
