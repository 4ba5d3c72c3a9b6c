"""Two indexes on events, so that a trainer's page does not grow with what a class did: when somebody was last there,
and which pages they read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make both."""
    op.create_index("ix_event_learner_module_at", "event", ["learner", "module", "at"])
    read = sa.text("kind = 'read'")
    op.create_index("ix_event_read", "event", ["learner", "module", "item"], sqlite_where=read)
