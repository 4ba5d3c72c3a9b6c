"""The tables: one sentence each says what a table is for; PostgreSQL shows it to an administrator as its comment.

A change here needs a migration beside it (migrations/versions); a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from learnenv.store.column_types import Exact, Id, Json, Sequence, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _learner(*, primary_key: bool = False) -> Column[str]:
    return Column("learner", Id, ForeignKey("learner.id"), primary_key=primary_key, nullable=False)


instance = Table(
    "instance",
    metadata,
    Column("number", Integer, CheckConstraint("number = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False),
    comment="One row: the name of this record. The mark beside a SQLite file holds it too, to notice a lost file.",
)

learner = Table(
    "learner",
    metadata,
    Column("id", Id, primary_key=True),
    Column("created", UtcDateTime, nullable=False),
    Column("language", String(2), nullable=False),
    Column("recovery_hash", Id, nullable=True, unique=True),
    comment="People under a pseudonym: no name, no address. Recovery codes are kept as a hash only.",
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Id, primary_key=True),
    _learner(),
    Column("created", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("idle_expires", UtcDateTime, nullable=False),
    Column("absolute_expires", UtcDateTime, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index(None, "learner"),
    comment="Browsers that are or were signed in. Tokens are kept as a hash only.",
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    _learner(),
    Column("module", Id, nullable=False),
    Column("exercise", Id, nullable=False),
    Column("key", Id, nullable=False),
    Column("answer", Json, nullable=False),
    Column("fingerprint", Id, nullable=False),
    Column("fraction", Exact, nullable=True),
    Column("score", Exact, nullable=True),
    Column("passed", Boolean, nullable=True),
    Column("tries_before", Integer, nullable=False),
    Column("hints_shown", Integer, nullable=False),
    Column("language", String(2), nullable=False),
    Column("front_end", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("seconds", Exact, nullable=False),
    Column("broken", Boolean, nullable=False),
    UniqueConstraint("learner", "module", "exercise", "key"),
    comment="Every answer that was checked, in the order of id. Rows are only ever added; a trigger sees to it.",
    sqlite_autoincrement=True,
)

event = Table(
    "event",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    _learner(),
    Column("module", Id, nullable=False),
    Column("item", Id, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("learner", "module", "item", "kind", "number"),
    comment="Hints shown, answers asked for, pages read. Rows are only ever added; a trigger sees to it.",
    sqlite_autoincrement=True,
)

standing = Table(
    "standing",
    metadata,
    _learner(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("item", Id, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("wrong_in_a_row", Integer, nullable=False),
    Column("best_score", Exact, nullable=True),
    Column("last_fraction", Exact, nullable=True),
    Column("right", Boolean, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("solution_shown", Boolean, nullable=False),
    Column("first_at", UtcDateTime, nullable=True),
    Column("last_at", UtcDateTime, nullable=True),
    Column("last_digest", Id, nullable=False),
    Column("last_sequence", Sequence, nullable=False),
    comment="Where a learner stands with an exercise. Follows from attempt and event and can be computed again.",
)

draft = Table(
    "draft",
    metadata,
    _learner(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("item", Id, primary_key=True),
    Column("answer", Json, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    comment="What a learner typed and has not handed in yet. Removed when the answer is handed in.",
)

bookmark = Table(
    "bookmark",
    metadata,
    _learner(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("page", Id, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    comment="The page where a learner was last in a module.",
)
