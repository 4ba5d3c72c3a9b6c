"""The tables of what passes between people: shared work, reviews, conversations, notes, and the log of who looked."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from learnenv.store.column_types import Exact, FreeText, Id, Numbers, OptionalId, Sequence, UtcDateTime
from learnenv.store.metadata import learner_column, metadata

REF = String(401)
"""module/item, or a module alone."""


def _somebody(name: str) -> Column[str]:
    """A learner who may be gone."""
    return Column(name, OptionalId, ForeignKey("learner.id"), nullable=True)


share = Table(
    "share",
    metadata,
    learner_column(primary_key=True),
    Column("module", Id, primary_key=True),
    Column("item", Id, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn", UtcDateTime, nullable=True),
    comment="Open work that its learner lets trainers and coaches see, or did until it was withdrawn.",
)

review = Table(
    "review",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    learner_column(),
    Column("module", Id, nullable=False),
    Column("item", Id, nullable=False),
    Column("attempt", Sequence, nullable=False),
    _somebody("reviewer"),
    Column("verdict", String(20), nullable=False),
    Column("points", Numbers, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("learner", "module", "item", "attempt", "reviewer", "at"),
    Index(None, "reviewer"),
    comment="What a trainer or coach said of one version of someone's work.",
    sqlite_autoincrement=True,
)

comment = Table(
    "comment",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    learner_column(),
    Column("module", Id, nullable=False),
    Column("item", Id, nullable=False),
    _somebody("author"),
    Column("text", FreeText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("learner", "module", "item", "author", "at"),
    Index(None, "author"),
    comment="The conversation about someone's work: the learner and who reviews it write in turn.",
    sqlite_autoincrement=True,
)

flag_note = Table(
    "flag_note",
    metadata,
    Column("cohort", Id, ForeignKey("cohort.id"), primary_key=True),
    learner_column(primary_key=True),
    Column("reason", String(20), primary_key=True),
    Column("ref", REF, primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    _somebody("by"),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=True),
    Column("note", FreeText, nullable=False),
    Index(None, "learner"),
    Index(None, "by"),
    comment="What a trainer did about a flag: seen, or put off until a date.",
)

snippet = Table(
    "snippet",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, ForeignKey("learner.id"), nullable=False),
    Column("module", Id, nullable=False),
    Column("title", FreeText, nullable=False),
    Column("text", FreeText, nullable=False),
    Index(None, "owner", "module"),
    comment="Pieces of feedback that a trainer keeps at hand.",
)

look = Table(
    "look",
    metadata,
    Column("id", Sequence, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Id, nullable=False),
    Column("what", String(40), nullable=False),
    Column("learner", Id, nullable=False),
    Column("cohort", Id, nullable=False),
    Column("ref", REF, nullable=False),
    Index(None, "learner", "id"),
    Index(None, "actor", "id"),
    Index(None, "cohort", "id"),
    Index(None, "at"),
    comment="Who looked at or changed what of whom, never what it said. Only ever added; a trigger sees to it.",
    sqlite_autoincrement=True,
)

erased_count = Table(
    "erased_count",
    metadata,
    Column("cohort", Id, ForeignKey("cohort.id"), primary_key=True),
    Column("module", Id, primary_key=True),
    Column("item", Id, primary_key=True),
    *(
        Column(name, Integer, nullable=False)
        for name in ("learners", "completed", "read", "attempts", "right", "passed", "answered")
    ),
    Column("fractions", Exact, nullable=False),
    comment="Numbers that stay of members who are gone, so that the totals of their cohort stay right.",
)

erasing = Table(
    "erasing",
    metadata,
    Column("number", Integer, CheckConstraint("number = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("learner", Id, nullable=False),
    Column("looks_before", UtcDateTime, nullable=True),
    comment="One row while something is erased: it tells the triggers what to let go. Empty when all is committed.",
)
