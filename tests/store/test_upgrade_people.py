"""What a database of an earlier version held follows into the columns and tables of people."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from learnenv.domain.people import Look
from learnenv.store import schema
from learnenv.store.open import open_record
from learnenv.testing.record_people_samples import new_cohort, new_member
from learnenv.testing.record_samples import NOW, answer

WRONG_FOUR = (0.0, 0.5, 0.0, 0.2)
HISTORIES: dict[str, tuple[tuple[float | None, bool, bool], ...]] = {
    "stuck": tuple((each, False, False) for each in (*WRONG_FOUR, 0.0)),
    "mended": tuple((each, False, False) for each in (*WRONG_FOUR, 1.0, 0.0)),
    "stuck-again": tuple((each, False, False) for each in (1.0, *WRONG_FOUR)),
    "three": tuple((each, False, False) for each in WRONG_FOUR[:3]),
    "broken-first": ((None, True, False), (0.25, False, False)),
    "open": ((None, False, False), (0.75, False, False)),
    "reviewed": ((0.0, False, True), *((each, False, False) for each in WRONG_FOUR), (1.0, False, True)),
    "only-broken": ((None, True, False),),
}
"""Per exercise: fraction, broken, review."""


@pytest.mark.parametrize("revision", ["0001", "0002"])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_new_figures_follow_from_what_was_on_record(kind: str, revision: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    _made_by(url, revision)
    record = open_record(url)
    upgraded = record.all_standings()
    assert {each.ref for each in upgraded} == {f"m/{name}" for name in _known(revision)}
    assert record.standing("me", "m/stuck").stuck_since == NOW + timedelta(days=3)
    assert record.standing("me", "m/broken-first").first_fraction == 0.25
    record.rebuild_standings()
    for before, after in zip(upgraded, record.all_standings(), strict=True):
        for name in ("ref", "stuck_since", "first_fraction", "first_sequence", "tries", "wrong_in_a_row"):
            assert getattr(before, name) == getattr(after, name), (before.ref, name)
    record.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_people_of_before_can_do_all_that_is_new(kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url" if kind == "sqlite" else "fresh_postgresql")
    _made_by(url, "0002")
    record = open_record(url)
    me = record.learner("me")
    assert me is not None
    assert (me.staff, me.disabled) == (False, False)
    cohort = new_cohort(record, "m")
    other = new_member(record, cohort)
    record.add_looks([Look(NOW, other, "answers", "me")])
    assert answer(record, "me", "m/three", "new", fraction=0.0).standing.stuck_since == NOW
    assert record.erase("me")
    assert record.all_standings() == ()
    assert [each.learner for each in record.looks(actor=other)] == [""]
    record.check()
    record.close()


def _known(revision: str) -> list[str]:
    """Before 0002 there was no review."""
    return [name for name in HISTORIES if revision != "0001" or name != "reviewed"]


def _made_by(url: str, revision: str) -> None:
    """Make the tables as an earlier version did, with attempts and the standings that it made of them."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True)
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    at = (lambda moment: f"{moment.replace(tzinfo=None)}") if url.startswith("sqlite") else (lambda moment: moment)
    reviews = revision != "0001"
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
        command.upgrade(config, revision)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.execute(
            text("insert into learner (id, created, language) values ('me', :at, 'nl')"), {"at": at(NOW)}
        )
        for name in _known(revision):
            history = HISTORIES[name]
            for number, (fraction, broken, review) in enumerate(history):
                connection.execute(
                    text(
                        "insert into attempt (learner, module, exercise, key, answer, fingerprint, fraction, score, "
                        "tries_before, hints_shown, language, front_end, at, seconds, broken"
                        + (", review" if reviews else "")
                        + ") values ('me', 'm', :name, :key, :answer, 'f', :fraction, :fraction, 0, 0, 'nl', 'web', "
                        ":at, 1, :broken" + (", :review" if reviews else "") + ")"
                    ),
                    {
                        "name": name,
                        "key": str(number),
                        "answer": f'{{"text":"{number}"}}',
                        "fraction": fraction,
                        "at": at(NOW + timedelta(days=number)),
                        "broken": broken,
                        "review": review,
                    },
                )
            counted = [fraction for fraction, broken, review in history if not broken and not review]
            wrong = 0
            for each in counted:
                wrong = 0 if each == 1.0 else wrong + (each is not None)
            connection.execute(
                text(
                    'insert into standing (learner, module, item, attempts, tries, wrong_in_a_row, "right", passed, '
                    "hints, solution_shown, last_digest, last_sequence) values "
                    "('me', 'm', :name, :attempts, :tries, :wrong, false, false, 0, false, 'd', 0)"
                ),
                {"name": name, "attempts": len(history), "tries": len(counted), "wrong": wrong},
            )
    engine.dispose()
