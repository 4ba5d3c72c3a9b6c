"""Databases of released versions, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine, insert, select

from learnenv.store import schema
from tests.support.source import ROOT

RELEASED = sorted((ROOT / "tests" / "data").glob("*.sqlite3"))
"""One of each, made by that version's migrations."""
REVISIONS = [f"{number:04}" for number in range(1, int(schema.HEAD))]
"""Every earlier one."""
VERSION = "alembic_version"
Rows: TypeAlias = Mapping[str, tuple[list[str], list[tuple[Any, ...]]]]


def rows(url: str, like: Rows | None = None) -> Rows:
    """What each table holds, as the driver gives it; `like`: of the tables and columns in there only."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        names = {name: [each.name for each in table.c] for name, table in found.tables.items() if name != VERSION}
        wanted = {name: columns for name, (columns, _) in like.items()} if like else names
        held = {}
        for name, columns in wanted.items():
            picked = select(*(found.tables[name].c[each] for each in columns))
            held[name] = columns, sorted(map(tuple, connection.execute(picked)), key=repr)
    engine.dispose()
    return held


def fill_rows(connection: Connection, held: Rows) -> None:
    """Put rows into tables that are empty."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        columns, values = held.get(table.name, ([], []))
        if table.name not in (VERSION, "instance") and values:
            connection.execute(insert(table), [dict(zip(columns, each, strict=True)) for each in values])


def upgrade_to(connection: Connection, revision: str) -> None:
    """Bring a database to a revision, by the migrations themselves."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    command.upgrade(config, revision)
