"""What all tables have in common: where they are listed, how constraints are named, whose a row is."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData

from learnenv.store.column_types import Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def learner_column(*, primary_key: bool = False) -> Column[str]:
    """Whose row it is."""
    return Column("learner", Id, ForeignKey("learner.id"), primary_key=primary_key, nullable=False)
