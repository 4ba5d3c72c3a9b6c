"""Everything of one's own, nothing of others; and who looked."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import timedelta
from typing import Any, get_args

import pytest

from learnenv.domain.learner import Actor
from learnenv.domain.own_record import Kept
from learnenv.domain.people import Grant, Look
from learnenv.language import speech
from learnenv.services import identity, my_data
from learnenv.services.app import App
from learnenv.services.looks import looks_at_me
from learnenv.services.my_data_page import _COLUMNS, my_data_markdown
from tests.services.conftest import Clock
from tests.support.people import COHORT, about_each_other, join_and_do, make_cohort, marks


@pytest.fixture
def other(app: App, actor: Actor) -> Actor:
    """Somebody else in the same cohort; both did something everywhere, also about each other."""
    make_cohort(app)
    other = identity.begin_guest(app, "nl").actor
    join_and_do(app, actor, "me")
    join_and_do(app, other, "them")
    about_each_other(app, actor, other, "me")
    about_each_other(app, other, actor, "them")
    return other


def both_files(app: App, actor: Actor) -> tuple[str, str]:
    data = my_data.my_data(app, actor)
    return my_data_markdown(app, data, speech("en")), my_data.as_json(data)


def test_all_of_my_own_is_in_both_files(app: App, actor: Actor, other: Actor) -> None:
    for text in both_files(app, actor):
        assert not [mark for mark in marks("me") if mark not in text.replace("\\", "")]


def test_nothing_of_others_is_in_them(app: App, actor: Actor, other: Actor) -> None:
    """But what they wrote about my work, which is about me."""
    for text in both_files(app, actor):
        allowed = {"member-of-them"}  # the name under which they looked at my answers
        assert not [mark for mark in marks("them") if mark in text.replace("\\", "") and mark not in allowed]
        assert "said-by-them" in text
        assert "noted-by-them" in text
        assert "said-by-me" not in text
        assert "noted-by-me" not in text
        assert other.learner not in text


def test_no_secret_is_in_them(app: App, actor: Actor, other: Actor) -> None:
    for text in both_files(app, actor):
        for secret in ("argon2-of", "recovery-of", "token-", actor.session):
            assert secret not in text


def test_every_kind_of_value_has_a_section_with_something_in_it(app: App, actor: Actor, other: Actor) -> None:
    sections = my_data.my_data(app, actor).sections
    assert {my_data.SECTIONS[kind] for kind in get_args(Kept)} == set(my_data.SECTIONS.values())
    assert not [name for name, entries in sections.items() if not entries]


def test_every_column_of_the_page_is_a_field_and_has_a_name(app: App, actor: Actor, other: Actor) -> None:
    sections = my_data.my_data(app, actor).sections
    known = {name: {field for entry in entries for field in entry} for name, entries in sections.items()}
    assert not [(name, each) for name, columns in _COLUMNS.items() for each in columns if each not in known[name]]
    text, _ = both_files(app, actor)
    assert "[my-data." not in text


def test_the_file_has_the_form_that_is_documented(app: App, actor: Actor, other: Actor) -> None:
    whole: dict[str, Any] = json.loads(both_files(app, actor)[1])
    assert (whole["format"], whole["version"]) == ("learnenv-my-data", 1)
    assert [each["answer"] for each in whole["sections"]["answers"]][1] == {"choice": "yes-this"}
    assert whole["sections"]["you"][0]["recovery_code"] is True
    assert whole["sections"]["reviews"][0]["reviewer"] == my_data.SOMEONE_ELSE
    assert {each["kind"] for each in whole["sections"][my_data.DONE]} == {
        *("reviews", "conversation", "attention", "looks"),
    }
    assert all(set(each) <= {"kind", "at", "ref", "cohort", "what"} for each in whole["sections"][my_data.DONE])


def test_an_answer_of_any_text_at_all_can_be_taken_along(app: App, actor: Actor) -> None:
    from learnenv.testing.record_samples import NAUGHTY, answer

    for text in NAUGHTY:
        answer(app.record, actor.learner, "gone/exercise", text)
    page, file = both_files(app, actor)
    assert [each["answer"]["text"] for each in json.loads(file)["sections"]["answers"]] == list(NAUGHTY)
    assert "gone/exercise" in page


def test_who_looked_is_told_with_name_role_and_what(app: App, actor: Actor, other: Actor) -> None:
    [look] = looks_at_me(app, actor)
    assert (look.name, look.role, look.what, look.cohort_name) == (
        *("member-of-them", "coach", "answers", f"Groep {COHORT}"),
    )
    assert look.title is not None
    assert look.title.en == "Reflection"


def test_the_role_is_that_of_the_moment_of_looking(app: App, actor: Actor, other: Actor, clock: Clock) -> None:
    trainer = identity.begin_guest(app, "nl").actor.learner
    app.record.give(grant := Grant(trainer, "trainer", "organisation", f"house-{COHORT}", "", clock.now))
    clock.go(days=1)
    app.record.add_looks([Look(clock.now, trainer, "export-answers", "", COHORT)])
    clock.go(days=1)
    app.record.withdraw(grant, clock.now)
    app.record.add_looks([Look(clock.now + timedelta(days=1), trainer, "work", actor.learner, COHORT)])
    assert [look.role for look in looks_at_me(app, actor, limit=2)] == ["nobody", "trainer"]
    assert looks_at_me(app, actor)[0].name == ""


def test_more_looks_than_fit_at_once_are_all_in_the_file(
    app: App, actor: Actor, other: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(my_data, "_AT_ONCE", 2)
    app.record.add_looks([Look(app.clock(), other.learner, "work", actor.learner, COHORT) for _ in range(5)])
    looks = [each for each in my_data.my_data(app, actor).sections["looks"] if each["what"] == "work"]
    assert len({each["id"] for each in looks}) == 5


def test_every_field_that_names_somebody_is_seen_as_one() -> None:
    """A new field for a person must be added to what is hidden of others."""
    named = {field.name for kind in get_args(Kept) for field in fields(kind)}
    people = {"learner", "owner", "actor", "author", "reviewer", "by", "given_by", "created_by", "used_by"}
    assert people == my_data._PEOPLE & named
    assert not {name for name in named if name.endswith("_by")} - people
    hashes = {name for name in named if name.endswith(("hash", "digest"))}
    assert hashes <= my_data._SECRETS
