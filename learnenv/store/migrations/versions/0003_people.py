"""People in their places: organisations, cohorts, roles, ways to sign in, and what passes between people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from learnenv.store.column_types import Exact, Numbers, OptionalId, Sequence
from learnenv.store.migrations.making import (
    count_column,
    id_column,
    item_columns,
    make_table,
    no_column,
    number_column,
    somebody_column,
    text_column,
    time_column,
)

revision = "0003"
down_revision = "0002"

_REF = sa.String(401)
_FIRST_TRY = """
    update standing set first_sequence = coalesce((
        select min(a.id) from attempt a
        where a.learner = standing.learner and a.module = standing.module and a.exercise = standing.item
        and not a.broken and not a.review
    ), 0) where tries > 0
"""
_FIRST_FRACTION = """
    update standing set first_fraction = (select a.fraction from attempt a where a.id = standing.first_sequence)
    where first_sequence > 0
"""
_STUCK = """
    update standing set stuck_since = (
        select a.at from attempt a
        where a.learner = standing.learner and a.module = standing.module and a.exercise = standing.item
        and not a.broken and not a.review and a.fraction is not null
        and a.id > coalesce((
            select max(b.id) from attempt b
            where b.learner = standing.learner and b.module = standing.module and b.exercise = standing.item
            and not b.broken and not b.review and b.fraction > 0.999999
        ), 0)
        order by a.id limit 1 offset 3
    ) where wrong_in_a_row >= 4
"""


def upgrade() -> None:
    """Add columns that follow from what is on record, and new tables."""
    op.add_column("learner", no_column("staff"))
    op.add_column("learner", no_column("disabled"))
    op.add_column("standing", time_column("stuck_since", nullable=True))
    op.add_column("standing", sa.Column("first_fraction", Exact, nullable=True))
    op.add_column("standing", sa.Column("first_sequence", Sequence, nullable=False, server_default="0"))
    _fill_standings()
    _cohorts()
    _members()
    _roles()
    _ways_in()
    _work()
    _conversation()
    _notes()
    _looks()


def _fill_standings() -> None:
    """From the attempts, as the rules of `after_attempt` were at this revision."""
    for statement in (_FIRST_TRY, _FIRST_FRACTION, _STUCK):
        op.execute(statement)


def _cohorts() -> None:
    make_table(
        "organisation",
        id_column(),
        text_column("name"),
        time_column("created"),
        comment="Whom cohorts belong to. Nothing is shown across organisations.",
    )
    make_table(
        "cohort",
        id_column(),
        id_column("organisation", refers="organisation"),
        text_column("name"),
        time_column("created"),
        sa.Column("join_code", OptionalId, nullable=True),
        time_column("join_until", nullable=True),
        count_column("most_members"),
        count_column("idle_days"),
        count_column("keep_months"),
        time_column("archived", nullable=True),
        unique=("join_code",),
        indexes=("organisation",),
        comment="Groups that learn together. Who has the join code can join while it is set and not past its date.",
    )
    make_table(
        "assignment",
        id_column("cohort", refers="cohort"),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        id_column("module"),
        time_column("due", nullable=True),
        key=("cohort", "number"),
        unique=("cohort", "module"),
        comment="The modules that a cohort works on, in order, with the dates that were agreed.",
    )


def _members() -> None:
    make_table(
        "member",
        id_column("cohort", refers="cohort"),
        id_column("learner", refers="learner"),
        text_column("name"),
        time_column("joined"),
        id_column("team"),
        time_column("left", nullable=True),
        key=("cohort", "learner"),
        indexes=("learner",),
        comment="Who is or was in a cohort, under the name that they gave there.",
    )


def _roles() -> None:
    make_table(
        "granted_role",
        number_column(),
        id_column("learner", refers="learner"),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("scope_id", sa.String(320), nullable=False),
        somebody_column("given_by"),
        time_column("at"),
        time_column("withdrawn", nullable=True),
        sa.Column("live", sa.Boolean, nullable=True),
        unique=("learner", "role", "scope", "scope_id", "live"),
        indexes=("scope scope_id", "given_by"),
        comment="Roles that people have or had, each in one scope. A role that is not withdrawn is there once.",
        sqlite_autoincrement=True,
    )
    make_table(
        "invite",
        id_column("token_hash"),
        sa.Column("cohort", OptionalId, sa.ForeignKey("cohort.id", name="fk_invite_cohort_cohort"), nullable=True),
        sa.Column("role", sa.String(20), nullable=False),
        somebody_column("created_by"),
        time_column("created"),
        time_column("expires"),
        somebody_column("used_by"),
        time_column("used_at", nullable=True),
        key=("token_hash",),
        indexes=("cohort", "created_by", "used_by"),
        comment="Links that let one person in, once. Tokens are kept as a hash only.",
    )


def _ways_in() -> None:
    make_table(
        "account",
        id_column("learner", refers="learner"),
        id_column("login"),
        sa.Column("password_hash", sa.String(500), nullable=False),
        time_column("changed"),
        key=("learner",),
        unique=("login",),
        comment="Logins with a password, for those who want one. Passwords are kept as an Argon2id hash only.",
    )
    make_table(
        "identity",
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        id_column("learner", refers="learner"),
        time_column("at"),
        key=("issuer", "subject"),
        indexes=("learner",),
        comment="Who someone is at an identity provider (OpenID Connect). No token, name or address is kept.",
    )
    make_table(
        "tries",
        id_column("key_hash"),
        count_column("count"),
        time_column("since"),
        time_column("blocked_until", nullable=True),
        key=("key_hash",),
        indexes=("since",),
        comment="How often a login, code or address was tried, so that guessing is slow. Keys are hashes.",
    )


def _work() -> None:
    make_table(
        "share",
        *item_columns(),
        time_column("at"),
        time_column("withdrawn", nullable=True),
        key=("learner", "module", "item"),
        comment="Open work that its learner lets trainers and coaches see, or did until it was withdrawn.",
    )
    make_table(
        "review",
        number_column(),
        *item_columns(),
        sa.Column("attempt", Sequence, nullable=False),
        somebody_column("reviewer"),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("points", Numbers, nullable=False),
        time_column("at"),
        unique=("learner", "module", "item", "attempt", "reviewer", "at"),
        indexes=("reviewer",),
        comment="What a trainer or coach said of one version of someone's work.",
        sqlite_autoincrement=True,
    )


def _conversation() -> None:
    make_table(
        "comment",
        number_column(),
        *item_columns(),
        somebody_column("author"),
        text_column("text"),
        time_column("at"),
        unique=("learner", "module", "item", "author", "at"),
        indexes=("author",),
        comment="The conversation about someone's work: the learner and who reviews it write in turn.",
        sqlite_autoincrement=True,
    )


def _notes() -> None:
    make_table(
        "flag_note",
        id_column("cohort", refers="cohort"),
        id_column("learner", refers="learner"),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("ref", _REF, nullable=False),
        time_column("since"),
        somebody_column("by"),
        time_column("at"),
        time_column("until", nullable=True),
        text_column("note"),
        key=("cohort", "learner", "reason", "ref"),
        indexes=("learner", "by"),
        comment="What a trainer did about a flag: seen, or put off until a date.",
    )
    make_table(
        "snippet",
        id_column(),
        id_column("owner", refers="learner"),
        id_column("module"),
        text_column("title"),
        text_column("text"),
        indexes=("owner module",),
        comment="Pieces of feedback that a trainer keeps at hand.",
    )


def _looks() -> None:
    make_table(
        "look",
        number_column(),
        time_column("at"),
        id_column("actor"),
        sa.Column("what", sa.String(40), nullable=False),
        id_column("learner"),
        id_column("cohort"),
        sa.Column("ref", _REF, nullable=False),
        indexes=("learner id", "actor id", "cohort id", "at"),
        comment="Who looked at or changed what of whom, never what it said. Only ever added; a trigger sees to it.",
        sqlite_autoincrement=True,
    )
