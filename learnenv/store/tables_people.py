"""The tables of people in their places: organisations, cohorts, members, roles, and the ways to sign in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from learnenv.store.column_types import FreeText, Id, OptionalId, Sequence, UtcDateTime
from learnenv.store.metadata import learner_column, metadata


def _somebody(name: str) -> Column[str]:
    """A learner who may be gone."""
    return Column(name, OptionalId, ForeignKey("learner.id"), nullable=True)


organisation = Table(
    "organisation",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", FreeText, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    comment="Whom cohorts belong to. Nothing is shown across organisations.",
)

cohort = Table(
    "cohort",
    metadata,
    Column("id", Id, primary_key=True),
    Column("organisation", Id, ForeignKey("organisation.id"), nullable=False),
    Column("name", FreeText, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("join_code", OptionalId, nullable=True, unique=True),
    Column("join_until", UtcDateTime, nullable=True),
    Column("most_members", Integer, nullable=False),
    Column("idle_days", Integer, nullable=False),
    Column("keep_months", Integer, nullable=False),
    Column("archived", UtcDateTime, nullable=True),
    Index(None, "organisation"),
    comment="Groups that learn together. Who has the join code can join while it is set and not past its date.",
)

assignment = Table(
    "assignment",
    metadata,
    Column("cohort", Id, ForeignKey("cohort.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("module", Id, nullable=False),
    Column("due", UtcDateTime, nullable=True),
    UniqueConstraint("cohort", "module"),
    comment="The modules that a cohort works on, in order, with the dates that were agreed.",
)

member = Table(
    "member",
    metadata,
    Column("cohort", Id, ForeignKey("cohort.id"), primary_key=True),
    learner_column(primary_key=True),
    Column("name", FreeText, nullable=False),
    Column("joined", UtcDateTime, nullable=False),
    Column("team", Id, nullable=False),
    Column("left", UtcDateTime, nullable=True),
    Index(None, "learner"),
    comment="Who is or was in a cohort, under the name that they gave there.",
)

granted_role = Table(
    "granted_role",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    learner_column(),
    Column("role", String(20), nullable=False),
    Column("scope", String(20), nullable=False),
    Column("scope_id", String(320), nullable=False),
    _somebody("given_by"),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn", UtcDateTime, nullable=True),
    # True, or NULL once it is withdrawn: NULL equals nothing, so that only live roles must differ.
    Column("live", Boolean, nullable=True),
    UniqueConstraint("learner", "role", "scope", "scope_id", "live"),
    Index(None, "scope", "scope_id"),
    Index(None, "given_by"),
    comment="Roles that people have or had, each in one scope. A role that is not withdrawn is there once.",
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", Id, primary_key=True),
    Column("cohort", OptionalId, ForeignKey("cohort.id"), nullable=True),
    Column("role", String(20), nullable=False),
    _somebody("created_by"),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    _somebody("used_by"),
    Column("used_at", UtcDateTime, nullable=True),
    Index(None, "cohort"),
    Index(None, "created_by"),
    Index(None, "used_by"),
    comment="Links that let one person in, once. Tokens are kept as a hash only.",
)

account = Table(
    "account",
    metadata,
    learner_column(primary_key=True),
    Column("login", Id, nullable=False, unique=True),
    Column("password_hash", String(500), nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    comment="Logins with a password, for those who want one. Passwords are kept as an Argon2id hash only.",
)

identity = Table(
    "identity",
    metadata,
    Column("issuer", String(500), primary_key=True),
    Column("subject", String(300), primary_key=True),
    learner_column(),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "learner"),
    comment="Who someone is at an identity provider (OpenID Connect). No token, name or address is kept.",
)

tries = Table(
    "tries",
    metadata,
    Column("key_hash", Id, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("blocked_until", UtcDateTime, nullable=True),
    Index(None, "since"),
    comment="How often a login, code or address was tried, so that guessing is slow. Keys are hashes.",
)
