"""How migrations from 0003 on make tables: constraints are named as `store/metadata.py` names them.

What is here is as it was when those migrations were made. A later migration that needs another column makes its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from learnenv.store.column_types import FreeText, Id, OptionalId, Sequence, UtcDateTime


def make_table(
    name: str,
    *columns: sa.Column[Any],
    key: tuple[str, ...] = ("id",),
    unique: tuple[str, ...] = (),
    indexes: tuple[str, ...] = (),
    check: str = "",
    **options: Any,
) -> None:
    """Make a table with its indexes; an index is given as the names of its columns, with spaces between."""
    for column in columns:
        for foreign in column.foreign_keys:
            foreign.name = f"fk_{name}_{column.name}_{foreign.target_fullname.partition('.')[0]}"
    rest: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key, name=f"pk_{name}")]
    if unique:
        rest.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    if check:
        rest.append(sa.CheckConstraint(check, name=op.f(f"ck_{name}_one_row")))
    op.create_table(name, *columns, *rest, **options)
    for index in indexes:
        op.create_index(f"ix_{name}_{index.replace(' ', '_')}", name, index.split())


def id_column(name: str = "id", *, refers: str = "") -> sa.Column[Any]:
    """A name or hash; `refers`: the table of which it is the id."""
    return sa.Column(name, Id, *([sa.ForeignKey(f"{refers}.id")] if refers else []), nullable=False)


def somebody_column(name: str) -> sa.Column[Any]:
    """A learner who may be gone."""
    return sa.Column(name, OptionalId, sa.ForeignKey("learner.id"), nullable=True)


def item_columns() -> tuple[sa.Column[Any], ...]:
    """Whose, and at which item."""
    return id_column("learner", refers="learner"), id_column("module"), id_column("item")


def number_column() -> sa.Column[Any]:
    """A rising number that the database gives."""
    return sa.Column("id", Sequence, autoincrement=True, nullable=False)


def text_column(name: str) -> sa.Column[Any]:
    """What people type."""
    return sa.Column(name, FreeText, nullable=False)


def time_column(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A moment."""
    return sa.Column(name, UtcDateTime, nullable=nullable)


def count_column(name: str) -> sa.Column[Any]:
    """A whole number."""
    return sa.Column(name, sa.Integer, nullable=False)


def no_column(name: str) -> sa.Column[Any]:
    """Yes or no; no for every row there is."""
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
