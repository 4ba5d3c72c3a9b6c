"""What Alembic runs for each upgrade. The caller brings the connection, with the transaction already begun."""

from __future__ import annotations

from alembic import context

from learnenv.store.schema import schema_of
from learnenv.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # Without this Alembic commits half-way on SQLite, and a kill in between leaves a database that is stuck.
    transactional_ddl=True,
    # Without this it would take the version of another program, in another schema that can be seen, for ours.
    version_table_schema=schema_of(connection),
)
with context.begin_transaction():
    context.run_migrations()
