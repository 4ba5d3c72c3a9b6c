"""Erasing a person: counts that stay, and triggers that let erasing through and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from learnenv.store.column_types import Exact
from learnenv.store.migrations.making import count_column, id_column, make_table, time_column

revision = "0004"
down_revision = "0003"

_LETS_GO = {
    ("attempt", "UPDATE"): "false",
    ("attempt", "DELETE"): "learner = OLD.learner",
    ("event", "UPDATE"): "false",
    ("event", "DELETE"): "learner = OLD.learner",
    ("look", "UPDATE"): "learner <> '' AND learner IN (OLD.actor, OLD.learner)",
    ("look", "DELETE"): "looks_before > OLD.at",
}
"""Per table and verb: what the row in `erasing` must say for a change of a row (OLD) to go through."""


def upgrade() -> None:
    """Make two tables, and triggers in place of those of the first revision."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _tables() -> None:
    numbers = ("learners", "completed", "read", "attempts", "right", "passed", "answered")
    make_table(
        "erased_count",
        id_column("cohort", refers="cohort"),
        id_column("module"),
        id_column("item"),
        *map(count_column, numbers),
        sa.Column("fractions", Exact, nullable=False),
        key=("cohort", "module", "item"),
        comment="Numbers that stay of members who are gone, so that the totals of their cohort stay right.",
    )
    make_table(
        "erasing",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        id_column("learner"),
        time_column("looks_before", nullable=True),
        key=("number",),
        check="number = 1",
        comment="One row while something is erased: it tells the triggers what to let go. "
        "Empty when all is committed.",
    )


def _guard_sqlite() -> None:
    for (table, verb), lets_go in _LETS_GO.items():
        check = f"SELECT 1 FROM erasing WHERE {lets_go}"  # noqa: S608 - all from the table above
        name = f"{table}_no_{verb.lower()}"
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            f"WHEN NOT EXISTS ({check}) "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
        )


def _guard_postgresql() -> None:
    """The function of the first revision refuses at once; one more per table looks at each row."""
    for table in ("attempt", "event", "look"):
        op.execute(f"DROP TRIGGER IF EXISTS {table}_only_added ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_ever_added()"
        )
        check = "SELECT 1 FROM erasing WHERE "
        update, delete = check + _LETS_GO[table, "UPDATE"], check + _LETS_GO[table, "DELETE"]
        op.execute(
            f"CREATE FUNCTION {table}_let_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' AND EXISTS ({delete}) THEN RETURN OLD; END IF; "
            f"IF TG_OP = 'UPDATE' AND EXISTS ({update}) THEN RETURN NEW; END IF; "
            "RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_let_go BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_let_go()"
        )
