"""A clock that goes back, leaps or is put an hour back at night: what was done counts in the order it was done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from learnenv.domain.learner import Actor
from learnenv.language import local_day
from learnenv.services import answering, identity, learning, my_data, reviewing
from learnenv.services.app import App
from tests.services.conftest import Clock
from tests.services.reviewers import choose

REF = "first/choice"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""Half past two at night in the Netherlands; an hour later it is half past two again."""
SPRING = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
"""A minute before two; a minute later it is three."""
WAYS = {
    "a day back": (START, START - timedelta(days=1), START),
    "a year on, and back": (START, START + timedelta(days=365), START + timedelta(minutes=1)),
    "the hour that comes twice": (AUTUMN, AUTUMN + timedelta(hours=1), AUTUMN + timedelta(minutes=5)),
    "the hour that is skipped": (SPRING, SPRING + timedelta(minutes=2), SPRING + timedelta(days=1)),
    "far back, as after an empty battery": (START, datetime(1970, 1, 1, tzinfo=UTC), START),
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def moments(request: pytest.FixtureRequest) -> Sequence[datetime]:
    return tuple(request.param)


def test_the_latest_answer_is_the_one_that_came_last(
    app: App, actor: Actor, clock: Clock, moments: Sequence[datetime]
) -> None:
    given = ("not-that", "not-that", "yes-this")
    for moment, option in zip(moments, given, strict=True):
        clock.now = moment
        view = answering.view(app, actor, REF)
        token = view.drawing.token("choice", option)
        answering.submit(app, actor, REF, {"choice": token}, drawn_with=view.drawn_with, seconds=-5)
    attempts = app.record.attempts(actor.learner, REF)
    assert [each.answer["choice"] for each in attempts] == ["not-that", "yes-this"], "the same again is no try"
    assert [each.sequence for each in attempts] == sorted(each.sequence for each in attempts)
    assert all(each.seconds >= 0 for each in attempts)
    standing = app.record.standing(actor.learner, REF)
    assert (standing.tries, standing.right, standing.wrong_in_a_row) == (2, True, 0)
    assert answering.view(app, actor, REF).value == {"choice": "yes-this"}
    app.record.rebuild_standings()
    assert app.record.standing(actor.learner, REF) == standing


def test_a_try_that_was_used_stays_used(app: App, actor: Actor, clock: Clock, moments: Sequence[datetime]) -> None:
    clock.now = moments[0]
    choose(app, actor, "first/twice", "not-that")
    for moment in moments[1:]:
        clock.now = moment
        assert answering.view(app, actor, "first/twice").tries_left == 1


def test_a_session_holds_for_as_long_as_it_was_given_for(app: App, clock: Clock, moments: Sequence[datetime]) -> None:
    clock.now = moments[0]
    guest = identity.begin_guest(app, "nl")
    until = app.record.session(guest.actor.session)
    assert until is not None
    for moment in moments[1:]:
        clock.now = moment
        known = identity.who(app, guest.actor.session)
        assert (known is not None) == (moment < until[0].absolute_expires)


def test_review_and_pages_go_on_and_count_no_negative_days(
    app: App, actor: Actor, clock: Clock, moments: Sequence[datetime]
) -> None:
    for moment in moments:
        clock.now = moment
        choose(app, actor, REF, "yes-this")
        choose(app, actor, "first/twice", "yes-this")
        for page in ("page-1", "page-2"):
            learning.mark_read(app, actor, "first", page)
        today = reviewing.due(app, actor)
        assert today.day == local_day(moment)
        assert all(each.days_since >= 0 for each in today.due)
        json.loads(my_data.as_json(my_data.my_data(app, actor)))
