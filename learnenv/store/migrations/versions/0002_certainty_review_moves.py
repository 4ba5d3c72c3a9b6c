"""How sure a learner was, answers given in review, and steps in a case study."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_EVENTS = "Hints shown, answers asked for, pages read, steps in cases. Only ever added; a trigger sees to it."


def upgrade() -> None:
    """Add columns; every row there is stays as it was and gets the value that means "not said" or "no"."""
    op.add_column("learner", _no("asks_certainty"))
    op.add_column("attempt", sa.Column("certainty", sa.String(4), nullable=True))
    op.add_column("attempt", _no("review"))
    op.add_column("event", sa.Column("detail", sa.String(200), nullable=False, server_default=sa.text("''")))
    op.add_column("standing", sa.Column("reviews", sa.Integer, nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "postgresql":
        op.create_table_comment("event", _EVENTS)


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
