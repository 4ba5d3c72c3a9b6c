"""Answers are taken along whole and brought in once; a file with anything wrong in it changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from learnenv.domain.errors import NotAllowed, NotFound
from learnenv.domain.learner import Actor, Learner
from learnenv.domain.moving import Brought
from learnenv.domain.progress import Attempt, Event
from learnenv.services import accounts, answering, identity, moving, named
from learnenv.services.app import App
from learnenv.services.moving_lines import KINDS, NotMoved
from learnenv.store.memory import MemoryRecord
from learnenv.testing.record_samples import NAUGHTY, answer

CONSOLE = Actor("", "nl", console=True)
REF = "first/choice"


def elsewhere(app: App) -> App:
    """The same with an empty record."""
    return replace(app, record=MemoryRecord())


def packed(app: App, actor: Actor = CONSOLE, learner: str = "") -> list[bytes]:
    return [f"{line}\n".encode() for line in moving.take_along(app, actor, learner)]


def work(app: App, actor: Actor) -> None:
    """Of every kind, with every field filled somewhere."""
    me = actor.learner
    answering.show_hint(app, actor, "first/twice")
    app.record.add_event(Event(me, "first/case", "move", app.clock(), 1, "scene > één 'keuze' 👩🏽"))
    app.record.add_event(Event(me, "first/all", "read", app.clock()))
    for number, text in enumerate(NAUGHTY):
        more = {"certainty": "mid", "passed": True, "review": number % 3 == 2, "front_end": "notebook"}
        answer(app.record, me, REF, text, fraction=float(number % 2), score=number % 2 / 1, **more)
    nothing = {"fraction": None, "score": None, "broken": True, "at": app.clock()}
    answer(app.record, me, "first/reflection", "half", **nothing)
    answering.show_solution(app, actor, REF)


@pytest.fixture
def other(app: App) -> Actor:
    return identity.begin_guest(app, "en").actor


def test_what_goes_out_comes_in_the_same_and_standings_are_equal_to_the_last_byte(
    app: App, actor: Actor, other: Actor
) -> None:
    work(app, actor)
    answer(app.record, other.learner, REF, "theirs")
    there = elsewhere(app)
    moved = moving.bring_in(there, CONSOLE, packed(app))
    assert not moved.refused
    assert moved.brought == Brought(2, len(moved.given.attempts), len(moved.given.events))
    assert repr(there.record.all_standings()).encode() == repr(app.record.all_standings()).encode()
    for who in (actor.learner, other.learner):
        assert there.record.history(who) == app.record.history(who)
        assert _events(there, who) == _events(app, who)
        before = app.record.learner(who)
        assert before
        assert there.record.learner(who) == Learner(who, before.created, before.language)
    assert packed(there)[1:] == packed(app)[1:]


def test_a_second_time_adds_nothing(app: App, actor: Actor) -> None:
    work(app, actor)
    there, lines = elsewhere(app), packed(app)
    moving.bring_in(there, CONSOLE, lines)
    before = packed(there)[1:], there.record.all_standings()
    assert moving.bring_in(there, CONSOLE, lines).brought == Brought()
    assert (packed(there)[1:], there.record.all_standings()) == before


def test_what_comes_from_elsewhere_becomes_the_work_of_who_brings_it(app: App, actor: Actor, other: Actor) -> None:
    work(app, actor)
    lines = packed(app, actor)
    moving.bring_in(app, CONSOLE, lines, other.learner)
    mine = [replace(each, learner="", sequence=0) for each in app.record.history(actor.learner)]
    assert [replace(each, learner="", sequence=0) for each in app.record.history(other.learner)] == mine
    there = elsewhere(app)
    newcomer = identity.begin_guest(there, "en").actor
    assert moving.bring_in(there, newcomer, lines).brought.learners == 0
    assert there.record.learner_ids() == (newcomer.learner,)
    assert len(there.record.history(newcomer.learner)) == len(mine)


def test_a_learner_takes_and_brings_their_own_and_nothing_of_anybody_else(
    app: App, actor: Actor, other: Actor
) -> None:
    work(app, actor)
    answer(app.record, other.learner, REF, "theirs")
    assert not [line for line in packed(app, actor) if other.learner.encode() in line]
    for act in (lambda: packed(app, actor, other.learner), lambda: moving.bring_in(app, actor, [], other.learner)):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotMoved):
        moving.bring_in(app, actor, packed(app))
    with pytest.raises(NotFound):
        moving.bring_in(elsewhere(app), actor, packed(app, actor))
    with pytest.raises(NotFound):
        packed(app, CONSOLE, "nobody")


def test_a_learner_is_meant_by_login_or_by_the_name_in_a_notebook_too(app: App, actor: Actor) -> None:
    ana = named.come_in(app, "ana", "en").actor
    answer(app.record, ana.learner, REF, "hers")
    accounts.keep(app, actor.learner, "Jan", "vier gekke egels dansen")
    assert packed(app, CONSOLE, "ana")[1:] == packed(app, CONSOLE, ana.learner)[1:]
    assert moving.bring_in(app, CONSOLE, packed(app, CONSOLE, "ana"), "JAN").brought.attempts == 1
    assert len(app.record.history(actor.learner)) == 1


def test_no_secret_and_no_number_of_the_records_own_goes_along(app: App, actor: Actor) -> None:
    app.record.set_recovery(actor.learner, "h" * 32)
    work(app, actor)
    text = b"".join(packed(app))
    assert b"h" * 32 not in text
    assert b"sequence" not in text
    assert {field.name for field in fields(Attempt)} - set(KINDS["attempt"][1]) == {"sequence"}
    assert {field.name for field in fields(Event)} == set(KINDS["event"][1])


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"fraction": 1.5}, "field"),
        ({"fraction": True}, "field"),
        ({"score": -0.1}, "field"),
        ({"seconds": 10**400}, "field"),
        ({"ref": "no-item"}, "field"),
        ({"ref": "x" * 300 + "/y"}, "field"),
        ({"key": "\0"}, "field"),
        ({"answer": ["text"]}, "field"),
        ({"at": "2026-01-05T09:00:00"}, "field"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "field"),
        ({"at": 5}, "field"),
        ({"tries_before": 2**40}, "field"),
        ({"language": "de"}, "field"),
        ({"front_end": {}}, "field"),
        ({"broken": 1}, "field"),
        ({"certainty": "very"}, "field"),
        ({"learner": "somebody"}, "learner-unknown"),
        ({"type": "standing"}, "type"),
        ({"type": []}, "type"),
        ({"sequence": 3}, "unknown"),
        ({"key": None}, "field"),
    ],
)
def test_a_line_that_is_no_good_is_named_and_nothing_is_brought_in(
    app: App, actor: Actor, change: Mapping[str, Any], key: str
) -> None:
    answer(app.record, actor.learner, REF, "a")
    answer(app.record, actor.learner, REF, "b")
    lines = packed(app)
    lines[2] = json.dumps(json.loads(lines[2]) | change).encode()
    _refuses(app, lines, {3: key})


@pytest.mark.parametrize(
    "damaged",
    [b"{", b"[1]", b"\xff\xfe", b"null", b"[" * 100_000, b'{"type": NaN}', b'{"type":"attempt"}', b"1" * 5000],
)
def test_a_damaged_line_is_named_too(app: App, actor: Actor, damaged: bytes) -> None:
    answer(app.record, actor.learner, REF, "a")
    _refuses(app, [*packed(app), b"\n", damaged], {5: "missing" if b"attempt" in damaged else "no-json"})


def test_an_event_that_no_database_can_hold_is_named(app: App, actor: Actor) -> None:
    app.record.add_event(Event(actor.learner, "first/case", "move", app.clock(), 1, "x"))
    lines = packed(app)
    lines[2] = json.dumps(json.loads(lines[2]) | {"detail": "x" * 201}).encode()
    _refuses(app, lines, {3: "field"})


def test_a_file_that_was_cut_off_between_two_lines_is_refused(app: App, actor: Actor) -> None:
    work(app, actor)
    lines = packed(app)
    _refuses(app, lines[:-1], {1: "cut-off"})
    _refuses(app, [*lines, lines[-1]], {1: "cut-off"})


def test_another_kind_of_file_and_another_version_are_told_apart(app: App, actor: Actor) -> None:
    newer = json.dumps(json.loads(packed(app)[0]) | {"version": 2}).encode()
    for lines, key in (
        ([], "other-file"),
        ([b"{}"], "other-file"),
        ([b"PK\x03"], "other-file"),
        ([newer], "version"),
    ):
        with pytest.raises(NotMoved) as caught:
            moving.bring_in(elsewhere(app), CONSOLE, lines)
        assert caught.value.message.key == f"moving.{key}"


def _refuses(app: App, lines: Iterable[bytes], expected: Mapping[int, str]) -> None:
    there = elsewhere(app)
    moved = moving.bring_in(there, CONSOLE, lines)
    assert moved.brought == Brought()
    assert there.record.learner_ids() == ()
    assert {each.line: each.why.key for each in moved.refused} == {
        line: f"moving.line.{key}" for line, key in expected.items()
    }


def _events(app: App, learner: str) -> list[Event]:
    return [each for each in app.record.everything_of(learner) if isinstance(each, Event)]
