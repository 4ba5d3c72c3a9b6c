"""An app with the case of the authors' manual in it, and somebody who walks it."""

from __future__ import annotations

from pathlib import Path

from learnenv import exercise_types
from learnenv.domain.errors import StoreError
from learnenv.domain.learner import Actor
from learnenv.domain.progress import Recorded
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import answering, casework
from learnenv.services.app import App
from learnenv.services.casework import CaseView
from learnenv.settings import read_settings
from learnenv.store.memory import MemoryRecord
from tests.services.conftest import Clock

REF = "loket/the-counter"
CANVAS = "loket/my-experiment"


class Flickering(MemoryRecord):
    """A record that may take moves and no attempts, as when the process dies between the two."""

    down = False

    def record(self, *args: object) -> Recorded:
        if self.down:
            raise StoreError("store.busy")
        return super().record(*args)  # type: ignore[arg-type]


def app_with(folder: Path, record: MemoryRecord, clock: Clock) -> App:
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    library = Library(plugins, [folder])
    assert not library.module("loket").faults
    return App(read_settings({}, data=folder / "data"), library, record, clock, record.name())


def walk(app: App, actor: Actor, *choices: str) -> CaseView:
    """Make these choices, with a prediction where one is asked for."""
    view = casework.view(app, actor, REF)
    for each in choices:
        if view.waits:
            predict(app, actor)
        view = casework.choose(app, actor, REF, each, view.number)
    return view


def predict(app: App, actor: Actor, value: str = "6") -> CaseView:
    ref = f"{REF}.what-you-saw"
    form = answering.view(app, actor, ref)
    answering.submit(app, actor, ref, {form.drawing.form[0].name: value}, drawn_with=form.drawn_with)
    return casework.view(app, actor, REF)


def moves(app: App, actor: Actor) -> list[str]:
    return [each.detail for each in app.record.events(actor.learner, REF, "move")]


def attempts(app: App, actor: Actor) -> list[tuple[object, float | None]]:
    return [(each.answer["round"], each.fraction) for each in app.record.attempts(actor.learner, REF)]
