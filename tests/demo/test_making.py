"""The class that is made up: the same every time, and on the trainer's page what it was meant to be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from learnenv import bootstrap
from learnenv.demo import Demo, enter, make
from learnenv.demo.groups import GROUPS, NAMES
from learnenv.domain.errors import LearnenvError, NotFound
from learnenv.domain.learner import Actor
from learnenv.domain.people import Cohort
from learnenv.library import Library
from learnenv.plugins.manager import Plugins
from learnenv.services import accounts, attention, cohorts, identity, items, review_queue, sharing
from learnenv.services.app import App
from learnenv.settings import read_settings

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
TRAINERS = {"spring": "trainer", "autumn": "trainer", "new": "other-trainer"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return fresh(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def days() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def demo(app: App, days: list[tuple[int, int]]) -> Demo:
    return make(app, NOW, progress=lambda done, total: days.append((done, total)))


def fresh(folder: Path) -> App:
    return replace(bootstrap.in_memory(read_settings({}, data=folder / "data", language="nl")), clock=lambda: NOW)


def actor(app: App, demo: Demo, part: str) -> Actor:
    persona = demo.persona(part)
    learner = app.record.learner(persona.learner) if persona else None
    assert learner is not None
    return Actor(learner.id, learner.language, staff=learner.staff)


def rows(app: App) -> list[object]:
    """All that is on record of everybody."""
    record = app.record
    people = [member for group in GROUPS for member in record.members(group.key)]
    return [
        *(record.cohort(group.key) for group in GROUPS),
        *people,
        *record.all_standings(),
        *(record.history(each.learner) for each in people),
        *(record.reviews(each.learner) for each in people),
        *(record.comments(each.learner) for each in people),
        *record.looks(limit=10_000),
        *(record.flag_notes(group.key) for group in GROUPS),
    ]


def test_the_same_seed_makes_the_same_rows_and_another_seed_others(app: App, demo: Demo, tmp_path: Path) -> None:
    again, other = fresh(tmp_path), fresh(tmp_path)
    assert make(again, NOW) == demo
    assert rows(again) == rows(app)
    make(other, NOW, seed="another")
    assert rows(other) != rows(app)


def test_forty_people_learn_in_three_groups_and_nothing_lies_ahead(
    app: App, demo: Demo, days: list[tuple[int, int]]
) -> None:
    people = [member for group in GROUPS for member in app.record.members(group.key)]
    history = [attempt for each in people for attempt in app.record.history(each.learner)]
    assert len(people) == len({each.name for each in people}) == len(NAMES) == 40
    assert max(attempt.at for attempt in history) <= NOW
    assert NOW - min(attempt.at for attempt in history) > timedelta(weeks=26)
    assert not any(attempt.broken for attempt in history)
    assert days[-1][0] == days[-1][1]
    assert days == sorted(days)


def test_the_trainers_page_shows_who_is_stuck_who_is_idle_and_what_waits(app: App, demo: Demo) -> None:
    for group in GROUPS:
        view = attention.overview(app, actor(app, demo, TRAINERS[group.key]), group.key)
        meant = Counter(group.characters)
        found = Counter(each.flag.reason for each in view.flags)
        grid = view.grid
        if group.is_over:
            assert sum(row.all_done for row in grid.rows) == meant["keen"] + meant["steady"]
            assert found["stuck"] == 0
        else:
            assert found["stuck"] == meant["stuck"]
            assert found["idle"] == meant["idle"]
            assert found["unanswered"] >= meant["asking"]
        assert sum(not row.begun for row in grid.rows) == meant["absent"]


def test_work_waits_for_trainers_and_some_was_answered(app: App, demo: Demo) -> None:
    waits = review_queue.queue(app, actor(app, demo, "trainer")).waits
    assert any(each.asks for each in waits)
    verdicts = Counter(
        each.verdict for member in app.record.members("autumn") for each in app.record.reviews(member.learner)
    )
    assert min(verdicts["accepted"], verdicts["again"]) > 0
    assert any(each.put_by for each in _overviews(app, demo))


def test_something_is_hard_and_ways_through_cases_differ(app: App, demo: Demo) -> None:
    trainer = actor(app, demo, "trainer")
    view = items.items(app, trainer, "spring", app.record.assignments("spring")[0].module)
    answered = [each for each in view.items if each.enough and each.facility is not None]
    facilities = [each.facility or 0 for each in answered]
    assert min(facilities) < 0.6 < max(facilities)
    assert any(sum(count > 0 for _, count in scene.choices) > 1 for case in view.cases for scene in case.scenes)


def test_everybody_who_can_be_entered_sees_their_own_side(app: App, demo: Demo) -> None:
    parts = {each.part: enter(app, demo, each.part, "en") for each in demo.personas}
    assert {part: signed_in.actor.language for part, signed_in in parts.items()} == dict.fromkeys(parts, "en")
    who = identity.who(app, identity.secret_hash(parts["learner"].token))
    assert who is not None
    reviewed = [each.ref for each in app.record.reviews(who.learner)]
    view = sharing.view(app, who, reviewed[0])
    assert view is not None
    assert view.judged
    assert {row.cohort.id for row in cohorts.mine(app, parts["trainer"].actor)} == {"spring", "autumn"}
    assert len(cohorts.mine(app, parts["administrator"].actor)) == 3
    assert isinstance(app.record.cohort("new"), Cohort)
    with pytest.raises(NotFound):
        enter(app, demo, "nobody", "nl")


def test_without_a_module_there_is_nothing_to_learn(app: App) -> None:
    bare = replace(fresh(Path("/nowhere")), library=Library(Plugins(), ()))
    with pytest.raises(LearnenvError) as refused:
        make(bare, NOW)
    assert refused.value.message.key == "demo.no-modules"


def _overviews(app: App, demo: Demo) -> list[attention.Overview]:
    return [attention.overview(app, actor(app, demo, part), cohort) for cohort, part in TRAINERS.items()]


def test_who_guides_them_has_a_name_and_a_password_that_nobody_knows(app: App, demo: Demo) -> None:
    logins = {each.login for each in app.record.accounts()}
    assert len(logins) == 4
    for password in ("", "demo", *logins):
        for login in logins:
            with pytest.raises(LearnenvError):
                accounts.sign_in(app, login, password)
