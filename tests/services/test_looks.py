"""Who looked at somebody's data is told in the right words: by name or by role, and what they did."""

from __future__ import annotations

import ast
from datetime import timedelta
from typing import get_args

import pytest

from learnenv.domain.people import Grant, Look, Role
from learnenv.language import speech
from learnenv.services.app import App
from learnenv.services.exports import What
from learnenv.services.looks import Stranger, looks_at_me
from learnenv.web.parts.my_data import look_line
from tests.services.classroom import Classroom, classroom
from tests.services.conftest import Clock
from tests.support.source import CORE, python_files, tree

ANN = "ann in town 1"
NOTES = ("note", "note_reading", "note_readings")


@pytest.fixture
def room(app: App) -> Classroom:
    return classroom(app)


def told(room: Classroom, look: Look) -> str:
    room.app.record.add_looks([look])
    line = look_line(looks_at_me(room.app, room.people[ANN], limit=1)[0], speech("en"))
    return line.partition(": ")[2]


def test_everybody_who_looks_is_called_by_what_they_are(room: Classroom, clock: Clock) -> None:
    ann, town = room.people[ANN].learner, room.cohorts["town 1"].id
    room.given("coach", "coach", "learner", ann)
    room.given("coach of Noord", "coach", "team", f"{town}/Noord")
    clock.go(hours=1)

    def by(name: str, what: str, cohort: str = town) -> str:
        return told(room, Look(clock.now, room.people[name].learner if name else "", what, ann, cohort))

    assert by("trainer of town 1", "answers").startswith("trainer: ")
    assert by("trainer of town", "progress").startswith("trainer: ")
    assert by("coach", "work", "").startswith("coach: ")
    assert by("coach of Noord", "work").startswith("coach: ")
    assert by("administrator", "password-changed", "").startswith("administrator: ")
    assert by("stranger", "work").startswith("someone without a role: ")
    assert by("", "work").startswith("someone who is gone")
    assert by("", "sign-in-failed", "").startswith("not known who: ")


def test_who_has_two_roles_looked_in_the_one_that_is_nearest(room: Classroom, clock: Clock) -> None:
    town, boss = room.cohorts["town 1"].id, room.people["administrator"].learner
    room.app.record.give(Grant(boss, "trainer", "cohort", town, "", clock.now))
    clock.go(hours=1)
    assert told(room, Look(clock.now, boss, "answers", "", town)).startswith("trainer: ")
    assert told(room, Look(clock.now, boss, "user-enabled", room.people[ANN].learner)).startswith("administrator: ")
    room.app.record.withdraw(Grant(boss, "trainer", "cohort", town, "", clock.now), clock.now)
    later = clock.now + timedelta(hours=1)
    assert told(room, Look(later, boss, "export-progress", "", town)).startswith("administrator: ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_words_for_everybody_who_looks_and_for_all_that_is_done(language: str) -> None:
    words = speech("nl" if language == "nl" else "en")
    for role in (*get_args(Role), *get_args(Stranger)):
        assert words.say(f"looks.role.{role}")
    done = {"work", "sign-in-failed", *(f"export-{what}" for what in get_args(What))}
    for file in python_files(CORE / "services"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in NOTES:
                done |= {str(each.value) for part in node.args[2:3] for each in ast.walk(part) if _is_kind(each)}
    assert len(done) > 15
    known = words.texts("my-data.value.")
    assert {each for each in done if f"my-data.value.{each}" not in known} == set()


def _is_kind(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.endswith("-")
