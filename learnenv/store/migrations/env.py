"""What Alembic runs for each upgrade. The caller brings the connection, with the transaction already begun."""

from __future__ import annotations

from alembic import context

from learnenv.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Without this Alembic commits half-way on SQLite, and a kill in between leaves a database that is stuck.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
