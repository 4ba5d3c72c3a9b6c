"""What a trainer takes along: the same figures as the screen, only what they may read, and written in the log."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant
from learnenv.language import local, speech
from learnenv.services import cohort_learner, exports, identity, items, xapi
from learnenv.services.answer_text import answer_text
from learnenv.services.app import App
from learnenv.services.exports import What
from learnenv.tables import Row, Run
from learnenv.testing.record_samples import answer as put
from tests.services.conftest import Clock
from tests.support.people import COHORT, TYPED, answer, join_and_do, make_cohort, marks

WHATS: tuple[What, ...] = ("progress", "answers", "items")
EN = speech("en")


def trainer_of(app: App, cohort: str = COHORT) -> Actor:
    actor = identity.begin_guest(app, "en").actor
    app.record.give(Grant(actor.learner, "trainer", "cohort", cohort, "", app.clock()))
    return replace(actor, staff=True)


@pytest.fixture
def trainer(app: App, actor: Actor) -> Actor:
    """Of a cohort with two members; another cohort has one of its own."""
    for id in (COHORT, "other"):
        make_cohort(app, id)
    join_and_do(app, actor, "me")
    join_and_do(app, identity.begin_guest(app, "nl").actor, "them")
    join_and_do(app, identity.begin_guest(app, "nl").actor, "stranger", "other")
    return trainer_of(app)


def table(app: App, actor: Actor, what: What) -> list[dict[str, Any]]:
    found = exports.export(app, actor, COHORT, what, EN)
    rows = [flat(row) for row in found.rows]
    assert {len(row) for row in rows} <= {len(found.head)}
    return [dict(zip(found.head, row, strict=True)) for row in rows]


def flat(row: Row) -> list[Any]:
    """A row cell by cell."""
    return [cell for each in row for cell in (each.cells if isinstance(each, Run) else (each,))]


def lines(app: App, actor: Actor) -> list[dict[str, Any]]:
    return [json.loads(line) for line in xapi.statements(app, actor, COHORT, EN)[1]]


def test_progress_has_a_row_per_member_and_module(app: App, trainer: Actor) -> None:
    rows = table(app, trainer, "progress")
    assert {row["name"] for row in rows} == {"member-of-me", "member-of-them"}
    assert [(row["module"], row["pages done"], row["pages"], row["right"], row["tries"]) for row in rows] == [
        ("Module first", 0, 2, 1, 1)
    ] * 2
    assert all(row["last active"] is not None and row["module done"] == "no" for row in rows)


def test_answers_are_in_the_words_of_the_exercise_with_numbers_as_numbers(app: App, trainer: Actor) -> None:
    rows = [row for row in table(app, trainer, "answers") if row["exercise"] == "Choice"]
    assert [(row["name"], row["answer"], row["part right"], row["right"], row["try"]) for row in rows] == [
        ("member-of-me", "This one", 1.0, "yes", 1),
        ("member-of-them", "This one", 1.0, "yes", 1),
    ]


def test_answers_are_those_that_the_screen_shows_of_each_member(app: App, actor: Actor, trainer: Actor) -> None:
    for option in ("not-that", "yes-this", "not-that"):
        answer(app, actor, "first/choice", {"choice": option})
    rows = [row for row in table(app, trainer, "answers") if row["identifier"] == "first/choice"]
    for member in app.record.members(COHORT):
        view = cohort_learner.tries(app, trainer, COHORT, member.learner, "first/choice")
        shown = [
            (number, each.attempt.fraction, each.attempt.score, each.attempt.tries_before, local(each.attempt.at))
            for number, each in enumerate(reversed(view.tries), 1)
        ]
        mine = [row for row in rows if row["name"] == member.name]
        assert [
            (row["try"], row["part right"], row["score"], row["earlier tries"], as_moment(row["when"]))
            for row in mine
        ] == [(*each, at.replace(tzinfo=None, microsecond=0)) for *each, at in shown]
        assert [row["answer"] for row in mine] == [
            answer_text(view.form, each.attempt.answer, "en") for each in reversed(view.tries)
        ]


def as_moment(written: Any) -> datetime:
    minute, second = written
    moment: datetime = minute.replace(second=int(second))
    return moment


def test_open_work_is_there_only_while_it_is_shared(app: App, actor: Actor, trainer: Actor) -> None:
    def open_work() -> set[str]:
        rows = [row["answer"] for row in table(app, trainer, "answers") if row["identifier"] == TYPED]
        responses = [each["result"]["response"] for each in lines(app, trainer) if TYPED in each["object"]["id"]]
        assert sorted(rows) == sorted(responses)
        return {name for name in ("me", "them") for row in rows if f"answer-of-{name}" in row}

    assert open_work() == {"me", "them"}
    app.record.withdraw_share(actor.learner, TYPED, app.clock())
    assert open_work() == {"them"}


def test_what_is_not_of_the_cohort_or_its_modules_is_not_there(app: App, actor: Actor, trainer: Actor) -> None:
    put(app.record, actor.learner, "second/choice", "elsewhere")
    put(app.record, actor.learner, "first/gone", "who knows whether this was open")
    app.record.leave(COHORT, actor.learner, app.clock())
    told = json.dumps([table(app, trainer, what) for what in WHATS], default=str) + json.dumps(lines(app, trainer))
    for mark in (*marks("stranger"), *marks("me"), "elsewhere", "who knows"):
        assert mark not in told
    assert "member-of-them" in told


def test_figures_per_exercise_are_those_of_the_screen(app: App, trainer: Actor, clock: Clock) -> None:
    for number in range(12):
        someone = identity.begin_guest(app, "nl").actor
        join_and_do(app, someone, f"number-{number}")
        answer(app, someone, "first/twice", {"choice": "yes-this" if number % 3 else "not-that"})
    view = {each.exercise.ref: each for each in items.items(app, trainer, COHORT, "first").items}
    rows = {row["identifier"]: row for row in table(app, trainer, "items")}
    assert rows.keys() == view.keys()
    for ref, each in view.items():
        row = rows[ref]
        assert (row["first answers"], row["right"], row["wrong"]) == (each.answered, each.right, each.wrong)
        assert (row["mean part right"], row["discrimination"]) == (each.facility, each.discrimination)
    assert rows["first/twice"]["mean part right"] == pytest.approx(8 / 12)


def test_no_percentage_is_told_over_too_few(app: App, trainer: Actor) -> None:
    rows = table(app, trainer, "items")
    assert [row["first answers"] for row in rows if row["identifier"] == "first/choice"] == [2]
    assert {row["mean part right"] for row in rows} == {None}


def test_a_statement_tells_who_did_what_with_which_result_and_no_name(app: App, actor: Actor, trainer: Actor) -> None:
    found = lines(app, trainer)
    choice = next(each for each in found if each["object"]["id"].endswith("first/choice"))
    assert choice["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert choice["object"]["definition"]["name"] == {"nl": "Keuze", "en": "Choice"}
    assert choice["result"] == {
        "response": "This one",
        "duration": "PT0.00S",
        "completion": True,
        "score": {"scaled": 1.0},
        "success": True,
    }
    told = json.dumps(found)
    for naming in (actor.learner, "member-of", "login-of", app.secret):
        assert naming not in told
    people = {each["actor"]["account"]["name"] for each in found}
    assert len(people) == 2


def test_statements_have_the_same_ids_in_every_export_and_no_two_share_one(app: App, trainer: Actor) -> None:
    first, again = lines(app, trainer), lines(app, trainer)
    assert first == again
    assert len({each["id"] for each in first}) == len(first) == 4


def test_every_export_is_in_the_log_and_its_members_read_it(app: App, actor: Actor, trainer: Actor) -> None:
    for what in WHATS:
        exports.export(app, trainer, COHORT, what, EN)
    xapi.statements(app, trainer, COHORT, EN)
    noted = [each.what for each in app.record.looks_at(actor.learner)]
    assert noted == ["export-xapi", "export-items", "export-answers", "export-progress"]


@pytest.mark.parametrize("role", ["nobody", "member", "other", "coach", "author", "administrator", "withdrawn"])
def test_nobody_but_its_trainer_takes_anything_along(app: App, actor: Actor, trainer: Actor, role: str) -> None:
    asks = actor if role == "member" else trainer_of(app, "other")
    now = app.clock()
    if role == "coach":
        app.record.give(Grant(asks.learner, "coach", "learner", actor.learner, "", now))
    if role == "author":
        app.record.give(Grant(asks.learner, "author", "module", "first", "", now))
    if role == "administrator":
        app.record.give(Grant(asks.learner, "administrator", "platform", "", "", now))
    if role == "withdrawn":
        asks = trainer
        app.record.withdraw(Grant(trainer.learner, "trainer", "cohort", COHORT, "", now), now)
    before = app.record.looks()
    for what in WHATS:
        with pytest.raises(NotAllowed):
            exports.export(app, asks, COHORT, what, EN)
    with pytest.raises(NotAllowed):
        xapi.statements(app, asks, COHORT, EN)
    assert app.record.looks() == before


class Watched:
    """A record that remembers of whom the answers were read."""

    def __init__(self, record: Any) -> None:
        self._record = record
        self.read: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)

    def kept_answers(self, learners: Any, modules: Any) -> Any:
        for learner, answers in self._record.kept_answers(learners, modules):
            self.read.append(learner)
            yield learner, answers


def test_a_class_is_read_member_by_member_so_that_no_class_is_too_large_for_memory(app: App, trainer: Actor) -> None:
    for read in (
        lambda app: exports.export(app, trainer, COHORT, "answers", EN).rows,
        lambda app: xapi.statements(app, trainer, COHORT, EN)[1],
    ):
        record: Any = Watched(app.record)
        rows = read(replace(app, record=record))
        assert record.read == []
        next(rows)
        assert len(record.read) == 1
        list(rows)
        assert len(record.read) == len(set(record.read)) == len(app.record.members(COHORT))


def test_the_number_of_a_statement_is_that_of_a_uuid_from_a_name() -> None:
    names = [f"attempt {number}" for number in range(50)]
    assert [xapi.name_based(NAMESPACE_URL.bytes, each) for each in names] == [
        str(uuid5(NAMESPACE_URL, each)) for each in names
    ]
