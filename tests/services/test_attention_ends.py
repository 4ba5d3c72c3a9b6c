"""When somebody asks for no attention any more: what they were stuck on is gone, or the group has ended."""

from __future__ import annotations

import pytest

from learnenv.domain.classroom import Stuck, Waiting
from learnenv.services import attention, cohort_learner, cohorts
from learnenv.services.app import App
from learnenv.store.memory import MemoryRecord
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.support.people import answer

CHOICE, REFLECTION = "first/choice", "first/reflection"
WRONG = {"choice": "not-that"}


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def test_what_is_gone_from_a_module_asks_for_no_attention(
    app: App, room: Classroom, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, trainer, cohort = (
        room.people["ann in town 1"].learner,
        room.people["trainer of town 1"],
        room.cohorts["town 1"],
    )
    stuck = [Stuck(ann, ref, clock.now) for ref in (CHOICE, "first/gone")]
    waiting = [Waiting(ann, ref, clock.now) for ref in (REFLECTION, "first/gone")]
    monkeypatch.setattr(MemoryRecord, "stuck_in", lambda *_: stuck)
    monkeypatch.setattr(MemoryRecord, "waiting", lambda *_: waiting)
    clock.go(days=8)
    found = {each.flag.ref for each in attention.overview(app, trainer, cohort.id).flags}
    assert found == {CHOICE, REFLECTION}


def test_a_group_that_ended_asks_for_no_attention(app: App, room: Classroom, clock: Clock) -> None:
    ann, trainer, cohort = room.people["ann in town 1"], room.people["trainer of town 1"], room.cohorts["town 1"]
    answer(app, ann, CHOICE, WRONG)
    clock.go(days=20)
    assert attention.overview(app, trainer, cohort.id).flags
    assert cohort_learner.learner(app, trainer, cohort.id, ann.learner).flags
    cohorts.archive(app, trainer, cohort.id)
    assert attention.overview(app, trainer, cohort.id).flags == ()
    assert cohort_learner.learner(app, trainer, cohort.id, ann.learner).flags == ()
