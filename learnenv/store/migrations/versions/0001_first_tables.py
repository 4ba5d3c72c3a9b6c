"""The first tables: instance, learner, session, attempt, event, standing, draft, bookmark."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from learnenv.store.column_types import Exact, Id, Json, Sequence, UtcDateTime

revision = "0001"
down_revision = None

_ADDED_ONLY = ("attempt", "event")


def upgrade() -> None:
    """Make the tables, the triggers that keep attempts and events as they were, and the name of this record."""
    _people()
    _what_happened()
    _what_follows()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()
    op.execute(sa.text("insert into instance (number, id) values (1, :id)").bindparams(id=uuid4().hex))


def _people() -> None:
    op.create_table(
        "instance",
        sa.Column("number", sa.Integer, autoincrement=False),
        sa.Column("id", Id, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_instance"),
        sa.CheckConstraint("number = 1", name=op.f("ck_instance_one_row")),
        comment="One row: the name of this record. "
        "The mark beside a SQLite file holds it too, to notice a lost file.",
    )
    op.create_table(
        "learner",
        sa.Column("id", Id, nullable=False),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("recovery_hash", Id, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_learner"),
        sa.UniqueConstraint("recovery_hash", name="uq_learner_recovery_hash"),
        comment="People under a pseudonym: no name, no address. Recovery codes are kept as a hash only.",
    )
    op.create_table(
        "session",
        sa.Column("token_hash", Id, nullable=False),
        _learner("session"),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("last_seen", UtcDateTime, nullable=False),
        sa.Column("idle_expires", UtcDateTime, nullable=False),
        sa.Column("absolute_expires", UtcDateTime, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
        comment="Browsers that are or were signed in. Tokens are kept as a hash only.",
    )
    op.create_index("ix_session_learner", "session", ["learner"])


def _what_happened() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", Sequence, autoincrement=True, nullable=False),
        _learner("attempt"),
        sa.Column("module", Id, nullable=False),
        sa.Column("exercise", Id, nullable=False),
        sa.Column("key", Id, nullable=False),
        sa.Column("answer", Json, nullable=False),
        sa.Column("fingerprint", Id, nullable=False),
        sa.Column("fraction", Exact, nullable=True),
        sa.Column("score", Exact, nullable=True),
        sa.Column("passed", sa.Boolean, nullable=True),
        sa.Column("tries_before", sa.Integer, nullable=False),
        sa.Column("hints_shown", sa.Integer, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("front_end", sa.String(20), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("seconds", Exact, nullable=False),
        sa.Column("broken", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.UniqueConstraint("learner", "module", "exercise", "key", name="uq_attempt_learner_module_exercise_key"),
        comment="Every answer that was checked, in the order of id. Rows are only ever added; a trigger sees to it.",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event",
        sa.Column("id", Sequence, autoincrement=True, nullable=False),
        _learner("event"),
        sa.Column("module", Id, nullable=False),
        sa.Column("item", Id, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint(
            "learner", "module", "item", "kind", "number", name="uq_event_learner_module_item_kind_number"
        ),
        comment="Hints shown, answers asked for, pages read. Rows are only ever added; a trigger sees to it.",
        sqlite_autoincrement=True,
    )


def _what_follows() -> None:
    op.create_table(
        "standing",
        _learner("standing"),
        sa.Column("module", Id, nullable=False),
        sa.Column("item", Id, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("wrong_in_a_row", sa.Integer, nullable=False),
        sa.Column("best_score", Exact, nullable=True),
        sa.Column("last_fraction", Exact, nullable=True),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("solution_shown", sa.Boolean, nullable=False),
        sa.Column("first_at", UtcDateTime, nullable=True),
        sa.Column("last_at", UtcDateTime, nullable=True),
        sa.Column("last_digest", Id, nullable=False),
        sa.Column("last_sequence", Sequence, nullable=False),
        sa.PrimaryKeyConstraint("learner", "module", "item", name="pk_standing"),
        comment="Where a learner stands with an exercise. Follows from attempt and event and can be computed again.",
    )
    op.create_table(
        "draft",
        _learner("draft"),
        sa.Column("module", Id, nullable=False),
        sa.Column("item", Id, nullable=False),
        sa.Column("answer", Json, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("learner", "module", "item", name="pk_draft"),
        comment="What a learner typed and has not handed in yet. Removed when the answer is handed in.",
    )
    op.create_table(
        "bookmark",
        _learner("bookmark"),
        sa.Column("module", Id, nullable=False),
        sa.Column("page", Id, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("learner", "module", name="pk_bookmark"),
        comment="The page where a learner was last in a module.",
    )


def _learner(table: str) -> sa.Column[str]:
    return sa.Column("learner", Id, sa.ForeignKey("learner.id", name=f"fk_{table}_learner_learner"), nullable=False)


def _guard_sqlite() -> None:
    for table in _ADDED_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION only_ever_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$"
    )
    for table in _ADDED_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added()"
        )
