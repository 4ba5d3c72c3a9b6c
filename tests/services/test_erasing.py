"""Delete me: nothing of the person is left, totals stay, and doing it again is no harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from learnenv.domain.errors import NotAllowed
from learnenv.domain.learner import Actor
from learnenv.domain.people import Grant
from learnenv.domain.progress import Event
from learnenv.services import erasing, identity
from learnenv.services.app import App
from learnenv.store.open import open_record
from tests.support.people import COHORT, about_each_other, join_and_do, make_cohort, marks


@pytest.fixture
def on_disk(app: App, tmp_path: Path) -> App:
    record = open_record(f"sqlite:///{tmp_path / 'record' / 'learnenv.sqlite3'}")
    return replace(app, record=record)


def test_no_file_holds_anything_of_who_deleted_themself(on_disk: App, tmp_path: Path) -> None:
    make_cohort(on_disk)
    me, other = (identity.begin_guest(on_disk, "nl").actor for _ in range(2))
    join_and_do(on_disk, me, "me")
    join_and_do(on_disk, other, "them")
    about_each_other(on_disk, me, other, "me")
    about_each_other(on_disk, other, me, "them")
    secrets = ("argon2-of-me", "recovery-of-me")
    said = ("noted-by-them", "said-by-them", "unsent-by-them", "unsent-by-me")
    mine = (*marks("me"), me.learner, me.session, *secrets, *said)
    before = _bytes(tmp_path / "record")
    assert not [mark for mark in mine if mark.encode() not in before]
    assert erasing.delete_me(on_disk, me)
    live = _bytes(tmp_path / "record")
    assert [mark for mark in mine if mark.encode() in live] == []
    assert not [mark for mark in marks("them") if mark.encode() not in live]
    assert identity.who(on_disk, me.session) is None
    assert not erasing.delete_me(on_disk, me)
    on_disk.record.close()


def test_in_the_totals_of_the_cohort_they_still_count(app: App, actor: Actor) -> None:
    make_cohort(app)
    join_and_do(app, actor, "me")
    for page in ("page-1", "page-2"):
        app.record.add_event(Event(actor.learner, f"first/{page}", "read", app.clock()))
    erasing.delete_me(app, actor)
    counts = {(each.module, each.item): each for each in app.record.erased_counts(COHORT)}
    assert counts["", ""].learners == 1
    assert counts["first", "choice"].right == 1
    assert counts["first", ""].completed == 0  # the exercise with two tries was not done


def test_a_completed_module_counts_as_completed(app: App, actor: Actor) -> None:
    make_cohort(app)
    join_and_do(app, actor, "me")
    from tests.support.people import answer

    answer(app, actor, "first/twice", {"choice": "yes-this"})
    app.record.add_event(Event(actor.learner, "first/page-2", "read", app.clock()))
    assert erasing.completed_modules(app, actor.learner) == {"first"}
    erasing.delete_me(app, actor)
    assert [each.completed for each in app.record.erased_counts(COHORT) if each.module and not each.item] == [1]


def test_the_last_administrator_stays(app: App, actor: Actor) -> None:
    app.record.give(Grant(actor.learner, "administrator", "platform", "", "", app.clock()))
    with pytest.raises(NotAllowed, match=r"erasing.last-administrator"):
        erasing.delete_me(app, actor)
    assert app.record.learner(actor.learner) is not None
    second = identity.begin_guest(app, "nl").actor
    app.record.give(Grant(second.learner, "administrator", "platform", "", "", app.clock()))
    assert erasing.delete_me(app, actor)


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
