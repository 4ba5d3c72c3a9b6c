"""The statements, built once: SQLAlchemy then compiles each once, and a checked answer stays cheap."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from sqlalchemy import Table, bindparam, delete, func, select, tuple_, update

from learnenv.store.rows import (
    ATTEMPT_COLUMNS,
    BOOKMARK_COLUMNS,
    DRAFT_COLUMNS,
    EVENT_COLUMNS,
    LEARNER_COLUMNS,
    SESSION_COLUMNS,
    STANDING_COLUMNS,
)
from learnenv.store.tables import attempt, bookmark, draft, event, learner, session, standing

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert

# learners and sessions
LEARNER = select(*LEARNER_COLUMNS).where(learner.c.id == bindparam("id"))
LEARNER_BY_RECOVERY = select(*LEARNER_COLUMNS).where(learner.c.recovery_hash == bindparam("recovery_hash"))
LEARNER_IDS = select(learner.c.id).order_by(learner.c.id)
SET_LANGUAGE = update(learner).where(learner.c.id == bindparam("of")).values(language=bindparam("language"))
SET_ASKS_CERTAINTY = update(learner).where(learner.c.id == bindparam("of")).values(asks_certainty=bindparam("asks"))
SET_RECOVERY = update(learner).where(learner.c.id == bindparam("of")).values(recovery_hash=bindparam("recovery_hash"))
SESSION = (
    select(*SESSION_COLUMNS, *LEARNER_COLUMNS)
    .join_from(session, learner)
    .where(session.c.token_hash == bindparam("token_hash"))
)
SESSIONS_OF = (
    select(*SESSION_COLUMNS)
    .where(session.c.learner == bindparam("learner"), session.c.revoked.is_(False))
    .order_by(session.c.last_seen.desc(), session.c.token_hash.desc())
)
TOUCH_SESSION = (
    update(session)
    .where(session.c.token_hash == bindparam("of"))
    .values(last_seen=bindparam("last_seen"), idle_expires=bindparam("idle_expires"))
)
END_SESSIONS = (
    update(session).where(session.c.token_hash.in_(bindparam("token_hashes", expanding=True))).values(revoked=True)
)
END_SESSIONS_OF = update(session).where(session.c.learner == bindparam("of")).values(revoked=True)

# attempts
ATTEMPTS = (
    select(*ATTEMPT_COLUMNS)
    .where(
        attempt.c.learner == bindparam("learner"),
        attempt.c.module == bindparam("module"),
        attempt.c.exercise == bindparam("item"),
    )
    .order_by(attempt.c.id)
)
ATTEMPT = select(*ATTEMPT_COLUMNS).where(attempt.c.id == bindparam("id"))
ATTEMPT_BY_KEY = select(*ATTEMPT_COLUMNS).where(
    attempt.c.learner == bindparam("learner"),
    attempt.c.module == bindparam("module"),
    attempt.c.exercise == bindparam("item"),
    attempt.c.key == bindparam("key"),
)
LATEST_ATTEMPTS = (
    select(*ATTEMPT_COLUMNS)
    .join_from(standing, attempt, attempt.c.id == standing.c.last_sequence)
    .where(
        standing.c.learner == bindparam("learner"),
        tuple_(standing.c.module, standing.c.item).in_(bindparam("items", expanding=True)),
    )
)
HISTORY = select(*ATTEMPT_COLUMNS).where(attempt.c.learner == bindparam("learner")).order_by(attempt.c.id)
HISTORY_OF = HISTORY.where(attempt.c.module == bindparam("module"))
ALL_ATTEMPTS = select(*ATTEMPT_COLUMNS).order_by(
    attempt.c.learner, attempt.c.module, attempt.c.exercise, attempt.c.id
)
COUNT_ATTEMPTS = select(func.count()).select_from(attempt)

# events
EVENTS = (
    select(*EVENT_COLUMNS)
    .where(
        event.c.learner == bindparam("learner"),
        event.c.module == bindparam("module"),
        event.c.item == bindparam("item"),
        event.c.kind == bindparam("kind"),
    )
    .order_by(event.c.number)
)
EVENTS_AT = (
    select(*EVENT_COLUMNS)
    .where(
        event.c.learner == bindparam("learner"),
        event.c.module == bindparam("module"),
        event.c.item == bindparam("item"),
    )
    .order_by(event.c.id)
)
READ_PAGES = select(event.c.module, event.c.item).where(
    event.c.learner == bindparam("learner"), event.c.kind == "read"
)
READ_PAGES_OF = READ_PAGES.where(event.c.module == bindparam("module"))
ALL_EVENTS = select(*EVENT_COLUMNS).order_by(event.c.learner, event.c.module, event.c.item, event.c.id)

# standings
STANDING = select(*STANDING_COLUMNS).where(
    standing.c.learner == bindparam("learner"),
    standing.c.module == bindparam("module"),
    standing.c.item == bindparam("item"),
)
STANDINGS = select(*STANDING_COLUMNS).where(standing.c.learner == bindparam("learner"))
STANDINGS_OF = STANDINGS.where(standing.c.module == bindparam("module"))
ALL_STANDINGS = select(*STANDING_COLUMNS)
REMOVE_STANDINGS = delete(standing)

# drafts and bookmarks
DRAFTS = select(*DRAFT_COLUMNS).where(
    draft.c.learner == bindparam("learner"),
    tuple_(draft.c.module, draft.c.item).in_(bindparam("items", expanding=True)),
)
REMOVE_DRAFT = delete(draft).where(
    draft.c.learner == bindparam("of"), draft.c.module == bindparam("module"), draft.c.item == bindparam("item")
)
BOOKMARKS = (
    select(*BOOKMARK_COLUMNS)
    .where(bookmark.c.learner == bindparam("learner"))
    .order_by(bookmark.c.at.desc(), bookmark.c.module)
)


class Inserts:
    """The statements that add rows; "or else" is said in the database's own dialect."""

    def __init__(self, dialect: str) -> None:
        insert = insert_of(dialect)
        self.add_learner = insert(learner).on_conflict_do_nothing().returning(learner.c.id)
        self.add_session = insert(session).on_conflict_do_nothing().returning(session.c.token_hash)
        self.add_attempt = insert(attempt).on_conflict_do_nothing().returning(attempt.c.id)
        self.add_event = insert(event).on_conflict_do_nothing().returning(event.c.id)
        self.put_standing = put_of(insert, standing)
        self.put_draft = put_of(insert, draft)
        self.put_bookmark = put_of(insert, bookmark)


def insert_of(dialect: str) -> Callable[[Table], Insert]:
    """The dialect's `insert`; only the one that is used is imported, because each takes a while."""
    insert: Callable[[Table], Insert] = import_module(f"sqlalchemy.dialects.{dialect}").insert
    return insert


def put_of(insert: Callable[[Table], Insert], table: Table) -> Insert:
    """Insert a row, or replace the one with the same key."""
    new = insert(table)
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)
