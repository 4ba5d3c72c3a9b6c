"""A bound on how much of one learner's work waits for a review in one module."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from learnenv import exercise_types
from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Assignment, Cohort, Grant, Member, Organisation, Review
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import answering, identity, sharing
from learnenv.services.app import App
from tests.services.conftest import Clock
from tests.support.modules import REFLECTION, write_module

ONE, OTHER, FREE = "bound/one", "bound/other", "free/one"


@pytest.fixture
def bound(app: App, actor: Actor, tmp_path: Path) -> App:
    """An App with a module in which one piece may wait, and one without a bound; the actor is in a cohort."""
    folder = tmp_path / "bounded"
    card = write_module(folder, "bound", {"one": REFLECTION, "other": REFLECTION}) / "module.yaml"
    card.write_text(f"{card.read_text(encoding='utf-8')}most_waiting: 1\n", encoding="utf-8")
    write_module(folder, "free", {"one": REFLECTION})
    plugins = Plugins()
    plugins.register(exercise_types, "learnenv")
    ready = replace(app, library=Library(plugins, [folder]))
    assert not ready.library.module("bound").faults
    now = app.clock()
    app.record.save_organisation(Organisation("town", "Gemeente", now))
    app.record.save_cohort(
        Cohort("c", "town", "Groep", now, ""), [Assignment("c", n, id) for n, id in enumerate(("bound", "free"))]
    )
    app.record.add_member(Member("c", actor.learner, "Ann", now))
    for ref in (ONE, OTHER, FREE):
        view = answering.view(ready, actor, ref)
        answering.submit(ready, actor, ref, {"text": "Ik zag iemand wachten."}, drawn_with=view.drawn_with)
    return ready


def look(app: App, actor: Actor, ref: str) -> sharing.SharingView:
    view = sharing.view(app, actor, ref)
    assert view is not None
    return view


def test_who_has_as_much_waiting_as_may_shares_no_more_until_it_is_reviewed(
    bound: App, actor: Actor, clock: Clock
) -> None:
    assert (look(bound, actor, ONE).most_waiting, look(bound, actor, ONE).is_full) == (1, False)
    sharing.share(bound, actor, ONE)
    assert not look(bound, actor, ONE).is_full
    assert look(bound, actor, OTHER).is_full
    with pytest.raises(NotAllowed) as refused:
        sharing.share(bound, actor, OTHER)
    assert refused.value.message.key == "sharing.full"
    sharing.share(bound, actor, FREE)
    trainer = identity.begin_guest(bound, "nl").actor
    latest = bound.record.standing(actor.learner, ONE).last_sequence
    bound.record.add_review(Review(actor.learner, ONE, latest, trainer.learner, "accepted", clock()))
    assert not look(bound, actor, OTHER).is_full
    sharing.share(bound, actor, OTHER)
    assert look(bound, actor, OTHER).share is not None


def test_withdrawing_makes_room_and_other_modules_have_no_bound(bound: App, actor: Actor) -> None:
    sharing.share(bound, actor, ONE)
    assert look(bound, actor, FREE).most_waiting == 0
    sharing.withdraw(bound, actor, ONE)
    sharing.share(bound, actor, OTHER)
    assert look(bound, actor, ONE).is_full


def test_work_of_a_module_that_no_group_of_ones_own_does_is_shared_with_nobody(bound: App, actor: Actor) -> None:
    (cohort,) = bound.record.cohorts()
    bound.record.save_cohort(cohort, [Assignment("c", 1, "bound")])
    assert sharing.view(bound, actor, FREE) is None
    assert sharing.view(bound, actor, ONE)
    bound.record.give(
        Grant(identity.begin_guest(bound, "nl").actor.learner, "coach", "learner", actor.learner, "", bound.clock())
    )
    assert sharing.view(bound, actor, FREE)
