"""The tables: one sentence each says what a table is for; PostgreSQL shows it to an administrator as its comment.

A change here needs a migration beside it (migrations/versions); a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from learnenv.store import tables_people, tables_work
from learnenv.store.column_types import Exact, Id, Json, Sequence, UtcDateTime
from learnenv.store.metadata import learner_column, metadata

__all__ = ["metadata", "tables_people", "tables_work"]

_READ = text("kind = 'read'")

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
    Column("asks_certainty", Boolean, nullable=False, server_default=false()),
    Column("staff", Boolean, nullable=False, server_default=false()),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    comment="People under a pseudonym: no name, no address. Recovery codes are kept as a hash only.",
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Id, primary_key=True),
    learner_column(),
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
    learner_column(),
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
    Column("certainty", String(4), nullable=True),
    Column("review", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("learner", "module", "exercise", "key"),
    comment="Every answer that was checked, in the order of id. Rows are only ever added; a trigger sees to it.",
    sqlite_autoincrement=True,
)

event = Table(
    "event",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    learner_column(),
    Column("module", Id, nullable=False),
    Column("item", Id, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("detail", String(200), nullable=False, server_default=text("''")),
    UniqueConstraint("learner", "module", "item", "kind", "number"),
    Index(None, "learner", "module", "at"),
    Index("ix_event_read", "learner", "module", "item", sqlite_where=_READ),
    comment="Hints shown, answers asked for, pages read, steps in cases. Only ever added; a trigger sees to it.",
    sqlite_autoincrement=True,
)

standing = Table(
    "standing",
    metadata,
    learner_column(primary_key=True),
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
    Column("reviews", Integer, nullable=False, server_default="0"),
    Column("stuck_since", UtcDateTime, nullable=True),
    Column("first_fraction", Exact, nullable=True),
    Column("first_sequence", Sequence, nullable=False, server_default="0"),
    comment="Where a learner stands with an exercise. Follows from attempt and event and can be computed again.",
)

draft = Table(
    "draft",
    metadata,
    learner_column(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("item", Id, primary_key=True),
    Column("answer", Json, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    comment="What a learner typed and has not handed in yet. Removed when the answer is handed in.",
)

bookmark = Table(
    "bookmark",
    metadata,
    learner_column(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("page", Id, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    comment="The page where a learner was last in a module.",
)
